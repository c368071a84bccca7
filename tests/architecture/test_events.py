"""Events: one dotted name each, ids and never words, published by somebody, in files that are found by themselves."""

import ast
import typing
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import UnionType
from uuid import UUID

import pytest

from forum.core.events import NAMES, Event
from tests.architecture.source import layer_files, module_name, python_files, tree

EVENTS = sorted(NAMES.values(), key=lambda event: event.name)
# Names from a list of ours, which the trail can hold: never somebody's words.
TERMS = {"concern.overdue": "rung", "site.shaped": "choice", "team.invited": "role"}
OURS = [event for event in EVENTS if event.__module__.split(".")[0] in ("forum", "moderation")]


@pytest.mark.parametrize("event", OURS, ids=lambda event: event.name)
def test_an_event_is_a_frozen_fact_told_by_ids(event: type[Event]) -> None:
    assert is_dataclass(event)
    assert vars(event)["__dataclass_params__"].frozen
    assert event.__module__.endswith(".events"), "Events stand in their app's events.py."
    kinds = typing.get_type_hints(event)
    wordy = [field.name for field in fields(event) if not _is_id_or_number(kinds[field.name], field.name)]
    wordy = [name for name in wordy if TERMS.get(event.name) != name]
    assert wordy == [], "Events carry ids, never text."


def test_no_two_events_share_a_name_or_a_class_name() -> None:
    # The bus refuses a second use of a dotted name; a class name that is used twice would make grep lie.
    names = [event.__name__ for event in OURS]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("event", OURS, ids=lambda event: event.name)
def test_somebody_publishes_every_event(event: type[Event]) -> None:
    publishers = event.__name__ in _called()
    assert publishers, f"Nobody publishes {event.name}."


@cache
def _called() -> frozenset[str]:
    """The last name of everything that is called anywhere in the two wings."""
    every = (node for path in python_files("forum", "moderation") for node in ast.walk(tree(path)))
    return frozenset(ast.unparse(node.func).split(".")[-1] for node in every if isinstance(node, ast.Call))


def test_listeners_stand_in_files_that_are_found() -> None:
    found = {module_name(path) for path in layer_files("subscribers")}
    stray = [
        module_name(path)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if ast.unparse(decorator).split("(")[0].split(".")[-1] in ("within_transaction", "after_commit")
        and module_name(path) not in found
    ]
    assert stray == []


def _is_id_or_number(kind: object, name: str) -> bool:
    if isinstance(kind, UnionType):
        return all(_is_id_or_number(part, name) for part in typing.get_args(kind))
    if kind in (UUID, int, bool, datetime, date, type(None)):
        return True
    if isinstance(kind, type) and issubclass(kind, Enum):
        return True
    # A mark is a keyed hash: it names a session among sockets and leads nowhere else.
    return kind is str and name.endswith("_mark")
