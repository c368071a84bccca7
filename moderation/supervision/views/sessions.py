"""One session: planning it, its time, whether it took place, and what its people noted."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows, authorize
from forum.core import clock
from forum.core.refusals import Refusal
from forum.core.walltime import place_name
from moderation.supervision import overview, services
from moderation.supervision.forms import CameForm, GroupForm, OneToOneForm, WhenForm, WordsForm, when_of
from moderation.supervision.models import Arrangement, Session, SessionNote
from moderation.team import roster


@require_http_methods(["GET", "HEAD", "POST"])
def plan_one_to_one(request: HttpRequest) -> HttpResponse:
    """A time for supervision: one's own, or of somebody one supervises."""
    actor = account_of(request)
    authorize(actor, Permission.SUPERVISION_HOLD, SITE)
    rows = Arrangement.objects.visible_to(actor).filter(supervisor__isnull=False, account__is_active=True)
    rows = rows.select_related("account", "supervisor").order_by("account__pseudonym")
    own_first = sorted(rows, key=lambda one: actor.pk not in (one.account_id, one.supervisor_id))
    form = OneToOneForm(_posted(request), arrangements=own_first, actor=actor)
    if form.is_bound and form.is_valid():
        try:
            session = services.plan_one_to_one(actor=actor, arrangement=form.arrangement, **form.time)
            return redirect("supervision:session", session.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _plan(request, form, "Plan a time for supervision", nobody=not own_first)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_group(request: HttpRequest) -> HttpResponse:
    """Group support or coaching that one leads."""
    actor = account_of(request)
    authorize(actor, Permission.SUPERVISION_LEAD, SITE)
    form = GroupForm(_posted(request), people=roster.visible_to(actor).exclude(pk=actor.pk))
    if form.is_bound and form.is_valid():
        try:
            session = services.plan_group(actor=actor, kind=form.cleaned_data["kind"], people=form.people, **form.time)
            return redirect("supervision:session", session.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _plan(request, form, "Plan a group or coaching", nobody=False)


def _plan(request: HttpRequest, form: WhenForm, title: str, *, nobody: bool) -> HttpResponse:
    context = {"form": form, "title": title, "nobody": nobody, "clock_of": place_name()}
    return render(request, "moderation/supervision/plan.html", context, status=422 if form.errors else 200)


@require_GET
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One session, for its people and for whoever plans supervision."""
    return _page(request, _find(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another time."""
    actor, found = account_of(request), _find(request, pk)
    form = WhenForm(_posted(request), initial=when_of(found))
    if form.is_bound and form.is_valid():
        services.move(actor=actor, session=found, **form.time)
        return redirect("supervision:session", pk)
    return _page(request, found, moving=form)


@require_POST
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    services.cancel(actor=account_of(request), session=_find(request, pk))
    return redirect("supervision:session", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def took_place(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It took place, and who came."""
    actor, found = account_of(request), _find(request, pk)
    form = CameForm(_posted(request), people=_expected(found))
    if form.is_bound and form.is_valid():
        try:
            came = [UUID(key) for key in form.cleaned_data["came"]]
            services.took_place(actor=actor, session=found, came=came)
            return redirect("supervision:session", pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _page(request, found, coming=form)


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One's own note of a session. Looked at, it is the session's page with the words that were kept."""
    actor, found = account_of(request), _find(request, pk)
    authorize(actor, Permission.SUPERVISION_NOTE, found)
    if request.method == "POST":
        form = WordsForm(request.POST, actor=actor)
        if form.is_valid():
            services.write_note(actor=actor, session=found, words=form.cleaned_data["words"])
            return redirect("supervision:session", pk)
        return _page(request, found, noting=form)
    return _page(
        request, found, noting=WordsForm(actor=actor, initial=_own_words(actor, found) | kept.initial(request))
    )


@require_POST
def forget_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    services.forget_note(actor=account_of(request), session=_find(request, pk))
    return redirect("supervision:session", pk)


def _find(request: HttpRequest, pk: UUID) -> Session:
    actor = account_of(request)
    authorize(actor, Permission.SUPERVISION_READ, SITE)
    return get_object_or_404(overview.with_people(Session.objects.visible_to(actor)), pk=pk)


def _expected(found: Session) -> list[Account]:
    return [one.account for one in found.attendances.all()]


def _own_words(actor: Account, found: Session) -> dict[str, Any]:
    own = SessionNote.objects.visible_to(actor).filter(session=found, author=actor).first()
    return {"words": own.words} if own else {}


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(request: HttpRequest, found: Session, **given: forms.Form) -> HttpResponse:
    actor, now = account_of(request), clock.now()
    may_note = allows(actor, Permission.SUPERVISION_NOTE, found)
    context = {
        "session": found,
        "row": overview.row(found, now),
        "attendances": found.attendances.all(),
        "has_begun": found.has_begun(now),
        "may_hold": allows(actor, Permission.SUPERVISION_HOLD, found),
        "may_note": may_note,
        "is_part": found.is_part_of(actor),
        "notes": SessionNote.objects.visible_to(actor).filter(session=found).select_related("author"),
        "moving": WhenForm(initial=when_of(found)),
        "coming": CameForm(people=_expected(found), initial={"came": [str(one.pk) for one in _expected(found)]}),
        "noting": WordsForm(actor=actor, initial=_own_words(actor, found)) if may_note else None,
        "clock_of": place_name(),
        **given,
    }
    status = 422 if any(form.errors for form in given.values()) else 200
    return render(request, "moderation/supervision/session.html", context, status=status)
