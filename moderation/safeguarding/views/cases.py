"""The page of a case."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows, authorize
from forum.core import clock
from forum.core.paging import page
from forum.core.when import local
from forum.envelope.reading import has_something
from moderation.review.desk import warning_names
from moderation.safeguarding import services
from moderation.safeguarding.board import flags_behind
from moderation.safeguarding.models import Case, CaseEntry
from moderation.safeguarding.next_step import next_step, second_opinion
from moderation.safeguarding.views.forms_of_a_case import ACTIONS, unbound

LETTERS_ON_A_PAGE = 50


@require_GET
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything about one case: what to do next, the letters, the record. Opening it is written down."""
    actor, row = account_of(request), find_case(request, pk)
    services.read_case(actor=actor, case=row)
    step = next_step(row, actor, local(clock.now()).date())
    forms = {name: unbound(name, row, actor) for name, one in ACTIONS.items() if allows(actor, one.permission, row)}
    context = {
        "case": row,
        "step": step,
        "second_opinion": second_opinion(row),
        "actions": ACTIONS,
        "forms": forms,
        "question": row.consultations.waiting_for(actor).first(),
        "entries": CaseEntry.objects.visible_to(actor).filter(case=row).in_order().select_related("author"),
        "consultations": row.consultations.in_order().select_related("asked", "asked_by"),
        "has_envelope": has_something(row.concern.about_id),
        "warning_names": warning_names(row.concern.warnings),
        "flags": flags_behind(row.concern, actor),
        **thread(request, row),
    }
    return render(request, "moderation/safeguarding/case.html", context)


@require_GET
def letters(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letters alone, for a page of the case that is open already."""
    actor, row = account_of(request), find_case(request, pk)
    services.read_case(actor=actor, case=row, again=True)
    return render(request, "moderation/safeguarding/_letters.html", {"case": row, **thread(request, row)})


def find_case(request: HttpRequest, pk: UUID) -> Case:
    """The case at this address, if whoever asks may read it."""
    actor: Account = account_of(request)
    authorize(actor, Permission.CASE_READ, SITE)
    rows = Case.objects.visible_to(actor).select_related(
        "concern__about", "concern__about_as", "concern__raised_by", "owner", "conversation", "decided_by"
    )
    return get_object_or_404(rows, pk=pk)


def thread(request: HttpRequest, row: Case) -> dict[str, Any]:
    """The newest letters, and the way to earlier ones."""
    if row.conversation is None:
        return {"letters": [], "earlier": ""}
    newest = page(
        row.conversation.letters.select_related("writer"),
        by="written_at",
        after=request.GET.get("before", ""),
        size=LETTERS_ON_A_PAGE,
        newest_first=True,
    )
    return {"letters": list(reversed(newest.rows)), "earlier": newest.next}
