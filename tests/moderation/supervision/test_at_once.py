"""Both of the two press at the same moment: it happens once."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from forum.accounts.models import Account
from forum.core import clock
from moderation.supervision import services
from moderation.supervision.models import LogEntry, Session, SessionNote, SessionState
from moderation.supervision.policy import AlreadyOver
from moderation.welfare.models import Exposure
from moderation.welfare.services import note_exposure
from tests.factories.care import make_arrangement, make_session

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 6


@pytest.fixture(autouse=True)
def _trail_gives_way(transactional_db: None) -> Iterator[None]:
    """What is really committed is emptied after the test, which the trail of the audit would refuse."""
    yield
    call_command("migrate", "audit", "0001", verbosity=0)


@pytest.fixture(autouse=True, scope="module")
def _trail_stands_again(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        call_command("migrate", "audit", "0002", verbosity=0)


@pytest.fixture(autouse=True)
def _trail_stands(_trail_gives_way: None) -> None:
    call_command("migrate", "audit", "0002", verbosity=0)


def _at_once(asks: Sequence[Callable[[], Any]]) -> list[Any]:
    """Ask all of it at the same moment. SQLite in memory lives in one thread: there, one after the other."""

    def once(ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except AlreadyOver as refusal:
            return refusal
        finally:
            if connection.vendor == "postgresql":
                connection.close()

    if connection.vendor != "postgresql":
        return [once(ask) for ask in asks]
    with ThreadPoolExecutor(len(asks)) as pool:
        return list(pool.map(once, asks))


def test_a_time_planned_by_both_at_once_is_one_session(mo: Account, lea: Account, nia: Account) -> None:
    arrangement, at = make_arrangement(nia, mo, lea), clock.now() + timedelta(days=1)

    def plan(actor: Account) -> Callable[[], Session]:
        return lambda: services.plan_one_to_one(actor=actor, arrangement=arrangement, starts_at=at, minutes=60)

    _at_once([plan(actor) for actor in (mo, lea) * (TIMES // 2)])
    assert Session.objects.count() == 1
    assert Session.objects.get().attendances.count() == 1


def test_cancelled_and_held_at_once_is_one_of_the_two(mo: Account, lea: Account, nia: Account) -> None:
    session = make_session(nia, mo, lea, starts_at=clock.now() - timedelta(hours=1))
    _at_once(
        [
            lambda: services.cancel(actor=mo, session=session),
            lambda: services.took_place(actor=lea, session=session),
        ]
    )
    session.refresh_from_db()
    came = session.attendances.get().came
    assert (session.state, came) in ((SessionState.HELD, True), (SessionState.CANCELLED, None))


def test_a_note_and_a_line_sent_many_times_at_once_are_one(mo: Account, lea: Account, nia: Account) -> None:
    session, form = make_session(nia, mo, lea), uuid4()
    _at_once([lambda: services.write_note(actor=mo, session=session, words="A calm hour.")] * TIMES)
    _at_once([lambda: services.write_entry(actor=mo, words="A long day.", submission=form)] * TIMES)
    assert SessionNote.objects.count() == 1
    assert LogEntry.objects.count() == 1


def test_what_somebody_met_is_counted_once_however_many_notice_it(mo: Account) -> None:
    about, now = uuid4(), clock.now()
    _at_once([lambda: note_exposure(account_id=mo.pk, level="red", at=now, about=about)] * TIMES)
    assert Exposure.objects.count() == 1
