"""Cover says honestly whether the team is here. The clock stands at Tuesday 24 November 2026, 19:00 in London."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.accounts.actors import SYSTEM, VISITOR
from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from moderation.rota import cover as cover_module
from moderation.rota import services
from moderation.rota.cover import (
    Cover,
    by_day,
    cover_at,
    forget_cover,
    fresh_cover,
    is_on_call,
    is_on_duty,
    upcoming,
)
from moderation.rota.models import Absence, Duty, Place, State
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift, put_on_call, put_on_duty

GRACE = timedelta(minutes=15)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def test_nothing_planned(db: None, clock: FakeClock) -> None:
    cover = cover_at(clock())
    assert not cover.is_staffed
    assert cover.sentence == "Nobody from the team is here right now. We have not planned the next time yet."


@pytest.mark.parametrize(
    ("day", "hour", "told"),
    [
        (24, 21, "at 21:00"),
        (25, 7, "tomorrow at 07:00"),
        (27, 18, "on Friday at 18:00"),
        (30, 18, "on Monday at 18:00"),
    ],
)
def test_it_says_when_we_are_back(mo: Account, clock: FakeClock, day: int, hour: int, told: str) -> None:
    make_place(mo, Duty.HOST, make_shift(starts_at=at(day, hour)))
    assert cover_at(clock()).sentence == f"Nobody from the team is here right now. We are back {told}."


def test_a_time_more_than_a_week_away_has_its_date(mo: Account, clock: FakeClock) -> None:
    make_place(mo, Duty.HOST, make_shift(starts_at=datetime(2026, 12, 4, 18, tzinfo=UTC)))
    assert cover_at(clock()).sentence.endswith("We are back on Friday 4 December at 18:00.")


def test_summer_time_is_told_on_the_clock_of_the_wall(mo: Account, clock: FakeClock) -> None:
    clock.set(datetime(2026, 7, 7, 12, 0, tzinfo=UTC))
    make_place(mo, Duty.HOST, make_shift(starts_at=datetime(2026, 7, 7, 17, 0, tzinfo=UTC)))
    assert cover_at(clock()).sentence.endswith("We are back at 18:00.")


def test_one_person_here(mo: Account, clock: FakeClock) -> None:
    put_on_duty(mo)
    cover = cover_at(clock())
    assert cover.is_staffed
    assert cover.moderators == ("Mo",)
    assert cover.until == at(24, 22)
    assert cover.sentence == "One of the team is here until 22:00."


def test_two_people_here(mo: Account, clock: FakeClock) -> None:
    put_on_duty(mo)
    put_on_duty(make_account("Kay", Role.MODERATOR), Duty.SECOND)
    assert cover_at(clock()).sentence == "Two of the team are here until 22:00."


def test_two_people_who_leave_at_different_times(mo: Account, clock: FakeClock) -> None:
    put_on_duty(mo)
    longer = make_shift(starts_at=at(24, 18), hours=5)
    make_place(make_account("Kay", Role.MODERATOR), Duty.SECOND, longer, signed_on=True)
    assert cover_at(clock()).sentence == "Somebody from the team is here until 23:00."


def test_planned_but_not_signed_on_is_not_here(mo: Account, clock: FakeClock) -> None:
    clock.set(at(24, 18, 10))
    make_place(mo, Duty.HOST, make_shift(starts_at=at(24, 18)))
    cover = cover_at(clock())
    assert not cover.is_staffed
    assert cover.sentence.endswith("We had planned to be here from 18:00 and may be running late.")
    clock.advance(minutes=30)
    assert cover_at(clock()).sentence.endswith("We have not planned the next time yet.")


def test_a_practitioner_on_call_does_not_mean_that_we_are_here(lea: Account, sam: Account, clock: FakeClock) -> None:
    put_on_call(lea)
    make_place(sam, Duty.DEPUTY, signed_on=True)
    cover = cover_at(clock())
    assert not cover.is_staffed
    assert (cover.on_call, cover.deputy) == (("Lea",), ("Sam",))
    assert cover.next_at is None


def test_a_closed_account_covers_nothing(clock: FakeClock, db: None) -> None:
    gone = make_account("Gone", Role.MODERATOR, is_active=False)
    put_on_duty(gone)
    make_place(gone, Duty.HOST, make_shift(starts_at=at(26, 18)))
    assert not cover_at(clock()).is_staffed
    assert cover_at(clock()).next_at is None
    assert upcoming(clock()) == []


def test_duty_needs_signing_on_and_has_grace_on_both_sides(mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST)
    shift = place.shift
    assert not is_on_duty(mo, clock())
    services.sign_on(actor=mo, place=place)
    assert is_on_duty(mo, clock())
    assert is_on_duty(mo, shift.starts_at - GRACE)
    assert not is_on_duty(mo, shift.starts_at - GRACE - timedelta(seconds=30))
    assert is_on_duty(mo, shift.ends_at + GRACE - timedelta(seconds=30))
    assert not is_on_duty(mo, shift.ends_at + GRACE)


def test_signing_off_ends_duty_at_once(mo: Account, clock: FakeClock) -> None:
    place = put_on_duty(mo)
    assert is_on_duty(mo, clock())
    services.sign_off(actor=mo, place=place)
    assert not is_on_duty(mo, clock())
    assert not cover_at(clock()).is_staffed


def test_on_call_is_by_the_rota_alone(lea: Account, sam: Account, mo: Account, clock: FakeClock) -> None:
    shift = put_on_call(lea).shift
    make_place(sam, Duty.DEPUTY)
    put_on_duty(mo)
    assert is_on_call(lea, clock())
    assert is_on_call(sam, clock())
    assert not is_on_call(mo, clock())
    assert not is_on_duty(lea, clock())
    assert not is_on_duty(sam, clock())
    assert not is_on_call(lea, shift.ends_at + GRACE)


def test_nobody_without_an_account_is_on_duty(db: None, clock: FakeClock) -> None:
    assert not is_on_duty(VISITOR, clock())
    assert not is_on_call(SYSTEM, clock())


def test_it_costs_two_questions_and_then_none(mo: Account, clock: FakeClock) -> None:
    put_on_duty(mo)
    with CaptureQueriesContext(connection) as asked:
        cover_at(clock())
    assert len(asked) == 2
    clock.advance(seconds=10)
    with CaptureQueriesContext(connection) as asked:
        cover_at(clock())
        is_on_duty(mo, clock())
        is_on_call(mo, clock())
    assert len(asked) == 0
    clock.advance(seconds=10)
    with CaptureQueriesContext(connection) as asked:
        cover_at(clock())
    assert len(asked) == 2


def test_a_change_is_seen_once_more_when_it_is_real(
    mo: Account, clock: FakeClock, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        forget_cover()
        cover_at(clock())  # Another process looks before the change is committed.
    with CaptureQueriesContext(connection) as asked:
        cover_at(clock())
    assert len(asked) == 2


def test_what_somebody_saw_before_a_change_is_not_kept_beyond_it(
    mo: Account, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(now: datetime) -> Cover:
        seen = fresh_cover(now)
        put_on_duty(mo)  # Somebody signs on between the look and the moment it would be kept.
        return seen

    monkeypatch.setattr(cover_module, "fresh_cover", overtaken)
    assert not cover_at(clock()).is_staffed
    monkeypatch.undo()
    assert cover_at(clock()).is_staffed


def test_the_public_plan_counts_people_and_names_nobody(mo: Account, lea: Account, clock: FakeClock) -> None:
    running = make_shift()
    make_place(mo, Duty.HOST, running)
    make_place(lea, Duty.ON_CALL, running)
    tomorrow = make_shift(starts_at=at(25, 18))
    make_place(mo, Duty.HOST, tomorrow)
    make_place(make_account("Kay", Role.MODERATOR), Duty.SECOND, tomorrow)
    make_place(lea, Duty.ON_CALL, make_shift(starts_at=at(26, 18)))
    make_place(mo, Duty.HOST, make_shift(starts_at=at(24, 19) + timedelta(days=14)))
    days = by_day(upcoming(clock()))
    assert [(day, [window.people for window in windows]) for day, windows in days] == [
        (date(2026, 11, 24), [1]),
        (date(2026, 11, 25), [2]),
    ]
    assert uuid4() not in cover_at(clock()).on_duty_ids


def test_who_hosts_and_whether_chat_may_open(mo: Account, lea: Account, clock: FakeClock) -> None:
    put_on_duty(mo)
    assert not cover_at(clock()).chat_allowed
    kay = make_account("Kay", Role.MODERATOR, stage=Stage.PAIRED)
    put_on_duty(kay, Duty.SECOND)
    assert not cover_at(clock()).chat_allowed, "Nobody could be reached."
    put_on_call(lea)
    cover = cover_at(clock())
    assert cover.chat_allowed
    assert (cover.hosts, cover.seconds, cover.is_acting) == (("Mo",), ("Kay",), False)
    assert [*cover.host_ids, *cover.second_ids, *cover.practitioner_ids] == [mo.pk, kay.pk, lea.pk]


def test_two_people_on_probation_are_not_enough_for_chat(lea: Account, clock: FakeClock, db: None) -> None:
    put_on_call(lea)
    put_on_duty(make_account("Jay", Role.MODERATOR, stage=Stage.PAIRED))
    put_on_duty(make_account("Kay", Role.MODERATOR, stage=Stage.PAIRED), Duty.SECOND)
    cover = cover_at(clock())
    assert cover.is_staffed
    assert not cover.chat_allowed


def test_a_second_hosts_when_the_host_is_missing(mo: Account, lea: Account, clock: FakeClock) -> None:
    put_on_call(lea)
    put_on_duty(make_account("Kay", Role.MODERATOR, stage=Stage.PAIRED), Duty.SECOND)
    assert cover_at(clock()).hosts == ()
    put_on_duty(mo, Duty.SECOND)
    cover = cover_at(clock())
    assert (cover.hosts, cover.seconds, cover.is_acting, cover.chat_allowed) == (("Mo",), ("Kay",), True, True)
    put_on_duty(make_account("Jay", Role.MODERATOR, stage=Stage.PAIRED))
    assert cover_at(clock()).hosts == ("Jay",)


def test_two_seconds_on_probation_have_nobody_to_stand_in(lea: Account, clock: FakeClock, db: None) -> None:
    put_on_call(lea)
    for name in ("Jay", "Kay"):
        put_on_duty(make_account(name, Role.MODERATOR, stage=Stage.PAIRED), Duty.SECOND)
    cover = cover_at(clock())
    assert (cover.hosts, cover.is_acting, cover.chat_allowed) == ((), False, False)
    assert cover.sentence == "Two of the team are here until 22:00."


def test_a_shadow_is_on_duty_and_covers_nothing(clock: FakeClock, db: None) -> None:
    kay = make_account("Kay", Role.MODERATOR, stage=Stage.SHADOW)
    put_on_duty(kay, Duty.SHADOW)
    assert is_on_duty(kay, clock())
    assert not cover_at(clock()).is_staffed


@pytest.mark.parametrize("state", [State.ASKED, State.GIVEN_UP])
def test_only_a_confirmed_place_counts(mo: Account, lea: Account, clock: FakeClock, state: State) -> None:
    for place in (put_on_duty(mo), put_on_call(lea), make_place(mo, Duty.HOST, make_shift(starts_at=at(26, 18)))):
        Place.objects.filter(pk=place.pk).update(state=state)
    forget_cover()
    cover = cover_at(clock())
    assert not cover.is_staffed
    assert (cover.on_call, cover.on_call_ids | cover.on_duty_ids) == ((), frozenset())
    assert (cover.next_at, upcoming(clock())) == (None, [])


def test_whoever_is_away_covers_nothing(mo: Account, lea: Account, clock: FakeClock) -> None:
    put_on_duty(mo)
    put_on_call(lea)
    make_place(mo, Duty.HOST, make_shift(starts_at=at(26, 18)))
    for account in (mo, lea):
        Absence.objects.create(account=account, starts_at=at(24, 19), ends_at=at(26, 19))
    forget_cover()
    cover = cover_at(clock())
    assert (cover.moderators, cover.on_call_ids | cover.on_duty_ids) == ((), frozenset())
    assert (cover.next_at, upcoming(clock())) == (None, [])
    assert cover_at(at(24, 18, 59)).is_staffed, "An absence begins when it begins."


def test_a_stage_that_was_taken_back_covers_nothing(mo: Account, clock: FakeClock) -> None:
    put_on_duty(mo)
    make_place(mo, Duty.HOST, make_shift(starts_at=at(26, 18)))
    mo.stage = Stage.SHADOW
    mo.save(update_fields=["stage"])
    forget_cover()
    assert not cover_at(clock()).is_staffed
    assert cover_at(clock()).next_at is None


def test_the_next_time_for_chat_needs_everybody(mo: Account, lea: Account, clock: FakeClock) -> None:
    make_place(mo, Duty.HOST, make_shift(starts_at=at(25, 18)))
    make_place(mo, Duty.HOST, make_shift(starts_at=at(27, 18)))
    make_place(make_account("Kay", Role.MODERATOR, stage=Stage.PAIRED), Duty.SECOND, make_shift(starts_at=at(27, 18)))
    assert cover_at(clock()).chat_next_at is None
    # The practitioner is on call over a shift of their own that began before.
    make_place(lea, Duty.ON_CALL, make_shift(starts_at=at(27, 16), hours=8))
    cover = cover_at(clock())
    assert (cover.next_at, cover.chat_next_at) == (at(25, 18), at(27, 18))


def test_whoever_ended_early_is_neither_planned_nor_late(mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=clock() - timedelta(minutes=20)))
    services.sign_on(actor=mo, place=place)
    assert len(upcoming(clock())) == 1
    services.sign_off(actor=mo, place=place)
    assert upcoming(clock()) == []
    assert cover_at(clock()).sentence == (
        "Nobody from the team is here right now. We have not planned the next time yet."
    )
    services.sign_on(actor=mo, place=place)
    assert len(upcoming(clock())) == 1
