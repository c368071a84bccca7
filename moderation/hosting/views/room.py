"""The room as a host sees it: the conversation, everybody who needs a host, and what hosts say among themselves."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.refusals import Refusal
from forum.core.submission import new_token
from forum.core.walltime import hour
from forum.rooms import reading
from forum.rooms.faces import Face, Look, MessageRow, told
from forum.rooms.models import Attendance, Channel, ChatSession, Message
from forum.rooms.models.attendances import hosted_by
from forum.rooms.services import attending, writing
from forum.rooms.telling import lines_told, you_told
from forum.rooms.views.live import is_live
from forum.warnings.forms import groups
from moderation.hosting.forms.room import ClosingForm, LiveWriteForm, PaceForm, PauseForm, WriteForm
from moderation.hosting.policy import ComeInFirst
from moderation.hosting.room import HostRoom, host_room, part_of
from moderation.hosting.views.finding import a_session
from moderation.rota.cover import cover_at

Forms = Mapping[str, Form]
# What the room says after something was done elsewhere; anything else in the address says nothing.
DONE = {"handed_on": "Handed on. Safeguarding has it from here. Thank you for looking."}
_STAFF = Face(Look.STAFF)


class Box(NamedTuple):
    """A box to write in: the name of its form in the template, and where on the page it stands."""

    name: str
    anchor: str

    @property
    def ids(self) -> str:
        return f"{self.anchor}_%s"


@require_http_methods(["GET", "POST"])
def room(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read and write. Whoever is not in the room is led to the page of its session, where the way in is."""
    actor, session = account_of(request), a_session(request, pk)
    mine = _mine(actor, session)
    if request.method != "POST":
        return room_page(request, session) if mine else redirect("hosting:session", pk)
    if mine is None and not is_live(request):
        raise ComeInFirst  # The words come back with it.
    return _write_live(request, session) if is_live(request) else _write(request, session)


