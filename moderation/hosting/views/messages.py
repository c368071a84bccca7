"""The page of one message, with everything a host can do about it."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import Permission, allows
from forum.core.refusals import NotGranted, Refusal
from forum.rooms.models import Attendance, Message
from forum.rooms.views.live import act
from forum.warnings.forms import groups
from forum.warnings.taxonomy import BY_KEY
from moderation.hosting.forms.acts import WarnForm, WhyForm
from moderation.hosting.services import moderating
from moderation.hosting.views.finding import a_message
from moderation.review.forms import HandOnForm
from moderation.review.levels import Level
from moderation.review.models import Decision, Item

EITHER = ["GET", "HEAD", "POST"]
# Where handing on begins; every other level is one press away.
FIRST_LEVEL = Level.RED


@require_GET
def message(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One message, covered, and what can be done."""
    return _page(request, a_message(request, pk))


@require_http_methods(EITHER)
def cover(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_reason(request, pk, moderating.cover)


@require_http_methods(EITHER)
def hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_reason(request, pk, moderating.hold)


@require_http_methods(EITHER)
def hide(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_reason(request, pk, moderating.hide)


@require_POST
def uncover(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _press(request, pk, moderating.uncover)


@require_POST
def let_through(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _press(request, pk, moderating.let_through)


@require_POST
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _press(request, pk, moderating.show)


@require_http_methods(EITHER)
def warn(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Content warnings for it; the words stay as they are."""
    actor, found = account_of(request), a_message(request, pk)
    form = WarnForm(_posted(request), actor=actor, auto_id="warn_%s", initial=kept.initial(request))

    def verb() -> None:
        moderating.warn(actor=actor, message=found, warnings=form.cleaned_data["warnings"])

    return _answer(request, found, "warning", form, verb)


@require_http_methods(EITHER)
def hand_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second of two presses: safeguarding has it from here."""
    actor, found = account_of(request), a_message(request, pk)
    begun = {"level": FIRST_LEVEL} | kept.initial(request)
    form = HandOnForm(_posted(request), actor=actor, auto_id="hand_on_%s", initial=begun)

    def verb() -> None:
        said = form.cleaned_data
        moderating.hand_on(actor=actor, message=found, level=said["level"], note=said["note"])

    return _answer(request, found, "handing", form, verb, done="handed_on")


def _with_reason(request: HttpRequest, pk: UUID, verb: Callable[..., object]) -> HttpResponse:
    actor, found = account_of(request), a_message(request, pk)
    form = WhyForm(_posted(request), actor=actor, auto_id="act_%s", initial=kept.initial(request))
    return _answer(
        request,
        found,
        "acting",
        form,
        lambda: verb(actor=actor, message=found, reason=form.cleaned_data["reason"]),
    )


def _press(request: HttpRequest, pk: UUID, verb: Callable[..., object]) -> HttpResponse:
    actor, found = account_of(request), a_message(request, pk)
    return act(request, lambda: verb(actor=actor, message=found), _at(found))


def _answer(
    request: HttpRequest, found: Message, name: str, form: forms.Form, verb: Callable[[], object], *, done: str = ""
) -> HttpResponse:
    """Do it and go back to where the message stands; or the page of the message, with what was written."""
    if form.is_bound and form.is_valid():
        try:
            verb()
            return redirect(_at(found, done))
        except NotGranted:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _page(request, found, **{name: form})


def _page(request: HttpRequest, found: Message, **forms_: forms.Form) -> HttpResponse:
    actor = account_of(request)
    wrote = Attendance.objects.visible_to(actor).of_members()
    context = {
        "message": found,
        "may_act": allows(actor, Permission.MESSAGE_MODERATE, found),
        "may_hand_on": allows(actor, Permission.MESSAGE_HAND_ON, found),
        "is_handed_on": Item.objects.visible_to(actor).filter(message=found, decision=Decision.HANDED_ON).exists(),
        "names": [BY_KEY[key].name for key in found.warnings if key in BY_KEY],
        "writer": wrote.filter(session_id=found.session_id, account_id=found.author_id).first(),
        "groups": groups(),
        "acting": WhyForm(actor=actor, auto_id="act_%s"),
        "warning": WarnForm(actor=actor, auto_id="warn_%s", initial={"warnings": list(found.warnings)}),
        "handing": HandOnForm(actor=actor, auto_id="hand_on_%s", initial={"level": FIRST_LEVEL}),
        "back": _at(found),
        **forms_,
    }
    status = 422 if any(form.errors for form in forms_.values()) else 200
    return render(request, "moderation/hosting/message.html", context, status=status)


def _at(message: Message, done: str = "") -> str:
    """Where it stands in the room."""
    said = f"?done={done}" if done else ""
    return f"{reverse('hosting:room', args=[message.session_id])}{said}#m-{message.pk}"


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
