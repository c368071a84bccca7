from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, allows
from forum.rooms.models import ChatSession, ClosedFor, SessionState
from forum.rooms.refusals import RoomPaused
from forum.rooms.services.writing import write_message
from moderation.audit.models import Entry
from moderation.hosting.policy import ComeInFirst, NotOnShift, NotOpenYet
from moderation.hosting.services import hosts, keeping, state
from moderation.hosting.services.state import ClosingRoundFirst, NotInThisState
from moderation.hosting.turns import SomethingChanged
from moderation.nudges.models import Nudge
from moderation.rota.cover import forget_cover
from moderation.rota.models import Place
from tests.conftest import FakeClock
from tests.factories.hosting import seen_now
from tests.factories.rooms import attend, make_session

Team = tuple[Account, Account]
PACE: dict[str, Any] = {"is_listen_only": False, "slow_seconds": 0, "holds_all": False, "holds_newcomers": False}


def test_a_breathing_space_has_the_words_of_the_host(room: ChatSession, team: Team) -> None:
    mo, sol = team
    room = state.pause(actor=mo, session=room, seen=room.turn, words="  Let us breathe.\r\n")
    assert (room.state, room.host_words) == (SessionState.PAUSED, "Let us breathe.")
    with pytest.raises(NotInThisState):
        state.pause(actor=sol, session=room, seen=room.turn)
    # The other host has the same powers.
    room = state.resume(actor=sol, session=room, seen=room.turn)
    assert (room.state, room.host_words, room.turn) == (SessionState.OPEN, "", 3)
    with pytest.raises(NotInThisState):
        state.resume(actor=sol, session=room, seen=room.turn)
    assert Entry.objects.filter(action__in=("chat.paused", "chat.resumed")).count() == 2


def test_of_two_opposite_presses_the_second_learns_what_the_first_did(room: ChatSession, team: Team) -> None:
    mo, sol = team
    seen = room.turn
    state.pause(actor=mo, session=room, seen=seen)
    with pytest.raises(SomethingChanged, match=r"^Mo gave the room a breathing space a moment ago\. Look again"):
        state.begin_closing(actor=sol, session=room, seen=seen)
    room.refresh_from_db()
    assert room.state == SessionState.PAUSED


def test_the_same_press_twice_is_one(room: ChatSession, team: Team) -> None:
    mo = team[0]
    seen = room.turn
    for _ in range(2):
        paused = state.pause(actor=mo, session=room, seen=seen)
    assert (paused.turn, Entry.objects.filter(action="chat.paused").count()) == (seen + 1, 1)
    # A press from a page older than that is no repeat, not even one's own.
    state.resume(actor=mo, session=room, seen=seen + 1)
    with pytest.raises(SomethingChanged, match=r"^You ended the breathing space"):
        state.pause(actor=mo, session=room, seen=seen)


def test_what_the_service_did_is_told_too(room: ChatSession, team: Team, clock: FakeClock) -> None:
    seen = room.turn
    clock.advance(hours=1)
    seen_now(room, *team)
    keeping.look_after(now=clock())
    with pytest.raises(SomethingChanged, match=r"^The service began the closing round"):
        state.pause(actor=team[0], session=room, seen=seen)


def test_a_page_from_another_time_changes_nothing(room: ChatSession, team: Team, clock: FakeClock) -> None:
    for seen in (-1, 0, 99):
        with pytest.raises(SomethingChanged):
            state.set_pace(actor=team[0], session=room, seen=seen, **PACE)


def test_the_pace_is_set_as_a_whole_and_within_reason(room: ChatSession, team: Team) -> None:
    pace: dict[str, Any] = {"is_listen_only": True, "slow_seconds": 9_999, "holds_all": True, "holds_newcomers": True}
    room = state.set_pace(actor=team[0], session=room, seen=room.turn, **pace)
    assert (room.is_listen_only, room.slow_seconds, room.holds_all, room.holds_newcomers) == (True, 300, True, True)
    room = state.set_pace(actor=team[1], session=room, seen=room.turn, **PACE)
    assert (room.is_listen_only, room.slow_seconds, room.holds_all) == (False, 0, False)


