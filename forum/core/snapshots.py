"""Small tables that nearly every page asks, kept whole in memory: the content warnings, what a charity shaped.

A snapshot is loaded by the first page that asks and then costs nothing. Whoever changes the table forgets the snapshot
once the change is real; other processes look again within a minute. Delivery, which may not ask the database where it
decides, reads what is known and never loads.
"""

import asyncio
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import transaction

T = TypeVar("T")
_EVERY: list["Snapshot[Any]"] = []


class Snapshot(Generic[T]):
    """What `load` found the last time; `before` is what is known until then."""

    def __init__(self, load: Callable[[], T], *, before: T) -> None:
        self._load, self._before = load, before
        self._known: T | None = None
        _EVERY.append(self)

    def get(self) -> T:
        """The newest this process knows; asks the database if it never did."""
        if self._known is None:
            self._known = self._load()
        return self._known

    def known(self) -> T:
        """The same without ever asking the database."""
        return self._before if self._known is None else self._known

    def here(self) -> T:
        """The newest where one may ask the database; in delivery what is known."""
        if self._known is None and not _in_delivery():
            self._known = self._load()
        return self.known()

    def begin(self) -> None:
        """Nobody changed the table yet, and that is known without asking."""
        self._known = self._before

    def refresh(self) -> None:
        """Look again."""
        self._known = self._load()

    def forget(self) -> None:
        """Nothing is known any more."""
        self._known = None

    def changed(self) -> None:
        """The table was changed in this transaction: once that is real, whoever asks next looks again."""
        transaction.on_commit(self.forget)


def _in_delivery() -> bool:
    """Is this the thread of an event loop, where nobody may wait for a database?"""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def refresh_all() -> int:
    """Look at every table again. Returns how many there are."""
    for snapshot in _EVERY:
        snapshot.refresh()
    return len(_EVERY)


def forget_all() -> None:
    """As if this process had only begun."""
    for snapshot in _EVERY:
        snapshot.forget()
