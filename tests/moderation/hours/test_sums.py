"""What a month comes to: planned and done, nights, sessions, corrections, shares."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from moderation.hours import month as months
from moderation.hours import payroll, shares, sums
from moderation.hours.models import Kind
from moderation.hours.month import Month
from moderation.hours.services import correct_entry, correct_shift, decide_expense
from moderation.rota.models import Duty, Place, Shift, State
from moderation.supervision.models import Attendance, Session, SessionState
from moderation.team.models import Standing
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.hours import make_entry, make_expense
from tests.factories.rota import make_place, make_shift

pytestmark = pytest.mark.django_db
NOVEMBER = Month(2026, 11)


def did(account: Account, start: datetime, end: datetime, duty: Duty = Duty.HOST) -> Place:
    """A shift that somebody was on from sign-on to sign-off."""
    shift, _ = Shift.objects.get_or_create(starts_at=start, ends_at=end)
    place = make_place(account, duty, shift)
    place.signed_on_at, place.signed_off_at = start, end
    place.save()
    return place


def test_planned_and_done_are_told_apart(mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=datetime(2026, 11, 3, 18, tzinfo=UTC)))
    place.signed_on_at = datetime(2026, 11, 3, 18, 5, tzinfo=UTC)
    place.signed_off_at = datetime(2026, 11, 3, 21, 30, tzinfo=UTC)
    place.save()
    make_place(mo, Duty.HOST, make_shift(starts_at=datetime(2026, 11, 28, 18, tzinfo=UTC)))
    mine = sums.of(NOVEMBER, clock())[mo.pk]
    assert (mine.planned, mine.done, mine.night, mine.total) == (480, 205, 0, 205)


def test_whoever_is_on_shift_now_is_counted_until_now(mo: Account, clock: FakeClock) -> None:
    make_place(mo, Duty.HOST, make_shift(starts_at=clock() - timedelta(minutes=50)), signed_on=True)
    assert sums.of(NOVEMBER, clock())[mo.pk].done == 50


def test_a_place_given_up_half_way_counts_what_was_done(mo: Account, clock: FakeClock) -> None:
    start = datetime(2026, 11, 3, 18, tzinfo=UTC)
    place = did(mo, start, start + timedelta(hours=4))
    place.state, place.signed_off_at = State.GIVEN_UP, start + timedelta(hours=1)
    place.save()
    mine = sums.of(NOVEMBER, clock())[mo.pk]
    assert (mine.planned, mine.done) == (0, 60)


def test_being_on_call_stands_beside_the_total(lea: Account, clock: FakeClock) -> None:
    make_place(lea, Duty.ON_CALL, make_shift(starts_at=clock() - timedelta(hours=1)))
    mine = sums.of(NOVEMBER, clock())[lea.pk]
    assert (mine.on_call, mine.done, mine.total) == (60, 0, 0)


@pytest.mark.parametrize(
    ("start", "end", "done", "night"),
    [
        # In autumn the hour from one to two comes twice, in spring it does not come.
        (datetime(2026, 10, 24, 21, tzinfo=UTC), datetime(2026, 10, 25, 8, tzinfo=UTC), 660, 540),
        (datetime(2027, 3, 27, 22, tzinfo=UTC), datetime(2027, 3, 28, 7, tzinfo=UTC), 540, 420),
        (datetime(2026, 11, 10, 22, tzinfo=UTC), datetime(2026, 11, 11, 8, tzinfo=UTC), 600, 480),
        (datetime(2026, 11, 10, 18, tzinfo=UTC), datetime(2026, 11, 10, 23, tzinfo=UTC), 300, 0),
    ],
)
def test_the_night_is_the_time_that_passes_in_it(
    mo: Account, clock: FakeClock, start: datetime, end: datetime, done: int, night: int
) -> None:
    did(mo, start, end)
    clock.set(end + timedelta(days=1))
    mine = sums.of(months.of(start), clock())[mo.pk]
    assert (mine.done, mine.night) == (done, night)


def test_a_shift_belongs_to_the_month_it_began_in(mo: Account, clock: FakeClock) -> None:
    did(mo, datetime(2026, 10, 31, 22, tzinfo=UTC), datetime(2026, 11, 1, 2, tzinfo=UTC))
    assert sums.of(NOVEMBER, clock()) == {}
    assert sums.of(NOVEMBER.previous, clock())[mo.pk].done == 240


def test_months_follow_each_other() -> None:
    assert (Month(2026, 12).next, Month(2027, 1).previous) == (Month(2027, 1), Month(2026, 12))
    now = datetime(2026, 11, 24, tzinfo=UTC)
    assert months.read("2026-05", now) == Month(2026, 5)
    for nonsense in ("", "2026-13", "1999-01", "2099-01", "<b>"):
        assert months.read(nonsense, now) == NOVEMBER
    assert months.of(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == Month(2026, 7)


def test_sessions_somebody_came_to_or_led_count_by_themselves(
    mo: Account, lea: Account, sam: Account, clock: FakeClock
) -> None:
    for state in SessionState:
        session = Session.objects.create(
            kind="one_to_one", starts_at=clock() - timedelta(days=2), minutes=45, led_by=lea, state=state
        )
        Attendance.objects.create(session=session, account=mo, came=True)
        Attendance.objects.create(session=session, account=sam, came=False)
    found = sums.of(NOVEMBER, clock())
    assert {pk: one.supervision for pk, one in found.items()} == {mo.pk: 45, lea.pk: 45}
    assert list(sums.sessions(NOVEMBER, mo.pk)) == list(sums.sessions(NOVEMBER, lea.pk)) != []
    assert not sums.sessions(NOVEMBER, sam.pk)


def test_what_was_set_right_is_inside_the_sums(mo: Account, nia: Account, clock: FakeClock) -> None:
    start = datetime(2026, 11, 3, 18, tzinfo=UTC)
    place = did(mo, start, start + timedelta(hours=4))
    correct_shift(actor=nia, place=place, minutes=200, reason="You left earlier.")
    correct_entry(actor=mo, entry=make_entry(mo, 60), minutes=90, reason="It took longer.")
    make_entry(mo, 30, kind=Kind.MEETING)
    mine = sums.of(NOVEMBER, clock(), [mo.pk])[mo.pk]
    assert (mine.done, mine.training, mine.meeting, mine.total) == (200, 90, 30, 320)


def test_minutes_and_pence_in_words() -> None:
    assert [sums.told(minutes) for minutes in (0, 59, 60, 205, -30)] == [
        "0 min",
        "59 min",
        "1 h",
        "3 h 25 min",
        "-30 min",
    ]
    assert [sums.pounds(pence) for pence in (5, 450, 123456)] == ["£0.05", "£4.50", "£1,234.56"]


def _a_service_of_200(nia: Account, clock: FakeClock) -> None:
    people = [make_account(f"Person {number}", Role.MODERATOR) for number in range(40)]
    Account.objects.bulk_create(
        Account(
            pseudonym=f"Other {number}",
            skeleton=f"other{number}",
            role=Role.MODERATOR,
            stage=Stage.SOLO,
            sign_in_index=f"{number:064}",
            joined_on=clock().date(),
            password="!",
        )
        for number in range(160)
    )
    for number, person in enumerate(people):
        start = datetime(2026, 11, 1 + number % 20, 8 + number % 12, tzinfo=UTC)
        did(person, start, start + timedelta(hours=4))
        Standing.objects.create(account=person, began_on=date(2026, 1, 1), is_paid=number % 2 == 0)
        make_entry(person)


def test_everybodys_month_asks_at_most_ten_times(
    nia: Account, clock: FakeClock, django_assert_max_num_queries: Any
) -> None:
    _a_service_of_200(nia, clock)
    with django_assert_max_num_queries(10):
        rows = payroll.rows(NOVEMBER, clock())
    assert len(rows) == 201
    names = [row.account.pseudonym for row in rows]
    assert names == sorted(names)
    with django_assert_max_num_queries(10):
        payroll.as_csv(NOVEMBER, rows, legal_names=True)
    with django_assert_max_num_queries(10):
        spread = shares.spread(nia, clock(), everybody=True)
    assert [share.name for share in spread.people] == sorted(share.name for share in spread.people)
    assert [group.name for group in spread.groups] == ["Paid, 20 people", "Unpaid, 20 people"]


def test_my_share_is_a_part_of_all_there_was(mo: Account, nia: Account, clock: FakeClock) -> None:
    oli = make_account("Oli", Role.MODERATOR)
    for number, who in enumerate((mo, oli, oli, oli)):
        start = datetime(2026, 11, 2 + number, 22, tzinfo=UTC)
        did(who, start, start + timedelta(hours=6), Duty.HOST if who == oli else Duty.SECOND)
    spread = shares.spread(mo, clock(), everybody=False)
    assert spread.mine.percents == {"shifts": 25, "nights": 25, "weekends": 0, "hosting": 0}
    assert (spread.people, spread.groups) == ([], [])
    seen = shares.spread(nia, clock(), everybody=True)
    assert [(share.name, share.percents["shifts"]) for share in seen.people] == [("Mo", 25), ("Oli", 75)]
    assert seen.groups == []


def test_a_spreadsheet_reads_no_formula(mo: Account, clock: FakeClock) -> None:
    evil = make_account("Evil", Role.MODERATOR)
    Account.objects.filter(pk=evil.pk).update(pseudonym="=HYPERLINK(1)")
    standing = Standing.objects.create(account=mo, began_on=date(2026, 1, 1), is_paid=True, legal_name="@Mo\r\nMoss")
    rows = payroll.rows(NOVEMBER, clock())
    text = payroll.as_csv(NOVEMBER, rows, legal_names=True)
    assert "'=HYPERLINK(1)" in text
    assert "'@Mo Moss" in text
    assert standing.legal_name not in payroll.as_csv(NOVEMBER, rows, legal_names=False)
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in text.splitlines() for cell in line.split(","))


def test_expenses_count_once_they_are_agreed(mo: Account, nia: Account, clock: FakeClock) -> None:
    make_expense(mo, 999)
    decide_expense(actor=nia, expense=make_expense(mo, 450), agreed=True, answer="")
    assert sums.of(NOVEMBER, clock())[mo.pk].pence == 450
