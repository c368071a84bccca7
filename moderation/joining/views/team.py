"""The team's side: what waits, one application, and what is done about it. Nobody here is told which member it is."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, allows, authorize
from forum.core.refusals import Refusal
from forum.core.submission import SubmissionForm
from moderation.joining import reading, services
from moderation.joining.forms import (
    AskReaderForm,
    CarryForm,
    HeardForm,
    NotYetForm,
    PlanForm,
    TalkForm,
    ViewForm,
    WelcomeForm,
)
from moderation.joining.models import Application, Reading, Reference
from moderation.joining.questions import in_order
from moderation.joining.wording import NOT_YET, WELCOME


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """What waits, due first; below it what was answered lately."""
    actor = account_of(request)
    authorize(actor, Permission.APPLICATION_WEIGH, SITE)
    return render(request, "moderation/joining/list.html", reading.applications(actor))


@require_GET
def application(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One application."""
    return _page(request, _find(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def ask_reader(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _find(request, pk)
    actor = account_of(request)
    form = AskReaderForm(request.POST or None, actor=actor, readers=reading.possible_readers(actor, found))
    return _do(request, found, "asking", form, services.ask_reader, application=found)


@require_POST
def let_go(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody else should read it."""
    actor = account_of(request)
    authorize(actor, Permission.APPLICATION_WEIGH, SITE)
    part = get_object_or_404(Reading.objects.visible_to(actor).select_related("application"), pk=pk)
    services.let_go(actor=actor, reading=part)
    return redirect("joining:list")


@require_http_methods(["GET", "HEAD", "POST"])
def say_view(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A reader says what they think."""
    found, actor = _find(request, pk), account_of(request)
    part = get_object_or_404(Reading.objects.visible_to(actor).filter(reader_id=actor.pk), application=found)
    form = ViewForm(request.POST or None, actor=actor, auto_id="view_%s", initial=kept.initial(request))
    return _do(request, found, "viewing", form, services.say_view, reading=part)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_talk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Suggest how and when to talk."""
    found = _find(request, pk)
    initial = kept.initial(request) or {"words": found.plan}
    form = PlanForm(request.POST or None, actor=account_of(request), auto_id="plan_%s", initial=initial)
    return _do(request, found, "planning", form, services.plan_talk, application=found)


@require_http_methods(["GET", "HEAD", "POST"])
def note_talk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down the conversation."""
    found = _find(request, pk)
    initial = kept.initial(request)
    form = TalkForm(request.POST or None, actor=account_of(request), auto_id="talk_%s", initial=initial)
    return _do(request, found, "talking", form, services.note_talk, application=found)


@require_http_methods(["GET", "HEAD", "POST"])
def hear(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down what a reference said."""
    actor = account_of(request)
    authorize(actor, Permission.APPLICATION_ANSWER, SITE)
    reference = get_object_or_404(Reference.objects.visible_to(actor).select_related("application"), pk=pk)
    form = HeardForm(request.POST or None, actor=actor, auto_id="heard_%s", initial=kept.initial(request))
    if form.is_bound and form.is_valid():
        services.hear_reference(actor=actor, reference=reference, words=form.cleaned_data["words"])
        return redirect("joining:application", reference.application_id)
    context = {"reference": reference, "form": form}
    return render(request, "moderation/joining/reference.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def say_yes(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Welcome somebody."""
    return _answer(request, pk, WelcomeForm, WELCOME, welcome=True)


@require_http_methods(["GET", "HEAD", "POST"])
def say_not_yet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say not yet, with a way back."""
    return _answer(request, pk, NotYetForm, NOT_YET, welcome=False)


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Bring one's answers along to the duty account; and, once brought, read them."""
    actor = account_of(request)
    authorize(actor, Permission.APPLICATION_CARRY, SITE)
    form = CarryForm(request.POST or None, actor=actor)
    if form.is_bound and form.is_valid():
        try:
            services.bring_answers(actor=actor, code=form.cleaned_data["code"].strip())
            return redirect("joining:bring")
        except Refusal as refusal:
            form.add_error("code", str(refusal))
    brought = Application.objects.visible_to(actor).filter(duty_account_id=actor.pk)
    context = {"form": form, "brought": [in_order(one.said) for one in brought]}
    return render(request, "moderation/joining/bring.html", context, status=422 if form.errors else 200)


def _find(request: HttpRequest, pk: UUID) -> Application:
    actor = account_of(request)
    authorize(actor, Permission.APPLICATION_WEIGH, SITE)
    return get_object_or_404(Application.objects.visible_to(actor), pk=pk)


def _do(
    request: HttpRequest,
    found: Application,
    name: str,
    form: SubmissionForm,
    verb: Callable[..., Any],
    **target: Any,
) -> HttpResponse:
    """Do what a form of the application's page says; looked at, it is the page with that form."""
    if form.is_bound and form.is_valid():
        said = {field: value for field, value in form.cleaned_data.items() if field != "submission"}
        try:
            verb(actor=account_of(request), **target, **said)
            return redirect("joining:application", found.pk)
        except Refusal as refusal:
            if refusal.status == 404:
                raise
            form.add_error(None, str(refusal))
    return _page(request, found, **{name: form})


def _answer(request: HttpRequest, pk: UUID, shape: type[WelcomeForm], words: str, *, welcome: bool) -> HttpResponse:
    actor, found = account_of(request), _find(request, pk)
    authorize(actor, Permission.APPLICATION_ANSWER, SITE)
    form = shape(request.POST or None, actor=actor, initial={"words": words, **kept.initial(request)})
    if form.is_bound and form.is_valid():
        day = form.cleaned_data.get("way_back_on")
        try:
            said = form.cleaned_data["words"]
            services.answer(actor=actor, application=found, welcome=welcome, words=said, way_back_on=day)
            return redirect("joining:application", found.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"application": found, "form": form, "welcome": welcome}
    return render(request, "moderation/joining/answer.html", context, status=422 if form.errors else 200)


def _page(request: HttpRequest, found: Application, **forms: SubmissionForm) -> HttpResponse:
    """The page of an application, also when a form of it came back: showing it is reading it."""
    actor = account_of(request)
    services.read_application(actor=actor, application=found)
    context: dict[str, Any] = {
        "page": reading.page_of(found, actor),
        "may_answer": allows(actor, Permission.APPLICATION_ANSWER, SITE),
        "asking": AskReaderForm(actor=actor, readers=reading.possible_readers(actor, found)),
        "viewing": ViewForm(actor=actor, auto_id="view_%s"),
        "planning": PlanForm(actor=actor, auto_id="plan_%s", initial={"words": found.plan}),
        "talking": TalkForm(actor=actor, auto_id="talk_%s"),
        **forms,
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "moderation/joining/application.html", context, status=status)
