"""Several people do the same thing at the same moment: one has the last place, one message is kept, one time is one
person's."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from forum.accounts.models import Account
from forum.core.refusals import Refusal
from forum.rooms.models import Attendance, Call, ChatSession, Message, Mode, Standing
from forum.rooms.services.attending import admit_waiting, be_seen, enter, leave
from forum.rooms.services.calling import call_host, note_flag
from forum.rooms.services.emptying import empty_session
from forum.rooms.services.support import book
from forum.rooms.services.writing import withdraw_message, write_message
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rooms import attend, close_now, make_support, open_session_for, write
from tests.factories.threads import ready_to_write

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 6


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
def people(clock: FakeClock, transactional_db: None) -> list[Account]:
    everybody = [make_account(f"Guest {number}") for number in range(TIMES)]
    for account in everybody:
        ready_to_write(account)
    return everybody


def _at_once(asking: list[Callable[[], Any]]) -> list[str]:
    """Ask all of these at the same moment: "done", or the code of the refusal. SQLite in memory lives in one thread:
    there, one after the other."""

    def once(ask: Callable[[], Any]) -> str:
        try:
            ask()
        except Refusal as refusal:
            return refusal.code
        finally:
            if connection.vendor == "postgresql":
                connection.close()
        return "done"

    if connection.vendor != "postgresql":
        return [once(ask) for ask in asking]
    with ThreadPoolExecutor(len(asking)) as pool:
        return list(pool.map(once, asking))


def _enter(actor: Account, session: ChatSession) -> Callable[[], Any]:
    return lambda: enter(actor=actor, session=session, mode=Mode.WRITE, notice_version=1)


def _write(actor: Account, session: ChatSession, submission: Any) -> Callable[[], Any]:
    return lambda: write_message(actor=actor, session_id=session.pk, words="Hello.", warnings=[], submission=submission)


def _standing(session: ChatSession, standing: Standing) -> int:
    return Attendance.objects.of_members().filter(session=session, standing=standing).count()


def test_the_last_place_is_one_persons(people: list[Account], mo: Account) -> None:
    session = open_session_for(mo, capacity=2)
    assert set(_at_once([_enter(one, session) for one in people])) == {"done"}
    assert (_standing(session, Standing.IN), _standing(session, Standing.WAITING)) == (2, TIMES - 2)


def test_one_person_at_the_door_many_times_is_one(people: list[Account], mo: Account) -> None:
    session = open_session_for(mo)
    assert set(_at_once([_enter(people[0], session)] * TIMES)) == {"done"}
    assert Attendance.objects.of_members().count() == 1


def test_whoever_goes_and_whoever_comes_leave_no_place_empty(
    people: list[Account], mo: Account, clock: FakeClock
) -> None:
    session = open_session_for(mo, capacity=2)
    inside = [attend(session, one) for one in people[:2]]
    queue = [attend(session, one, standing=Standing.WAITING) for one in people[2:4]]
    going = [partial(leave, actor=one.account, attendance=one) for one in inside]
    seen = [lambda: be_seen(attendance_ids=[one.pk for one in queue], now=clock() + timedelta(seconds=1))]
    free = [lambda: admit_waiting(session_id=session.pk, now=clock())]
    assert set(_at_once([*going, *(_enter(one, session) for one in people[4:]), *seen, *free])) == {"done"}
    assert (_standing(session, Standing.IN), _standing(session, Standing.WAITING)) == (2, 2)


def test_a_message_sent_many_times_at_once_is_one(people: list[Account], mo: Account) -> None:
    session, submission = open_session_for(mo), uuid4()
    attend(session, people[0])
    assert set(_at_once([_write(people[0], session, submission)] * TIMES)) == {"done"}
    assert Message.objects.count() == ChatSession.objects.get().revision == 1


def test_many_who_write_at_once_get_every_number_once(people: list[Account], mo: Account) -> None:
    session = open_session_for(mo)
    for one in people:
        attend(session, one)
    assert set(_at_once([_write(one, session, uuid4()) for one in people])) == {"done"}
    assert sorted(Message.objects.values_list("revision", flat=True)) == list(range(1, TIMES + 1))


def test_a_time_that_many_want_is_one_persons(people: list[Account], mo: Account, clock: FakeClock) -> None:
    free = make_support(mo, starts_at=clock() + timedelta(days=1))
    answers = _at_once([partial(book, actor=one, session=ChatSession(pk=free.pk)) for one in people])
    assert sorted(answers) == ["done", *["taken"] * (TIMES - 1)]
    assert ChatSession.objects.get().member in people


def test_one_person_who_wants_many_times_gets_one(people: list[Account], mo: Account, clock: FakeClock) -> None:
    times = [make_support(mo, starts_at=clock() + timedelta(days=1 + number)) for number in range(TIMES)]
    answers = _at_once([partial(book, actor=people[0], session=one) for one in times])
    assert sorted(answers) == ["done", *["one_at_a_time"] * (TIMES - 1)]
    assert ChatSession.objects.filter(member=people[0]).count() == 1


def test_somebody_who_is_not_ok_calls_once(people: list[Account], mo: Account) -> None:
    mine = attend(open_session_for(mo), people[0])
    assert set(_at_once([lambda: call_host(actor=people[0], attendance=mine)] * TIMES)) == {"done"}
    assert Call.objects.count() == 1


def test_taken_back_and_flagged_at_once_is_one_or_the_other(people: list[Account], mo: Account) -> None:
    session = open_session_for(mo)
    author, reader = attend(session, people[0]), attend(session, people[1])
    message = write(session, author.account, "Words.")
    back = [lambda: withdraw_message(actor=author.account, message=message)] * 2
    flags = [lambda: note_flag(session_id=session.pk, message=message, attendance=reader)] * 2
    assert set(_at_once([*back, *flags])) <= {"done", "not_found"}
    fresh = Message.objects.get()
    assert fresh.is_withdrawn
    assert fresh.is_flagged
    assert Call.objects.count() == 1


def test_emptied_while_people_read_and_write(people: list[Account], mo: Account) -> None:
    session = open_session_for(mo)
    for one in people:
        attend(session, one)
        write(session, one)
    close_now(session)
    empty = [lambda: empty_session(session_id=session.pk)] * 2
    writing = [_write(one, session, uuid4()) for one in people]
    answers = _at_once([*empty, *writing])
    assert answers[:2] == ["done", "done"]
    assert set(answers[2:]) <= {"room_closed", "not_in_room"}
    assert not Message.objects.exists()
