"""What is on."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.accounts.actors import VISITOR
from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.rooms.listing import what_is_on
from forum.rooms.models import ChatSession, SessionState, Standing
from forum.rooms.reading import hosts_here, room_now
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rooms import attend, call, close_now, make_session, make_support, open_session_for


def test_what_runs_and_what_comes_with_ones_own_standing(ada: Account, mo: Account, clock: FakeClock) -> None:
    running = open_session_for(mo, title="Now")
    attend(running, ada, standing=Standing.WAITING)
    close_now(open_session_for(mo))
    make_session(mo, state=SessionState.CANCELLED)
    later = make_session(mo, starts_at=clock() + timedelta(days=9))
    late_to_open = make_session(mo, starts_at=clock() - timedelta(minutes=5))
    make_session(mo, starts_at=clock() - timedelta(hours=2))
    on = what_is_on(ada, clock())
    assert [(line.title, line.is_open, line.mine) for line in on.now] == [("Now", True, Standing.WAITING)]
    assert [line.id for line in on.coming] == [late_to_open.pk, later.pk]
    assert on.next_at == late_to_open.starts_at
    assert on.now[0].host_name == "Mo"
    assert on.now[0].detail == "No details of what happened"


def test_a_time_for_two_is_on_for_whoever_booked_it(ada: Account, ben: Account, mo: Account, clock: FakeClock) -> None:
    booked = make_support(mo, starts_at=clock() + timedelta(hours=1), member=ada)
    make_support(mo, starts_at=clock() + timedelta(hours=2))
    assert [line.id for line in what_is_on(ada, clock()).coming] == [booked.pk]
    assert what_is_on(ben, clock()).coming == []
    assert what_is_on(ben, clock()).next_at is None
    assert what_is_on(VISITOR, clock()).coming == []


def test_it_takes_two_questions_however_much_is_on(ada: Account, mo: Account, clock: FakeClock) -> None:
    for hours in range(12):
        make_session(mo, starts_at=clock() + timedelta(hours=hours))
    with CaptureQueriesContext(connection) as asked:
        what_is_on(ada, clock())
    assert len(asked) == 2


def test_a_room_is_told_by_one_question_and_counts_who_is_here(ada: Account, mo: Account, clock: FakeClock) -> None:
    session = open_session_for(mo, make_account("Sol", Role.MODERATOR))
    here = [attend(session, make_account(f"Guest {number}")) for number in range(3)]
    attend(session, ada, seen_at=clock() - timedelta(seconds=46))
    attend(session, make_account("Waits"), standing=Standing.WAITING)
    attend(session, make_account("Asks"), standing=Standing.ASKING)
    call(here[0])
    call(here[1])
    with CaptureQueriesContext(connection) as asked:
        now = room_now(session.pk, clock())
    assert len(asked) == 1
    assert now is not None
    assert (now.people, now.waiting, now.asking, now.calls) == (3, 1, 1, 2)
    assert sorted(hosts_here(session.pk, clock())) == ["Mo", "Sol"]
    ChatSession.objects.all().delete()
    assert room_now(session.pk, clock()) is None
