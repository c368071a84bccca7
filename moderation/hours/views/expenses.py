"""Money back: asking, answering, paying."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, allows, authorize
from forum.core.refusals import Refusal
from moderation.hours import services, sums
from moderation.hours.forms import DecideForm, ExpenseForm
from moderation.hours.models import Expense, ExpenseState


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest) -> HttpResponse:
    """Ask for money back."""
    actor = account_of(request)
    authorize(actor, Permission.EXPENSE_CLAIM, SITE)
    form = ExpenseForm(request.POST or None, actor=actor, initial=kept.initial(request))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        expense = services.claim_expense(
            actor=actor, day=given["day"], pence=form.pence, words=given["words"], submission=given["submission"]
        )
        return redirect("hours:expense", expense.pk)
    return render(request, "moderation/hours/claim.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def expense(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One expense: what it was for, how far it has come; for another manager, the answer."""
    actor = account_of(request)
    rows = Expense.objects.visible_to(actor).select_related("account", "decided_by")
    found = get_object_or_404(rows, pk=pk)
    may_decide = found.state != ExpenseState.PAID and allows(actor, Permission.EXPENSE_DECIDE, found)
    if request.method == "POST":
        authorize(actor, Permission.EXPENSE_DECIDE, found)
    form = DecideForm(request.POST or None, actor=actor, initial=kept.initial(request))
    if form.is_bound and form.is_valid():
        agreed, answer = form.cleaned_data["agreed"] == "yes", form.cleaned_data["answer"]
        try:
            services.decide_expense(actor=actor, expense=found, agreed=agreed, answer=answer)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("hours:expense", found.pk)
    context = {"expense": found, "form": form, "may_decide": may_decide, "pounds": sums.pounds}
    context["is_mine"] = found.account_id == actor.pk
    return render(request, "moderation/hours/expense.html", context, status=422 if form.errors else 200)


@require_POST
def pay(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = account_of(request)
    found = get_object_or_404(Expense.objects.visible_to(actor), pk=pk)
    services.pay_expense(actor=actor, expense=found)
    return redirect("hours:expense", found.pk)


@require_GET
def expenses(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, and what is agreed and not paid yet."""
    actor = account_of(request)
    authorize(actor, Permission.EXPENSE_DECIDE, SITE)
    rows = Expense.objects.visible_to(actor).select_related("account").order_by("asked_at", "pk")
    context = {
        "waiting": rows.filter(state=ExpenseState.ASKED),
        "agreed": rows.filter(state=ExpenseState.AGREED),
        "pounds": sums.pounds,
    }
    return render(request, "moderation/hours/expenses.html", context)
