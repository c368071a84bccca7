"""Object rules for hours and expenses: one's own, and managers those of others, never their own alone."""

from forum.accounts.permissions import SITE, Actor, Permission, Role, allows, rule
from forum.core import clock
from forum.core.refusals import NotGranted, NotNow, Refusal
from moderation.hours.models import Expense, ExpenseState, TimeEntry
from moderation.rota.models import Place

_ANOTHER = "Your own hours are set right by another manager. Please ask one of them."


@rule(Permission.HOURS_READ, TimeEntry)
def ones_own_time_or_whoever_sets_it_right(actor: Actor, entry: TimeEntry) -> Refusal | None:
    return None if entry.account_id == actor.id or allows(actor, Permission.HOURS_CORRECT, SITE) else NotGranted()


@rule(Permission.HOURS_WRITE, TimeEntry)
def ones_own_entry(actor: Actor, entry: TimeEntry) -> Refusal | None:
    return _ones_own(actor, entry)


@rule(Permission.HOURS_WRITE, Place)
def ones_own_shift_that_began(actor: Actor, place: Place) -> Refusal | None:
    return _ones_own(actor, place) or _not_yet(place)


@rule(Permission.HOURS_CORRECT, TimeEntry)
def somebody_elses_entry(actor: Actor, entry: TimeEntry) -> Refusal | None:
    return NotNow(_ANOTHER) if entry.account_id == actor.id else None


@rule(Permission.HOURS_CORRECT, Place)
def somebody_elses_shift_that_began(actor: Actor, place: Place) -> Refusal | None:
    return NotNow(_ANOTHER) if place.account_id == actor.id else _not_yet(place)


@rule(Permission.EXPENSE_READ, Expense)
def ones_own_expense_or_whoever_decides(actor: Actor, expense: Expense) -> Refusal | None:
    return None if expense.account_id == actor.id or allows(actor, Permission.EXPENSE_DECIDE, SITE) else NotGranted()


@rule(Permission.EXPENSE_DECIDE, Expense)
def somebody_elses_expense(actor: Actor, expense: Expense) -> Refusal | None:
    if expense.account_id == actor.id:
        return NotNow("Your own expenses are looked at by another manager.")
    if expense.state in (ExpenseState.PAID, ExpenseState.DECLINED):
        return NotNow("This has been answered already, and the answer stays as it is.")
    return None


def _ones_own(actor: Actor, row: TimeEntry | Place) -> Refusal | None:
    if row.account_id != actor.id:
        return NotGranted()
    return NotNow(_ANOTHER) if actor.role == Role.MANAGER else None


def _not_yet(place: Place) -> Refusal | None:
    running = place.is_signed_on or place.shift.starts_at > clock.now()
    return NotNow("Its time can be set right when the shift has ended.") if running else None
