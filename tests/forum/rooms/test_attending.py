"""The door, the line in front of it, and going again."""

from datetime import timedelta

import pytest
from django.conf import settings

from forum.accounts.models import Account
from forum.confidentiality.models import Acknowledgement
from forum.confidentiality.policy import NoticeFirst, has_acknowledged
from forum.core.refusals import NotGranted
from forum.rooms.chores import give_free_places
from forum.rooms.models import Attendance, ChatSession, Mode, SessionState, Standing
from forum.rooms.refusals import AskedToLeave, InAlready, LimitsChanged, NotOpenYet, RoomClosed, RoomClosing
from forum.rooms.services import attending
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rooms import attend, close_now, make_session, make_support, open_session_for
from tests.factories.threads import make_notice

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def session(mo: Account) -> ChatSession:
    make_notice()
    return open_session_for(mo, capacity=1)


def _enter(actor: Account, session: ChatSession, mode: Mode = Mode.WRITE, version: int = 1) -> Attendance:
    return attending.enter(actor=actor, session=session, mode=mode, notice_version=version)


def test_the_press_at_the_door_acknowledges_the_limits_it_shows(ada: Account, session: ChatSession) -> None:
    assert not has_acknowledged(ada)
    attendance = _enter(ada, session)
    assert has_acknowledged(ada)
    assert (attendance.standing, attendance.mode) == (Standing.IN, Mode.WRITE)
    assert attendance.notice is not None
    assert attendance.notice.version == 1


def test_a_door_that_showed_older_limits_lets_nobody_in(ada: Account, session: ChatSession) -> None:
    make_notice(2)
    with pytest.raises(LimitsChanged):
        _enter(ada, session)
    assert not Acknowledgement.objects.exists()
    assert not Attendance.objects.of_members().exists()


def test_without_limits_there_is_no_door(ada: Account, mo: Account) -> None:
    with pytest.raises(NoticeFirst):
        _enter(ada, open_session_for(mo))


def test_coming_in_twice_is_once(ada: Account, session: ChatSession) -> None:
    assert _enter(ada, session) == _enter(ada, session)


def test_whoever_finds_no_place_waits_and_the_first_in_the_line_comes_first(
    ada: Account, ben: Account, session: ChatSession, clock: FakeClock
) -> None:
    first = _enter(ada, session)
    waits = _enter(ben, session)
    clock.advance(seconds=1)
    later = _enter(make_account("Cleo"), session)
    assert [waits.standing, later.standing] == [Standing.WAITING, Standing.WAITING]
    attending.leave(actor=ada, attendance=first)
    assert list(_in(session)) == [waits.pk]
    clock.advance(seconds=1)  # One who comes back stands at the end of the line.
    back = _enter(ada, session)
    attending.leave(actor=ben, attendance=waits)
    assert list(_in(session)) == [later.pk]
    assert back.standing == Standing.WAITING


def test_a_dropped_connection_keeps_its_place_for_a_while(
    ada: Account, ben: Account, session: ChatSession, clock: FakeClock
) -> None:
    mine, waits = _enter(ada, session), _enter(ben, session)
    clock.advance(seconds=100)
    attending.be_seen(attendance_ids=[waits.pk], now=clock())
    assert give_free_places(clock()) == 0
    clock.advance(seconds=21)
    assert give_free_places(clock()) == 1
    # The one who was gone so long is still in: nobody is put out for a bad connection.
    assert set(_in(session)) == {mine.pk, waits.pk}


def test_a_place_goes_to_nobody_who_went_away(
    ada: Account, ben: Account, session: ChatSession, clock: FakeClock
) -> None:
    mine, waits = _enter(ada, session), _enter(ben, session)
    clock.advance(minutes=3)
    attending.leave(actor=ada, attendance=mine)
    waits.refresh_from_db()
    assert waits.standing == Standing.WAITING
    attending.be_seen(attendance_ids=[waits.pk], now=clock())
    assert attending.admit_waiting(session_id=session.pk, now=clock()) == 1


def test_somebody_new_does_not_overtake_the_line(
    ada: Account, ben: Account, session: ChatSession, clock: FakeClock
) -> None:
    mine, waits = _enter(ada, session), _enter(ben, session)
    clock.advance(seconds=1)
    Attendance.objects.filter(pk=mine.pk).update(standing=Standing.LEFT)
    newcomer = _enter(make_account("Cleo"), session)
    assert (newcomer.standing, list(_in(session))) == (Standing.WAITING, [waits.pk])


def test_asking_first_opens_a_private_talk_and_takes_no_place(ada: Account, ben: Account, session: ChatSession) -> None:
    asks = _enter(ada, session, Mode.ASK)
    assert asks.standing == Standing.ASKING
    assert asks.is_aside
    assert _enter(ben, session).is_in
    attending.set_mode(actor=ada, attendance=asks, mode=Mode.LISTEN)
    assert asks.standing == Standing.WAITING


