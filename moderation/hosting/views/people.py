"""The page of one person in a session: let in, a private word, only reading, and asking somebody to leave."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.core import clock
from forum.core.refusals import NotGranted, Refusal
from forum.core.walltime import hour
from forum.rooms.models import Attendance
from forum.rooms.views.live import act
from moderation.hosting.forms.acts import AsideForm, QuietForm, ReasonForm
from moderation.hosting.services import people
from moderation.hosting.views.finding import a_call, an_attendance

EITHER = ["GET", "HEAD", "POST"]


@require_GET
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One person, and what a host can do for them."""
    return _page(request, an_attendance(request, pk))


@require_POST
def let_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _press(request, pk, people.let_in)


@require_POST
def unquiet(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _press(request, pk, people.unquiet)


@require_POST
def end_aside(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _press(request, pk, people.end_aside)


@require_http_methods(EITHER)
def quiet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Only reading for a while, with the reason."""
    form = QuietForm(_posted(request), actor=account_of(request), auto_id="quiet_%s", initial=kept.initial(request))
    return _answer(request, pk, "quieting", form, people.quiet, "minutes", "reason")


@require_http_methods(EITHER)
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asking somebody to leave the session, with the reason."""
    form = ReasonForm(_posted(request), actor=account_of(request), auto_id="remove_%s", initial=kept.initial(request))
    return _answer(request, pk, "removing", form, people.remove, "reason")


@require_http_methods(EITHER)
def open_aside(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A private word, in the frame of the room."""
    form = AsideForm(_posted(request), actor=account_of(request), auto_id="aside_%s", initial=kept.initial(request))
    return _answer(request, pk, "speaking", form, people.open_aside, "words")


@require_POST
def take_call(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer somebody who called for a host: the private word with them is open."""
    call = a_call(request, pk)
    to = f"{reverse('hosting:room', args=[call.session_id])}#aside-{call.attendance_id}"
    return act(request, lambda: people.take_call(actor=account_of(request), call=call), to)


def _press(request: HttpRequest, pk: UUID, verb: Callable[..., object]) -> HttpResponse:
    found = an_attendance(request, pk)
    return act(request, lambda: verb(actor=account_of(request), attendance=found), _room(found))


def _answer(
    request: HttpRequest, pk: UUID, name: str, form: forms.Form, verb: Callable[..., object], *said: str
) -> HttpResponse:
    """Do it and go back to the room; or the page of the person, with what was written."""
    found = an_attendance(request, pk)
    if form.is_bound and form.is_valid():
        try:
            verb(actor=account_of(request), attendance=found, **{one: form.cleaned_data[one] for one in said})
            return redirect(_room(found))
        except NotGranted:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _page(request, found, **{name: form})


def _page(request: HttpRequest, found: Attendance, **forms_: forms.Form) -> HttpResponse:
    actor, now = account_of(request), clock.now()
    context = {
        "person": found,
        "is_quiet": found.is_quiet(now),
        "quieting": QuietForm(actor=actor, auto_id="quiet_%s"),
        "removing": ReasonForm(actor=actor, auto_id="remove_%s"),
        "speaking": AsideForm(actor=actor, auto_id="aside_%s"),
        "back": _room(found),
        "hour": hour,
        **forms_,
    }
    status = 422 if any(form.errors for form in forms_.values()) else 200
    return render(request, "moderation/hosting/person.html", context, status=status)


def _room(attendance: Attendance) -> str:
    """The room, at the private word with this person if there is one."""
    anchor = f"#aside-{attendance.pk}" if attendance.is_aside else ""
    return f"{reverse('hosting:room', args=[attendance.session_id])}{anchor}"


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
