"""A pattern is edited while people sign up: nobody loses a place, nobody is on two shifts at once, nothing is stuck."""

import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from forum.accounts.actors import SYSTEM
from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core import clock as clock_module
from forum.core.refusals import Refusal
from moderation.rota.duties import USUAL, Duty
from moderation.rota.models import Pattern, Place, Shift, State
from moderation.rota.services import remove_shift, take
from moderation.rota.services.patterns import Shape, change_pattern, generate, make_pattern, remove_pattern
from moderation.training.models import Module
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_shift

pytestmark = pytest.mark.django_db(transaction=True)

_SHAPE = Shape(
    name="Evenings",
    rule="FREQ=DAILY",
    first_day=date(2026, 11, 25),
    last_day=None,
    starts=time(18),
    ends=time(22),
    needs=USUAL,
)
_DAY = date(2026, 11, 27)


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
def pattern(nia: Account, clock: FakeClock) -> Pattern:
    Module.objects.all().delete()
    return make_pattern(actor=nia, shape=_SHAPE)[0]


def _all_at_once(asks: list[Callable[[], object]]) -> list[object]:
    """What each came to, a Refusal included. SQLite in memory lives in one thread: there, one after the other."""

    def once(ask: Callable[[], object]) -> object:
        try:
            return ask()
        except Refusal as refusal:
            return refusal
        finally:
            if connection.vendor == "postgresql":
                connection.close()

    if connection.vendor != "postgresql":
        return [once(ask) for ask in asks]
    with ThreadPoolExecutor(len(asks)) as pool:
        return list(pool.map(once, asks))


def _moderators(count: int) -> list[Account]:
    return [make_account(f"Peer {chr(65 + number)}", Role.MODERATOR) for number in range(count)]


def _doubled(account: Account) -> bool:
    rows = Place.objects.confirmed().filter(account=account).order_by("shift__starts_at")
    spans = list(rows.values_list("shift__starts_at", "shift__ends_at"))
    return any(one[1] > other[0] for one, other in itertools.pairwise(spans))


def test_signing_up_while_the_pattern_moves(nia: Account, pattern: Pattern) -> None:
    shift = Shift.objects.get(pattern=pattern, pattern_day=_DAY)
    first, second = _moderators(2)
    moved = replace(_SHAPE, starts=time(19), ends=time(23))
    answers = _all_at_once(
        [
            lambda: take(actor=first, shift=shift, duty=Duty.HOST),
            lambda: change_pattern(actor=nia, pattern=pattern, shape=moved),
            lambda: take(actor=second, shift=shift, duty=Duty.SECOND),
        ]
    )
    assert [one for one in answers if isinstance(one, Exception)] == []
    shift.refresh_from_db()
    assert (shift.starts_at.hour, shift.places.count()) == (19, 2)


def test_signing_up_for_the_time_a_shift_moves_to(nia: Account, pattern: Pattern) -> None:
    """The person has a place that moves onto another shift, for which they sign up at the same moment."""
    shift = Shift.objects.get(pattern=pattern, pattern_day=_DAY)
    (peer,) = _moderators(1)
    take(actor=peer, shift=shift, duty=Duty.HOST)
    there = make_shift(starts_at=datetime(2026, 11, 27, 12, tzinfo=UTC))
    moved = replace(_SHAPE, starts=time(13), ends=time(17))
    _all_at_once(
        [
            lambda: change_pattern(actor=nia, pattern=pattern, shape=moved),
            lambda: take(actor=peer, shift=there, duty=Duty.HOST),
        ]
    )
    assert not _doubled(peer)
    assert shift.places.get().state in (State.CONFIRMED, State.ASKED)


def test_signing_up_while_the_pattern_is_deleted(nia: Account, pattern: Pattern) -> None:
    shifts = list(Shift.objects.filter(pattern=pattern).order_by("starts_at")[2:5])
    peers = _moderators(3)
    asks: list[Callable[[], object]] = [
        lambda peer=peer, shift=shift: take(actor=peer, shift=shift, duty=Duty.HOST)  # type: ignore[misc]
        for peer, shift in zip(peers, shifts, strict=True)
    ]
    answers = _all_at_once([*asks, lambda: remove_pattern(actor=nia, pattern=pattern)])
    taken = [one for one in answers if isinstance(one, Place)]
    # Whoever got a place still has it, on a shift that stands by itself.
    assert Place.objects.filter(pk__in=[place.pk for place in taken], shift__pattern=None).count() == len(taken)
    assert not Pattern.objects.exists()


def test_two_managers_the_steward_and_a_removed_shift(nia: Account, pattern: Pattern) -> None:
    other = make_account("Noor", Role.MANAGER)
    removed = Shift.objects.get(pattern=pattern, pattern_day=_DAY + timedelta(days=1))
    shapes = [replace(_SHAPE, starts=time(hour), ends=time(hour + 4)) for hour in (16, 19)]
    answers = _all_at_once(
        [
            lambda: change_pattern(actor=nia, pattern=pattern, shape=shapes[0]),
            lambda: change_pattern(actor=other, pattern=pattern, shape=shapes[1]),
            lambda: generate(actor=SYSTEM, now=clock_module.now()),
            lambda: remove_shift(actor=nia, shift=removed),
        ]
    )
    assert [one for one in answers if isinstance(one, Exception)] == []
    assert not Shift.objects.filter(pattern_day=removed.pattern_day).exists()
    hours = {moment.hour for moment in Shift.objects.filter(pattern=pattern).values_list("starts_at", flat=True)}
    assert hours in ({16}, {19})
    assert generate(actor=SYSTEM, now=clock_module.now()) == 0


def test_the_same_form_many_times_at_once_is_one_pattern(nia: Account, clock: FakeClock) -> None:
    _all_at_once([lambda: make_pattern(actor=nia, shape=_SHAPE)] * 4)
    assert (Pattern.objects.count(), Shift.objects.count()) == (1, 56)
