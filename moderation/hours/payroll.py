"""Everybody's month for whoever pays: a table by name, and the same as CSV. Never an order by who did most."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from uuid import UUID

from django.db.models import Q

from forum.accounts.models import Account
from forum.accounts.permissions import TEAM
from moderation.hours import sums
from moderation.hours.month import Month
from moderation.hours.sums import Sums
from moderation.team.models import Standing

HEADINGS = (
    "Month", "Duty name", "Paid or unpaid", "On shift (minutes)", "Of these at night (minutes)", "On call (minutes)",
    "Training (minutes)", "Supervision (minutes)", "Meetings (minutes)", "Other (minutes)", "Total (minutes)",
    "Expenses agreed (pounds)",
)  # fmt: skip
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True)
class Row:
    """One person's month."""

    account: Account
    standing: Standing | None
    sums: Sums

    @property
    def kind(self) -> str:
        return "paid" if self.standing and self.standing.is_paid else "unpaid"


def rows(month: Month, now: datetime) -> list[Row]:
    """Everybody on the team, and whoever left and has something in `month`; by duty name."""
    found = sums.of(month, now)
    people = Account.objects.filter(Q(role__in=list(TEAM), is_active=True) | Q(pk__in=found.keys()))
    standings = standings_of(people.values_list("pk", flat=True))
    return [Row(who, standings.get(who.pk), found.get(who.pk, Sums())) for who in people.order_by("pseudonym", "pk")]


def standings_of(account_ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """What is agreed with these people."""
    return {standing.account_id: standing for standing in Standing.objects.filter(account__in=list(account_ids))}


def as_csv(month: Month, found: Sequence[Row], *, legal_names: bool) -> str:
    """The table as a spreadsheet reads it. Words cannot turn into formulas."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*HEADINGS, "Legal name"] if legal_names else HEADINGS)
    for row in found:
        cells: list[str | int] = [month.code, _cell(row.account.pseudonym), row.kind, *_numbers(row.sums)]
        if legal_names:
            cells.append(_cell(row.standing.legal_name if row.standing else ""))
        writer.writerow(cells)
    return text.getvalue()


def _numbers(one: Sums) -> list[str | int]:
    kinds = (one.training, one.supervision, one.meeting, one.other)
    return [one.done, one.night, one.on_call, *kinds, one.total, f"{one.pence // 100}.{one.pence % 100:02}"]


def _cell(words: str) -> str:
    line = " ".join(words.split())
    return f"'{line}" if line.startswith(_FORMULA) else line
