"""Several people press at the same moment: the last place has one person, and nobody is on two shifts at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from moderation.rota.models import Duty, Place, Shift, State
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift

pytestmark = pytest.mark.django_db(transaction=True)


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


def _at_once(asking: list[Callable[[], int]]) -> list[int]:
    """Ask all of these at the same moment. SQLite in memory lives in one thread: there, one after the other."""

    def once(ask: Callable[[], int]) -> int:
        try:
            return ask()
        finally:
            if connection.vendor == "postgresql":
                connection.close()

    if connection.vendor != "postgresql":
        return [once(ask) for ask in asking]
    with ThreadPoolExecutor(len(asking)) as pool:
        return list(pool.map(once, asking))


def _take(browse: Browse, account: Account, shift: Shift, duty: Duty = Duty.HOST) -> Callable[[], int]:
    client, address = browse(account), reverse("rota:take", args=[shift.pk])
    return lambda: client.post(address, {"duty": duty.value}).status_code


def _manage(browse: Browse, manager: Account, verb: str, shift: Shift, account: Account) -> Callable[[], int]:
    client, address = browse(manager), reverse(f"rota:{verb}", args=[shift.pk])
    return lambda: client.post(address, {"account": str(account.pk), "duty": Duty.HOST.value}).status_code


def _moderators(count: int) -> list[Account]:
    return [make_account(f"Moderator {number}", Role.MODERATOR) for number in range(count)]


def test_the_last_place_goes_to_one_and_the_others_get_a_kind_page(browse: Browse, clock: FakeClock) -> None:
    shift = make_shift(starts_at=clock() + timedelta(days=3), hours=2)
    answers = _at_once([_take(browse, account, shift) for account in _moderators(5)])
    assert sorted(answers) == [302, 409, 409, 409, 409]
    assert shift.places.count() == 1


def test_one_person_on_two_overlapping_shifts_has_one(browse: Browse, clock: FakeClock, mo: Account) -> None:
    shifts = [make_shift(starts_at=clock() + timedelta(days=3, hours=later), hours=2) for later in (0, 1)]
    answers = _at_once([_take(browse, mo, shift) for shift in shifts])
    assert sorted(answers) == [302, 409]
    assert Place.objects.count() == 1


def test_pressed_many_times_it_is_one_place(browse: Browse, clock: FakeClock, mo: Account) -> None:
    shift = make_shift(starts_at=clock() + timedelta(days=3), hours=2)
    assert set(_at_once([_take(browse, mo, shift) for _ in range(5)])) == {302}
    assert Place.objects.count() == 1


def test_a_manager_fills_while_somebody_takes(browse: Browse, clock: FakeClock, mo: Account, nia: Account) -> None:
    shift, (other,) = make_shift(starts_at=clock() + timedelta(days=3), hours=2), _moderators(1)
    answers = _at_once([_take(browse, mo, shift), _manage(browse, nia, "fill", shift, other)])
    assert answers in ([302, 422], [409, 302])
    assert shift.places.filter(state=State.CONFIRMED).count() == 1


def test_two_that_wait_for_one_place(browse: Browse, clock: FakeClock, nia: Account) -> None:
    shift, waiting = make_shift(starts_at=clock() + timedelta(days=3), hours=2), _moderators(2)
    for account in waiting:
        make_place(account, Duty.HOST, shift, state=State.ASKED)
    answers = _at_once([_manage(browse, nia, "approve", shift, account) for account in waiting])
    assert sorted(answers) == [302, 422]
    assert shift.places.filter(state=State.CONFIRMED).count() == 1
