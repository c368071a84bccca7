"""From a pattern to its shifts: on every night, on both nights of the clock change, and always the same."""

import itertools
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from forum.core.when import local
from moderation.rota.models import LONGEST, Pattern
from moderation.rota.models.patterns import OnHoliday
from moderation.rota.recurring import recurrence
from moderation.rota.recurring.patterns import Occurrence, after_the_gap, coming, expand, is_odd, wall_length
from moderation.rota.recurring.recurrence import NTH, NoSuchRule, Recurrence, Rhythm
from tests.factories.patterns import a_pattern, day

SPRING, AUTUMN = day("2027-03-28"), day("2027-10-31")


def _days(found: Iterable[Occurrence]) -> list[str]:
    return [one.day.isoformat() for one in found]


def _around(pattern: Pattern, night: date) -> dict[date, Occurrence]:
    found = expand(pattern, (), (), night - timedelta(days=2), night + timedelta(days=2))
    return {one.day: one for one in found}


def _nightly(starts: time, ends: time) -> Pattern:
    return a_pattern(first_day=day("2027-01-01"), starts=starts, ends=ends)


def test_every_second_week_counts_from_the_first_day() -> None:
    pattern = a_pattern("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", first_day=day("2026-11-25"))
    found = expand(pattern, (), (), day("2026-11-01"), day("2026-12-31"))
    assert _days(found) == ["2026-11-26", "2026-12-07", "2026-12-10", "2026-12-21", "2026-12-24"]
    # However far ahead one looks.
    later = expand(pattern, (), (), day("2028-11-01"), day("2028-11-30"))
    assert _days(later) == ["2028-11-06", "2028-11-09", "2028-11-20", "2028-11-23"]


def test_once_a_month_is_a_day_of_the_week() -> None:
    second, last = (a_pattern(f"FREQ=MONTHLY;BYDAY={nth}TU", first_day=day("2026-11-20")) for nth in (2, -1))
    assert _days(expand(second, (), (), day("2026-11-01"), day("2027-01-31"))) == ["2026-12-08", "2027-01-12"]
    assert _days(expand(last, (), (), day("2026-11-01"), day("2026-12-31"))) == ["2026-11-24", "2026-12-29"]


def test_a_pattern_begins_and_ends_when_it_says() -> None:
    pattern = a_pattern(first_day=day("2026-12-01"), last_day=day("2026-12-03"))
    assert _days(expand(pattern, (), (), day("2026-11-01"), day("2027-11-01"))) == [
        "2026-12-01",
        "2026-12-02",
        "2026-12-03",
    ]
    assert expand(pattern, (), (), day("2027-01-01"), day("2027-01-31")) == []


def test_days_left_out_and_bank_holidays() -> None:
    pattern = a_pattern(first_day=day("2026-12-24"), last_day=day("2026-12-27"))
    christmas = {day("2026-12-25"), day("2026-12-28")}
    assert "2026-12-25" in _days(expand(pattern, (), christmas, pattern.first_day, day("2027-01-01")))
    pattern.on_holidays = OnHoliday.SKIP
    found = expand(pattern, {day("2026-12-26")}, christmas, pattern.first_day, day("2027-01-01"))
    assert _days(found) == ["2026-12-24", "2026-12-27"]
    assert coming(pattern, (), christmas, day("2026-12-01"))[1] == [day("2026-12-25")]


def test_a_shift_into_the_next_day_belongs_to_the_day_on_which_it_begins() -> None:
    (one,) = expand(_nightly(time(22), time(6)), (), (), day("2027-01-05"), day("2027-01-05"))
    assert (one.starts_at, one.ends_at) == (
        datetime(2027, 1, 5, 22, tzinfo=UTC),
        datetime(2027, 1, 6, 6, tzinfo=UTC),
    )


def test_wall_times_stay_in_summer() -> None:
    (one,) = expand(_nightly(time(18), time(22)), (), (), day("2027-07-01"), day("2027-07-01"))
    assert one.starts_at == datetime(2027, 7, 1, 17, tzinfo=UTC)


def test_the_night_with_an_hour_twice_lasts_as_long_as_it_lasts() -> None:
    pattern = _nightly(time(22), time(6))
    nights = _around(pattern, AUTUMN)
    night = nights[AUTUMN - timedelta(days=1)]
    assert night.ends_at - night.starts_at == timedelta(hours=9)
    assert is_odd(night, pattern)
    assert not is_odd(nights[AUTUMN], pattern)


def test_the_night_without_an_hour_is_shorter() -> None:
    night = _around(_nightly(time(22), time(6)), SPRING)[SPRING - timedelta(days=1)]
    assert night.ends_at - night.starts_at == timedelta(hours=7)


def test_a_start_that_does_not_exist_is_the_first_moment_after() -> None:
    night = _around(_nightly(time(1, 30), time(6)), SPRING)[SPRING]
    assert night.starts_at == datetime(2027, 3, 28, 1, tzinfo=UTC)
    assert f"{local(night.starts_at):%H:%M}" == "02:00"
    assert night.ends_at - night.starts_at == timedelta(hours=4)


def test_an_end_that_does_not_exist_is_the_first_moment_after() -> None:
    night = _around(_nightly(time(22), time(1, 30)), SPRING)[SPRING - timedelta(days=1)]
    assert night.ends_at == datetime(2027, 3, 28, 1, tzinfo=UTC)


