"""The event bus: what happened, told inside the transaction and after it.

Listeners `within_transaction` run at once and may still veto by raising (the audit trail is one: nothing happens that
it could not record). Listeners `after_commit` run once the data is real, each on its own: one that fails stops no other
and never turns a stored post into an error.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django.db import transaction

log = logging.getLogger(__name__)
NAMES: dict[str, type["Event"]] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened, told by ids and never by words. `actor_id` is None when the service itself acted."""

    name: ClassVar[str] = ""
    audited: ClassVar[bool] = True
    actor_id: UUID | None

    def __init_subclass__(cls, *, name: str, audited: bool = True, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not re.fullmatch(r"[a-z_]+\.[a-z_]+", name) or name in NAMES:
            raise TypeError(f"An event needs a dotted name of its own; {name!r} is not one.")
        cls.name, cls.audited = name, audited
        NAMES[name] = cls


E = TypeVar("E", bound=Event)
Listener = Callable[[E], None]
_within: dict[type[Event], list[Listener[Any]]] = defaultdict(list)
_after: dict[type[Event], list[Listener[Any]]] = defaultdict(list)


def within_transaction(event_class: type[E]) -> Callable[[Listener[E]], Listener[E]]:
    """Listen inside the transaction, with the right to veto."""

    def register(listener: Listener[E]) -> Listener[E]:
        _within[event_class].append(listener)
        return listener

    return register


def after_commit(event_class: type[E]) -> Callable[[Listener[E]], Listener[E]]:
    """Listen once the data is real."""

    def register(listener: Listener[E]) -> Listener[E]:
        _after[event_class].append(listener)
        return listener

    return register


def publish(event: Event) -> None:
    """Tell everybody who listens to this event or to one of its bases."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{event.name} was published outside a transaction.")
    for listener in _listeners(_within, event):
        listener(event)
    for listener in _listeners(_after, event):
        _later(listener, event)


def _listeners(table: dict[type[Event], list[Listener[Any]]], event: Event) -> list[Listener[Any]]:
    return [listener for cls in type(event).__mro__ for listener in table.get(cls, ())]


def _later(listener: Listener[Any], event: Event) -> None:
    def tell() -> None:
        listener(event)

    # A named function, because Django's own log of a failed hook asks for its __qualname__.
    tell.__qualname__ = f"{listener.__module__}.{listener.__qualname__}"
    transaction.on_commit(tell, robust=True)
