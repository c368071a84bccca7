"""Somebody closes their account in one window while they still write in another."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from forum.accounts.models import Account
from forum.accounts.services import close_account
from forum.core.refusals import Refusal
from forum.rooms.models import Message, MessageState, Standing
from forum.rooms.services.writing import write_message
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rooms import attend, open_session_for, write

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, MESSAGES = 4, 4


def _audit_at(migration: str) -> None:
    call_command("migrate", "audit", migration, verbosity=0)


@pytest.fixture(autouse=True)
def _trail_gives_way(transactional_db: None) -> Iterator[None]:
    """What is really committed is emptied after the test, which the trail of the audit would refuse."""
    yield
    _audit_at("0001")


@pytest.fixture(autouse=True, scope="module")
def _trail_stands_again(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        _audit_at("0002")


@pytest.fixture(autouse=True)
def _trail_stands(_trail_gives_way: None) -> None:
    _audit_at("0002")


def _once(ask: Callable[[], Any]) -> str:
    try:
        ask()
    except Refusal as refusal:
        return refusal.code
    finally:
        if connection.vendor == "postgresql":
            connection.close()
    return "done"


def _at_once(asking: list[Callable[[], Any]]) -> list[str]:
    """SQLite in memory lives in one thread: there, one after the other."""
    if connection.vendor != "postgresql":
        return [_once(ask) for ask in asking]
    with ThreadPoolExecutor(len(asking)) as pool:
        return list(pool.map(_once, asking))


def test_closing_an_account_and_writing_never_wait_for_each_other(clock: FakeClock, mo: Account) -> None:
    """Neither fails, nobody in the room waits for them, and not a word stays behind."""
    session = open_session_for(mo)
    people = [make_account(f"Guest {number}") for number in range(PEOPLE)]
    for one in people:
        attend(session, one)
        write(session, one)

    def writing(actor: Account) -> Callable[[], Any]:
        said: dict[str, Any] = {"session_id": session.pk, "words": "One more thing.", "warnings": []}
        return lambda: write_message(actor=actor, submission=uuid4(), **said)

    closing = [partial(close_account, actor=one, account=Account.objects.get(pk=one.pk)) for one in people]
    answers = _at_once([*(each for one in people for each in [writing(one)] * MESSAGES), *closing])
    assert answers[-PEOPLE:] == ["done"] * PEOPLE
    assert set(answers) <= {"done", "not_in_room"}
    assert not session.attendances.of_members().filter(standing=Standing.IN).exists()
    left = Message.objects.exclude(state=MessageState.WITHDRAWN)
    assert not [message.words for message in left if message.author_id != mo.pk]
    assert not [message.words for message in Message.objects.all() if message.words]
