"""Several people accept at the same moment: one has the place, and nobody is on two shifts at once."""

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
from moderation.rota.models import Duty, Offer, Place, Shift, State
from moderation.rota.services.offers import ask_for_cover, offer_place
from moderation.rota.swaps import fingerprint
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


def _accept(browse: Browse, account: Account, offer: Offer) -> Callable[[], int]:
    client, address, seen = browse(account), reverse("rota:accept_offer", args=[offer.pk]), fingerprint(offer)
    return lambda: client.post(address, {"seen": seen}).status_code


def _give_up(browse: Browse, account: Account, place: Place) -> Callable[[], int]:
    client, address = browse(account), reverse("rota:cannot_come", args=[place.pk])
    return lambda: client.post(address, {"way": "now"}).status_code


def _moderators(count: int) -> list[Account]:
    return [make_account(f"Moderator {number}", Role.MODERATOR) for number in range(count)]


def _in(days: float, clock: FakeClock) -> Shift:
    return make_shift(starts_at=clock() + timedelta(days=days))


def test_a_place_that_many_take_at_once_goes_to_one(mo: Account, browse: Browse, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, _in(5, clock))
    offer = ask_for_cover(actor=mo, place=place)
    answers = _at_once([_accept(browse, one, offer) for one in _moderators(5)])
    assert sorted(answers) == [302, 409, 409, 409, 409]
    assert Place.objects.count() == 1
    assert Place.objects.get().account != mo


def test_somebody_who_takes_two_overlapping_places_at_once_has_one(browse: Browse, clock: FakeClock) -> None:
    taker, *givers = _moderators(4)
    offers = [
        offer_place(actor=giver, place=make_place(giver, Duty.HOST, _in(5 + number / 48, clock)))
        for number, giver in enumerate(givers)
    ]
    answers = _at_once([_accept(browse, taker, offer) for offer in offers])
    assert sorted(answers) == [302, 409, 409]
    assert Place.objects.filter(account=taker).count() == 1


def test_two_exchanges_of_one_place_at_once_are_one(browse: Browse, clock: FakeClock) -> None:
    one, other, third = _moderators(3)
    wanted = make_place(third, Duty.HOST, _in(20, clock))
    first, second = make_place(one, Duty.HOST, _in(5, clock)), make_place(other, Duty.HOST, _in(12, clock))
    offers = [offer_place(actor=giver.account, place=giver, to=third, in_return=wanted) for giver in (first, second)]
    answers = _at_once([_accept(browse, third, offer) for offer in offers])
    assert sorted(answers) == [302, 409]
    assert sorted(Place.objects.values_list("account", flat=True)) == sorted([one.pk, other.pk, third.pk])


def test_crossing_exchanges_between_two_people_lock_nobody_out(browse: Browse, clock: FakeClock) -> None:
    one, other = _moderators(2)
    mine = [make_place(one, Duty.HOST, _in(days, clock)) for days in (5, 19)]
    theirs = [make_place(other, Duty.HOST, _in(days, clock)) for days in (12, 26)]
    there = offer_place(actor=one, place=mine[0], to=other, in_return=theirs[0])
    back = offer_place(actor=other, place=theirs[1], to=one, in_return=mine[1])
    assert _at_once([_accept(browse, other, there), _accept(browse, one, back)]) == [302, 302]
    assert {place.account_id for place in Place.objects.filter(pk__in=[mine[0].pk, mine[1].pk])} == {other.pk}


def test_accepting_while_the_other_cannot_come_leaves_one_truth(mo: Account, browse: Browse, clock: FakeClock) -> None:
    (oli,) = _moderators(1)
    place = make_place(mo, Duty.HOST, _in(1, clock))
    offer = ask_for_cover(actor=mo, place=place)
    taken, given_up = _at_once([_accept(browse, oli, offer), _give_up(browse, mo, place)])
    place.refresh_from_db()
    if taken == 302:
        assert (place.account, place.state, given_up) == (oli, State.CONFIRMED, 404)
    else:
        assert (taken, place.account, place.state, given_up) == (409, mo, State.GIVEN_UP, 302)
