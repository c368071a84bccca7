"""The page of my shift, and the strip that says it in a line."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from moderation.handover import shift_now
from moderation.handover.services import ask_for_break
from moderation.rota.models import Duty
from moderation.rota.services import sign_off, sign_on
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift, put_on_call, put_on_duty
from tests.forum.answers import said


@pytest.fixture
def kay(db: None) -> Account:
    return make_account("Kay", Role.MODERATOR)


def test_the_strip_says_until_when_with_whom_and_when_to_rest(mo: Account, kay: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=clock()))
    partner = make_place(kay, Duty.SECOND, place.shift)
    assert shift_now.of(mo, clock()) is None
    sign_on(actor=mo, place=place)
    now = shift_now.of(mo, clock())
    assert now is not None
    assert now.sentence == "On until 23:00. Nobody else is signed on yet. Your break is at 19:50."
    sign_on(actor=kay, place=partner)
    now = shift_now.of(mo, clock())
    assert now is not None
    assert now.sentence == "On until 23:00 with Kay. Your break is at 19:50."
    ask_for_break(account_id=mo.pk, at=clock())
    now = shift_now.of(mo, clock())
    assert now is not None
    assert now.sentence == "On until 23:00 with Kay. Please take your break now."
    sign_off(actor=mo, place=place)
    assert shift_now.of(mo, clock()) is None


def test_the_strip_asks_at_most_two_questions_and_then_none(
    mo: Account, kay: Account, clock: FakeClock, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    put_on_duty(mo)
    put_on_duty(kay, Duty.SECOND)
    with django_assert_max_num_queries(2):
        assert shift_now.of(mo, clock()) is not None
    with django_assert_max_num_queries(0):
        assert shift_now.of(mo, clock()) is not None


def test_a_member_has_no_strip(ada: Account, clock: FakeClock) -> None:
    assert shift_now.of(ada, clock()) is None


def test_before_during_and_after(browse: Browse, mo: Account, kay: Account, lea: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(hours=1)))
    make_place(kay, Duty.SECOND, place.shift)
    make_place(lea, Duty.ON_CALL, place.shift)
    visitor = browse(mo)
    page = said(visitor.get("/shift/"))
    assert "You can start this shift from 19:45" in page
    assert "Start my shift" not in page
    clock.advance(minutes=50)
    visitor = browse(mo)  # Sessions end when nobody does anything.
    assert "Start my shift" in said(visitor.get("/shift/"))
    visitor.post(f"/shifts/places/{place.pk}/start/")
    clock.advance(minutes=20)
    page = said(visitor.get("/shift/"))
    for words in (
        "You are on until 00:00 as host.",
        "not signed on",
        "Go to the desk",
        "Write for the next shift",
        "Your next break is from 20:40 to 20:50",
        "Nothing was left for this shift.",
        "End my shift",
        "Lea",
    ):
        assert words in page
    visitor.post(f"/shifts/places/{place.pk}/end/")
    page = said(visitor.get("/shift/"))
    assert f"/shift/{place.pk}/debrief/" in page
    assert "End my shift" not in page


def test_on_call_there_is_nothing_to_start(browse: Browse, lea: Account, clock: FakeClock) -> None:
    put_on_call(lea)
    page = said(browse(lea).get("/shift/"))
    assert "By the rota you are on call until 22:00." in page
    assert "Go to the concerns" in page
    assert "Start my shift" not in page


def test_without_a_shift_the_page_says_so(browse: Browse, mo: Account, clock: FakeClock) -> None:
    assert "You have no shift right now." in said(browse(mo).get("/shift/"))


def test_somebody_who_left_early_can_start_again(browse: Browse, mo: Account, clock: FakeClock) -> None:
    place = put_on_duty(mo)
    sign_off(actor=mo, place=place)
    page = said(browse(mo).get("/shift/"))
    assert "Start my shift" in page
    assert "Two minutes to look back" in page


def test_the_page_asks_the_same_however_many_are_on_it(
    browse: Browse, mo: Account, clock: FakeClock, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    place = put_on_duty(mo)
    for name in ("Fern", "Ash", "Rue", "Yew"):
        make_place(make_account(name, Role.MODERATOR), Duty.SECOND, place.shift, signed_on=True)
    visitor = browse(mo)
    visitor.get("/shift/")
    with django_assert_max_num_queries(14):
        visitor.get("/shift/")
