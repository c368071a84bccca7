"""Planning by patterns: the list, one pattern with its next dates, and the bank holidays."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts.actors import account_of, actor_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.refusals import Refusal
from moderation.rota.forms.patterns import DayForm, EndForm, PatternForm, RemovePatternForm
from moderation.rota.models import Pattern
from moderation.rota.recurring import foresight
from moderation.rota.recurring.following import Outcome
from moderation.rota.services import patterns as verbs
from moderation.rota.walltime import hour, place_name

_DONE = "pattern_done"


@require_GET
def patterns(request: HttpRequest) -> HttpResponse:
    """Every pattern, and the shifts that were left standing by one."""
    actor, now = actor_of(request), clock.now()
    authorize(actor, Permission.PATTERN_WRITE, SITE)
    told = [foresight.told(one, now) for one in Pattern.objects.visible_to(actor).order_by("name", "pk")]
    context = {
        "going": [one for one in told if not one.is_over],
        "over": [one for one in told if one.is_over],
        "standing": foresight.left_standing(actor, now),
        "hour": hour,
        "done": request.session.pop(_DONE, None),
    }
    return render(request, "moderation/rota/patterns.html", context)


@require_http_methods(["GET", "POST"])
def new_pattern(request: HttpRequest) -> HttpResponse:
    """A new pattern: first its dates, then it is saved."""
    actor = account_of(request)
    authorize(actor, Permission.PATTERN_WRITE, SITE)
    form = PatternForm(request.POST or None)
    if form.is_bound and form.is_valid() and "save" in request.POST:
        try:
            pattern, outcome = verbs.make_pattern(actor=actor, shape=form.shape)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request, outcome, reverse("rota:pattern", args=[pattern.pk]))
    return _form(request, form, Pattern(), {"back": reverse("rota:patterns"), "title": "Add a pattern"})


@require_http_methods(["GET", "POST"])
def change_pattern(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another shape of a pattern: first what it does, then it is saved."""
    actor = account_of(request)
    pattern = get_object_or_404(Pattern.objects.visible_to(actor), pk=pk)
    form = PatternForm(request.POST or None, initial=PatternForm.initial_of(pattern))
    if form.is_bound and form.is_valid() and "save" in request.POST:
        try:
            outcome = verbs.change_pattern(actor=actor, pattern=pattern, shape=form.shape)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request, outcome, reverse("rota:pattern", args=[pk]))
    return _form(request, form, pattern, {"back": reverse("rota:pattern", args=[pk]), "title": "Change a pattern"})


@require_GET
def pattern(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One pattern and its next dates."""
    return _pattern(request, pk)


@require_POST
def end_pattern(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The day after which a pattern makes no more shifts."""
    actor = account_of(request)
    found = get_object_or_404(Pattern.objects.visible_to(actor), pk=pk)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            outcome = verbs.end_pattern(actor=actor, pattern=found, last_day=form.cleaned_data["last_day"])
        except Refusal as refusal:
            form.add_error("last_day", str(refusal))
        else:
            return _done(request, outcome, reverse("rota:pattern", args=[pk]))
    return _pattern(request, pk, end=form, status=422)


@require_POST
def leave_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One day on which the pattern makes no shift."""
    return _one_day(request, pk, back=False)


@require_POST
def put_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A day that was left out, after all."""
    return _one_day(request, pk, back=True)


@require_http_methods(["GET", "POST"])
def remove_pattern(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Delete a pattern, after saying how many shifts and people that is about."""
    actor = account_of(request)
    found = get_object_or_404(Pattern.objects.visible_to(actor), pk=pk)
    form = RemovePatternForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with_people = form.cleaned_data["people"] == RemovePatternForm.TAKE
        outcome = verbs.remove_pattern(actor=actor, pattern=found, with_people=with_people)
        return _done(request, outcome, reverse("rota:patterns"))
    shifts, taken, people = foresight.at_stake(found, clock.now())
    context = {"pattern": found, "form": form, "shifts": shifts, "taken": taken, "people": people}
    status = 422 if form.errors else 200
    return render(request, "moderation/rota/pattern_remove.html", context, status=status)


def _form(request: HttpRequest, form: PatternForm, pattern: Pattern, context: dict[str, Any]) -> HttpResponse:
    """The form, and below it the dates of what was written down."""
    shown = None
    if form.is_bound and form.is_valid():
        shown = foresight.foresee(form.shape.on(pattern), clock.now())
    context |= {"form": form, "shown": shown, "clock_of": place_name()}
    return render(request, "moderation/rota/pattern_form.html", context, status=422 if form.errors else 200)


def _pattern(
    request: HttpRequest, pk: UUID, *, end: EndForm | None = None, out: DayForm | None = None, status: int = 200
) -> HttpResponse:
    actor, now = actor_of(request), clock.now()
    found = get_object_or_404(Pattern.objects.visible_to(actor).prefetch_related("exceptions"), pk=pk)
    context = {
        "told": foresight.told(found, now),
        "shown": foresight.dates(found, now),
        "out": sorted(one.day for one in found.exceptions.all()),
        "day_in_words": foresight.day_in_words,
        "end": end or EndForm(),
        "day": out or DayForm(),
        "clock_of": place_name(),
        "done": request.session.pop(_DONE, None),
    }
    return render(request, "moderation/rota/pattern.html", context, status=status)


def _one_day(request: HttpRequest, pk: UUID, *, back: bool) -> HttpResponse:
    actor = account_of(request)
    found = get_object_or_404(Pattern.objects.visible_to(actor), pk=pk)
    form, verb = DayForm(request.POST), verbs.put_day_back if back else verbs.leave_out_day
    if not form.is_valid():
        return _pattern(request, pk, out=form, status=422)
    outcome = verb(actor=actor, pattern=found, day=form.cleaned_data["day"])
    return _done(request, outcome, reverse("rota:pattern", args=[pk]))


def _done(request: HttpRequest, outcome: Outcome, back: str) -> HttpResponse:
    """Back to a page that says what became of the shifts."""
    numbers = ("made", "moved", "let_go", "removed", "told", "doubled")
    request.session[_DONE] = {name: value for name, value in asdict(outcome).items() if name in numbers}
    return redirect(back)
