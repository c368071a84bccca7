"""Writing in a session: what goes to whom, what waits for a host, and every kind way to say no."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, refusal_for
from forum.confidentiality.policy import NoticeFirst
from forum.core.refusals import NotGranted, Refusal
from forum.core.throttle import TooMany
from forum.rooms.models import Attendance, Channel, ChatSession, Message, MessageState, Mode, SessionState, Standing
from forum.rooms.services.writing import MESSAGES_A_MINUTE, MOST_CHARACTERS, write_message
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rooms import attend, make_support, open_session_for
from tests.factories.rota import put_on_duty
from tests.factories.threads import make_notice

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def session(mo: Account) -> ChatSession:
    put_on_duty(mo)
    return open_session_for(mo)


@pytest.fixture
def mine(ada: Account, session: ChatSession) -> Attendance:
    return attend(session, ada)


def _write(actor: Account, session: ChatSession, words: str = "Hello.", **more: Any) -> Message:
    fields: dict[str, Any] = {"words": words, "warnings": [], "submission": uuid4()} | more
    return write_message(actor=actor, session_id=session.pk, **fields)


def _refused(actor: Account, session: ChatSession, words: str = "Hello.", **more: Any) -> Refusal:
    before = ChatSession.objects.get(pk=session.pk).revision
    with pytest.raises(Refusal) as caught:
        _write(actor, session, words, **more)
    assert ChatSession.objects.get(pk=session.pk).revision == before, "No number is used for what was refused."
    return caught.value


def test_what_is_written_is_cleaned_and_numbered(ada: Account, session: ChatSession, mine: Attendance) -> None:
    first = _write(ada, session, "  One\r\ntwo\u202e \n", warnings=["mind.flashback", "no.such"])
    second = _write(ada, session)
    assert Message.objects.get(pk=first.pk).words == "One\ntwo"
    assert first.warnings == ["mind.flashback"]
    assert (first.state, first.channel, first.aside_id) == (MessageState.SHOWN, Channel.ROOM, None)
    assert [first.number, first.revision, second.number, second.revision] == [1, 1, 2, 2]


def test_the_same_submission_is_one_message_and_one_number(
    ada: Account, session: ChatSession, mine: Attendance
) -> None:
    submission = uuid4()
    first = _write(ada, session, submission=submission)
    # Also when the room takes nothing any more by then: what is kept is acknowledged.
    ChatSession.objects.filter(pk=session.pk).update(state=SessionState.PAUSED)
    assert _write(ada, session, submission=submission) == first
    assert ChatSession.objects.get(pk=session.pk).revision == 1
    assert Message.objects.get() == first


def test_two_people_may_have_the_same_submission(
    ada: Account, ben: Account, session: ChatSession, mine: Attendance
) -> None:
    attend(session, ben)
    submission = uuid4()
    assert _write(ada, session, submission=submission) != _write(ben, session, submission=submission)


@pytest.mark.parametrize("others", [0, 30])
def test_a_message_takes_three_questions_whoever_is_there(
    others: int, ada: Account, session: ChatSession, mine: Attendance
) -> None:
    for number in range(others):
        attend(session, make_account(f"Guest {number}"))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        _write(ada, session)
    assert len([one for one in asked if "SAVEPOINT" not in one["sql"]]) == 3


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"state": SessionState.PAUSED}, "room_paused"),
        ({"state": SessionState.CANCELLED}, "room_closed"),
        ({"is_listen_only": True}, "listen_only"),
    ],
)
def test_the_room_says_why_it_takes_nothing_now(
    change: dict[str, Any], code: str, ada: Account, mo: Account, session: ChatSession, mine: Attendance
) -> None:
    ChatSession.objects.filter(pk=session.pk).update(**change)
    assert _refused(ada, session).code == code
    assert refusal_for(ada, Permission.MESSAGE_WRITE, session) is not None
    if code != "room_closed":
        _write(mo, session)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"mode": Mode.LISTEN}, "only_listening"),
        ({"standing": Standing.LEFT}, "not_in_room"),
        ({"standing": Standing.WAITING}, "not_in_room"),
        ({"standing": Standing.REMOVED}, "not_in_room"),
    ],
)
def test_ones_own_standing_decides(
    change: dict[str, Any], code: str, ada: Account, session: ChatSession, mine: Attendance
) -> None:
    Attendance.objects.filter(pk=mine.pk).update(**change)
    assert _refused(ada, session).code == code


def test_whoever_never_came_writes_nothing(ben: Account, session: ChatSession) -> None:
    assert _refused(ben, session).code == "not_in_room"


def test_in_the_closing_round_writing_goes_on_until_its_end(
    ada: Account, session: ChatSession, mine: Attendance, clock: FakeClock
) -> None:
    until = clock() + timedelta(minutes=5)
    ChatSession.objects.filter(pk=session.pk).update(state=SessionState.CLOSING, closing_until=until)
    _write(ada, session)
    clock.set(until)
    assert _refused(ada, session).code == "room_closed"


def test_somebody_asked_only_to_read_is_told_until_when_and_why(
    ada: Account, session: ChatSession, mine: Attendance, clock: FakeClock
) -> None:
    until = clock() + timedelta(minutes=10)
    Attendance.objects.filter(pk=mine.pk).update(quiet_until=until, reason="It was a lot at once.")
    refusal: Any = _refused(ada, session)
    assert (refusal.code, refusal.wait) == ("quiet", 600)
    assert "19:10" in str(refusal)
    assert "It was a lot at once." in str(refusal)
    clock.set(until)
    _write(ada, session)


def test_a_slow_room_says_how_many_seconds(
    ada: Account, mo: Account, session: ChatSession, mine: Attendance, clock: FakeClock
) -> None:
    ChatSession.objects.filter(pk=session.pk).update(slow_seconds=30)
    _write(ada, session)
    clock.advance(seconds=10.5)
    refusal: Any = _refused(ada, session)
    assert (refusal.code, refusal.wait) == ("slow", 20)
    for _ in range(2):
        _write(mo, session)
    clock.advance(seconds=19.5)
    _write(ada, session)


def test_a_lot_at_once_is_too_many_and_what_was_kept_stays(
    ada: Account, session: ChatSession, mine: Attendance, clock: FakeClock
) -> None:
    submission = uuid4()
    _write(ada, session, submission=submission)
    for _ in range(MESSAGES_A_MINUTE - 1):
        _write(ada, session)
    assert isinstance(_refused(ada, session), TooMany)
    _write(ada, session, submission=submission)  # It is there: that is an answer, not another message.
    assert Message.objects.count() == MESSAGES_A_MINUTE
    clock.advance(minutes=1)
    _write(ada, session)


@pytest.mark.parametrize("words", ["", "  \n ", "\u200b\u3164", "\x00"])
def test_nothing_is_not_sent(words: str, ada: Account, session: ChatSession, mine: Attendance) -> None:
    assert _refused(ada, session, words).code == "empty"


def test_a_message_has_an_end(ada: Account, session: ChatSession, mine: Attendance) -> None:
    _write(ada, session, "é" * MOST_CHARACTERS)
    assert _refused(ada, session, "é" * (MOST_CHARACTERS + 1)).code == "too_long"


def test_newer_limits_are_read_first(ada: Account, session: ChatSession, mine: Attendance) -> None:
    make_notice(2)
    assert isinstance(_refused(ada, session), NoticeFirst)
    assert isinstance(refusal_for(ada, Permission.MESSAGE_WRITE, session), NoticeFirst)


@pytest.mark.parametrize(
    ("room", "is_new", "state"),
    [
        ({"holds_all": True}, False, MessageState.HELD),
        ({"holds_newcomers": True}, True, MessageState.HELD),
        ({"holds_newcomers": True}, False, MessageState.SHOWN),
        ({}, True, MessageState.SHOWN),
    ],
)
def test_what_waits_for_a_host(
    room: dict[str, bool], is_new: bool, state: MessageState, ada: Account, mo: Account, session: ChatSession
) -> None:
    ChatSession.objects.filter(pk=session.pk).update(**room)
    mine = attend(session, ada, is_new=is_new, aside_at=session.starts_at)
    assert _write(ada, session).state == state
    assert _write(ada, session, channel=Channel.ASIDE).state == MessageState.SHOWN
    assert _write(mo, session).state == MessageState.SHOWN
    assert mine.is_aside


def test_between_two_nothing_waits(ada: Account, mo: Account) -> None:
    put_on_duty(mo)
    talk = make_support(mo, state=SessionState.OPEN, member=ada, holds_newcomers=True)
    attend(talk, ada, is_new=True)
    assert _write(ada, talk).state == MessageState.SHOWN


def test_a_private_word_goes_on_whatever_holds_in_the_room(
    ada: Account, mo: Account, session: ChatSession, clock: FakeClock
) -> None:
    mine = attend(session, ada, Mode.ASK, standing=Standing.ASKING, aside_at=clock())
    Attendance.objects.filter(pk=mine.pk).update(quiet_until=clock() + timedelta(hours=1))
    ChatSession.objects.filter(pk=session.pk).update(state=SessionState.PAUSED, is_listen_only=True, slow_seconds=60)
    for _ in range(2):
        assert _write(ada, session, channel=Channel.ASIDE).aside_id == mine.pk
    assert _write(mo, session, channel=Channel.ASIDE, aside_id=mine.pk).aside_id == mine.pk
    Attendance.objects.filter(pk=mine.pk).update(aside_closed_at=clock())
    assert _refused(ada, session, channel=Channel.ASIDE).code == "aside_closed"
    assert _refused(mo, session, channel=Channel.ASIDE, aside_id=mine.pk).code == "aside_closed"


def test_nobody_speaks_in_the_private_talk_of_others(
    ada: Account, ben: Account, mo: Account, session: ChatSession, mine: Attendance, clock: FakeClock
) -> None:
    theirs = attend(session, ben, aside_at=clock())
    elsewhere = attend(open_session_for(mo), ben, aside_at=clock())
    assert isinstance(_refused(ada, session, channel=Channel.ASIDE, aside_id=theirs.pk), NotGranted)
    for aside_id in (elsewhere.pk, uuid4(), None):
        assert _is_nothing(_refused(mo, session, channel=Channel.ASIDE, aside_id=aside_id))


def test_the_hosts_are_among_themselves(ada: Account, mo: Account, session: ChatSession, mine: Attendance) -> None:
    assert _is_nothing(_refused(ada, session, channel=Channel.HOSTS))
    assert _write(mo, session, channel=Channel.HOSTS).channel == Channel.HOSTS


def test_a_host_writes_on_shift_and_in_the_room_alone(mo: Account, ada: Account, clock: FakeClock) -> None:
    session = open_session_for(mo)
    assert _refused(mo, session).code == "not_on_shift"
    put_on_duty(mo)
    _write(mo, session)
    Attendance.objects.filter(account=mo).update(standing=Standing.LEFT)
    assert _refused(mo, session).code == "not_in_room"


def test_a_session_that_is_not_there_takes_nothing(ada: Account) -> None:
    with pytest.raises(Refusal):
        write_message(actor=ada, session_id=UUID(int=1), words="Hello.", warnings=[], submission=uuid4())


def test_whatever_the_clock_says_the_numbers_give_the_order(
    ada: Account, session: ChatSession, mine: Attendance, clock: FakeClock
) -> None:
    first = _write(ada, session)
    clock.advance(hours=-2)
    second = _write(ada, session)
    assert second.written_at < first.written_at
    assert list(Message.objects.order_by("number")) == [first, second]


def _is_nothing(refusal: Refusal) -> bool:
    return isinstance(refusal, NotGranted)
