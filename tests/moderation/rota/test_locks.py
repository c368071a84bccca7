"""What is held while the rota changes, and what somebody meets whose shift went away at the same moment."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.refusals import NotGranted
from moderation.rota import openings, placing
from moderation.rota.models import Duty, Offer, OfferState, Place, Shift
from moderation.rota.services import sign_off, sign_on
from moderation.rota.services.offers import offer_place, withdraw_offer
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift

pytestmark = pytest.mark.django_db
# SQLite has one writer at a time and locks no rows.
LOCKS_ROWS = connection.vendor == "postgresql"


@pytest.fixture
def oli(db: None) -> Account:
    """A second moderator."""
    return make_account("Oli", Role.MODERATOR)


def _locked(queries: CaptureQueriesContext) -> list[str]:
    """Which tables were locked, in order."""
    found = [query["sql"] for query in queries if " FOR " in query["sql"] and "UPDATE" in query["sql"]]
    return [sql.split('FROM "')[1].split('"')[0] for sql in found]


def test_rows_are_held_so_that_what_points_at_them_need_not_wait(mo: Account) -> None:
    place = make_place(mo, Duty.HOST)
    with CaptureQueriesContext(connection) as queries:
        placing.lock(mo.pk, shifts=[place.shift_id])
        sign_on(actor=mo, place=place)
    rows = [query["sql"] for query in queries if "rota_" in query["sql"] and " FOR " in query["sql"]]
    assert len(rows) == (2 if LOCKS_ROWS else 0)
    assert all("FOR NO KEY UPDATE" in sql for sql in rows)


def test_places_are_held_before_offers(mo: Account, oli: Account, clock: FakeClock) -> None:
    mine = make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(days=5)))
    theirs = make_place(oli, Duty.HOST, make_shift(starts_at=clock() + timedelta(days=12)))
    offer = offer_place(actor=mo, place=mine, to=oli, in_return=theirs)
    with CaptureQueriesContext(connection) as queries:
        withdraw_offer(actor=mo, offer=offer)
    held = [name for name in _locked(queries) if name.startswith("rota_")]
    assert held == ([Place._meta.db_table, Offer._meta.db_table] if LOCKS_ROWS else [])


def test_an_offer_is_taken_back_with_its_places_held(mo: Account, oli: Account, clock: FakeClock) -> None:
    mine = make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(days=5)))
    theirs = make_place(oli, Duty.HOST, make_shift(starts_at=clock() + timedelta(days=12)))
    offer = offer_place(actor=mo, place=mine, to=oli, in_return=theirs)
    withdraw_offer(actor=mo, offer=offer)
    offer.refresh_from_db()
    assert offer.state == OfferState.WITHDRAWN


def test_a_place_that_went_away_meanwhile_is_not_there(mo: Account) -> None:
    place = make_place(mo, Duty.HOST)
    Shift.objects.all().delete()
    for verb in (sign_on, sign_off):
        with pytest.raises(NotGranted):
            verb(actor=mo, place=place)


def test_a_shift_that_went_away_meanwhile_is_told_kindly(nia: Account, clock: FakeClock) -> None:
    shift = make_shift(starts_at=clock() + timedelta(days=5))
    Shift.objects.filter(pk=shift.pk).delete()
    for read in (openings.candidates, openings.waiting, openings.one):
        with pytest.raises(placing.ShiftGone):
            read(nia, shift, clock())
