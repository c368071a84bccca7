"""The rota to look at: a week, the month, the gaps, the wall. It is Tuesday 24 November 2026, 19:00 in London."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some

from bench.rota import fill
from forum.accounts.models import Account
from forum.accounts.permissions import Role
from moderation.rota.cover import forget_cover
from moderation.rota.duties import Need, as_stored
from moderation.rota.models import Absence, Duty, Place, Shift, State
from moderation.rota.overview import bands, month
from moderation.rota.overview.bands import Band
from moderation.rota.overview.coverage import Level
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift, put_on_call, put_on_duty

At_most = Callable[..., AbstractContextManager[object]]
LEAST = as_stored((Need(Duty.HOST, 1, 1), Need(Duty.SECOND, 1, 2)))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def shift_on(day: int, hour: int, **people: Account) -> Shift:
    """A shift that needs a host, a second and better two, with these people on it."""
    start = at(day, hour)
    shift = Shift.objects.create(starts_at=start, ends_at=start + timedelta(hours=4), needs=LEAST)
    for duty, account in people.items():
        make_place(account, Duty(duty), shift)
    return shift


@pytest.fixture
def kay(db: None) -> Account:
    return make_account("Kay", Role.MODERATOR)


def test_the_week_can_be_turned(browse: Browse, mo: Account, nia: Account, clock: FakeClock) -> None:
    near, start = shift_on(26, 18, host=mo), at(24, 18) + timedelta(days=21)
    far = Shift.objects.create(starts_at=start, ends_at=start + timedelta(hours=4))
    page = text_of(browse(mo), "/shifts/")
    assert f"shift-{near.pk}" in page
    assert f"shift-{far.pk}" not in page
    assert "/shifts/?from=2026-12-01#plan-title" in page
    later = text_of(browse(mo), "/shifts/?from=2026-12-15")
    assert f"shift-{far.pk}" in later
    assert "Tuesday 15 December to Monday 21 December 2026" in later
    for nonsense in ("soon", "9999-99-99", "0001-01-01"):
        assert "The next seven days" in text_of(browse(nia), f"/shifts/?from={nonsense}")


def test_a_shift_that_is_over_leaves_the_week_and_an_asked_place_says_so(
    browse: Browse, mo: Account, nia: Account, clock: FakeClock
) -> None:
    over, coming = shift_on(24, 9, host=mo), shift_on(25, 9, host=mo)
    Place.objects.filter(shift=coming).update(state=State.ASKED)
    page = text_of(browse(nia), "/shifts/")
    assert f"shift-{over.pk}" not in page
    assert "Mo (waits for a manager)" in page
    assert '<p class="rota-gap">Host</p>' in page


def test_my_next_shift_stands_first_and_the_others_after_it(browse: Browse, mo: Account, clock: FakeClock) -> None:
    first, second = shift_on(25, 18, host=mo), shift_on(27, 18, second=mo)
    given_up = make_place(mo, Duty.HOST, shift_on(28, 18))
    Place.objects.filter(pk=given_up.pk).update(state=State.GIVEN_UP)
    page = text_of(browse(mo), "/shifts/")
    assert page.index(f'/shifts/{first.pk}/"') < page.index("After that") < page.index(f'/shifts/{second.pk}/"')
    assert f"place-{given_up.pk}" not in page


def test_a_month_at_a_glance(browse: Browse, mo: Account, kay: Account, clock: FakeClock) -> None:
    gap = shift_on(26, 18, host=mo)
    shift_on(27, 18, host=mo, second=kay)
    page = text_of(browse(mo), "/shifts/month/")
    assert "<h1>November 2026</h1>" in page
    assert "1 of 2 coming shifts still needs somebody." in page
    assert "<title>Thursday 26 November, evening: somebody is missing: Second</title>" in page
    assert "<title>Friday 27 November, evening: enough, more would be good</title>" in page
    assert "<title>Sunday 29 November, night: nothing planned</title>" in page
    assert page.count(f'href="/shifts/{gap.pk}/"') == 2, "Once in the picture, once in the table."
    assert '<span class="rota-gap">Open: second</span>' in page
    assert "Enough; second would be good" in page
    assert "?month=2026-10" in page
    assert "?month=2026-12" in page


@pytest.mark.parametrize("asked", ["", "soon", "2026-13", "0000-01", "1999-12", "9999-12", "２０２６-12", "2026-1-1"])
def test_a_month_that_is_none_is_this_one(asked: str) -> None:
    first = month.first_of(asked, at(24, 19))
    assert first == (date(2026, 12, 1) if asked == "２０２６-12" else date(2026, 11, 1))


def test_an_empty_month_says_so(browse: Browse, mo: Account, clock: FakeClock) -> None:
    assert "No shifts are planned in this month yet." in text_of(browse(mo), "/shifts/month/?month=2028-02")


@pytest.mark.parametrize("first", [date(2026, 10, 1), date(2027, 3, 1), date(2028, 2, 1)])
def test_every_month_is_whole(mo: Account, clock: FakeClock, first: date) -> None:
    found = month.month_of(mo, first, clock())
    days = len(found.days)
    assert len(found.picture.blocks) == 4 * days
    assert found.after == found.days[-1].date + timedelta(days=1)
    assert found.before.replace(day=28) < first


def test_a_shift_over_midnight_and_the_clock_change_fills_the_parts_it_touches(mo: Account, clock: FakeClock) -> None:
    # From 22:00 summer time to 03:00 winter time: six hours.
    start = datetime(2026, 10, 24, 21, tzinfo=UTC)
    Shift.objects.create(starts_at=start, ends_at=start + timedelta(hours=6), needs=LEAST)
    found = month.month_of(mo, date(2026, 10, 1), clock())
    gaps = [block.words for block in found.picture.blocks if block.level == Level.GAP]
    assert gaps == [
        "Saturday 24 October, evening: somebody is missing: Host, Second",
        "Sunday 25 October, night: somebody is missing: Host, Second",
    ]
    assert [day.date.day for day in found.days if day.stretches] == [24]


def test_whoever_is_away_leaves_a_gap(browse: Browse, mo: Account, kay: Account, clock: FakeClock) -> None:
    shift = shift_on(26, 18, host=mo, second=kay)
    Absence.objects.create(account=mo, starts_at=at(26, 20), ends_at=at(26, 21))
    assert "Open: host" in text_of(browse(kay), "/shifts/month/")
    assert "Mo (away for a part of it)" in text_of(browse(kay), "/shifts/")
    assert f"gap-{shift.pk}" in text_of(browse(kay), "/shifts/gaps/")


def test_gaps_the_nearest_first_and_by_time_of_the_week(
    browse: Browse, mo: Account, kay: Account, nia: Account, clock: FakeClock
) -> None:
    later, near = shift_on(28, 10), shift_on(26, 18, host=mo)
    shift_on(27, 18, host=mo, second=kay)
    page = text_of(browse(nia), "/shifts/gaps/")
    assert page.index(f"gap-{near.pk}") < page.index(f"gap-{later.pk}")
    assert page.count('id="gap-') == 2
    assert "<title>Host, Saturday morning: 1 missing</title>" in page
    assert "<title>Second, Friday evening: 1 more would be good</title>" in page
    assert '<th scope="row">Thursday evening</th><td>all there</td><td>1 missing, 1 more would be good</td>' in page
    assert "see who could be asked" in page
    assert "Nobody has to." in text_of(browse(mo), "/shifts/gaps/")


def test_a_running_shift_that_was_given_up_tops_the_gaps(
    browse: Browse, mo: Account, nia: Account, clock: FakeClock
) -> None:
    shift_on(26, 18)
    running = shift_on(24, 18)
    place = make_place(mo, Duty.HOST, running)
    Place.objects.filter(pk=place.pk).update(state=State.GIVEN_UP)
    page = text_of(browse(nia), "/shifts/gaps/")
    assert page.index("running now") < page.index("26 Nov")


def test_whoever_went_early_is_missing_while_the_shift_goes_on_and_not_afterwards(
    browse: Browse, mo: Account, kay: Account, clock: FakeClock
) -> None:
    shift = shift_on(24, 18, host=mo, second=kay)
    assert "No shifts" not in text_of(browse(mo), "/shifts/gaps/")
    assert "running now" not in text_of(browse(mo), "/shifts/gaps/")
    Place.objects.filter(account=mo).update(signed_on_at=shift.starts_at, signed_off_at=clock())
    assert "running now" in text_of(browse(kay), "/shifts/gaps/")
    clock.set(shift.ends_at + timedelta(minutes=1))
    days = month.month_of(kay, date(2026, 11, 1), clock()).days
    assert [each.missing for day in days for each in day.stretches] == [()]


def test_no_gaps_are_told_calmly(browse: Browse, mo: Account, kay: Account, clock: FakeClock) -> None:
    assert "No shifts are planned in these weeks." in text_of(browse(mo), "/shifts/gaps/")
    shift_on(26, 18, host=mo, second=kay)
    assert "Nobody is missing." in text_of(browse(mo), "/shifts/gaps/")


def test_the_wall_names_who_is_here_and_who_comes(
    browse: Browse, mo: Account, kay: Account, lea: Account, ada: Account, clock: FakeClock
) -> None:
    put_on_duty(mo)
    put_on_call(lea)
    make_place(kay, Duty.HOST, make_shift(starts_at=at(25, 18)))
    make_place(kay, Duty.HOST, make_shift(starts_at=at(26, 18)))
    page = text_of(browse(mo), "/shifts/wall/")
    assert "<dt>Host</dt><dd>Mo</dd>" in page
    assert "<dt>On call</dt><dd>Lea</dd>" in page
    assert "Today, Tuesday 24 November" in page
    assert '<span class="rota-place">Kay</span> host' in page
    assert "Second is open" in page
    assert "26 November" not in page
    assert "Ada" not in page


def test_an_empty_desk_is_told_on_the_wall(browse: Browse, mo: Account, lea: Account, clock: FakeClock) -> None:
    assert "Nobody from the team is here right now." in text_of(browse(mo), "/shifts/wall/")
    put_on_call(lea)
    page = text_of(browse(mo), "/shifts/wall/")
    assert "<dt>At the desk</dt><dd>nobody</dd>" in page
    put_on_duty(make_account("Jay", Role.MODERATOR), Duty.SECOND)
    put_on_duty(make_account("Ray", Role.MODERATOR), Duty.SECOND)
    assert "<dt>Stands in as host</dt><dd>Jay</dd>" in text_of(browse(mo), "/shifts/wall/")


def test_the_wall_looks_again_only_if_asked_and_never_keeps_a_session_alive(
    browse: Browse, mo: Account, clock: FakeClock
) -> None:
    screen = browse(mo)
    assert "Refresh" not in screen.get("/shifts/wall/").headers
    assert screen.get("/shifts/wall/?itself").headers["Refresh"] == "60; url=/shifts/wall/?itself"
    for _ in range(4):
        clock.advance(seconds=settings.SESSION_IDLE.total_seconds() / 3)
        answer = screen.get("/shifts/wall/?itself")
    assert answer.status_code == 302
    kept = browse(mo)
    for _ in range(4):
        clock.advance(seconds=settings.SESSION_IDLE.total_seconds() / 3)
        answer = kept.get("/shifts/wall/")
    assert answer.status_code == 200


def test_a_large_service_costs_no_more_questions(
    browse: Browse, clock: FakeClock, db: None, django_assert_max_num_queries: At_most
) -> None:
    """200 people and 5,000 shifts."""
    client = browse(fill(200, 5_000))
    for path in ("/shifts/", "/shifts/month/", "/shifts/gaps/", "/shifts/wall/"):
        forget_cover()
        with django_assert_max_num_queries(10):
            assert "20:00" in text_of(client, path)


@given(
    some.sampled_from([datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2027, 3, 27, 12, tzinfo=UTC)]),
    some.integers(0, 48 * 60),
    some.integers(1, 36 * 60),
)
def test_the_parts_of_days_are_the_time_itself(day: datetime, later: int, minutes: int) -> None:
    start = day + timedelta(minutes=later)
    end = start + timedelta(minutes=minutes)
    slots = list(bands.touched(start, end))
    spans = [bands.bounds(slot) for slot in slots]
    assert spans[0][0] <= start < spans[0][1]
    assert spans[-1][0] < end <= spans[-1][1]
    assert all(one[1] == other[0] for one, other in pairwise(spans))
    assert len(set(slots)) == len(slots)
    assert bands.slot_of(start) == slots[0]
    assert slots[0][1] in Band
