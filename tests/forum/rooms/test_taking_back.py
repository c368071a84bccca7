"""Taking one's words back, alone or all at once with the account."""

from uuid import uuid4

import pytest

from forum.accounts.models import Account
from forum.accounts.services import close_account
from forum.core.refusals import NotGranted
from forum.rooms.faces import Look, Seat, face_of, told
from forum.rooms.models import Attendance, Channel, ChatSession, Message, MessageState, Standing
from forum.rooms.reading import rows_after, seat_of
from forum.rooms.services.emptying import empty_session
from forum.rooms.services.writing import withdraw_message, write_message
from moderation.audit.models import Entry
from tests.conftest import FakeClock
from tests.factories.rooms import attend, close_now, make_support, open_session_for, write

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def session(mo: Account, ada: Account, ben: Account) -> ChatSession:
    session = open_session_for(mo)
    attend(session, ada)
    attend(session, ben)
    return session


def _seats(session: ChatSession) -> list[Seat]:
    return [seat_of(attendance) for attendance in Attendance.objects.filter(session=session)]


def test_words_are_gone_everywhere_at_once(ada: Account, session: ChatSession) -> None:
    message = write(
        session, ada, "Too much.", warnings=["mind.flashback"], is_covered=True, reason="A host covered it."
    )
    withdraw_message(actor=ada, message=message)
    gone = Message.objects.get(pk=message.pk)
    assert (gone.state, gone.words, gone.warnings, gone.reason) == (MessageState.WITHDRAWN, "", [], "")
    (row,) = rows_after(session.pk, message.revision)
    assert [face.look for face in (face_of(row, seat) for seat in _seats(session)) if face] == [Look.GONE] * 3


def test_what_was_flagged_stays_sealed_for_the_team_and_reaches_no_browser(ada: Account, session: ChatSession) -> None:
    message = write(session, ada, "A quiet canary.", is_flagged=True)
    withdraw_message(actor=ada, message=message)
    assert Message.objects.get(pk=message.pk).words == "A quiet canary."
    (row,) = rows_after(session.pk, message.revision)
    for seat in _seats(session):
        face = face_of(row, seat)
        assert face is not None
        assert "canary" not in str(told(row, face))
    assert not Message.objects.visible_to(ada).exists()


def test_nobody_takes_back_somebody_elses_or_the_same_twice(ada: Account, ben: Account, session: ChatSession) -> None:
    message = write(session, ada)
    with pytest.raises(NotGranted):
        withdraw_message(actor=ben, message=message)
    seen_before = Message.objects.get(pk=message.pk)
    withdraw_message(actor=ada, message=message)
    withdraw_message(actor=ada, message=seen_before)  # From a page that still showed it.
    with pytest.raises(NotGranted):
        withdraw_message(actor=ada, message=Message.objects.get(pk=message.pk))


@pytest.mark.parametrize("standing", [Standing.LEFT, Standing.REMOVED])
def test_wherever_one_is_by_then_and_until_it_is_deleted(
    standing: Standing, ada: Account, session: ChatSession
) -> None:
    first, second = write(session, ada), write(session, ada, is_flagged=True)
    Attendance.objects.filter(account=ada).update(standing=standing)
    close_now(session)
    withdraw_message(actor=ada, message=Message.objects.get(pk=first.pk))
    empty_session(session_id=session.pk)
    with pytest.raises(NotGranted):
        withdraw_message(actor=ada, message=Message.objects.get(pk=second.pk))


def test_whoever_closes_their_account_takes_everything_along(
    ada: Account, mo: Account, session: ChatSession, clock: FakeClock
) -> None:
    over = open_session_for(mo)
    attend(over, ada)
    write(over, ada)
    mine = Attendance.objects.get(session=session, account=ada)
    Attendance.objects.filter(pk=mine.pk).update(aside_at=clock(), reason="A reason.", quiet_until=clock())
    for each in (write(session, ada), write(session, ada, aside=mine), write(session, ada, state=MessageState.HELD)):
        assert each.words
    flagged = write(session, ada, "Kept for the team.", is_flagged=True)
    of_others = write(session, mo, channel=Channel.HOSTS)
    booked, held = make_support(mo, member=ada), close_now(make_support(mo, member=ada))
    close_account(actor=ada, account=ada)
    theirs = Message.objects.filter(author=ada)
    assert set(theirs.values_list("state", flat=True)) == {MessageState.WITHDRAWN}
    assert [message.words for message in theirs if message.words] == ["Kept for the team."]
    assert Message.objects.get(pk=of_others.pk).words
    mine.refresh_from_db()
    assert (mine.standing, mine.reason, mine.quiet_until, mine.is_aside) == (Standing.LEFT, "", None, False)
    assert not ChatSession.objects.filter(member__isnull=False).exists()
    assert {booked.state, held.state} == {"planned", "closed"}
    assert flagged.number < ChatSession.objects.get(pk=session.pk).revision


def test_nothing_that_members_do_in_a_session_is_in_the_trail(ada: Account, session: ChatSession) -> None:
    before = Entry.objects.count()
    message = write_message(actor=ada, session_id=session.pk, words="Hello.", warnings=[], submission=uuid4())
    withdraw_message(actor=ada, message=message)
    assert Entry.objects.count() == before
