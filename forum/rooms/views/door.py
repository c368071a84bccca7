"""The door of a session: the limits, how to take part, and waiting in front of it."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, refusal_for
from forum.confidentiality.models import Notice
from forum.confidentiality.policy import has_acknowledged
from forum.core import clock
from forum.core.refusals import NotGranted, Refusal
from forum.core.walltime import place_name
from forum.rooms.forms import DoorForm, WordsForm
from forum.rooms.hours import hours, length
from forum.rooms.models import Attendance, Channel, ChatSession, Standing
from forum.rooms.services import attending, writing
from forum.rooms.waiting import place_in_line, speaks_with_hosts, spoken_with_hosts
from forum.warnings.profile import profile_of
from forum.warnings.taxonomy import View, offered

_BEFORE_IT = (Standing.WAITING, Standing.ASKING)


@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Come in; or wait, or ask a host first. Whoever is in goes straight on."""
    actor = account_of(request)
    found = get_object_or_404(ChatSession.objects.visible_to(actor).select_related("host"), pk=pk)
    mine = _looked(actor, found)
    if not found.is_running:
        return redirect("rooms:session", pk)
    if mine is not None and mine.is_in:
        return redirect("rooms:room", pk)
    if mine is not None and mine.standing in _BEFORE_IT:
        return _before_it(request, found, mine)
    if "read" in request.POST:
        kept.hold(request)  # Having read it, they come back to this door.
        return redirect("confidentiality:read")
    return _at_it(request, actor, found)


def _looked(actor: Account, found: ChatSession) -> Attendance | None:
    """The part that `actor` takes. Whoever waits is heard of with this, and comes in if there is a place by now."""
    mine = Attendance.objects.visible_to(actor).of_members().filter(session=found, account_id=actor.pk)
    row = mine.first()
    if row is not None and found.is_running and row.standing in _BEFORE_IT:
        now = clock.now()
        attending.be_seen(attendance_ids=[row.pk], now=now)
        attending.admit_waiting(session_id=found.pk, now=now)
        row = mine.first()
    return row


def _at_it(request: HttpRequest, actor: Account, found: ChatSession) -> HttpResponse:
    """In front of the door, with everything one should know first."""
    refusal = refusal_for(actor, Permission.CHAT_JOIN, found)
    if isinstance(refusal, NotGranted):
        raise refusal
    typed = kept.initial(request)
    form = DoorForm(request.POST or None, initial=typed)
    if request.method == "POST" and form.is_valid() and has_acknowledged(actor):
        try:
            attending.enter(actor=actor, session=found, **form.cleaned_data)
            return redirect("rooms:door", found.pk)  # It knows where they stand now.
        except Refusal as told:
            form.add_error(None, str(told))
    reads_first = not has_acknowledged(actor)
    covered, hidden = _kinds(actor)
    now = clock.now()
    context = {
        "session": found,
        "times": hours(found.starts_at, found.ends_at, now),
        "place": place_name(),
        "form": form,
        "refusal": refusal,
        "words": [typed["words"]] if typed.get("words") else [],
        "notice": Notice.objects.visible_to(actor).current(),
        "reads_first": reads_first,
        "covered": covered,
        "hidden": hidden,
        "kept_for": length(int(settings.RETENTION["chat"].total_seconds() // 60)),
    }
    status = 422 if form.errors else 403 if form.is_bound and reads_first else 200
    return render(request, "forum/rooms/door.html", context, status=status)


def _before_it(request: HttpRequest, found: ChatSession, mine: Attendance) -> HttpResponse:
    """Waiting for a place, or speaking with a host before one is in."""
    if request.method == "POST" and "words" not in request.POST:
        return redirect("rooms:door", found.pk)  # The press that brought them here, once more.
    line = place_in_line(mine, clock.now()) if mine.standing == Standing.WAITING else ""
    if line and not speaks_with_hosts(mine):
        return render(request, "forum/rooms/waiting.html", {"session": found, "line": line})
    form = WordsForm(request.POST or None, actor=account_of(request), initial=kept.initial(request))
    only_looks = request.POST.get("act") == "look"
    if only_looks:  # What they have typed so far comes back with the news.
        form = WordsForm(actor=account_of(request), initial={"words": request.POST.get("words", "")})
    if request.method == "POST" and not only_looks and form.is_valid() and _spoke(request, mine, form):
        return redirect(f"{reverse('rooms:door', args=[found.pk])}#newest")
    context = {"session": found, "mine": mine, "line": line, "said_so_far": spoken_with_hosts(mine), "form": form}
    return render(request, "forum/rooms/asking.html", context, status=422 if form.errors else 200)


def _spoke(request: HttpRequest, mine: Attendance, form: WordsForm) -> bool:
    """Give the words to the hosts; whether they went."""
    try:
        writing.write_message(
            actor=account_of(request),
            session_id=mine.session_id,
            warnings=[],
            channel=Channel.ASIDE,
            aside_id=mine.pk,
            **form.cleaned_data,
        )
    except Refusal as refusal:
        kept.tell(request, form, refusal)
        return False
    return True


def _kinds(actor: Account) -> tuple[int, int]:
    """How many kinds of content warning the filters of `actor` cover, and how many they keep away."""
    profile = profile_of(actor)
    views = [profile.get(warning.key, warning.default) for warning in offered(profile.views)]
    return views.count(View.COVER), views.count(View.HIDE)
