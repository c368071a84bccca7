"""What I have learned and what comes next; one module, read and answered."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows, authorize
from forum.core import clock
from forum.core.when import local
from moderation.training import learning, services
from moderation.training.forms import AnswersForm, name_of
from moderation.training.models import Answer, Completion, Module, Question
from moderation.training.reading import parts

# What the pages say after something was sent; anything else in the address says nothing.
SAID = {
    "done": "Thank you for reading it, and for thinking it through.",
    "kept": "What you have answered so far is kept. Come back whenever you like.",
    "look": "One or two questions want another look. What you answered is still there, and each says why.",
}


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Every module, what I have of it, and what comes next."""
    actor = account_of(request)
    authorize(actor, Permission.MODULE_COMPLETE, SITE)
    rows = learning.mine(actor, _today())
    context = {
        "needed": [row for row in rows if row.is_required],
        "others": [row for row in rows if not row.is_required],
        "next": learning.next_of(rows),
        "waiting": _waiting(request) if allows(actor, Permission.MODULE_CONFIRM, SITE) else None,
        "said": SAID.get(request.GET.get("said", ""), ""),
        "may_publish": allows(actor, Permission.MODULE_PUBLISH, SITE),
    }
    return render(request, "moderation/training/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def module(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a module and answer its questions."""
    actor = account_of(request)
    found = get_object_or_404(Module.objects.visible_to(actor), pk=pk)
    form = _answers(request, found)
    if form.is_bound and form.is_valid():
        here = reverse("training:module", args=[pk])
        if "done" not in request.POST:
            services.keep_answers(actor=actor, module=found, answers=form.answers)
            return redirect(f"{here}?said=kept#questions")
        done = services.complete(actor=actor, module=found, answers=form.answers, talk_with=form.wanted_for_talk)
        return redirect(f"{reverse('training:mine')}?said=done" if done else f"{here}?said=look#questions")
    row = next((one for one in learning.mine(actor, _today()) if one.module.pk == found.pk), None)
    context = {
        "module": found,
        "parts": parts(found.words),
        "form": form,
        "questions": [(form[name_of(one)], one, _thought(one, form)) for one in form.questions],
        "scenarios": found.scenarios.order_by("position", "pk"),
        "earlier": _earlier(actor, found),
        "row": row,
        "said": SAID.get(request.GET.get("said", ""), ""),
        "may_publish": allows(actor, Permission.MODULE_PUBLISH, SITE),
    }
    return render(request, "moderation/training/module.html", context, status=422 if form.errors else 200)


def _answers(request: HttpRequest, found: Module) -> AnswersForm:
    """The form with what was answered before, or with what was kept when a session ended."""
    actor = account_of(request)
    asked = list(found.questions.filter(is_open=True).order_by("position", "pk"))
    given = {one.question_id: one for one in Answer.objects.visible_to(actor).filter(question__in=asked)}
    before = {
        name_of(one): answer.choice if one.choices else answer.words
        for one in asked
        for answer in [given.get(one.pk)]
        if answer is not None
    }
    return AnswersForm(
        request.POST if request.method == "POST" else None,
        actor=actor,
        questions=asked,
        talks=learning.may_confirm(actor) if found.needs_talk else [],
        needs_talk=found.needs_talk,
        initial={**before, **kept.initial(request)},
    )


def _thought(question: Question, form: AnswersForm) -> str:
    """What to say under a question with choices: "right", "look", or nothing while it was not answered."""
    chosen = form.initial.get(name_of(question))
    if question.right is None or chosen is None or form.is_bound:
        return ""
    return "right" if str(chosen) == str(question.right) else "look"


def _earlier(actor: Account, found: Module) -> list[Answer]:
    """What somebody wrote to questions that are no longer asked."""
    mine = Answer.objects.visible_to(actor).filter(question__module=found, question__is_open=False)
    return [answer for answer in mine.select_related("question") if answer.words]


def _waiting(request: HttpRequest) -> int:
    """How many talks others are waiting for."""
    actor = account_of(request)
    return Completion.objects.visible_to(actor).filter(awaits_talk=True).exclude(account=actor).count()


def _today() -> date:
    return local(clock.now()).date()
