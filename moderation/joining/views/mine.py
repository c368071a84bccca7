"""A member asks to join the team, and follows how far that has got. No address names their application."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.confidentiality.policy import NoticeFirst
from forum.core.refusals import NotGranted, Refusal
from forum.core.sealed import seal, unseal
from forum.core.submission import SubmissionForm
from moderation.joining import services
from moderation.joining.forms import ApplicationForm, PlanReplyForm, ReferenceForm
from moderation.joining.models import Application, Reference, State
from moderation.joining.policy import why_not_now
from moderation.joining.progress import steps
from moderation.joining.questions import QUESTIONS, in_order
from moderation.team.models import LIFE

# Where the link and the code wait, sealed, until the person says that they have kept them.
_LINK = "joining_link"


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """What the role is and is not, and what asking leads to; below, one's own application if there is one."""
    return _start(request)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """The questions."""
    actor = account_of(request)
    authorize(actor, Permission.APPLICATION_SEND, SITE)
    if request.method != "POST":
        # Reading the questions needs nothing; only what the notice would change is told when they are sent.
        refusal = why_not_now(actor)
        if refusal and not isinstance(refusal, NoticeFirst):
            return redirect("joining:start")
        return _questions(request, ApplicationForm(actor=actor, initial=kept.initial(request)))
    form = ApplicationForm(request.POST, actor=actor)
    if form.is_valid():
        try:
            services.send(actor=actor, **form.said)
            return redirect(f"{reverse('joining:start')}#yours")
        except Refusal as refusal:
            kept.tell(request, form, refusal)
    return _questions(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def reference(request: HttpRequest) -> HttpResponse:
    """Name somebody, later. Looked at, it is the page with the words that were kept for its form."""
    return _added(request, "naming", ReferenceForm, services.add_reference)


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest) -> HttpResponse:
    """Answer when we suggested a time to talk. Looked at, as above."""
    return _added(request, "replying", PlanReplyForm, services.reply_to_plan)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take it back, after one quiet question."""
    application = _mine(request)
    if request.method == "POST":
        services.withdraw(actor=account_of(request), application=application)
        return redirect("joining:start")
    return render(request, "moderation/joining/withdraw.html", {"application": application})


@require_POST
def take_link(request: HttpRequest) -> HttpResponse:
    """Make the link. From here on nothing says which member asked; the link waits in this session alone."""
    token, code = services.take_link(actor=account_of(request), application=_mine(request))
    request.session[_LINK] = seal(json.dumps([token, code]), bound_to=_LINK)
    return redirect("joining:link")


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest) -> HttpResponse:
    """The link, and the code if there is one, until their owner says that they have kept them."""
    authorize(account_of(request), Permission.APPLICATION_SEND, SITE)
    if request.method == "POST":
        request.session.pop(_LINK, None)
    if _LINK not in request.session:
        return redirect("joining:start")
    token, code = json.loads(unseal(request.session[_LINK], bound_to=_LINK))
    address = f"{settings.SITE_URL}{reverse('team:welcome', args=[token])}"
    context = {"link": address, "code": code, "days": LIFE.days}
    return render(request, "moderation/joining/link.html", context)


def _added(request: HttpRequest, name: str, shape: type[SubmissionForm], verb: Any) -> HttpResponse:
    actor, application = account_of(request), _mine(request)
    if request.method != "POST":
        return _start(request, **{name: shape(actor=actor, initial=kept.initial(request))})
    form = shape(request.POST, actor=actor)
    if form.is_valid():
        said = {field: value for field, value in form.cleaned_data.items() if field != "submission"}
        try:
            verb(actor=actor, application=application, **said)
            return redirect(f"{reverse('joining:start')}#yours")
        except Refusal as refusal:
            kept.tell(request, form, refusal)
    return _start(request, **{name: form})


def _mine(request: HttpRequest) -> Application:
    """The application that is open, or the answer that waits; else the newest."""
    actor = account_of(request)
    authorize(actor, Permission.APPLICATION_SEND, SITE)
    application = _newest(request)
    if application is None:
        raise NotGranted
    return application


def _newest(request: HttpRequest) -> Application | None:
    mine = list(Application.objects.visible_to(account_of(request)).order_by("-sent_on", "pk"))
    return next((one for one in mine if one.is_open or one.state == State.YES), mine[0] if mine else None)


def _start(request: HttpRequest, **forms: SubmissionForm) -> HttpResponse:
    actor = account_of(request)
    authorize(actor, Permission.APPLICATION_SEND, SITE)
    application, refusal = _newest(request), why_not_now(actor)
    named = Reference.objects.visible_to(actor).filter(application=application) if application else []
    context = {
        "application": application,
        "said": in_order(application.said) if application else [],
        "steps": steps(application) if application else [],
        "references": named,
        "may_ask": refusal is None or isinstance(refusal, NoticeFirst),
        "days": settings.CARE["application_answer"].days,
        "link_waits": _LINK in request.session,
        "naming": ReferenceForm(actor=actor, auto_id="name_%s"),
        "replying": PlanReplyForm(actor=actor, auto_id="reply_%s"),
        **forms,
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "moderation/joining/start.html", context, status=status)


def _questions(request: HttpRequest, form: ApplicationForm) -> HttpResponse:
    context = {"form": form, "questions": QUESTIONS, "days": settings.CARE["application_answer"].days}
    return render(request, "moderation/joining/write.html", context, status=422 if form.errors else 200)
