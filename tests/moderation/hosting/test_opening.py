from datetime import timedelta

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, Role, Stage, StageNeeded, allows, refusal_for
from forum.core.refusals import NotGranted
from forum.rooms.models import Attendance, ChatSession, SessionState
from moderation.audit.models import Entry
from moderation.hosting.policy import AlreadyOver, NotOnShift, NotYet, TooEarly
from moderation.hosting.services import hosts, keeping, state
from moderation.hosting.turns import SomethingChanged
from moderation.rota.cover import forget_cover
from moderation.rota.models import Duty, Place
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.hosting import make_sol, opened, put_team_on, seen_now
from tests.factories.rooms import make_session, make_support
from tests.factories.rota import put_on_call, put_on_duty

Team = tuple[Account, Account]


def test_a_session_opens_with_two_in_the_room_and_somebody_on_call(team: Team, clock: FakeClock) -> None:
    mo, sol = team
    session = make_session(mo)
    hosts.come_in(actor=sol, session=session)
    session = state.open_session(actor=mo, session=session, seen=0)
    assert (session.state, session.opened_at, session.turn) == (SessionState.OPEN, clock(), 1)
    assert set(session.attendances.filter(as_host=True).here(clock()).values_list("account__pseudonym", flat=True)) == {
        "Mo",
        "Sol",
    }
    assert Entry.objects.filter(action="chat.opened", actor_id=mo.pk).exists()


def test_the_refusal_says_exactly_what_is_missing(mo: Account, sol: Account, lea: Account, clock: FakeClock) -> None:
    session = make_session(mo)
    put_on_duty(mo, Duty.HOST)
    with pytest.raises(NotYet) as said:
        state.open_session(actor=mo, session=session, seen=0)
    assert said.value.missing == (
        "Nobody is on call yet.", "A second moderator is not signed on yet.", "A second host is not in the room yet."
    )  # fmt: skip
    put_on_call(lea)
    with pytest.raises(NotYet, match=r"^A second moderator is not signed on yet\. A second host"):
        state.open_session(actor=mo, session=session, seen=0)
    put_on_duty(sol, Duty.SECOND)
    with pytest.raises(NotYet, match=r"^A second host is not in the room yet\.$"):
        state.open_session(actor=mo, session=session, seen=0)
    hosts.come_in(actor=sol, session=session)
    assert state.open_session(actor=mo, session=session, seen=0).is_running


def test_one_of_the_two_is_past_probation(lea: Account, clock: FakeClock) -> None:
    pat, pia = (make_account(name, Role.MODERATOR, stage=Stage.PAIRED) for name in ("Pat", "Pia"))
    put_team_on(pat, pia, lea)
    session = make_session(pat)
    hosts.come_in(actor=pia, session=session)
    with pytest.raises(StageNeeded):
        state.open_session(actor=pat, session=session, seen=0)
    # With somebody past probation who is on duty, and outside: the rota is content, and the room is not.
    sol = make_sol()
    put_on_duty(sol, Duty.SECOND)
    hosts.come_in(actor=sol, session=session)
    assert state.open_session(actor=sol, session=session, seen=0).is_running
    hosts.come_in(actor=pat, session=session)
    hosts.go_out(actor=sol, session=session)
    session.refresh_from_db()
    assert session.short_since == clock()


def test_somebody_who_was_only_here_a_while_ago_is_not_in_the_room(team: Team, clock: FakeClock) -> None:
    mo, sol = team
    session = make_session(mo)
    hosts.come_in(actor=sol, session=session)
    clock.advance(minutes=1)
    with pytest.raises(NotYet, match="A second host"):
        state.open_session(actor=mo, session=session, seen=0)
    hosts.come_in(actor=sol, session=session)
    assert state.open_session(actor=mo, session=session, seen=0).is_running


def test_it_opens_from_a_quarter_of_an_hour_before_until_its_end(team: Team, clock: FakeClock) -> None:
    mo, sol = team
    session = make_session(mo, starts_at=clock() + timedelta(minutes=16))
    with pytest.raises(TooEarly, match="from Tue 24 Nov, 19:01"):
        hosts.come_in(actor=sol, session=session)
    with pytest.raises(TooEarly):
        state.open_session(actor=mo, session=session, seen=0)
    clock.advance(minutes=1)
    hosts.come_in(actor=sol, session=session)
    state.open_session(actor=mo, session=session, seen=0)
    late = make_session(mo, starts_at=clock() - timedelta(hours=1))
    with pytest.raises(AlreadyOver):
        state.open_session(actor=mo, session=late, seen=0)


