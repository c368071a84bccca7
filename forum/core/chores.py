"""Chores: what the steward does by itself, again and again.

A chore looks at the state of the database and does what is due. It may run twice, late, or on two hosts at once
without harm, so nothing is lost when a process dies.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

log = logging.getLogger(__name__)
Work = Callable[[datetime], int]


@dataclass(frozen=True)
class Chore:
    """One thing to look after: `work(now)` returns how many rows it dealt with; `every` is how often it is due."""

    name: str
    every: timedelta
    work: Work


CHORES: list[Chore] = []


def chore(*, every: timedelta) -> Callable[[Work], Work]:
    """Register a function as a chore."""

    def register(work: Work) -> Work:
        CHORES.append(Chore(f"{work.__module__}.{work.__qualname__}", every, work))
        return work

    return register


def do_chores(now: datetime, *, last: datetime | None = None) -> dict[str, int]:
    """Do every chore that has come due since `last` (all of them when None); one that fails stops no other."""
    done: dict[str, int] = {}
    for task in CHORES:
        if last is not None and now.timestamp() // task.every.total_seconds() == (
            last.timestamp() // task.every.total_seconds()
        ):
            continue
        try:
            done[task.name] = task.work(now)
        except Exception:
            log.exception("The chore %s failed; it will be tried again.", task.name)
    return done
