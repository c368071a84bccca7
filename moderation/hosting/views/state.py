"""Opening, pausing, slowing and closing a room; coming in as a host, and going out."""

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.core.refusals import NotGranted, Refusal
from forum.rooms.models import ChatSession
from forum.rooms.models.attendances import hosted_by
from forum.rooms.views.live import act, is_live
from moderation.hosting.forms.room import ClosingForm, PaceForm, PauseForm, SeenForm
from moderation.hosting.services import hosts
from moderation.hosting.services import state as services
from moderation.hosting.views.finding import a_session
from moderation.hosting.views.room import Forms, room_page
from moderation.hosting.views.sessions import session_page

EITHER = ["GET", "HEAD", "POST"]


@require_POST
def open_room(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open it, if enough of the team are here at this very moment. Whoever opens it is in."""
    return _press(request, pk, SeenForm, services.open_session)


@require_http_methods(EITHER)
def pause(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A breathing space, with words for everybody."""
    return _write(request, pk, "pausing", PauseForm, services.pause)


@require_POST
def resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go on."""
    return _press(request, pk, SeenForm, services.resume)


@require_http_methods(EITHER)
def pace(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Slower, only hosts, or read before others do."""
    return _write(request, pk, "pacing", PaceForm, services.set_pace)


@require_http_methods(EITHER)
def begin_closing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The closing round."""
    return _write(request, pk, "closing", ClosingForm, services.begin_closing)


@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The end."""
    return _press(request, pk, SeenForm, services.close)


@require_POST
def come_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Into the room; before it is open, the page of the session is where one waits for the others."""
    actor, session = account_of(request), a_session(request, pk)
    return act(request, lambda: hosts.come_in(actor=actor, session=session), _at(session))


@require_POST
def go_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, session = account_of(request), a_session(request, pk)
    return act(request, lambda: hosts.go_out(actor=actor, session=session), reverse("hosting:session", args=[pk]))


def _write(
    request: HttpRequest, pk: UUID, name: str, kind: type[SeenForm], verb: Callable[..., object]
) -> HttpResponse:
    """A press with words. Looked at, it is the room with the words that were kept for its form."""
    if request.method == "POST":
        return _press(request, pk, kind, verb, name)
    session = a_session(request, pk)
    known = PaceForm.of(session) if kind is PaceForm else {"seen": session.turn}
    initial = known | {key: value for key, value in kept.initial(request).items() if key != "seen"}
    form = kind(actor=account_of(request), auto_id=f"{name}_%s", initial=initial)
    return room_page(request, session, given={name: form})


def _press(
    request: HttpRequest, pk: UUID, kind: type[SeenForm], verb: Callable[..., object], name: str = ""
) -> HttpResponse:
    """One press of a host. Refused, the page shows how it is now, with the reason and what was written."""
    session = a_session(request, pk)
    form = kind(request.POST, actor=account_of(request), auto_id=f"{name}_%s")
    if not form.is_valid():
        return _refused(request, pk, Refusal(_first(form)), 422, {name: form} if name else {})
    said = {field: value for field, value in form.cleaned_data.items() if field != "submission"}
    try:
        verb(actor=account_of(request), session=session, **said)
    except NotGranted:
        raise
    except Refusal as refusal:
        again = {name: _with_turn(request, pk, name, kind)} if name else {}
        return _refused(request, pk, refusal, refusal.status, again)
    return act(request, lambda: None, _at(a_session(request, pk)))


def _with_turn(request: HttpRequest, pk: UUID, name: str, kind: type[SeenForm]) -> Form:
    """What was written, on a form that knows how the room is now: pressed again, it is meant."""
    typed = {key: value for key, value in request.POST.items() if key not in ("submission", "seen")}
    turn = a_session(request, pk).turn
    return kind(actor=account_of(request), auto_id=f"{name}_%s", initial={**typed, "seen": turn})


def _refused(request: HttpRequest, pk: UUID, refusal: Refusal, status: int, given: Forms) -> HttpResponse:
    if is_live(request):
        return HttpResponse(str(refusal), status=status, content_type="text/plain; charset=utf-8")
    session = a_session(request, pk)
    if given and not hosted_by(account_of(request)).filter(pk=pk).exists():
        raise refusal  # There is no room to show, and what was written comes back with the reason.
    if session.is_running:
        return room_page(request, session, trouble=str(refusal), status=status, given=given)
    return session_page(request, session, trouble=str(refusal), status=status)


def _first(form: Form) -> str:
    """What is to be said about a form that could not be read."""
    return " ".join(dict.fromkeys(str(error) for errors in form.errors.values() for error in errors))


def _at(session: ChatSession) -> str:
    return reverse("hosting:room" if session.is_running else "hosting:session", args=[session.pk])
