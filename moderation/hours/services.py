"""The verbs of hours: write time down, set it right, ask for money back, answer, and take a month out for payroll.

An entry is never changed. Setting one right adds another, so that both people can read what was there before.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.core.when import local
from moderation.hours import sums
from moderation.hours.events import (
    ExpenseClaimed,
    ExpenseDecided,
    ExpensePaid,
    PayrollExported,
    TimeCorrected,
    TimeWritten,
)
from moderation.hours.models import Expense, ExpenseState, Kind, TimeEntry
from moderation.hours.month import Month
from moderation.nudges.services import tell
from moderation.rota.models import Place

DAY = 24 * 60


class TimeUnclear(Refusal):
    """More than a day has, or less than nothing."""

    code = "time_unclear"
    message = "A day has 24 hours, and the least is nothing. Please look at the time again."


class NothingToSetRight(Refusal):
    code = "nothing_to_set_right"
    message = "That is what stands there already, so nothing was changed."


class NotAgreedYet(Refusal):
    code = "not_agreed_yet"
    message = "This has to be agreed before it can be paid."


@transaction.atomic
def write_time(*, actor: Account, day: date, kind: Kind, minutes: int, words: str, submission: UUID) -> TimeEntry:
    """`actor` writes down time that no shift tells of. The same form sent twice is one entry."""
    authorize(actor, Permission.HOURS_WRITE, SITE)
    _one_at_a_time(actor.pk)
    known = TimeEntry.objects.filter(submission=submission, written_by=actor).first()
    if known is not None:
        return known
    if not 0 < minutes <= DAY or kind == Kind.SHIFT or day > local(clock.now()).date():
        raise TimeUnclear
    entry = TimeEntry.objects.create(
        account=actor,
        day=day,
        kind=kind,
        minutes=minutes,
        words=words,
        written_by=actor,
        written_at=clock.now(),
        submission=submission,
    )
    publish(TimeWritten(actor_id=actor.pk, entry_id=entry.pk))
    return entry


@transaction.atomic
def correct_entry(*, actor: Account, entry: TimeEntry, minutes: int, reason: str) -> TimeEntry:
    """The entry should come to `minutes`. Whoever set it right, and why, stands beside it."""
    permission = Permission.HOURS_WRITE if entry.account_id == actor.pk else Permission.HOURS_CORRECT
    authorize(actor, permission, entry)
    _one_at_a_time(entry.account_id)
    first = entry.corrects or entry
    if first.place_id is not None:
        raise NothingToSetRight
    stands = first.minutes + _corrected(TimeEntry.objects.filter(corrects=first))
    return _set_right(actor, first.account, first.day, first.kind, minutes - stands, minutes, reason, corrects=first)


@transaction.atomic
def correct_shift(*, actor: Account, place: Place, minutes: int, reason: str) -> TimeEntry:
    """The time on this shift should come to `minutes`. What was signed on and off stays as it was."""
    permission = Permission.HOURS_WRITE if place.account_id == actor.pk else Permission.HOURS_CORRECT
    authorize(actor, permission, place)
    _one_at_a_time(place.account_id)
    told = sums.stint(place, clock.now()).done + _corrected(TimeEntry.objects.filter(place=place))
    day = local(place.shift.starts_at).date()
    return _set_right(actor, place.account, day, Kind.SHIFT, minutes - told, minutes, reason, place=place)


@transaction.atomic
def claim_expense(*, actor: Account, day: date, pence: int, words: str, submission: UUID) -> Expense:
    """`actor` asks for money back that they spent for the work. The same form sent twice is one claim."""
    authorize(actor, Permission.EXPENSE_CLAIM, SITE)
    _one_at_a_time(actor.pk)
    known = Expense.objects.filter(submission=submission, account=actor).first()
    if known is not None:
        return known
    expense = Expense.objects.create(
        account=actor, day=day, pence=pence, words=words, asked_at=clock.now(), submission=submission
    )
    managers = Account.objects.filter(role=Role.MANAGER, is_active=True).exclude(pk=actor.pk)
    _tell(managers.values_list("pk", flat=True), expense, "asked", "Somebody asks for an expense to be agreed.")
    publish(ExpenseClaimed(actor_id=actor.pk, expense_id=expense.pk))
    return expense


@transaction.atomic
def decide_expense(*, actor: Account, expense: Expense, agreed: bool, answer: str) -> None:
    """Another manager agrees, or says in words why not."""
    expense = Expense.objects.select_for_update(of=("self",)).get(pk=expense.pk)
    authorize(actor, Permission.EXPENSE_DECIDE, expense)
    state = ExpenseState.AGREED if agreed else ExpenseState.DECLINED
    if expense.state == state:
        return
    expense.state, expense.answer = state, answer
    expense.decided_by, expense.decided_at = actor, clock.now()
    expense.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    words = (
        gettext("Your expense of {pounds} is agreed.").format(pounds=sums.pounds(expense.pence))
        if agreed
        else "Your expense has an answer."
    )
    _tell([expense.account_id], expense, state, words)
    publish(ExpenseDecided(actor_id=actor.pk, expense_id=expense.pk, agreed=agreed))


@transaction.atomic
def pay_expense(*, actor: Account, expense: Expense) -> None:
    """The money is on its way."""
    expense = Expense.objects.select_for_update(of=("self",)).get(pk=expense.pk)
    if expense.state == ExpenseState.PAID and expense.account_id != actor.pk:
        return
    authorize(actor, Permission.EXPENSE_DECIDE, expense)
    if expense.state != ExpenseState.AGREED:
        raise NotAgreedYet
    expense.state = ExpenseState.PAID
    expense.save(update_fields=["state"])
    _tell(
        [expense.account_id],
        expense,
        "paid",
        gettext("Your expense of {pounds} is paid.").format(pounds=sums.pounds(expense.pence)),
    )
    publish(ExpensePaid(actor_id=actor.pk, expense_id=expense.pk))


@transaction.atomic
def export_payroll(*, actor: Account, month: Month, legal_names: bool) -> None:
    """Let `actor` take the hours of a month out of the site, and write down that they did."""
    authorize(actor, Permission.HOURS_EXPORT, SITE)
    if legal_names:
        authorize(actor, Permission.LEGAL_NAME_READ, SITE)
    publish(PayrollExported(actor_id=actor.pk, month=month.first_day, legal_names=legal_names))


def _set_right(
    actor: Account,
    account: Account,
    day: date,
    kind: str,
    change: int,
    minutes: int,
    reason: str,
    *,
    corrects: TimeEntry | None = None,
    place: Place | None = None,
) -> TimeEntry:
    if not 0 <= minutes <= DAY:
        raise TimeUnclear
    if not change:
        raise NothingToSetRight
    entry = TimeEntry.objects.create(
        account=account,
        day=day,
        kind=kind,
        minutes=change,
        words=reason,
        corrects=corrects,
        place=place,
        written_by=actor,
        written_at=clock.now(),
    )
    if account.pk != actor.pk:
        words = gettext("{pseudonym} set something in your hours right. You can read what, and why.").format(
            pseudonym=actor.pseudonym
        )
        tell(accounts=[account.pk], key=f"hours:{entry.pk}", words=words, href=_page(day))
    publish(TimeCorrected(actor_id=actor.pk, entry_id=entry.pk, account_id=account.pk))
    return entry


def _corrected(entries: QuerySet[TimeEntry]) -> int:
    found: int | None = entries.aggregate(minutes=Sum("minutes"))["minutes"]
    return found or 0


def _one_at_a_time(account_id: UUID) -> None:
    """Of the same form sent twice at once, the second waits and finds the first."""
    Account.objects.select_for_update(no_key=True).get(pk=account_id)


def _page(day: date) -> str:
    return f"{reverse('hours:mine')}?month={day:%Y-%m}"


def _tell(accounts: Iterable[UUID], expense: Expense, what: str, words: str) -> None:
    href = reverse("hours:expense", args=[expense.pk])
    tell(accounts=list(accounts), key=f"expense:{what}:{expense.pk}", words=words, href=href)