@require_GET
def side(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What stands beside the conversation, which the open page fetches when something changed."""
    actor, session = account_of(request), a_session(request, pk)
    if _mine(actor, session) is None:
        raise Http404
    return render(request, "moderation/hosting/side.html", _beside(request, session, {}))


@require_GET
def since(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a socket would have said since `after`, for a browser that cannot keep one open."""
    actor, session = account_of(request), a_session(request, pk)
    mine = _mine(actor, session)
    if mine is None:
        raise Http404
    typed = request.GET.get("after", "")
    after = int(typed) if typed.isdecimal() and len(typed) < 16 else 0
    state = _beside_of(session).state
    rows = reading.rows_after(pk, after)
    more = len(rows) == reading.PAGE
    reached = rows[-1].revision if more else max([state["revision"], *(row.revision for row in rows)])
    lines = [{"type": "message"} | line for line in lines_told(rows, reading.seat_of(mine))]
    end = {"type": "caught_up", "revision": reached, "more": more}
    return JsonResponse({"frames": [state, you_told(mine, clock.now()), *lines, end]})


def room_page(
    request: HttpRequest, session: ChatSession, *, trouble: str = "", status: int = 200, given: Forms | None = None
) -> HttpResponse:
    """The page, also when a form of it came back (by its name in the template) or a press was refused."""
    actor, given = account_of(request), given or {}
    mine = _mine(actor, session)
    if mine is None:
        return redirect("hosting:session", session.pk)
    beside = _beside(request, session, given)
    typed = request.GET.get("before", "")
    number = int(typed) if typed.isdecimal() and len(typed) < 16 else None
    rows = reading.rows_before(session.pk, number)
    context = beside | {
        "you": you_told(mine, clock.now()),
        "lines": _told(rows),
        "earlier": rows[0].number if len(rows) == reading.PAGE else None,
        "is_newest": number is None,
        "trouble": trouble,
        "done": DONE.get(request.GET.get("done", ""), ""),
        "zone": settings.SERVICE_TIME_ZONE,
        "form": given.get("form") or WriteForm(actor=actor, auto_id="newest_%s", initial=kept.initial(request)),
    }
    bound = any(form.errors for form in given.values())
    return render(request, "moderation/hosting/room.html", context, status=422 if bound and status == 200 else status)


def _beside(request: HttpRequest, session: ChatSession, given: Forms) -> dict[str, Any]:
    """What the page and the part that is fetched again have in common."""
    actor = account_of(request)
    found = _beside_of(session)
    apart = reading.rows_apart(session.pk)
    turn = {"seen": session.turn}
    forms: dict[str, Form] = {
        "pausing": PauseForm(actor=actor, auto_id="pausing_%s", initial=turn),
        "closing": ClosingForm(actor=actor, auto_id="closing_%s", initial=turn),
        "pacing": PaceForm(actor=actor, auto_id="pacing_%s", initial=PaceForm.of(session)),
        "hosts_form": WriteForm(actor=actor, auto_id="hosts_%s"),
    }
    asides = [
        {
            "person": one,
            "lines": _told([row for row in apart if row.aside_id == one.pk]),
            "form": given.get(f"aside_{one.pk}") or WriteForm(actor=actor, auto_id=f"aside-{one.pk}_%s"),
        }
        for one in found.asides
    ]
    shown = {f"aside_{one.pk}" for one in found.asides}
    return {
        "session": session,
        "room": found,
        "token": new_token(actor),
        # Written to somebody with whom the private word has ended meanwhile: it has no box any more, and is not lost.
        "unplaced": [given[name] for name in given if name.startswith("aside_") and name not in shown],
        "state": found.state,
        "asides": asides,
        "hosts_lines": _told([row for row in apart if row.channel == Channel.HOSTS]),
        "groups": groups(),
        "hour": hour,
        **forms,
        **given,
    }


def _beside_of(session: ChatSession) -> HostRoom:
    now = clock.now()
    found = host_room(session, cover_at(now), now)
    if found is None:
        raise Http404
    return found


def _mine(actor: Account, session: ChatSession) -> Attendance | None:
    """The part of whoever hosts this session now; looking says that they are here."""
    authorize(actor, Permission.CHAT_HOST, SITE)
    if not hosted_by(actor).filter(pk=session.pk).exists():
        return None
    found = part_of(session, actor)
    if found is not None and session.is_running:
        attending.be_seen(attendance_ids=[found.pk], now=clock.now())
    return found


def _write(request: HttpRequest, session: ChatSession) -> HttpResponse:
    """Send what was typed, or look around with it; refused words come back into their box."""
    actor, box = account_of(request), _box(request)
    form = WriteForm(request.POST, actor=actor, auto_id=box.ids)
    if request.POST.get("act") == "look":
        typed = {"words": request.POST.get("words", ""), "warnings": request.POST.getlist("warnings")}
        looking = WriteForm(actor=actor, auto_id=box.ids, initial=typed)
        return room_page(request, session, given={box.name: looking})
    if form.is_valid():
        try:
            _send(actor, session, form)
            return redirect(f"{reverse('hosting:room', args=[session.pk])}#{box.anchor}")
        except Refusal as refusal:
            kept.tell(request, form, refusal)
    return room_page(request, session, given={box.name: form})


def _write_live(request: HttpRequest, session: ChatSession) -> HttpResponse:
    """The same for a page that stays: the answer is the frame that a socket would have sent."""
    form = LiveWriteForm(request.POST, actor=account_of(request))
    submission = request.POST.get("submission", "")[:36]
    try:
        if not form.is_valid():
            raise Refusal(" ".join(str(error) for errors in form.errors.values() for error in errors))
        made = _send(account_of(request), session, form)
    except Refusal as refusal:
        words = {"code": refusal.code, "message": str(refusal), "wait": getattr(refusal, "wait", None)}
        return JsonResponse({"frames": [{"type": "refused", "submission": submission} | words]})
    found = {"submission": str(made.submission), "id": str(made.pk), "revision": made.revision}
    return JsonResponse({"frames": [{"type": "kept"} | found]})


def _send(actor: Account, session: ChatSession, form: WriteForm) -> Message:
    return writing.write_message(actor=actor, session_id=session.pk, **form.message)


def _told(rows: list[MessageRow]) -> list[dict[str, Any]]:
    return [told(row, _STAFF) for row in rows]


def _box(request: HttpRequest) -> Box:
    """The box that was sent: to the room, among the hosts, or aside with somebody."""
    channel, aside = request.POST.get("channel"), request.POST.get("aside", "")[:36]
    if channel == Channel.HOSTS:
        return Box("hosts_form", "hosts")
    return Box(f"aside_{aside}", f"aside-{aside}") if channel == Channel.ASIDE else Box("form", "newest")
