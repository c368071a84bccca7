from dataclasses import dataclass
from datetime import date
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class TimeWritten(Event, name="time.written"):
    """Somebody wrote down time that no shift tells of."""

    entry_id: UUID


@dataclass(frozen=True, kw_only=True)
class TimeCorrected(Event, name="time.corrected"):
    """What was written, or what a shift tells, was set right by another entry."""

    entry_id: UUID
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class ExpenseClaimed(Event, name="expense.claimed"):
    expense_id: UUID


@dataclass(frozen=True, kw_only=True)
class ExpenseDecided(Event, name="expense.decided"):
    expense_id: UUID
    agreed: bool


@dataclass(frozen=True, kw_only=True)
class ExpensePaid(Event, name="expense.paid"):
    expense_id: UUID


@dataclass(frozen=True, kw_only=True)
class PayrollExported(Event, name="payroll.exported"):
    """A manager took the hours of a month out of the site; with or without legal names."""

    month: date
    legal_names: bool
