"""What the steward does about the index: takes in what is missing (after an upgrade, say), clears out what is gone."""

from datetime import datetime, timedelta

from forum.core.chores import chore
from forum.search.services import index_missing, sweep_index


@chore(every=timedelta(minutes=1))
def take_in_missing(now: datetime) -> int:
    """Whatever was written before there was an index, or past it."""
    return index_missing()


@chore(every=timedelta(minutes=1))
def clear_out(now: datetime) -> int:
    """Words that are gone leave no trace in the file."""
    return sweep_index()
