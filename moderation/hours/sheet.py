"""One person's month as they read it, and as a manager does: what shifts tell, what was written, what was set right."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from forum.accounts.models import Account
from forum.accounts.permissions import Actor
from moderation.hours import sums
from moderation.hours.models import Expense, TimeEntry
from moderation.hours.month import Month
from moderation.hours.sums import Stint, Sums
from moderation.supervision.models import Session


@dataclass(frozen=True)
class Line:
    """Something that took time, and everything that set it right since."""

    about: Any
    minutes: int
    corrections: list[TimeEntry]


@dataclass(frozen=True)
class Sheet:
    """One person's month."""

    account: Account
    month: Month
    sums: Sums
    shifts: list[Line]
    entries: list[Line]
    sessions: list[Session]
    expenses: list[Expense]


def of(actor: Actor, account: Account, month: Month, now: datetime) -> Sheet:
    """The month of `account`, as far as `actor` may read it."""
    readable = TimeEntry.objects.visible_to(actor).filter(pk__in=sums.entries(month, [account.pk]).values("pk"))
    written = list(readable.select_related("written_by").order_by("day", "written_at", "pk"))
    beside: dict[UUID, list[TimeEntry]] = defaultdict(list)
    for entry in written:
        about = entry.place_id or entry.corrects_id
        if about is not None:
            beside[about].append(entry)
    shifts = [_line(one, one.place.pk, one.done, beside) for one in sums.stints(month, now, [account.pk])]
    first = [entry for entry in written if entry.place_id is None and entry.corrects_id is None]
    expenses = Expense.objects.visible_to(actor).filter(account=account, **sums.days(month))
    return Sheet(
        account=account,
        month=month,
        sums=sums.of(month, now, [account.pk]).get(account.pk, Sums()),
        shifts=shifts,
        entries=[_line(entry, entry.pk, entry.minutes, beside) for entry in first],
        sessions=list(sums.sessions(month, account.pk)),
        expenses=list(expenses.order_by("day", "asked_at", "pk")),
    )


def _line(about: Stint | TimeEntry, key: UUID, minutes: int, beside: dict[UUID, list[TimeEntry]]) -> Line:
    corrections = beside.get(key, [])
    return Line(about, minutes + sum(entry.minutes for entry in corrections), corrections)
