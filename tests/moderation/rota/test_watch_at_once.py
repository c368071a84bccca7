"""Several processes notice at the same moment that cover was lost: it is told once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from forum.accounts.models import Account
from moderation.audit.models import Entry
from moderation.nudges.models import Nudge
from moderation.rota import watch
from moderation.rota.models import Place, Watch
from tests.conftest import FakeClock
from tests.factories.rota import put_on_duty

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


def _look_at_once(now: datetime) -> list[bool]:
    """Look TIMES times at the same moment. SQLite in memory lives in one thread: there, one after the other."""

    def once(_: int) -> bool:
        try:
            return watch.look(now)
        finally:
            if connection.vendor == "postgresql":
                connection.close()

    if connection.vendor != "postgresql":
        return [once(number) for number in range(TIMES)]
    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(once, range(TIMES)))


def test_whoever_notices_first_tells_it(mo: Account, nia: Account, clock: FakeClock) -> None:
    place = put_on_duty(mo)  # Committed, so it was looked at, and cover was found.
    Place.objects.filter(pk=place.pk).update(signed_off_at=clock())
    assert sorted(_look_at_once(clock())) == [False] * (TIMES - 1) + [True]
    told = Entry.objects.filter(action__startswith="shift.cover").order_by("sequence").values_list("action", flat=True)
    assert list(told) == ["shift.cover_found", "shift.cover_lost"]
    assert Nudge.objects.filter(key__startswith="cover:lost:").count() == 1


def test_the_very_first_look_of_all_is_told_once(mo: Account, nia: Account, clock: FakeClock) -> None:
    place = put_on_duty(mo)
    Watch.objects.all().delete()
    assert sum(_look_at_once(clock())) == 1
    assert place.is_signed_on
