"""A member's check-ins: the rhythm, the answer, and what was said."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, is_granted
from forum.checkins import services
from forum.checkins.forms import AnswerForm, RhythmForm
from forum.checkins.models import CheckIn, Mood
from forum.core import clock
from forum.core.refusals import NotGranted, Refusal
from forum.core.when import local

_CHANGES: dict[str, Callable[..., None]] = {
    "pause": services.pause,
    "go_on": services.go_on,
    "never_look": services.never_look,
    "stop": services.stop,
}


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """How often one is asked, and what silence means."""
    actor = _member(request)
    check_in = CheckIn.objects.visible_to(actor).first()
    form = RhythmForm(request.POST or None, initial=RhythmForm.initial_of(check_in))
    if request.method == "POST" and form.is_valid():
        try:
            services.set_rhythm(actor=actor, **form.cleaned_data)
        except Refusal as refusal:
            kept.tell(request, form, refusal)
        else:
            return redirect("checkins:mine")
    today = local(clock.now()).date()
    context = {
        "form": form,
        "check_in": check_in,
        "is_due": check_in is not None and check_in.is_due(today),
        "kept_days": settings.RETENTION["check_ins"].days,
    }
    return render(request, "forum/checkins/mine.html", context, status=422 if form.errors else 200)


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Pause, go on, let silence mean nothing, stop."""
    actor = _member(request)
    verb = _CHANGES.get(request.POST.get("change", ""))
    if verb is not None:
        verb(actor=actor, check_in=get_object_or_404(CheckIn.objects.visible_to(actor)))
    return redirect("checkins:mine")


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Say how one is."""
    actor = _member(request)
    check_in = get_object_or_404(CheckIn.objects.visible_to(actor))
    form = AnswerForm(request.POST or None, actor=actor, initial=kept.initial(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.answer(
                actor=actor,
                check_in=check_in,
                mood=data["mood"],
                words=data["words"],
                submission=data["submission"],
            )
        except Refusal as refusal:
            kept.tell(request, form, refusal)
        else:
            return redirect("checkins:answered")
    context = {"form": form, "kept_days": settings.RETENTION["check_ins"].days}
    return render(request, "forum/checkins/answer.html", context, status=422 if form.errors else 200)


@require_GET
def answered(request: HttpRequest) -> HttpResponse:
    """What was said, and what happens now."""
    check_in = get_object_or_404(CheckIn.objects.visible_to(_member(request)))
    context = {"check_in": check_in, "not_ok": check_in.answer == Mood.NOT_OK}
    return render(request, "forum/checkins/answered.html", context)


def _member(request: HttpRequest) -> Account:
    actor = account_of(request)
    if not is_granted(actor, Permission.CHECK_IN_SET):
        raise NotGranted
    return actor