def test_whoever_asked_may_decide_to_come_in_without(ada: Account, session: ChatSession) -> None:
    asks = _enter(ada, session, Mode.ASK)
    attending.set_mode(actor=ada, attendance=asks, mode=Mode.LISTEN)
    assert (asks.standing, asks.mode) == (Standing.IN, Mode.LISTEN)
    attending.set_mode(actor=ada, attendance=asks, mode=Mode.WRITE)
    assert Attendance.objects.get(pk=asks.pk).mode == Mode.WRITE
    with pytest.raises(InAlready):
        attending.set_mode(actor=ada, attendance=asks, mode=Mode.ASK)


def test_leaving_ends_the_private_talk_and_leaving_twice_is_once(ada: Account, session: ChatSession) -> None:
    mine = _enter(ada, session, Mode.ASK)
    attending.leave(actor=ada, attendance=mine)
    left_at = mine.left_at
    assert not mine.is_aside
    attending.leave(actor=ada, attendance=mine)
    assert Attendance.objects.get(pk=mine.pk).left_at == left_at
    assert _enter(ada, session).left_at is None


def test_going_and_coming_back_changes_nothing_a_host_asked_for(
    ada: Account, session: ChatSession, clock: FakeClock
) -> None:
    mine = _enter(ada, session)
    until = clock() + timedelta(minutes=10)
    Attendance.objects.filter(pk=mine.pk).update(quiet_until=until, reason="It was a lot at once.")
    attending.leave(actor=ada, attendance=mine)
    back = _enter(ada, session)
    assert (back.pk, back.quiet_until, back.standing) == (mine.pk, until, Standing.IN)


def test_whoever_was_asked_to_leave_does_not_come_back(ada: Account, session: ChatSession) -> None:
    attend(session, ada, standing=Standing.REMOVED)
    with pytest.raises(AskedToLeave):
        _enter(ada, session)
    attending.leave(actor=ada, attendance=Attendance.objects.get(account=ada))
    assert Attendance.objects.get(account=ada).standing == Standing.REMOVED


@pytest.mark.parametrize(
    ("state", "refusal"),
    [(SessionState.PLANNED, NotOpenYet), (SessionState.CLOSING, RoomClosing), (SessionState.CANCELLED, RoomClosed)],
)
def test_a_room_that_is_not_open_says_why(
    state: SessionState, refusal: type[Exception], ada: Account, session: ChatSession
) -> None:
    ChatSession.objects.filter(pk=session.pk).update(state=state)
    with pytest.raises(refusal):
        _enter(ada, session)


def test_a_room_that_was_closed_a_moment_ago_is_closed(ada: Account, session: ChatSession) -> None:
    seen = ChatSession.objects.get(pk=session.pk)
    close_now(session)
    with pytest.raises(RoomClosed):
        _enter(ada, seen)


def test_one_to_one_is_for_whom_it_is(ada: Account, ben: Account, mo: Account) -> None:
    make_notice()
    talk = make_support(mo, state=SessionState.OPEN, member=ada)
    assert _enter(ada, talk).is_in
    with pytest.raises(NotGranted):
        _enter(ben, talk)


def test_nobody_moves_somebody_else(ada: Account, ben: Account, session: ChatSession) -> None:
    mine = _enter(ada, session)
    with pytest.raises(NotGranted):
        attending.leave(actor=ben, attendance=mine)
    with pytest.raises(NotGranted):
        attending.set_mode(actor=ben, attendance=mine, mode=Mode.LISTEN)
    with pytest.raises(NotGranted):
        attending.set_slow(actor=ben, attendance=mine, is_slow=True)


def test_who_joined_lately_is_new(session: ChatSession, clock: FakeClock) -> None:
    days = settings.NEWCOMERS["days"]
    old, new = make_account("Dee"), make_account("Eve")
    Account.objects.filter(pk=old.pk).update(joined_on=clock().date() - days)
    Account.objects.filter(pk=new.pk).update(joined_on=clock().date() - days + timedelta(days=1))
    assert not _enter(Account.objects.get(pk=old.pk), session).is_new
    assert _enter(Account.objects.get(pk=new.pk), session).is_new


def test_a_planned_session_says_when(ada: Account, mo: Account, clock: FakeClock) -> None:
    make_notice()
    with pytest.raises(NotOpenYet, match="begins at 20:00"):
        _enter(ada, make_session(mo, starts_at=clock() + timedelta(hours=1)))


def _in(session: ChatSession) -> list[object]:
    found = Attendance.objects.of_members().filter(session=session, standing=Standing.IN)
    return list(found.values_list("pk", flat=True))
