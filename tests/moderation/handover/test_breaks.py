"""When a break is due, when the desk waits for it, and that nothing urgent waits for a break."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from moderation.handover import services
from moderation.handover.breaks import Rest, must_rest, next_break
from moderation.handover.models import Break
from moderation.rota.models import Duty, Place
from moderation.rota.services import sign_off
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift

ON = datetime(2026, 11, 24, 18, tzinfo=UTC)
FIFTY, TEN = timedelta(minutes=50), timedelta(minutes=10)


def _minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


@st.composite
def _evenings(draw: st.DrawFn) -> tuple[list[Rest], datetime]:
    """Breaks one after the other, the last perhaps still going on, and a moment after all of them began."""
    moment = ON
    breaks: list[Rest] = []
    for _ in range(draw(st.integers(0, 5))):
        started = moment + _minutes(draw(st.integers(0, 90)))
        moment = started + _minutes(draw(st.integers(0, 30)))
        breaks.append(Rest(started, moment))
    goes_on: bool = draw(st.booleans())
    if breaks and goes_on:
        breaks[-1] = Rest(breaks[-1].started_at, None)
    return breaks, moment + _minutes(draw(st.integers(0, 120)))


@given(_evenings())
def test_nobody_is_asked_to_rest_before_fifty_minutes_of_work(evening: tuple[list[Rest], datetime]) -> None:
    breaks, now = evening
    found = next_break(ON, breaks, None, now)
    assert not found.is_insisted_on
    if not found.is_now:
        whole = [rest.ended_at for rest in breaks if rest.ended_at and rest.ended_at - rest.started_at >= TEN]
        assert found.due_at == max([ON, *whole]) + FIFTY
    assert found.until >= found.due_at + TEN


@given(_evenings(), st.integers(0, 400))
def test_what_is_insisted_on_stays_until_it_was_taken(evening: tuple[list[Rest], datetime], after: int) -> None:
    breaks, now = evening
    since = min(ON + _minutes(after), now)
    found = next_break(ON, breaks, since, now)
    rested = any((rest.ended_at or now) - max(rest.started_at, since) >= TEN for rest in breaks)
    assert found.is_insisted_on == (not rested)
    if found.is_insisted_on and not found.is_now:
        assert found.is_due(now)
        assert found.until == now + TEN


def test_a_short_break_changes_nothing_and_a_whole_one_begins_again() -> None:
    short, whole = Rest(ON + _minutes(20), ON + _minutes(25)), Rest(ON + _minutes(55), ON + _minutes(66))
    assert next_break(ON, [short], None, ON + _minutes(30)).due_at == ON + FIFTY
    assert next_break(ON, [short, whole], None, ON + _minutes(70)).due_at == ON + _minutes(66) + FIFTY


@pytest.fixture
def kay(db: None) -> Account:
    return make_account("Kay", Role.MODERATOR)


@pytest.fixture
def place(mo: Account, clock: FakeClock) -> Place:
    """Mo began an hour ago, alone."""
    return make_place(mo, Duty.HOST, signed_on=True)


def _joins(account: Account, duty: Duty = Duty.SECOND) -> Place:
    return make_place(account, duty, make_shift(), signed_on=True)


def test_after_something_heavy_the_desk_waits_until_the_break_was_taken(
    mo: Account, kay: Account, place: Place, clock: FakeClock
) -> None:
    _joins(kay)
    assert must_rest(mo, clock()) is None
    services.ask_for_break(account_id=mo.pk, at=clock())
    assert must_rest(mo, clock()) == clock() + TEN
    clock.advance(minutes=30)  # However long they wait, the ten minutes count from when they step away.
    services.start_break(actor=mo, place=place)
    until = clock() + TEN
    assert must_rest(mo, clock()) == until
    clock.advance(minutes=9)
    with pytest.raises(services.StillResting, match="until 19:40"):
        services.end_break(actor=mo, place=place)
    clock.advance(minutes=1)
    assert must_rest(mo, clock()) is None
    services.end_break(actor=mo, place=place)
    assert Break.objects.get().ended_at == until


def test_whoever_is_alone_is_offered_a_break_and_kept_from_nothing(
    mo: Account, kay: Account, lea: Account, place: Place, clock: FakeClock
) -> None:
    services.ask_for_break(account_id=mo.pk, at=clock())
    _joins(kay, Duty.SHADOW)  # A shadow takes nothing up, nor does a practitioner.
    _joins(lea, Duty.DEPUTY)
    assert must_rest(mo, clock()) is None
    services.start_break(actor=mo, place=place)
    services.end_break(actor=mo, place=place)
    assert Break.objects.get().ended_at == clock()


def test_two_who_are_both_asked_to_rest_keep_the_desk_open(
    mo: Account, kay: Account, place: Place, clock: FakeClock
) -> None:
    _joins(kay)
    services.ask_for_break(account_id=kay.pk, at=clock())
    assert must_rest(kay, clock()) is not None
    services.ask_for_break(account_id=mo.pk, at=clock())
    assert must_rest(mo, clock()) is None
    assert must_rest(kay, clock()) is None


def test_a_break_asked_for_twice_or_off_shift_is_one_or_none(
    mo: Account, kay: Account, place: Place, clock: FakeClock
) -> None:
    for _ in range(2):
        services.ask_for_break(account_id=mo.pk, at=clock())
    services.ask_for_break(account_id=kay.pk, at=clock())
    assert list(Break.objects.values_list("place", flat=True)) == [place.pk]


def test_something_heavy_again_in_a_break_begins_it_again(
    mo: Account, kay: Account, place: Place, clock: FakeClock
) -> None:
    _joins(kay)
    services.start_break(actor=mo, place=place)
    clock.advance(minutes=8)
    services.ask_for_break(account_id=mo.pk, at=clock())
    assert must_rest(mo, clock()) == clock() + TEN
    assert Break.objects.count() == 1


def test_ending_the_shift_ends_the_break(mo: Account, place: Place, clock: FakeClock) -> None:
    services.start_break(actor=mo, place=place)
    clock.advance(minutes=3)
    sign_off(actor=mo, place=place)
    assert Break.objects.get().ended_at == clock()
    waiting = make_place(make_account("Fern", Role.MODERATOR), Duty.SECOND, signed_on=True)
    services.ask_for_break(account_id=waiting.account_id, at=clock())
    services.close_breaks(place_id=waiting.pk)
    assert not Break.objects.filter(place=waiting).exists()


def test_the_buttons_of_a_break(browse: Browse, mo: Account, kay: Account, place: Place, clock: FakeClock) -> None:
    visitor = browse(mo)
    assert "Your break is due." in visitor.get("/shift/").content.decode()
    for _ in range(2):  # Pressed twice, it is one break.
        assert visitor.post(f"/shift/{place.pk}/break/").headers["Location"] == "/shift/"
    assert "You are on a break until 19:10." in visitor.get("/shift/").content.decode()
    clock.advance(minutes=11)
    assert "There is no rush" in visitor.get("/shift/").content.decode()
    visitor.post(f"/shift/{place.pk}/back/")
    assert "Your next break is from 20:01 to 20:11" in visitor.get("/shift/").content.decode()
    assert browse(kay).post(f"/shift/{place.pk}/break/").status_code == 404
    assert Break.objects.count() == 1