def test_opened_twice_by_the_same_person_it_is_opened_once(team: Team, clock: FakeClock) -> None:
    mo, sol = team
    session = make_session(mo)
    hosts.come_in(actor=sol, session=session)
    first = state.open_session(actor=mo, session=session, seen=0)
    again = state.open_session(actor=mo, session=session, seen=0)
    assert (first.turn, again.turn) == (1, 1)
    with pytest.raises(SomethingChanged, match=r"Mo opened the room a moment ago\. Look again, then decide\."):
        state.open_session(actor=sol, session=session, seen=0)
    assert Entry.objects.filter(action="chat.opened").count() == 1


def test_cover_that_goes_in_the_moment_of_opening_is_seen_at_once(team: Team, clock: FakeClock) -> None:
    """Neither side saw the other: once both are real, somebody looks again."""
    session = opened(*team)
    Place.objects.filter(account=team[1]).update(signed_off_at=clock())
    forget_cover()
    assert keeping.look_at(session_id=session.pk, now=clock())
    session.refresh_from_db()
    assert session.short_since == clock()


def test_off_shift_nobody_holds_a_session(mo: Account, sol: Account, lea: Account, clock: FakeClock) -> None:
    session = make_session(mo)
    with pytest.raises(NotOnShift):
        hosts.come_in(actor=mo, session=session)
    with pytest.raises(NotOnShift):
        state.open_session(actor=mo, session=session, seen=0)
    assert not allows(mo, Permission.CHAT_OPEN, session)


def test_others_do_not_learn_that_there_is_a_way(
    ada: Account, lea: Account, nia: Account, team: Team, room: ChatSession
) -> None:
    for other in (ada, lea, nia):
        for permission in (Permission.CHAT_HOST, Permission.CHAT_OPEN, Permission.CHAT_STEER):
            assert isinstance(refusal_for(other, permission, room), NotGranted)
        with pytest.raises(NotGranted):
            state.pause(actor=other, session=room, seen=room.turn)
        with pytest.raises(NotGranted):
            hosts.come_in(actor=other, session=room)
    assert Attendance.objects.filter(session=room).count() == 2


def test_a_talk_of_two_is_opened_by_whoever_offers_it_once_it_is_booked(
    ada: Account, team: Team, clock: FakeClock
) -> None:
    mo, sol = team
    talk = make_support(mo)
    with pytest.raises(NotGranted):
        hosts.come_in(actor=sol, session=talk)
    with pytest.raises(Exception, match="Nobody has booked"):
        state.open_session(actor=mo, session=talk, seen=0)
    talk.member = ada
    talk.save(update_fields=["member"])
    assert state.open_session(actor=mo, session=talk, seen=0).is_running


def test_coming_in_and_going_out_again(team: Team, room: ChatSession, clock: FakeClock) -> None:
    mo, sol = team
    clock.advance(seconds=30)
    seen_now(room, mo, sol)
    hosts.go_out(actor=sol, session=room)
    hosts.go_out(actor=sol, session=room)
    assert ChatSession.objects.get(pk=room.pk).short_since == clock()
    hosts.come_in(actor=sol, session=room)
    assert ChatSession.objects.get(pk=room.pk).short_since is None
    actions = Entry.objects.filter(action__in=("host.entered", "host.left", "chat.short", "chat.safe_again"))
    assert list(actions.order_by("sequence").values_list("action", flat=True)) == [
        "host.entered", "chat.short", "host.left", "chat.safe_again", "host.entered"
    ]  # fmt: skip


def test_whoever_went_home_may_still_go_out(team: Team, room: ChatSession, clock: FakeClock) -> None:
    Place.objects.filter(account=team[1]).update(signed_off_at=clock())
    forget_cover()
    hosts.go_out(actor=team[1], session=room)
    assert not Attendance.objects.get(session=room, account=team[1]).is_in
