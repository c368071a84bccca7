"""Time and expenses for tests, through the real services."""

from datetime import date
from uuid import uuid4

from forum.accounts.models import Account
from forum.core import clock
from forum.core.when import local
from moderation.hours.models import Expense, Kind, TimeEntry
from moderation.hours.services import claim_expense, write_time


def make_entry(
    account: Account, minutes: int = 60, *, kind: Kind = Kind.TRAINING, day: date | None = None, words: str = ""
) -> TimeEntry:
    """Time that `account` wrote down for today, or for `day`."""
    return write_time(
        actor=account,
        day=day or local(clock.now()).date(),
        kind=kind,
        minutes=minutes,
        words=words,
        submission=uuid4(),
    )


def make_expense(account: Account, pence: int = 450, *, day: date | None = None) -> Expense:
    """An expense that waits for an answer."""
    return claim_expense(
        actor=account, day=day or local(clock.now()).date(), pence=pence, words="The bus.", submission=uuid4()
    )
