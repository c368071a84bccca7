"""The trail is written from events: every one of them, ids only, under its own number."""

from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import Any, get_type_hints
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from forum.accounts.events import AccountJoined, SessionEnded
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, allows
from forum.core.events import NAMES, Event, publish
from forum.core.refusals import NotGranted
from moderation.audit import services
from moderation.audit.models import Entry, Head
from moderation.audit.verification import verify
from tests.conftest import FakeClock


@dataclass(frozen=True, kw_only=True)
class SomethingSaid(Event, name="audit_test.said"):
    words: str


def test_an_event_leaves_one_entry_with_who_when_and_what(nia: Account, clock: FakeClock) -> None:
    joined = uuid4()
    publish(AccountJoined(actor_id=nia.pk, account_id=joined))
    entry = Entry.objects.get()
    assert (entry.sequence, entry.action, entry.at) == (1, "account.joined", clock.moment)
    assert (entry.actor_id, entry.actor_role) == (nia.pk, Role.MANAGER)
    assert entry.subject == {"account_id": str(joined)}
    assert Head.objects.get().anchor == f"1:{entry.hash}"


def test_entries_are_chained(trail: list[Entry]) -> None:
    assert [entry.sequence for entry in trail] == list(range(1, 11))
    assert trail[0].previous == ""
    assert all(entry.previous == before.hash for before, entry in pairwise(trail))


def test_the_service_itself_acts_as_system(trail: list[Entry]) -> None:
    assert {entry.actor_role for entry in trail} == {"system"}


def test_an_account_that_is_gone_leaves_a_number_that_leads_nowhere(db: None) -> None:
    publish(AccountJoined(actor_id=uuid4(), account_id=uuid4()))
    assert Entry.objects.get().actor_role == "closed"


def test_an_event_that_says_so_is_not_written_down(db: None) -> None:
    publish(SessionEnded(actor_id=None, session_mark="0" * 32))
    assert not Entry.objects.exists()


@transaction.atomic
def change_and_publish(account: Account, event: Event) -> None:
    Account.objects.filter(pk=account.pk).update(is_active=False)
    publish(event)


def test_words_are_refused_and_veto_what_they_came_with(ada: Account) -> None:
    with pytest.raises(ValueError, match="never words"):
        change_and_publish(ada, SomethingSaid(actor_id=ada.pk, words="I went to the sea today."))
    ada.refresh_from_db()
    assert ada.is_active
    assert not Entry.objects.exists()


def test_what_was_rolled_back_leaves_no_entry_and_no_gap(trail: list[Entry]) -> None:
    mark = transaction.savepoint()
    publish(AccountJoined(actor_id=None, account_id=uuid4()))
    transaction.savepoint_rollback(mark)
    publish(AccountJoined(actor_id=None, account_id=uuid4()))
    assert Head.objects.get().sequence == 11
    assert verify().is_whole


@pytest.mark.parametrize(
    "change",
    [
        lambda: Entry.objects.filter(sequence=3).update(action="nothing.happened"),
        lambda: Entry.objects.filter(sequence=10).delete(),
        lambda: Head.objects.update(sequence=4),
        lambda: Head.objects.all().delete(),
    ],
    ids=["change", "remove", "set back the head", "remove the head"],
)
def test_the_database_refuses_to_change_the_past(trail: list[Entry], change: object) -> None:
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        change()  # type: ignore[operator]


def test_only_a_manager_sees_the_trail(
    trail: list[Entry], ada: Account, mo: Account, lea: Account, nia: Account
) -> None:
    for actor in (ada, mo, lea, nia):
        may = actor == nia
        assert (trail[0] in Entry.objects.visible_to(actor)) is may
        assert allows(actor, Permission.AUDIT_READ, trail[0]) is may
        assert allows(actor, Permission.AUDIT_READ, SITE) is may


def test_looking_is_written_down_and_a_refused_look_is_not(nia: Account, lea: Account) -> None:
    services.look_at_trail(actor=nia)
    with pytest.raises(NotGranted):
        services.look_at_trail(actor=lea)
    assert [(entry.action, entry.actor_id) for entry in Entry.objects.all()] == [("audit.read", nia.pk)]


def _sample(kind: object) -> object:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    day = date(2026, 11, 24)
    return {UUID: uuid4(), UUID | None: None, str: "a.term", int: 3, bool: True, date: day}[kind]  # type: ignore[index]


def test_every_event_can_be_written_down_and_tells_ids_only(db: None) -> None:
    for name, event_class in NAMES.items():
        hints = get_type_hints(event_class)
        told: dict[str, Any] = {field.name: _sample(hints[field.name]) for field in fields(event_class)}
        if event_class.audited:
            entry = services.append(event_class(**told))
            assert entry.action == name
            assert set(entry.subject) == told.keys() - {"actor_id"}
    assert verify().is_whole
