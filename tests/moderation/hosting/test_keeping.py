from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.inbox.models import Letter
from forum.rooms.models import Attendance, ChatSession, ClosedFor, Message, SessionState
from forum.rooms.refusals import RoomClosed
from forum.rooms.services.writing import write_message
from moderation.audit.models import Entry
from moderation.hosting import ending
from moderation.hosting.chores import check_offers, look_after_sessions
from moderation.hosting.services import hosts, keeping, state
from moderation.nudges.models import Nudge
from moderation.rota.cover import forget_cover
from moderation.rota.models import Duty, Place
from moderation.rota.services import sign_off
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.hosting import opened, seen_now
from tests.factories.rooms import attend, call, make_session, make_support
from tests.factories.rota import make_place, make_shift, put_on_duty

Team = tuple[Account, Account]


def _told(account: Account, key: str) -> list[str]:
    return list(Nudge.objects.filter(account=account, key__startswith=key).values_list("words", flat=True))


def _sign_off(account: Account, clock: FakeClock) -> None:
    Place.objects.filter(account=account).update(signed_off_at=clock())
    forget_cover()


def _again(room: ChatSession) -> ChatSession:
    return ChatSession.objects.get(pk=room.pk)


def test_while_all_is_well_nothing_happens(room: ChatSession, clock: FakeClock) -> None:
    assert look_after_sessions(clock()) == 0
    assert _again(room).short_since is None


def test_when_one_drops_the_other_is_told_and_whoever_is_on_call_is_called(
    room: ChatSession, team: Team, lea: Account, nia: Account, clock: FakeClock
) -> None:
    _sign_off(team[1], clock)
    assert look_after_sessions(clock()) == 1
    assert look_after_sessions(clock()) == 0
    room = _again(room)
    assert (room.state, room.short_since) == (SessionState.OPEN, clock())
    (to_host,) = _told(team[0], "chat:short:")
    assert "goes on until 19:05" in to_host
    (to_called,) = _told(lea, "chat:short:")
    assert "Can you find somebody" in to_called
    assert _told(nia, "chat:short:") == []
    assert Nudge.objects.get(account=lea, key__startswith="chat:short:").href == reverse("rota:wall")
    assert Entry.objects.filter(action="chat.short").count() == 1


def test_with_nobody_on_call_the_managers_are_called(
    room: ChatSession, team: Team, lea: Account, nia: Account, clock: FakeClock
) -> None:
    Place.objects.filter(account=lea).delete()
    forget_cover()
    look_after_sessions(clock())
    assert len(_told(nia, "chat:short:")) == 1
    assert _again(room).short_since == clock()


def test_a_host_whose_browser_fell_silent_is_missing_until_they_are_heard_of(
    room: ChatSession, team: Team, clock: FakeClock
) -> None:
    clock.advance(seconds=50)
    seen_now(room, team[0])
    look_after_sessions(clock())
    assert _again(room).short_since == clock()
    seen_now(room, team[1])
    look_after_sessions(clock())
    assert _again(room).short_since is None
    assert Entry.objects.filter(action="chat.safe_again").count() == 1


def test_after_the_grace_comes_a_closing_round_and_never_the_middle_of_a_sentence(
    room: ChatSession, team: Team, ada: Account, clock: FakeClock
) -> None:
    attend(room, ada)
    _sign_off(team[1], clock)
    look_after_sessions(clock())
    clock.advance(minutes=4, seconds=59)
    seen_now(room, team[0])
    assert look_after_sessions(clock()) == 0
    clock.advance(seconds=1)
    assert look_after_sessions(clock()) == 1
    room = _again(room)
    assert (room.state, room.closing_until) == (SessionState.CLOSING, clock() + timedelta(minutes=5))
    assert room.host_words == ending.TOO_FEW
    # What somebody began before is finished and kept.
    write_message(actor=ada, session_id=room.pk, words="Good night, all.", warnings=[], submission=uuid4())
    clock.advance(minutes=5)
    assert look_after_sessions(clock()) == 1
    room = _again(room)
    assert (room.state, room.closed_for, room.closed_at) == (SessionState.CLOSED, ClosedFor.COVER, clock())
    assert (room.came, room.short_since) == (1, None)
    with pytest.raises(RoomClosed):
        write_message(actor=ada, session_id=room.pk, words="And one more.", warnings=[], submission=uuid4())
    assert Message.objects.count() == 1


