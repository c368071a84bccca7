"""A room in which nobody of the team is: a breathing space until somebody is back."""

from uuid import uuid4

import pytest

from forum.accounts.models import Account
from forum.rooms.models import ChatSession, SessionState
from forum.rooms.refusals import RoomPaused
from forum.rooms.services.writing import write_message
from moderation.hosting import ending
from moderation.hosting.chores import look_after_sessions
from moderation.hosting.services import hosts, state
from tests.conftest import FakeClock
from tests.factories.hosting import make_sol, opened, put_team_on, seen_now
from tests.factories.rooms import attend


@pytest.fixture
def sol(db: None) -> Account:
    return make_sol()


@pytest.fixture
def room(mo: Account, sol: Account, lea: Account, ada: Account, clock: FakeClock) -> ChatSession:
    put_team_on(mo, sol, lea)
    session = opened(mo, sol)
    attend(session, ada)
    return session


def _say(who: Account, room: ChatSession, words: str) -> None:
    write_message(actor=who, session_id=room.pk, words=words, warnings=[], submission=uuid4())


def test_nobody_writes_where_no_host_would_see_it(room: ChatSession, ada: Account, clock: FakeClock) -> None:
    clock.advance(minutes=1)
    look_after_sessions(clock())
    room.refresh_from_db()
    assert (room.state, room.host_words) == (SessionState.PAUSED, ending.NO_HOST)
    assert room.short_since == clock()
    with pytest.raises(RoomPaused):
        _say(ada, room, "Is anybody there?")


def test_a_host_who_comes_back_ends_the_breathing_space(
    room: ChatSession, ada: Account, mo: Account, clock: FakeClock
) -> None:
    clock.advance(minutes=1)
    look_after_sessions(clock())
    hosts.come_in(actor=mo, session=room)
    room.refresh_from_db()
    state.resume(actor=mo, session=room, seen=room.turn)
    look_after_sessions(clock())
    room.refresh_from_db()
    assert room.state == SessionState.OPEN
    assert room.short_since is not None, "One of two is still missing."
    _say(ada, room, "Good to see you.")


def test_one_host_alone_has_the_time_of_grace(room: ChatSession, ada: Account, mo: Account, clock: FakeClock) -> None:
    clock.advance(minutes=1)
    seen_now(room, mo)
    look_after_sessions(clock())
    room.refresh_from_db()
    assert room.state == SessionState.OPEN
    _say(ada, room, "We go on for a little.")


def test_a_room_that_stays_without_a_host_ends_quietly(room: ChatSession, ada: Account, clock: FakeClock) -> None:
    for minutes in (1, 5):
        clock.advance(minutes=minutes)
        look_after_sessions(clock())
    room.refresh_from_db()
    assert (room.state, room.is_listen_only) == (SessionState.CLOSING, True)
