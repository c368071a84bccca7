"""Nothing lingers: what is deleted when, and what is kept for the team and for how long."""

import pytest
from django.conf import settings

from forum.accounts.models import Account
from forum.rooms.chores import empty_sessions, forget_old_sessions
from forum.rooms.models import Attendance, Call, ChatSession, Message, MessageState, SessionState
from forum.rooms.services.calling import call_host
from forum.rooms.services.emptying import empty_session
from forum.rooms.services.writing import withdraw_message
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rooms import attend, call, close_now, make_session, make_support, open_session_for, write

KEPT = settings.RETENTION["chat"]


@pytest.fixture
def session(mo: Account, ada: Account, ben: Account, clock: FakeClock) -> ChatSession:
    """One that came to its end now."""
    session = open_session_for(mo, host_words="We begin the closing round.")
    attend(session, ada)
    attend(session, ben)
    return session


def test_everything_goes_a_day_after_the_end_and_not_before(
    mo: Account, ada: Account, session: ChatSession, clock: FakeClock
) -> None:
    write(session, ada)
    call(attend(session, make_account("Cleo")))
    clock.advance(days=3)
    assert empty_sessions(clock()) == 0  # It still runs.
    close_now(session)
    clock.advance(seconds=KEPT.total_seconds() - 1)
    assert empty_sessions(clock()) == 0
    clock.advance(seconds=1)
    assert empty_sessions(clock()) == 5
    assert not Message.objects.exists()
    assert not Call.objects.exists()
    # Who was host is in the log without words.
    assert Attendance.objects.get().account == mo
    session.refresh_from_db()
    assert (session.emptied_at, session.host_words) == (clock(), "")
    assert empty_sessions(clock()) == 0


def test_who_booked_a_time_is_forgotten_with_it(mo: Account, ada: Account, clock: FakeClock) -> None:
    held = close_now(make_support(mo, member=ada))
    fell_away = make_support(mo, member=ada, state=SessionState.CANCELLED)
    clock.advance(days=1, hours=1)
    empty_sessions(clock())
    for session in (held, fell_away):
        session.refresh_from_db()
        assert session.member is None
        assert session.emptied_at


def test_what_was_flagged_stays_with_a_few_words_around_it(
    ada: Account, ben: Account, session: ChatSession, clock: FakeClock
) -> None:
    rows = [write(session, ada if number % 2 else ben, f"Words {number}.") for number in range(10)]
    Message.objects.filter(pk=rows[5].pk).update(is_flagged=True)
    mine = Attendance.objects.get(account=ada)
    write(session, ada, aside=mine)
    close_now(session)
    clock.advance(seconds=KEPT.total_seconds())
    empty_sessions(clock())
    assert [row.words for row in Message.objects.order_by("number")] == [f"Words {number}." for number in range(2, 8)]
    # Those who were there see nothing of it any more: that it is kept would tell that somebody flagged it.
    assert not Message.objects.visible_to(ada).exists()
    assert not Attendance.objects.of_members().exists()
    Message.objects.filter(pk=rows[5].pk).update(is_flagged=False)
    assert empty_sessions(clock()) == 6
    assert not Message.objects.exists()


def test_what_was_taken_back_explains_nothing_and_is_not_kept_around_it(
    mo: Account, ada: Account, clock: FakeClock
) -> None:
    session = open_session_for(mo)
    attend(session, ada)
    rows = [write(session, ada, f"Line {number}.") for number in range(8)]
    withdraw_message(actor=ada, message=rows[4])
    Message.objects.filter(pk=rows[5].pk).update(is_flagged=True)
    close_now(session)
    clock.advance(hours=25)
    empty_sessions(clock())
    kept = [row.words for row in Message.objects.order_by("number")]
    assert kept == [f"Line {number}." for number in (1, 2, 3, 5, 6, 7)]


def test_of_a_private_talk_only_what_was_flagged_stays(
    ada: Account, mo: Account, session: ChatSession, clock: FakeClock
) -> None:
    mine = Attendance.objects.get(account=ada)
    write(session, mo, aside=mine)
    flagged = write(session, mo, "This one.", aside=mine, is_flagged=True)
    write(session, ada)
    close_now(session)
    clock.advance(seconds=KEPT.total_seconds())
    empty_sessions(clock())
    assert Message.objects.get() == flagged
    assert Attendance.objects.of_members().get() == mine


def test_taken_back_and_flagged_stays_until_it_is_dealt_with(
    ada: Account, session: ChatSession, clock: FakeClock
) -> None:
    kept = write(session, ada, "Sealed.", state=MessageState.WITHDRAWN, is_flagged=True)
    close_now(session)
    clock.advance(days=10)
    empty_sessions(clock())
    assert Message.objects.get(pk=kept.pk).words == "Sealed."


def test_retention_disturbs_no_session_that_runs(
    ada: Account, mo: Account, session: ChatSession, clock: FakeClock
) -> None:
    close_now(session)
    clock.advance(seconds=KEPT.total_seconds())
    running = open_session_for(mo)
    mine = attend(running, ada)
    write(running, ada)
    empty_sessions(clock())
    assert Message.objects.get().session == running
    assert call_host(actor=ada, attendance=mine).session == running


def test_the_log_without_words_ends_too(mo: Account, ada: Account, clock: FakeClock) -> None:
    old, kept = close_now(open_session_for(mo)), close_now(open_session_for(mo))
    write(kept, ada, is_flagged=True)
    cancelled = make_session(mo, state=SessionState.CANCELLED)
    clock.advance(days=2)
    empty_sessions(clock())
    clock.set(old.ends_at + settings.RETENTION["shifts"])
    assert forget_old_sessions(clock()) == 0
    clock.advance(seconds=1)
    recent = close_now(open_session_for(mo))
    assert forget_old_sessions(clock()) == 2
    assert set(ChatSession.objects.all()) == {kept, recent}
    assert not Attendance.objects.filter(session__in=[old.pk, cancelled.pk]).exists()


def test_one_that_cannot_be_emptied_keeps_no_other_from_it(
    ada: Account, mo: Account, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck, other = close_now(open_session_for(mo)), close_now(open_session_for(mo))

    def breaks(*, session_id: object) -> int:
        if session_id == stuck.pk:
            raise RuntimeError("A quiet fault.")
        return empty_session(session_id=other.pk)

    clock.advance(days=2)
    monkeypatch.setattr("forum.rooms.chores.empty_session", breaks)
    empty_sessions(clock())
    assert list(ChatSession.objects.filter(emptied_at=None)) == [stuck]
