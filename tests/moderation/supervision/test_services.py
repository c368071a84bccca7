"""Supervision through its verbs: arrangements, sessions, what is due, kind lines ahead of time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage, StageNeeded
from forum.core.refusals import NotGranted, NotNow
from moderation.nudges.models import Nudge
from moderation.supervision import chores, due, services
from moderation.supervision.models import Arrangement, Kind, LogEntry, Session, SessionState
from moderation.supervision.policy import AlreadyOver
from moderation.supervision.services.arrangements import OnesOwnSupervisor
from moderation.supervision.services.sessions import NobodyCame, NoSupervisorYet, NotBegunYet
from moderation.team.services import close_duty_account
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.care import make_arrangement, make_held_session, make_session


@pytest.fixture
def tia(db: None, clock: FakeClock) -> Account:
    """A trainee."""
    return make_account("Tia", Role.MODERATOR, stage=Stage.TRAINEE)


def _told(account: Account) -> list[str]:
    return list(Nudge.objects.filter(account=account).order_by("told_at", "pk").values_list("words", flat=True))


def test_only_a_manager_says_who_supervises_whom(mo: Account, lea: Account, nia: Account) -> None:
    for actor in (mo, lea):
        with pytest.raises(NotGranted):
            make_arrangement(actor, mo, lea)
    assert make_arrangement(nia, mo, lea).supervisor == lea
    assert any("Lea" in words for words in _told(mo))
    assert any("Mo" in words for words in _told(lea))


def test_nobody_supervises_themselves_and_the_database_says_so_too(mo: Account, lea: Account, nia: Account) -> None:
    with pytest.raises(OnesOwnSupervisor):
        make_arrangement(nia, mo, mo)
    with pytest.raises(IntegrityError), transaction.atomic():
        Arrangement.objects.create(account=mo, supervisor=mo)
    assert make_arrangement(nia, nia, lea).account == nia, "Managers have supervision too."


def test_either_of_the_two_plans_and_twice_the_same_time_is_one(
    mo: Account, lea: Account, sam: Account, nia: Account, clock: FakeClock
) -> None:
    arrangement = make_arrangement(nia, mo, lea)
    at = clock() + timedelta(days=1)
    one, two = (
        services.plan_one_to_one(actor=actor, arrangement=arrangement, starts_at=at, minutes=60) for actor in (mo, lea)
    )
    assert one.pk == two.pk
    assert Session.objects.count() == 1
    with pytest.raises(NotGranted):
        services.plan_one_to_one(actor=sam, arrangement=arrangement, starts_at=at, minutes=60)


def test_without_a_supervisor_there_is_nobody_to_meet(mo: Account, nia: Account, clock: FakeClock) -> None:
    arrangement = make_arrangement(nia, mo, None)
    with pytest.raises(NoSupervisorYet):
        services.plan_one_to_one(actor=mo, arrangement=arrangement, starts_at=clock(), minutes=60)


def test_a_trainee_moves_and_cancels_their_own_session_but_leads_no_group(
    tia: Account, lea: Account, mo: Account, nia: Account, clock: FakeClock
) -> None:
    session = make_session(nia, tia, lea)
    moved = services.move(actor=tia, session=session, starts_at=clock() + timedelta(days=3), minutes=45)
    assert moved.minutes == 45
    assert any("was moved" in words for words in _told(lea))
    for _ in range(2):
        assert services.cancel(actor=tia, session=session).state == SessionState.CANCELLED
    with pytest.raises(AlreadyOver):
        services.move(actor=lea, session=session, starts_at=clock(), minutes=45)
    with pytest.raises(StageNeeded):
        services.plan_group(actor=tia, kind=Kind.GROUP, people=[mo], starts_at=clock(), minutes=60)


def test_whoever_is_expected_at_a_group_does_not_move_it(mo: Account, lea: Account, clock: FakeClock) -> None:
    group = services.plan_group(actor=lea, kind=Kind.COACHING, people=[mo, lea], starts_at=clock(), minutes=60)
    assert [one.account for one in group.attendances.all()] == [mo]
    with pytest.raises(NotNow):
        services.cancel(actor=mo, session=group)


def test_it_took_place_only_once_it_has_begun(
    mo: Account, lea: Account, sam: Account, nia: Account, clock: FakeClock
) -> None:
    session = make_session(nia, mo, lea)
    with pytest.raises(NotBegunYet):
        services.took_place(actor=mo, session=session)
    clock.advance(days=2)
    for _ in range(2):
        assert services.took_place(actor=mo, session=session).state == SessionState.HELD
    assert session.attendances.get().came is True
    group = services.plan_group(actor=lea, kind=Kind.GROUP, people=[mo, sam], starts_at=clock(), minutes=60)
    with pytest.raises(NobodyCame):
        services.took_place(actor=lea, session=group)
    services.took_place(actor=lea, session=group, came=[sam.pk])
    assert dict(group.attendances.values_list("account__pseudonym", "came")) == {"Mo": False, "Sam": True}


def test_what_is_due_counts_from_the_last_one_to_one_and_by_stage(
    mo: Account, tia: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    began = clock()
    held = make_held_session(nia, mo, lea)
    found = due.of([mo.pk, tia.pk], began)
    assert found[mo.pk].last_at == held.starts_at
    assert found[mo.pk].due_at == held.starts_at + timedelta(days=28)
    assert found[tia.pk].last_at is None
    assert timedelta(days=6) < found[tia.pk].due_at - began <= timedelta(days=7)
    assert not found[tia.pk].is_overdue(began)
    later = began + timedelta(days=8)
    assert found[tia.pk].is_overdue(later)
    assert not found[tia.pk].is_stopped(later)
    assert found[tia.pk].is_stopped(began + timedelta(days=28))


def test_a_group_or_a_session_that_was_only_planned_does_not_count(
    mo: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    group = services.plan_group(actor=lea, kind=Kind.GROUP, people=[mo], starts_at=clock(), minutes=60)
    services.took_place(actor=lea, session=group, came=[mo.pk])
    make_session(nia, mo, lea, starts_at=clock() - timedelta(days=1))
    assert due.of([mo.pk], clock())[mo.pk].last_at is None


def test_another_rhythm_of_a_person_counts(mo: Account, lea: Account, nia: Account, clock: FakeClock) -> None:
    services.name_supervisor(actor=nia, account=mo, supervisor=lea, every_days=14)
    held = make_held_session(nia, mo, lea)
    services.name_supervisor(actor=nia, account=mo, supervisor=lea, every_days=14)
    assert due.of([mo.pk], clock())[mo.pk].due_at == held.starts_at + timedelta(days=14)


def test_what_is_due_asks_the_same_number_of_questions_for_a_hundred_people(
    db: None, clock: FakeClock, django_assert_max_num_queries: object
) -> None:
    people = [make_account(f"Person {number}", Role.MODERATOR).pk for number in range(30)]
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert len(due.of(people, clock())) == 30


def test_both_hear_kindly_ahead_of_time_and_once(mo: Account, lea: Account, nia: Account, clock: FakeClock) -> None:
    make_held_session(nia, mo, lea)
    Nudge.objects.all().delete()
    clock.advance(days=21)
    for _ in range(2):
        services.remind(now=clock(), away=[lea.pk, nia.pk])
    (own,) = _told(mo)
    assert own.startswith("From ")
    assert "could not take new shifts" in own
    assert any("Mo could not take new shifts" in words for words in _told(lea))
    clock.advance(days=8)
    services.remind(now=clock(), away=[lea.pk, nia.pk])
    assert _told(mo)[-1].startswith("New shifts wait")
    assert "The ones you have stay yours" in _told(mo)[-1]


def test_nobody_is_told_while_a_time_is_planned_or_they_are_away(
    mo: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    make_held_session(nia, mo, lea)
    clock.advance(days=25)
    make_session(nia, mo, lea, starts_at=clock() + timedelta(days=2))
    Nudge.objects.all().delete()
    services.remind(now=clock(), away=[lea.pk, nia.pk])
    assert _told(mo) == []
    clock.advance(days=30)
    services.remind(now=clock(), away=[mo.pk, lea.pk, nia.pk])
    assert _told(mo) == []


def test_the_day_before_both_are_reminded(mo: Account, lea: Account, nia: Account, clock: FakeClock) -> None:
    make_session(nia, mo, lea, starts_at=clock() + timedelta(hours=20))
    Nudge.objects.all().delete()
    services.remind(now=clock(), away=[nia.pk])
    assert any(words.startswith("Supervision with Lea:") for words in _told(mo))
    assert any(words.startswith("Supervision with Lea:") for words in _told(lea))


def test_without_a_supervisor_the_managers_hear_it(mo: Account, nia: Account, clock: FakeClock) -> None:
    clock.advance(days=29)
    services.remind(now=clock(), away=[nia.pk])
    assert "Mo has no supervisor yet." in _told(nia)


def test_whoever_leaves_takes_their_log_along_and_their_people_get_somebody_new(
    mo: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    session = make_session(nia, mo, lea)
    services.write_entry(actor=lea, words="A long day.", submission=session.pk)
    close_duty_account(actor=nia, account=lea)
    assert not LogEntry.objects.exists()
    assert Session.objects.get().state == SessionState.CANCELLED
    assert Arrangement.objects.get(account=mo).supervisor is None
    assert "Mo needs a new supervisor." in _told(nia)
    assert any("is cancelled" in words for words in _told(mo))


def test_sessions_and_their_notes_go_after_three_years(
    mo: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    session = make_held_session(nia, mo, lea)
    services.write_note(actor=mo, session=session, words="A calm hour.")
    clock.advance(days=3 * 365 - 1)
    assert chores.forget_old_sessions(clock()) == 0
    clock.advance(days=2)
    assert chores.forget_old_sessions(clock()) > 0
    assert not Session.objects.exists()
