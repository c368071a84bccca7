"""A message, asked about by several people in the same moment, or while something else becomes of it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.refusals import Refusal
from forum.rooms.models import Call, ChatSession, Message, MessageState
from forum.rooms.services.emptying import empty_session
from forum.rooms.services.writing import withdraw_message
from moderation.flags.models import Flag, Reason
from moderation.flags.services import raise_flag
from moderation.review import services as review
from moderation.review.levels import Level
from moderation.review.models import Decision, Item
from moderation.rota.models import Duty
from tests.factories.accounts import make_account
from tests.factories.review import make_claimed_item
from tests.factories.rooms import attend, close_now, open_session_for, write
from tests.factories.rota import put_on_duty

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = ("Ben", "Cleo", "Dot", "Eli")


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


@pytest.fixture
def host(_trail_stands: None) -> Account:
    rob = make_account("Rob", Role.MODERATOR)
    put_on_duty(rob)
    return rob


@pytest.fixture
def mo_on(host: Account) -> Account:
    """At the desk on the same shift."""
    mo = make_account("Mo", Role.MODERATOR)
    put_on_duty(mo, Duty.SECOND)
    return mo


@pytest.fixture
def people(host: Account) -> list[Account]:
    return [make_account(name) for name in PEOPLE]


@pytest.fixture
def message(host: Account, people: list[Account]) -> Message:
    session, ada = open_session_for(host), make_account("Ada")
    for one in (ada, *people):
        attend(session, one)
    return write(session, ada, "My sister came by today.")


def _at_once(*asks: Callable[[], object]) -> list[object]:
    """Everything at the same moment; a kind refusal is an answer. SQLite in memory lives in one thread: there, one
    after the other."""

    def once(ask: Callable[[], object]) -> object:
        try:
            return ask()
        except Refusal as refusal:
            return refusal.code
        finally:
            if connection.vendor == "postgresql":
                connection.close()

    if connection.vendor != "postgresql":
        return [once(ask) for ask in asks]
    with ThreadPoolExecutor(len(asks)) as pool:
        return list(pool.map(once, asks))


def _ask(actor: Account, message: Message) -> Callable[[], object]:
    fresh = Message.objects.get(pk=message.pk)
    return lambda: raise_flag(actor=actor, about=fresh, reason=Reason.WORRIED, submission=uuid4()).pk


def test_everybody_who_asks_at_once_is_heard_and_it_is_one_item(people: list[Account], message: Message) -> None:
    _at_once(*(_ask(one, message) for one in people))
    assert (Flag.objects.count(), Item.objects.count(), Call.objects.count()) == (len(people), 1, 1)
    assert Item.objects.get().flags().count() == len(people)
    assert ChatSession.objects.get().flagged == len(people)


def test_the_same_form_at_once_is_one_flag(people: list[Account], message: Message) -> None:
    form, ben = uuid4(), people[0]
    _at_once(
        *(lambda: raise_flag(actor=ben, about=message, reason=Reason.WORRIED, submission=form).pk for _ in range(4))
    )
    assert (Flag.objects.count(), Item.objects.count()) == (1, 1)


def test_asked_about_while_its_writer_takes_it_back(people: list[Account], message: Message) -> None:
    ada, fresh = message.author, Message.objects.get(pk=message.pk)
    _at_once(_ask(people[0], message), lambda: withdraw_message(actor=ada, message=fresh))
    found = Message.objects.get(pk=message.pk)
    assert found.state == MessageState.WITHDRAWN
    # Either the team has a copy, because somebody asked in time, or the words are gone and nobody asked.
    assert bool(found.words) == found.is_flagged == Item.objects.open().filter(message=found).exists()


def test_asked_about_while_the_session_is_emptied(people: list[Account], message: Message) -> None:
    session = close_now(ChatSession.objects.get())
    _at_once(_ask(people[0], message), lambda: empty_session(session_id=session.pk))
    assert Message.objects.filter(pk=message.pk).exists() == Flag.objects.exists() == Item.objects.open().exists()


def test_decided_while_others_ask_and_the_host_hands_it_on(
    people: list[Account], message: Message, host: Account, mo_on: Account
) -> None:
    item = make_claimed_item(people[0], message, mo_on)

    def hand_on() -> object:
        mine = review.take_up_message(actor=host, message=message, level=Level.RED)
        return review.hand_on(actor=host, item=mine, level=Level.RED).pk

    def decide() -> object:
        return review.decide(actor=mo_on, item=item, decision=Decision.HIDE, reason="It names a street.").pk

    _at_once(decide, hand_on, *(_ask(one, message) for one in people[1:]))
    item.refresh_from_db()
    assert item.decision == Decision.HIDE
    assert Item.objects.open().count() <= 1
    open_one = Item.objects.open().first()
    assert Message.objects.get(pk=message.pk).is_flagged == (open_one is not None)