def test_somebody_who_is_found_in_time_lets_it_go_on(room: ChatSession, team: Team, clock: FakeClock) -> None:
    hosts.go_out(actor=team[1], session=room)
    clock.advance(minutes=4)
    seen_now(room, team[0])
    hosts.come_in(actor=team[1], session=room)
    clock.advance(minutes=4)
    seen_now(room, *team)
    assert look_after_sessions(clock()) == 0
    assert _again(room).state == SessionState.OPEN


def test_a_room_that_was_paused_when_too_few_were_left_stays_quiet(
    room: ChatSession, team: Team, clock: FakeClock
) -> None:
    state.pause(actor=team[0], session=room, seen=room.turn, words="Let us breathe.")
    _sign_off(team[0], clock)
    look_after_sessions(clock())
    clock.advance(minutes=5)
    look_after_sessions(clock())
    room = _again(room)
    assert (room.state, room.is_listen_only) == (SessionState.CLOSING, True)


def test_a_long_closing_round_does_not_outlast_the_team(room: ChatSession, team: Team, clock: FakeClock) -> None:
    state.begin_closing(actor=team[0], session=room, seen=room.turn, words="Last words?", minutes=15)
    _sign_off(team[1], clock)
    look_after_sessions(clock())
    clock.advance(minutes=5)
    assert look_after_sessions(clock()) == 1
    room = _again(room)
    assert (room.closing_until, room.closed_for) == (clock() + timedelta(minutes=5), ClosedFor.ROUND)
    assert look_after_sessions(clock()) == 0


def test_when_its_time_is_over_it_closes_kindly(room: ChatSession, team: Team, clock: FakeClock) -> None:
    clock.advance(hours=1)
    seen_now(room, *team)
    assert look_after_sessions(clock()) == 1
    assert (_again(room).state, _again(room).host_words) == (SessionState.CLOSING, ending.TIME_IS_OVER)
    clock.advance(minutes=5)
    look_after_sessions(clock())
    assert _again(room).closed_for == ClosedFor.TIME
    # Both hosts are led to where they can look back.
    for host in team:
        assert "hold" in _told(host, "chat:over:")[0]


def test_what_was_never_opened_is_over_without_anybody(mo: Account, clock: FakeClock) -> None:
    session = make_session(mo)
    clock.advance(minutes=59)
    assert look_after_sessions(clock()) == 0
    clock.advance(minutes=1)
    assert look_after_sessions(clock()) == 1
    assert (_again(session).state, _again(session).closed_for) == (SessionState.CLOSED, ClosedFor.NOBODY)
    assert look_after_sessions(clock()) == 0


def test_whoever_booked_a_talk_that_never_opened_is_told(mo: Account, ada: Account, clock: FakeClock) -> None:
    make_support(mo, member=ada)
    clock.advance(hours=2)
    look_after_sessions(clock())
    letter = Letter.objects.get()
    assert letter.conversation.member == ada
    assert "does not take place" in letter.words
    assert letter.conversation.is_over


def test_a_talk_of_two_needs_its_host_and_the_team_around(ada: Account, team: Team, clock: FakeClock) -> None:
    mo, sol = team
    talk = state.open_session(actor=mo, session=make_support(mo, member=ada), seen=0)
    assert keeping.look_at(session_id=talk.pk, now=clock()) is False
    _sign_off(sol, clock)
    assert keeping.look_at(session_id=talk.pk, now=clock()) is True
    assert _again(talk).short_since == clock()