def test_a_closing_round_ends_by_itself_or_by_a_press(room: ChatSession, team: Team, clock: FakeClock) -> None:
    room = state.begin_closing(actor=team[0], session=room, seen=room.turn, words="One last word each?", minutes=10)
    assert room.closing_until == clock() + timedelta(minutes=10)
    with pytest.raises(NotInThisState):
        state.begin_closing(actor=team[1], session=room, seen=room.turn)
    room = state.close(actor=team[1], session=room, seen=room.turn)
    assert (room.state, room.closed_for, room.closed_at) == (SessionState.CLOSED, ClosedFor.ROUND, clock())
    assert Entry.objects.filter(action="chat.closed", subject__closed_for="round").count() == 1
    for host in team:
        assert Nudge.objects.filter(account=host, key=f"chat:over:{room.pk}").count() == 1


def test_a_closing_round_is_neither_endless_nor_over_before_it_begins(
    room: ChatSession, team: Team, clock: FakeClock
) -> None:
    room = state.begin_closing(actor=team[0], session=room, seen=room.turn, minutes=900)
    assert room.closing_until == clock() + timedelta(minutes=15)


def test_nobody_is_cut_off_in_the_middle_of_a_sentence(
    room: ChatSession, team: Team, ada: Account, clock: FakeClock
) -> None:
    attend(room, ada)
    with pytest.raises(ClosingRoundFirst):
        state.close(actor=team[0], session=room, seen=room.turn)
    # If it has to stop at once: in a breathing space nobody writes.
    room = state.pause(actor=team[0], session=room, seen=room.turn)
    assert state.close(actor=team[0], session=room, seen=room.turn).is_over


def test_an_empty_room_closes_at_once(room: ChatSession, team: Team, ada: Account, clock: FakeClock) -> None:
    attend(room, ada)
    clock.advance(minutes=2)
    seen_now(room, *team)
    room = state.close(actor=team[0], session=room, seen=room.turn)
    assert (room.is_over, room.came) == (True, 1)
    # Pressed again after all is over.
    assert state.close(actor=team[0], session=room, seen=room.turn - 1).is_over


def test_only_whoever_is_in_the_room_holds_it(room: ChatSession, team: Team) -> None:
    hosts.go_out(actor=team[1], session=room)
    with pytest.raises(ComeInFirst):
        state.pause(actor=team[1], session=room, seen=room.turn)
    hosts.come_in(actor=team[1], session=room)
    assert state.pause(actor=team[1], session=room, seen=room.turn).state == SessionState.PAUSED


def test_with_the_end_of_the_shift_the_buttons_end(room: ChatSession, team: Team, clock: FakeClock) -> None:
    Place.objects.filter(account=team[0]).update(signed_off_at=clock())
    forget_cover()
    with pytest.raises(NotOnShift):
        state.pause(actor=team[0], session=room, seen=room.turn)
    assert not allows(team[0], Permission.CHAT_STEER, room)


def test_what_is_not_open_has_nothing_to_steer(team: Team, clock: FakeClock) -> None:
    session = make_session(team[0])
    hosts.come_in(actor=team[0], session=session)
    for verb in (state.pause, state.resume, state.begin_closing, state.close):
        with pytest.raises(NotOpenYet):
            verb(actor=team[0], session=session, seen=0)


def test_a_breathing_space_is_one_for_whoever_writes(room: ChatSession, team: Team, ada: Account) -> None:
    attend(room, ada)
    state.pause(actor=team[0], session=room, seen=room.turn)
    with pytest.raises(RoomPaused):
        write_message(actor=ada, session_id=room.pk, words="Hello.", warnings=[], submission=uuid4())
    write_message(actor=team[0], session_id=room.pk, words="We are here.", warnings=[], submission=uuid4())
