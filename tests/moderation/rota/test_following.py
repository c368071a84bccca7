"""Shifts follow their pattern, and nobody loses a place by it."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db.models import F
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from forum.accounts.actors import SYSTEM
from forum.accounts.models import Account
from forum.core import clock as clock_module
from forum.core.refusals import NotGranted
from forum.core.when import local
from moderation.audit.models import Entry
from moderation.nudges.models import Nudge
from moderation.rota.chores import make_coming_shifts
from moderation.rota.duties import USUAL, Duty, Need
from moderation.rota.models import Holiday, Pattern, PatternException, Place, Shift, State
from moderation.rota.models.patterns import OnHoliday
from moderation.rota.recurring.following import Outcome
from moderation.rota.services import change_shift, remove_shift
from moderation.rota.services.absences import declare_absence
from moderation.rota.services.holidays import add_holiday, remove_holiday
from moderation.rota.services.patterns import (
    PatternGone,
    PatternUnclear,
    Shape,
    change_pattern,
    end_pattern,
    generate,
    leave_out_day,
    make_pattern,
    put_day_back,
    remove_pattern,
)
from tests.conftest import FakeClock
from tests.factories.patterns import day
from tests.factories.rota import make_place, make_shift

EVENINGS = Shape(
    name="Evenings",
    rule="FREQ=DAILY",
    first_day=day("2026-11-24"),
    last_day=None,
    starts=time(18),
    ends=time(22),
    needs=USUAL,
)
WEDNESDAY = day("2026-11-25")


@pytest.fixture(autouse=True)
def _still(clock: FakeClock) -> None:
    clock.set(datetime(2026, 11, 24, 12, tzinfo=UTC))


def _make(actor: Account, **fields: Any) -> Pattern:
    return make_pattern(actor=actor, shape=replace(EVENINGS, **fields))[0]


def _change(actor: Account, pattern: Pattern, **fields: Any) -> Outcome:
    return change_pattern(actor=actor, pattern=pattern, shape=replace(EVENINGS, **fields))


def _on(pattern: Pattern, on: date = WEDNESDAY) -> Shift:
    return Shift.objects.get(pattern=pattern, pattern_day=on)


def _everything() -> list[tuple[Any, ...]]:
    names = ("pk", "pattern", "pattern_day", "starts_at", "ends_at", "needs", "needs_approval", "lead_rotates")
    return sorted(Shift.objects.values_list(*names), key=str)


def _told(account: Account) -> list[str]:
    return list(Nudge.objects.filter(account=account).order_by("told_at").values_list("words", flat=True))


def test_shifts_are_made_for_the_weeks_ahead(nia: Account) -> None:
    pattern = _make(nia, needs=(Need(Duty.HOST, 1, 2),), needs_approval=True, lead_rotates=True)
    shifts = Shift.objects.filter(pattern=pattern).order_by("starts_at")
    assert len(shifts) == 8 * 7 + 1
    first = shifts[0]
    assert (first.starts_at, first.ends_at) == (
        datetime(2026, 11, 24, 18, tzinfo=UTC),
        datetime(2026, 11, 24, 22, tzinfo=UTC),
    )
    assert (first.needs["host"], first.needs_approval, first.lead_rotates) == ([1, 2], True, True)


def test_the_steward_makes_what_comes_into_sight_and_only_that(nia: Account, clock: FakeClock) -> None:
    _make(nia)
    assert make_coming_shifts(clock()) == 0
    clock.advance(days=3)
    assert make_coming_shifts(clock()) == 3
    before = _everything()
    assert make_coming_shifts(clock()) == 0
    assert _everything() == before


def test_the_same_form_sent_twice_is_one_pattern(nia: Account) -> None:
    assert _make(nia) == _make(nia)
    assert Shift.objects.count() == 57


def test_only_managers_plan(nia: Account, mo: Account, clock: FakeClock) -> None:
    pattern = _make(nia)
    for refused in (
        lambda: make_pattern(actor=mo, shape=EVENINGS),
        lambda: change_pattern(actor=mo, pattern=pattern, shape=EVENINGS),
        lambda: end_pattern(actor=mo, pattern=pattern, last_day=WEDNESDAY),
        lambda: remove_pattern(actor=mo, pattern=pattern),
        lambda: leave_out_day(actor=mo, pattern=pattern, day=WEDNESDAY),
        lambda: put_day_back(actor=mo, pattern=pattern, day=WEDNESDAY),
        lambda: add_holiday(actor=mo, day=WEDNESDAY, name="A day"),
        lambda: generate(actor=mo, now=clock()),
    ):
        with pytest.raises(NotGranted):
            refused()
    assert not Pattern.objects.visible_to(mo).exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"rule": "FREQ=HOURLY"},
        {"last_day": day("2026-11-23")},
        {"starts": time(8), "ends": time(8)},
        {"starts": time(8), "ends": time(20, 1)},
        {"needs": (Need(Duty.HOST, 2, 1),)},
        {"needs": (Need(Duty.HOST, 0, 10),)},
    ],
)
def test_what_makes_no_shift_is_refused(nia: Account, fields: dict[str, Any]) -> None:
    with pytest.raises(PatternUnclear):
        _make(nia, **fields)
    assert not Pattern.objects.exists()


def test_a_changed_pattern_moves_people_along_and_tells_them(nia: Account, mo: Account, lea: Account) -> None:
    pattern = _make(nia)
    shift = _on(pattern)
    places = {make_place(mo, Duty.HOST, shift).pk, make_place(lea, Duty.ON_CALL, shift).pk}
    outcome = _change(nia, pattern, starts=time(19), ends=time(23))
    moved = _on(pattern)
    assert (moved.pk, moved.starts_at.hour, moved.ends_at.hour) == (shift.pk, 19, 23)
    assert set(moved.places.values_list("pk", flat=True)) == places
    assert set(moved.places.values_list("state", flat=True)) == {State.CONFIRMED}
    (words,) = _told(mo)
    assert words.startswith("The time of your shift on Wed 25 Nov changed. It is now Wed 25 Nov, 19:00 to 23:00.")
    # It is near, so letting go is by another way, which is always there.
    assert words.endswith("If it does not suit you, you can give it back: say that you cannot come. Nobody asks why.")
    assert len(_told(lea)) == 1
    assert (outcome.moved, outcome.told, outcome.removed) == (57, 2, 0)
    assert Shift.objects.count() == 57


def test_a_change_far_ahead_says_that_the_place_can_be_given_back(nia: Account, mo: Account) -> None:
    pattern = _make(nia)
    make_place(mo, Duty.HOST, _on(pattern, day("2026-12-09")))
    _change(nia, pattern, starts=time(19))
    assert _told(mo)[0].endswith("If it does not suit you, you can give it back.")


def test_other_needs_move_nobody_and_tell_nobody(nia: Account, mo: Account) -> None:
    pattern = _make(nia)
    make_place(mo, Duty.HOST, _on(pattern))
    _change(nia, pattern, needs=(Need(Duty.HOST, 1, 3),), needs_approval=True)
    shift = _on(pattern)
    assert (shift.needs["host"], shift.needs_approval, shift.places.count()) == ([1, 3], True, 1)
    assert _told(mo) == []


def test_what_has_begun_or_was_changed_by_hand_stays(nia: Account, mo: Account, clock: FakeClock) -> None:
    pattern = _make(nia, starts=time(10), ends=time(14))
    by_hand = change_shift(
        actor=nia, shift=_on(pattern), needs=[Need(Duty.HOST, 2, 2)], needs_approval=False, lead_rotates=False
    )
    Shift.objects.filter(pattern=pattern, pattern_day=day("2026-11-24")).delete()
    running = make_shift(starts_at=datetime(2026, 11, 24, 10, tzinfo=UTC))
    Shift.objects.filter(pk=running.pk).update(pattern=pattern, pattern_day=day("2026-11-24"))
    early = make_place(mo, Duty.HOST, _on(pattern, day("2026-11-26")), signed_on=True).shift
    _change(nia, pattern, starts=time(15), ends=time(19))
    for shift in (by_hand, running, early):
        same = Shift.objects.get(pk=shift.pk)
        assert (same.starts_at.hour, same.pattern_id) == (10, pattern.pk)
    assert Shift.objects.get(pk=by_hand.pk).needs["host"] == [2, 2]
    assert _on(pattern, day("2026-11-27")).starts_at.hour == 15
    assert generate(actor=SYSTEM, now=clock()) == 0


def test_a_change_never_puts_a_coming_shift_into_the_past(nia: Account, mo: Account, clock: FakeClock) -> None:
    pattern = _make(nia)
    today = _on(pattern, day("2026-11-24"))
    make_place(mo, Duty.HOST, today)
    _change(nia, pattern, starts=time(8), ends=time(11))
    assert Shift.objects.get(pk=today.pk).starts_at == today.starts_at
    assert _told(mo) == []
    assert generate(actor=SYSTEM, now=clock()) == 0


def test_a_day_that_falls_away_keeps_its_people_and_loses_its_empty_shift(nia: Account, mo: Account) -> None:
    pattern = _make(nia)
    place = make_place(mo, Duty.HOST, _on(pattern))
    outcome = _change(nia, pattern, rule="FREQ=WEEKLY;BYDAY=MO")
    left = Shift.objects.get(pk=place.shift_id)
    assert (left.pattern_id, left.pattern_day) == (None, WEDNESDAY)
    assert left.places.get() == place
    assert (outcome.let_go, Shift.objects.filter(pattern=pattern).count()) == (1, 8)
    assert _told(mo) == []
    # When the pattern comes back to that day, it takes the shift up again.
    _change(nia, pattern)
    assert _on(pattern).pk == left.pk
    assert Shift.objects.count() == 57


def test_only_given_up_places_do_not_hold_a_shift(nia: Account, mo: Account) -> None:
    pattern = _make(nia)
    place = make_place(mo, Duty.HOST, _on(pattern))
    Place.objects.filter(pk=place.pk).update(state=State.GIVEN_UP)
    assert leave_out_day(actor=nia, pattern=pattern, day=WEDNESDAY).removed == 1


def test_two_places_at_once_wait_for_a_manager_and_both_sides_hear_of_it(nia: Account, mo: Account) -> None:
    pattern = _make(nia)
    place = make_place(mo, Duty.HOST, _on(pattern))
    other = make_place(mo, Duty.HOST, make_shift(starts_at=datetime(2026, 11, 25, 13, tzinfo=UTC)))
    outcome = _change(nia, pattern, starts=time(16), ends=time(20))
    assert outcome.doubled == 1
    assert Place.objects.get(pk=place.pk).state == State.ASKED
    assert Place.objects.get(pk=other.pk).state == State.CONFIRMED
    assert "you have another one then" in _told(mo)[0]
    assert "the person has another shift then" in _told(nia)[0]
    assert "place.held" in Entry.objects.values_list("action", flat=True)


def test_somebody_who_is_away_at_the_new_time_is_not_counted(nia: Account, mo: Account) -> None:
    pattern = _make(nia)
    place = make_place(mo, Duty.HOST, _on(pattern))
    declare_absence(
        actor=mo,
        starts_at=datetime(2026, 11, 25, 8, tzinfo=UTC),
        ends_at=datetime(2026, 11, 25, 17, tzinfo=UTC),
    )
    _change(nia, pattern, starts=time(16), ends=time(20))
    assert Place.objects.get(pk=place.pk).state == State.ASKED


def test_a_shift_that_stands_there_is_adopted(nia: Account, mo: Account, clock: FakeClock) -> None:
    stood = make_shift(starts_at=datetime(2026, 11, 25, 18, tzinfo=UTC))
    make_place(mo, Duty.HOST, stood)
    pattern = _make(nia, needs=(Need(Duty.HOST, 1, 2),))
    assert _on(pattern).pk == stood.pk
    assert _on(pattern).needs["host"] == [1, 2]
    assert stood.places.count() == 1
    assert generate(actor=SYSTEM, now=clock()) == 0


def test_a_moved_shift_that_meets_another_leaves_its_people_where_they_are(
    nia: Account, mo: Account, clock: FakeClock
) -> None:
    pattern = _make(nia)
    place = make_place(mo, Duty.HOST, _on(pattern))
    there = make_shift(starts_at=datetime(2026, 11, 25, 19, tzinfo=UTC))
    _change(nia, pattern, starts=time(19), ends=time(23))
    assert _on(pattern).pk == there.pk
    kept = Shift.objects.get(pk=place.shift_id)
    assert (kept.pattern_id, kept.starts_at.hour) == (None, 18)
    assert generate(actor=SYSTEM, now=clock()) == 0


def test_two_patterns_at_the_same_times_share_their_shifts(nia: Account, clock: FakeClock) -> None:
    first, second = _make(nia), _make(nia, name="The same again")
    assert Shift.objects.filter(pattern=first).count() == 57
    assert not Shift.objects.filter(pattern=second).exists()
    remove_pattern(actor=nia, pattern=first)
    assert generate(actor=SYSTEM, now=clock()) == 57
    assert Shift.objects.filter(pattern=second).count() == 57


def test_ending_a_pattern_keeps_later_shifts_with_people(nia: Account, mo: Account) -> None:
    pattern = _make(nia)
    make_place(mo, Duty.HOST, _on(pattern, day("2026-12-09")))
    outcome = end_pattern(actor=nia, pattern=pattern, last_day=WEDNESDAY)
    assert (outcome.let_go, Shift.objects.filter(pattern=pattern).count(), Shift.objects.count()) == (1, 2, 3)
    with pytest.raises(PatternUnclear):
        end_pattern(actor=nia, pattern=pattern, last_day=day("2026-11-23"))


def test_a_day_left_out_and_put_back(nia: Account, clock: FakeClock) -> None:
    pattern = _make(nia)
    for _ in range(2):
        leave_out_day(actor=nia, pattern=pattern, day=WEDNESDAY)
    assert not Shift.objects.filter(pattern_day=WEDNESDAY).exists()
    assert generate(actor=SYSTEM, now=clock()) == 0
    put_day_back(actor=nia, pattern=pattern, day=WEDNESDAY)
    assert _on(pattern).starts_at.hour == 18


def test_a_shift_removed_by_hand_does_not_come_back(nia: Account, clock: FakeClock) -> None:
    pattern = _make(nia)
    remove_shift(actor=nia, shift=_on(pattern))
    assert PatternException.objects.get().day == WEDNESDAY
    assert generate(actor=SYSTEM, now=clock()) == 0


def test_bank_holidays_are_skipped_by_patterns_that_say_so(nia: Account) -> None:
    keeps, skips = _make(nia), _make(nia, starts=time(8), ends=time(12), on_holidays=OnHoliday.SKIP)
    for name in ("A holiday", "The holiday"):
        add_holiday(actor=nia, day=WEDNESDAY, name=name)
    assert Holiday.objects.get().name == "The holiday"
    assert [Shift.objects.filter(pattern=one, pattern_day=WEDNESDAY).count() for one in (keeps, skips)] == [1, 0]
    remove_holiday(actor=nia, holiday=Holiday.objects.get())
    assert _on(skips).starts_at.hour == 8


def test_a_deleted_pattern_keeps_shifts_with_people(nia: Account, mo: Account, clock: FakeClock) -> None:
    pattern = _make(nia)
    place = make_place(mo, Duty.HOST, _on(pattern))
    outcome = remove_pattern(actor=nia, pattern=pattern)
    kept = Shift.objects.get()
    assert (kept.pk, kept.pattern_id, kept.pattern_day) == (place.shift_id, None, WEDNESDAY)
    assert (outcome.let_go, outcome.removed, _told(mo)) == (1, 56, [])
    with pytest.raises(PatternGone):
        change_pattern(actor=nia, pattern=pattern, shape=EVENINGS)
    assert generate(actor=SYSTEM, now=clock()) == 0


def test_a_pattern_deleted_with_its_people_tells_everybody(nia: Account, mo: Account, clock: FakeClock) -> None:
    pattern = _make(nia, starts=time(11), ends=time(14), first_day=day("2026-11-20"))
    clock.advance(hours=-2)
    generate(actor=SYSTEM, now=clock())
    clock.advance(hours=2)
    make_place(mo, Duty.HOST, _on(pattern))
    underway = make_place(mo, Duty.HOST, _on(pattern, day("2026-11-24")))
    outcome = remove_pattern(actor=nia, pattern=pattern, with_people=True)
    assert (outcome.told, Shift.objects.get().pk) == (1, underway.shift_id)
    assert _told(mo) == [
        "This shift does not take place: host, Wed 25 Nov, 11:00 to 14:00. Thank you for having planned to be there."
    ]


def test_what_was_decided_stands_in_the_trail(nia: Account, mo: Account) -> None:
    pattern = _make(nia)
    make_place(mo, Duty.HOST, _on(pattern))
    leave_out_day(actor=nia, pattern=pattern, day=WEDNESDAY)
    end_pattern(actor=nia, pattern=pattern, last_day=WEDNESDAY)
    remove_pattern(actor=nia, pattern=pattern)
    written = set(Entry.objects.values_list("action", flat=True))
    assert {
        "pattern.made", "shifts.made", "pattern.day_left_out", "shift.let_go", "pattern.ended", "shift.removed",
        "pattern.removed",
    } <= written  # fmt: skip


def test_a_pattern_over_the_clock_change_stays_at_its_wall_time(nia: Account, clock: FakeClock) -> None:
    pattern = _make(nia, starts=time(22), ends=time(6))
    clock.set(datetime(2027, 3, 20, 12, tzinfo=UTC))
    generate(actor=SYSTEM, now=clock())
    coming = Shift.objects.filter(pattern=pattern, starts_at__gt=clock())
    assert {f"{local(shift.starts_at):%H:%M} {local(shift.ends_at):%H:%M}" for shift in coming} == {"22:00 06:00"}
    assert {shift.ends_at - shift.starts_at for shift in coming} == {timedelta(hours=7), timedelta(hours=8)}


_SHAPES = st.builds(
    lambda rule, hour, length, on_holidays, last: replace(
        EVENINGS,
        rule=rule,
        starts=time(hour),
        ends=time((hour + length) % 24),
        on_holidays=on_holidays,
        last_day=last,
    ),
    st.sampled_from(
        ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=TU,WE", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "FREQ=MONTHLY;BYDAY=1FR"]
    ),
    st.integers(0, 23),
    st.integers(1, 12),
    st.sampled_from(OnHoliday),
    st.sampled_from([None, day("2026-12-01"), day("2026-12-24")]),
)


@how(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_SHAPES, st.integers(0, 12)), min_size=1, max_size=3))
def test_however_a_pattern_changes_nobody_loses_a_place_and_twice_is_once(
    nia: Account, mo: Account, clock: FakeClock, steps: list[tuple[Shape, int]]
) -> None:
    Shift.objects.all().delete()
    Pattern.objects.all().delete()
    Nudge.objects.all().delete()
    Holiday.objects.get_or_create(day=WEDNESDAY, defaults={"name": "A day"})
    clock.set(datetime(2026, 11, 24, 12, tzinfo=UTC))
    pattern, _ = make_pattern(actor=nia, shape=EVENINGS)
    held = set()
    for shape, hours in steps:
        free = Shift.objects.filter(pattern=pattern, starts_at__gt=clock(), places__isnull=True).order_by("starts_at")
        fitting = [shift for shift in free if not _is_elsewhere(mo, shift)]
        held |= {make_place(mo, Duty.HOST, shift).pk for shift in fitting[:2]}
        clock.advance(hours=hours)
        change_pattern(actor=nia, pattern=pattern, shape=shape)
        before = _everything()
        assert generate(actor=SYSTEM, now=clock_module.now()) == 0
        assert _everything() == before
        mine = list(Shift.objects.filter(pattern=pattern, starts_at__gt=clock()).order_by("starts_at"))
        assert all(one.ends_at <= other.starts_at for one, other in itertools.pairwise(mine))
        assert {place.pk for place in Place.objects.filter(account=mo)} == held
        assert not _on_two_at_once(mo)


def _is_elsewhere(account: Account, shift: Shift) -> bool:
    """Has the person a place at that time, such as on a shift that its pattern left standing?"""
    there = Place.objects.filter(shift__starts_at__lt=shift.ends_at, shift__ends_at__gt=shift.starts_at)
    return there.filter(account=account).exists()


def _on_two_at_once(account: Account) -> bool:
    """Confirmed places of one person that share a moment."""
    rows = Place.objects.confirmed().filter(account=account).order_by("shift__starts_at", "shift__ends_at")
    times = list(rows.annotate(a=F("shift__starts_at"), b=F("shift__ends_at")).values_list("a", "b"))
    return any(one[1] > other[0] for one, other in itertools.pairwise(times))