def test_what_lies_wholly_in_the_skipped_hour_falls_away() -> None:
    assert SPRING not in _around(_nightly(time(1, 10), time(1, 50)), SPRING)
    assert len(_around(_nightly(time(1, 10), time(1, 50)), SPRING)) == 4


@pytest.mark.parametrize("night", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_shifts_that_follow_each_other_still_do(night: date) -> None:
    walls = [time(22), time(1, 30), time(2), time(6)]
    first, second, third = (_nightly(*pair) for pair in itertools.pairwise(walls))
    evening = _around(first, night)[night - timedelta(days=1)]
    small_hours, morning = _around(second, night).get(night), _around(third, night)[night]
    assert evening.ends_at == (small_hours or morning).starts_at
    assert small_hours is None or small_hours.ends_at == morning.starts_at


@pytest.mark.parametrize(
    "rule",
    [
        "", "FREQ=HOURLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=SECONDLY", "FREQ=DAILY;COUNT=3", "FREQ=YEARLY",
        "FREQ=DAILY;BYHOUR=1,2,3", "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=53;BYDAY=MO", "FREQ=MONTHLY;BYDAY=5MO",
        "FREQ=DAILY;UNTIL=20300101", "DTSTART:20260101\nRRULE:FREQ=DAILY", "FREQ=DAILY;FREQ=HOURLY", "FREQ=daily",
        "FREQ=DAILY;INTERVAL=2", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO",
    ],
)  # fmt: skip
def test_a_rule_that_is_none_of_ours_is_refused(rule: str) -> None:
    with pytest.raises(NoSuchRule):
        recurrence.read(rule)
    with pytest.raises(NoSuchRule):
        list(recurrence.days(rule, since=SPRING, first=SPRING, last=AUTUMN))


@st.composite
def _recurrences(draw: st.DrawFn) -> Recurrence:
    rhythm = draw(st.sampled_from(Rhythm))
    if rhythm == Rhythm.DAILY:
        return Recurrence(rhythm)
    if rhythm == Rhythm.MONTHLY:
        return Recurrence(rhythm, weekdays=(draw(st.integers(0, 6)),), nth=draw(st.sampled_from(list(NTH))))
    weekdays = draw(st.lists(st.integers(0, 6), min_size=1, unique=True))
    return Recurrence(rhythm, every=draw(st.integers(1, 4)), weekdays=tuple(sorted(weekdays)))


_WALLS = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    starts, ends = draw(_WALLS), draw(_WALLS)
    assume(wall_length(starts, ends) <= LONGEST)
    return a_pattern(
        draw(_recurrences()).rule,
        first_day=draw(st.dates(date(2026, 1, 1), date(2027, 12, 31))),
        last_day=None,
        starts=starts,
        ends=ends,
        on_holidays=draw(st.sampled_from(OnHoliday)),
    )


_SPANS = st.tuples(st.dates(date(2026, 1, 1), date(2028, 6, 1)), st.integers(0, 500))
_SOME_DAYS = st.sets(st.dates(date(2027, 3, 1), date(2027, 4, 30)), max_size=5)


@given(_recurrences())
def test_a_rule_says_what_was_chosen(chosen: Recurrence) -> None:
    assert recurrence.read(chosen.rule) == chosen
    assert chosen.in_words.startswith("Every")


@given(patterns(), _SOME_DAYS, _SOME_DAYS, _SPANS)
def test_expanding_is_always_the_same_in_order_and_never_overlaps(
    pattern: Pattern, exceptions: set[date], holidays: set[date], span: tuple[date, int]
) -> None:
    first, last = span[0], span[0] + timedelta(days=span[1])
    found = expand(pattern, exceptions, holidays, first, last)
    assert found == expand(pattern, exceptions, holidays, first, last)
    assert all(first <= one.day <= last and one.day >= pattern.first_day for one in found)
    assert all(one.starts_at < one.ends_at <= one.starts_at + LONGEST + timedelta(hours=1) for one in found)
    assert all(one.ends_at <= following.starts_at for one, following in itertools.pairwise(found))
    assert not exceptions & {one.day for one in found}


@given(patterns(), _SPANS, st.integers(0, 500))
def test_a_year_in_two_parts_is_the_same_year(pattern: Pattern, span: tuple[date, int], cut: int) -> None:
    first, last = span[0], span[0] + timedelta(days=span[1])
    middle = min(last, first + timedelta(days=cut))
    parts = expand(pattern, (), (), first, middle) + expand(pattern, (), (), middle + timedelta(days=1), last)
    assert parts == expand(pattern, (), (), first, last)


@given(patterns(), _SPANS)
def test_a_shift_shows_its_wall_times_wherever_they_exist(pattern: Pattern, span: tuple[date, int]) -> None:
    for one in expand(pattern, (), (), span[0], span[0] + timedelta(days=span[1])):
        shown = local(one.starts_at)
        assert shown.date() == one.day
        assert shown.time() == pattern.starts or (shown.hour, shown.minute) == (2, 0)


@given(st.dates(date(2027, 1, 1), date(2027, 12, 31)), st.times(), st.times())
def test_the_order_of_wall_times_is_kept(on: date, one: time, other: time) -> None:
    early, late = sorted((one.replace(microsecond=0), other.replace(microsecond=0)))
    assert after_the_gap(on, early) <= after_the_gap(on, late)
