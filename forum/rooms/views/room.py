"""The room itself: a plain page with a form, and the same in JSON for a browser that cannot keep a socket open."""

from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.core import clock
from forum.core.refusals import Refusal
from forum.rooms import reading
from forum.rooms.faces import MessageRow, Seat, face_of, told
from forum.rooms.forms import LiveMessageForm, MessageForm
from forum.rooms.models import Attendance, Channel, ChatSession, Message, Standing
from forum.rooms.refusals import AskedToLeave, NotInRoom, RoomClosed
from forum.rooms.services import attending, writing
from forum.rooms.telling import state_told, you_told
from forum.rooms.views.live import is_live
from forum.warnings.forms import groups


class Place(NamedTuple):
    """A session, and the part that whoever asks takes in it."""

    session: ChatSession
    mine: Attendance | None


@require_http_methods(["GET", "POST"])
def room(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read, write, look for new messages. Whoever is not in the room is led to where they stand."""
    place = _place(request, pk)
    if place.mine is None or not place.mine.is_in or not place.session.is_running:
        return _elsewhere(request, place)
    attending.be_seen(attendance_ids=[place.mine.pk], now=clock.now())
    if request.method != "POST":
        return _page(request, place.mine, {})
    return _write_live(request, place.mine) if is_live(request) else _write(request, place.mine)


@require_GET
def since(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a socket would have said since `after`."""
    place = _place(request, pk)
    if place.mine is None:
        raise Http404
    if place.mine.is_in and place.session.is_running:
        attending.be_seen(attendance_ids=[place.mine.pk], now=clock.now())
    return JsonResponse({"frames": _frames(place.mine, _number(request.GET.get("after", "")) or 0)})


def _place(request: HttpRequest, pk: UUID) -> Place:
    actor = account_of(request)
    session = get_object_or_404(ChatSession.objects.visible_to(actor), pk=pk)
    parts = Attendance.objects.visible_to(actor).of_members().select_related("session")
    return Place(session, parts.filter(session=session, account_id=actor.pk).first())


def _elsewhere(request: HttpRequest, place: Place) -> HttpResponse:
    """Whoever sent words from here gets them back, with the reason why they went nowhere."""
    is_over = not place.session.is_running
    if request.method != "POST":
        return redirect("rooms:session" if is_over else "rooms:door", place.session.pk)
    is_removed = place.mine is not None and place.mine.standing == Standing.REMOVED
    refusal = RoomClosed() if is_over else AskedToLeave() if is_removed else NotInRoom()
    if is_live(request):
        return JsonResponse({"frames": [_refused(request, refusal)]})
    raise refusal


def _write(request: HttpRequest, mine: Attendance) -> HttpResponse:
    """Send what was typed, or look around with it; refused words come back into their box."""
    channel = _channel(request)
    form = MessageForm(request.POST, actor=account_of(request), auto_id=f"{channel}_%s")
    if request.POST.get("act") == "look":
        typed = {"words": request.POST.get("words", ""), "warnings": request.POST.getlist("warnings")}
        form = MessageForm(actor=account_of(request), auto_id=f"{channel}_%s", initial=typed)
        return _page(request, mine, {channel: form})
    if form.is_valid():
        try:
            _send(account_of(request), mine, channel, form)
            return redirect(f"{reverse('rooms:room', args=[mine.session_id])}#newest")
        except Refusal as refusal:
            kept.tell(request, form, refusal)
    return _page(request, mine, {channel: form})


def _write_live(request: HttpRequest, mine: Attendance) -> HttpResponse:
    """The same for a page that stays: the answer is the frame that a socket would have sent."""
    form = LiveMessageForm(request.POST, actor=account_of(request))
    if not form.is_valid():
        words = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"frames": [_refused(request, Refusal(words))]})
    try:
        message = _send(account_of(request), mine, _channel(request), form)
    except Refusal as refusal:
        return JsonResponse({"frames": [_refused(request, refusal)]})
    found = {"submission": str(message.submission), "id": str(message.pk), "revision": message.revision}
    return JsonResponse({"frames": [{"type": "kept"} | found]})


def _refused(request: HttpRequest, refusal: Refusal) -> dict[str, Any]:
    submission = request.POST.get("submission", "")[:36]
    words: dict[str, Any] = {"code": refusal.code, "message": str(refusal), "wait": getattr(refusal, "wait", None)}
    return {"type": "refused", "submission": submission} | words


def _send(actor: Account, mine: Attendance, channel: Channel, form: MessageForm) -> Message:
    aside = mine.pk if channel == Channel.ASIDE else None
    return writing.write_message(
        actor=actor, session_id=mine.session_id, channel=channel, aside_id=aside, **form.cleaned_data
    )


def _channel(request: HttpRequest) -> Channel:
    """Members write to the room, or to the hosts alone."""
    return Channel.ASIDE if request.POST.get("channel") == Channel.ASIDE else Channel.ROOM


def _page(request: HttpRequest, mine: Attendance, forms: dict[Channel, MessageForm]) -> HttpResponse:
    """The newest messages, or those before a number. The revision is read first: what is written meanwhile comes twice
    rather than never, and a browser knows it again."""
    now, number = clock.now(), _number(request.GET.get("before", ""))
    state = _state(mine)
    rows = reading.rows_before(mine.session_id, number)
    seat = reading.seat_of(mine)
    lines = _told(rows, seat)
    bound = any(form.errors for form in forms.values())
    _fill(request, forms)
    context = {
        "session": mine.session,
        "mine": mine,
        "state": state,
        "you": you_told(mine, now),
        "lines": lines,
        "aside_lines": _told(reading.rows_aside(mine.pk), seat) if mine.aside_at else [],
        "form": forms[Channel.ROOM],
        "aside_form": forms[Channel.ASIDE],
        "groups": groups(),
        "earlier": rows[0].number if len(rows) == reading.PAGE else None,
        "is_newest": number is None,
        "zone": settings.SERVICE_TIME_ZONE,
    }
    return render(request, "forum/rooms/room.html", context, status=422 if bound else 200)


def _fill(request: HttpRequest, forms: dict[Channel, MessageForm]) -> None:
    """A box for each channel. Words that were kept come back into the box they were typed in, and into no other."""
    waiting = {} if forms else kept.initial(request)
    typed_in = Channel.ASIDE if waiting.get("channel") == Channel.ASIDE else Channel.ROOM
    for channel in (Channel.ROOM, Channel.ASIDE):
        initial = waiting if channel == typed_in else {}
        forms.setdefault(channel, MessageForm(actor=account_of(request), auto_id=f"{channel}_%s", initial=initial))


def _frames(mine: Attendance, after: int) -> list[dict[str, Any]]:
    state = _state(mine)
    frames = [state, you_told(mine, clock.now())]
    if not mine.is_in:
        return frames
    rows = reading.rows_after(mine.session_id, after)
    more = len(rows) == reading.PAGE
    reached = rows[-1].revision if more else max([state["revision"], *(row.revision for row in rows)])
    messages = [{"type": "message"} | line for line in _told(rows, reading.seat_of(mine))]
    return [*frames, *messages, {"type": "caught_up", "revision": reached, "more": more}]


def _state(mine: Attendance) -> dict[str, Any]:
    found = reading.room_now(mine.session_id, clock.now())
    if found is None:
        raise Http404
    return state_told(found, reading.hosts_here(mine.session_id, clock.now()))


def _told(rows: list[MessageRow], seat: Seat) -> list[dict[str, Any]]:
    faced = ((row, face_of(row, seat)) for row in rows)
    return [told(row, face) for row, face in faced if face is not None]


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 16 else None
