"""Writing time down, setting it right with a trail, and money back."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.refusals import NotGranted, NotNow
from moderation.audit.models import Entry
from moderation.hours import chores
from moderation.hours.models import Expense, ExpenseState, Kind, TimeEntry
from moderation.hours.services import (
    NotAgreedYet,
    NothingToSetRight,
    TimeUnclear,
    claim_expense,
    correct_entry,
    correct_shift,
    decide_expense,
    pay_expense,
    write_time,
)
from moderation.nudges.models import Nudge
from moderation.rota.models import Duty, Place
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.hours import make_entry, make_expense
from tests.factories.rota import make_place, make_shift, put_on_duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def ivy(db: None) -> Account:
    """A second manager."""
    return make_account("Ivy", Role.MANAGER)


def actions() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("action", flat=True))


def done(mo: Account, clock: FakeClock) -> Place:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=clock() - timedelta(hours=10)), signed_on=True)
    Place.objects.filter(pk=place.pk).update(signed_off_at=place.shift.ends_at)
    place.refresh_from_db()
    return place


def test_time_is_written_once(mo: Account, clock: FakeClock) -> None:
    token, day = uuid4(), clock().date()
    first, second = (
        write_time(actor=mo, day=day, kind=Kind.MEETING, minutes=45, words="", submission=token) for _ in range(2)
    )
    assert first == second
    assert actions() == ["time.written"]


@pytest.mark.parametrize(
    ("minutes", "kind", "days"), [(0, "training", 0), (1441, "training", 0), (60, "shift", 0), (60, "training", 1)]
)
def test_time_that_cannot_be_is_refused(mo: Account, clock: FakeClock, minutes: int, kind: str, days: int) -> None:
    day = (clock() + timedelta(days=days)).date()
    with pytest.raises(TimeUnclear):
        write_time(actor=mo, day=day, kind=Kind(kind), minutes=minutes, words="", submission=uuid4())


def test_setting_right_leaves_what_was_there(mo: Account, clock: FakeClock) -> None:
    entry = make_entry(mo, 60)
    correction = correct_entry(actor=mo, entry=entry, minutes=90, reason="It took longer.")
    correct_entry(actor=mo, entry=correction, minutes=75, reason="A little less.")
    entry.refresh_from_db()
    assert entry.minutes == 60
    assert [one.minutes for one in TimeEntry.objects.filter(corrects=entry).order_by("written_at", "minutes")] == [
        -15,
        30,
    ]
    with pytest.raises(NothingToSetRight):
        correct_entry(actor=mo, entry=entry, minutes=75, reason="Again.")


def test_a_manager_sets_right_with_a_reason_that_the_person_reads(mo: Account, nia: Account, clock: FakeClock) -> None:
    place = done(mo, clock)
    correction = correct_shift(actor=nia, place=place, minutes=180, reason="You went at nine.")
    assert (correction.minutes, correction.place, correction.kind) == (-60, place, Kind.SHIFT)
    assert correction in TimeEntry.objects.visible_to(mo)
    assert "Nia set something in your hours right" in Nudge.objects.get(account=mo).words
    place.refresh_from_db()
    assert place.signed_off_at == place.shift.ends_at
    assert actions()[-1] == "time.corrected"


def test_a_person_sets_their_own_shift_right(mo: Account, clock: FakeClock) -> None:
    correct_shift(actor=mo, place=done(mo, clock), minutes=230, reason="I forgot to sign off.")
    assert TimeEntry.objects.get().minutes == -10
    assert not Nudge.objects.exists()


def test_a_managers_own_hours_are_set_right_by_another(nia: Account, ivy: Account, clock: FakeClock) -> None:
    entry = make_entry(nia, 60)
    with pytest.raises(NotNow):
        correct_entry(actor=nia, entry=entry, minutes=90, reason="More.")
    correct_entry(actor=ivy, entry=entry, minutes=90, reason="More.")
    assert TimeEntry.objects.count() == 2


def test_hours_of_others_are_not_theirs_to_set_right(mo: Account, lea: Account, clock: FakeClock) -> None:
    with pytest.raises(NotGranted):
        correct_entry(actor=lea, entry=make_entry(mo), minutes=1, reason="No.")
    with pytest.raises(NotGranted):
        correct_shift(actor=lea, place=done(mo, clock), minutes=1, reason="No.")


def test_a_shift_is_set_right_when_it_has_ended(mo: Account, nia: Account, clock: FakeClock) -> None:
    place = put_on_duty(mo)
    for actor in (mo, nia):
        with pytest.raises(NotNow):
            correct_shift(actor=actor, place=place, minutes=1, reason="No.")


def test_more_than_a_day_is_refused(mo: Account, clock: FakeClock) -> None:
    with pytest.raises(TimeUnclear):
        correct_entry(actor=mo, entry=make_entry(mo), minutes=1441, reason="No.")


def test_a_correction_of_a_shift_is_set_right_by_the_shift(mo: Account, clock: FakeClock) -> None:
    correction = correct_shift(actor=mo, place=done(mo, clock), minutes=10, reason="Less.")
    with pytest.raises(NothingToSetRight):
        correct_entry(actor=mo, entry=correction, minutes=20, reason="By its own page.")


def test_an_expense_is_asked_agreed_and_paid(mo: Account, nia: Account, clock: FakeClock) -> None:
    token = uuid4()
    first, second = (
        claim_expense(actor=mo, day=clock().date(), pence=450, words="The bus.", submission=token) for _ in range(2)
    )
    assert first == second
    assert Nudge.objects.get(account=nia).words == "Somebody asks for an expense to be agreed."
    with pytest.raises(NotAgreedYet):
        pay_expense(actor=nia, expense=first)
    for _ in range(2):
        decide_expense(actor=nia, expense=first, agreed=True, answer="Thank you.")
    for _ in range(2):
        pay_expense(actor=nia, expense=first)
    first.refresh_from_db()
    assert (first.state, first.decided_by, first.answer) == (ExpenseState.PAID, nia, "Thank you.")
    assert actions() == ["expense.claimed", "expense.decided", "expense.paid"]
    assert Nudge.objects.filter(account=mo).count() == 2
    with pytest.raises(NotNow):
        decide_expense(actor=nia, expense=first, agreed=False, answer="No.")


def test_nobody_answers_their_own_expense(nia: Account, ivy: Account, mo: Account, clock: FakeClock) -> None:
    expense = make_expense(nia)
    assert not Nudge.objects.filter(account=nia).exists()
    with pytest.raises(NotNow):
        decide_expense(actor=nia, expense=expense, agreed=True, answer="")
    with pytest.raises(NotGranted):
        decide_expense(actor=mo, expense=expense, agreed=True, answer="")
    decide_expense(actor=ivy, expense=expense, agreed=True, answer="")
    with pytest.raises(NotNow):
        pay_expense(actor=nia, expense=expense)
    with pytest.raises(IntegrityError), transaction.atomic():
        Expense.objects.filter(pk=expense.pk).update(decided_by=nia)


def test_hours_are_forgotten_after_four_years(mo: Account, nia: Account, clock: FakeClock) -> None:
    entry = make_entry(mo)
    correct_entry(actor=mo, entry=entry, minutes=90, reason="More.")
    decide_expense(actor=nia, expense=make_expense(mo), agreed=True, answer="")
    make_expense(mo)
    assert chores.forget_old_hours(clock()) == chores.forget_old_expenses(clock()) == 0
    clock.set(datetime(2030, 12, 1, tzinfo=UTC))
    assert (chores.forget_old_hours(clock()), chores.forget_old_expenses(clock())) == (2, 1)
    assert Expense.objects.get().state == ExpenseState.ASKED