def test_private_words_end_with_the_session_and_no_call_is_lost(
    room: ChatSession, team: Team, ada: Account, ben: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    attendance = attend(room, ada)
    attend(room, ben)
    waits = call(attendance)
    state.begin_closing(actor=team[0], session=room, seen=room.turn, minutes=1)
    clock.advance(minutes=1)
    seen_now(room, *team)
    look_after_sessions(clock())
    attendance.refresh_from_db()
    assert not attendance.is_aside
    waits.refresh_from_db()
    assert waits.rung_at == clock()
    for helper in (lea, nia):
        assert len(_told(helper, f"chat:call:{waits.pk}")) == 1
    assert _again(room).came == 2


def test_a_call_without_an_answer_rings_once(
    room: ChatSession, team: Team, ada: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    waits = call(attend(room, ada))
    clock.advance(minutes=1, seconds=59)
    seen_now(room, *team)
    assert look_after_sessions(clock()) == 0
    clock.advance(seconds=1)
    assert look_after_sessions(clock()) == 1
    assert look_after_sessions(clock()) == 0
    waits.refresh_from_db()
    assert waits.rung_at == clock()
    for helper in (lea, nia, *team):
        (line,) = _told(helper, f"chat:call:{waits.pk}")
        assert "Ada" not in line
    assert Entry.objects.filter(action="call.overdue").count() == 1


def test_a_call_in_a_room_without_a_host_rings_whoever_is_on_duty(
    room: ChatSession, team: Team, ada: Account, lea: Account, clock: FakeClock
) -> None:
    waits = call(attend(room, ada))
    for host in team:
        hosts.go_out(actor=host, session=room)
    clock.advance(minutes=2)
    assert look_after_sessions(clock()) == 1
    for helper in (lea, *team):
        assert len(_told(helper, f"chat:call:{waits.pk}")) == 1


def test_several_sessions_are_looked_after_each_on_its_own(team: Team, clock: FakeClock) -> None:
    first, second = opened(*team), opened(*team)
    hosts.go_out(actor=team[0], session=first)
    clock.advance(minutes=5)
    seen_now(first, *team)
    seen_now(second, *team)
    assert look_after_sessions(clock()) == 1
    assert (_again(first).state, _again(second).state) == (SessionState.CLOSING, SessionState.OPEN)


def test_a_time_whose_host_cannot_come_is_taken_back_while_it_helps(
    mo: Account, ada: Account, clock: FakeClock
) -> None:
    shift = make_shift(starts_at=clock() + timedelta(days=1))
    place = make_place(mo, Duty.SECOND, shift)
    talk = make_support(mo, starts_at=shift.starts_at + timedelta(hours=1), member=ada)
    assert check_offers(clock()) == 0
    place.delete()
    assert check_offers(clock()) == 1
    talk = _again(talk)
    assert (talk.state, talk.member) == (SessionState.CANCELLED, None)
    assert Letter.objects.get().conversation.member == ada
    assert check_offers(clock()) == 0


def test_somebody_who_leaves_the_team_holds_nothing_any_more(
    mo: Account, nia: Account, ada: Account, clock: FakeClock
) -> None:
    group = make_session(mo, starts_at=clock() + timedelta(days=1))
    talk = make_support(mo, starts_at=clock() + timedelta(days=2), member=ada)
    keeping.forget_host(account_id=mo.pk)
    assert (_again(group).host, _again(group).state) == (None, SessionState.PLANNED)
    assert _again(talk).state == SessionState.CANCELLED


def test_a_shadow_in_the_room_is_no_host(room: ChatSession, team: Team, clock: FakeClock) -> None:
    sky = make_account("Sky", Role.MODERATOR)
    put_on_duty(sky, Duty.SHADOW)
    hosts.come_in(actor=sky, session=room)
    hosts.go_out(actor=team[1], session=room)
    assert _again(room).short_since == clock()


def test_looking_asks_little_and_the_same_for_one_person_and_thirty(
    room: ChatSession, team: Team, clock: FakeClock, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        attend(room, make_account(f"Person {number}"))
    with django_assert_max_num_queries(12):
        assert look_after_sessions(clock()) == 0
    assert Attendance.objects.count() == 32


def test_whoever_ends_their_shift_is_missed_at_once(
    room: ChatSession, team: Team, lea: Account, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sign_off(actor=team[1], place=Place.objects.get(account=team[1]))
    assert _again(room).short_since is not None
    assert len(_told(lea, "chat:short:")) == 1


def test_one_session_that_gives_trouble_leaves_no_other_alone(
    team: Team, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = opened(*team), opened(*team)
    hosts.go_out(actor=team[1], session=second)
    clock.advance(minutes=5)
    seen_now(first, *team)
    look_at = keeping.look_at

    def troubled(*, session_id: UUID, now: datetime) -> bool:
        if session_id == first.pk:
            raise RuntimeError
        return look_at(session_id=session_id, now=now)

    monkeypatch.setattr(keeping, "look_at", troubled)
    assert look_after_sessions(clock()) == 1
    assert _again(second).state == SessionState.CLOSING
