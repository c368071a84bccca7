"""“I am not OK”, and what a flag does to a session."""

from datetime import timedelta

import pytest
from django.conf import settings

from forum.accounts.models import Account
from forum.core.refusals import NotGranted, Refusal
from forum.rooms.models import Attendance, Call, CallKind, ChatSession, Message, Mode, SessionState, Standing
from forum.rooms.reading import room_now
from forum.rooms.services.calling import call_host, note_flag
from tests.conftest import FakeClock
from tests.factories.rooms import attend, close_now, make_support, open_session_for, write

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def session(mo: Account) -> ChatSession:
    return open_session_for(mo)


def test_a_call_opens_a_private_talk_and_starts_the_clock(ada: Account, session: ChatSession, clock: FakeClock) -> None:
    mine = attend(session, ada)
    call = call_host(actor=ada, attendance=mine)
    assert (call.kind, call.due_at) == (CallKind.NOT_OK, clock() + settings.CHAT["answer"])
    assert Attendance.objects.get(pk=mine.pk).is_aside
    now = room_now(session.pk, clock())
    assert now is not None
    assert now.calls == 1


def test_calling_twice_is_once_until_somebody_came(ada: Account, mo: Account, session: ChatSession) -> None:
    mine = attend(session, ada)
    first = call_host(actor=ada, attendance=mine)
    assert call_host(actor=ada, attendance=mine) == first
    Call.objects.filter(pk=first.pk).update(taken_by=mo, taken_at=first.raised_at)
    assert call_host(actor=ada, attendance=mine) != first


@pytest.mark.parametrize("state", [SessionState.PAUSED, SessionState.CLOSING])
@pytest.mark.parametrize("standing", [Standing.IN, Standing.WAITING, Standing.ASKING])
def test_nothing_that_was_decided_about_writing_stands_in_the_way(
    state: SessionState, standing: Standing, ada: Account, session: ChatSession, clock: FakeClock
) -> None:
    ChatSession.objects.filter(pk=session.pk).update(state=state, is_listen_only=True)
    attend(session, ada, Mode.LISTEN, standing=standing, quiet_until=clock() + timedelta(hours=1))
    mine = Attendance.objects.select_related("session").get(account=ada)
    assert call_host(actor=ada, attendance=mine).kind == CallKind.NOT_OK


@pytest.mark.parametrize("standing", [Standing.LEFT, Standing.REMOVED])
def test_whoever_is_gone_is_told_so(standing: Standing, ada: Account, session: ChatSession) -> None:
    mine = attend(session, ada, standing=standing)
    with pytest.raises(Refusal) as caught:
        call_host(actor=ada, attendance=mine)
    assert caught.value.code == "not_in_room"


def test_after_the_end_nobody_would_come(ada: Account, session: ChatSession) -> None:
    mine = attend(session, ada)
    close_now(session)
    with pytest.raises(Refusal) as caught:
        call_host(actor=ada, attendance=Attendance.objects.get(pk=mine.pk))
    assert caught.value.code == "room_closed"


def test_nobody_calls_for_somebody_else(ada: Account, ben: Account, session: ChatSession) -> None:
    with pytest.raises(NotGranted):
        call_host(actor=ben, attendance=attend(session, ada))


def test_between_two_there_is_nothing_to_be_apart_from(ada: Account, mo: Account) -> None:
    mine = attend(make_support(mo, state=SessionState.OPEN, member=ada), ada)
    call_host(actor=ada, attendance=mine)
    assert not Attendance.objects.get(pk=mine.pk).is_aside


def test_a_flag_calls_a_host_and_nothing_tells_the_writer(ada: Account, ben: Account, session: ChatSession) -> None:
    mine, message = attend(session, ada), write(session, ben)
    call = note_flag(session_id=session.pk, message=message, attendance=mine)
    assert call is not None
    assert (call.kind, call.message) == (CallKind.FLAG, message)
    flagged = Message.objects.get(pk=message.pk)
    assert flagged.is_flagged
    # A message that arrived again, unchanged, would tell its writer.
    assert flagged.revision == message.revision
    assert not Attendance.objects.get(pk=mine.pk).is_aside
    other = attend(session, ben)
    assert note_flag(session_id=session.pk, message=message, attendance=other) == call
    assert ChatSession.objects.get(pk=session.pk).flagged == 2


def test_a_flag_after_the_end_calls_nobody(ada: Account, ben: Account, session: ChatSession) -> None:
    mine, message = attend(session, ada), write(session, ben)
    close_now(session)
    assert note_flag(session_id=session.pk, message=message, attendance=mine) is None
    assert Message.objects.get(pk=message.pk).is_flagged
