"""In front of a full room: whoever waits can call a host, reads the answer there, and is promised nothing."""

from datetime import timedelta

import pytest

from forum.accounts.models import Account
from forum.core.submission import new_token
from forum.rooms.models import Attendance, Call, ChatSession, Message, SessionState, Standing
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.rooms import attend, close_now, make_support, open_session_for, write
from tests.forum.answers import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(ben: Account, mo: Account, clock: FakeClock) -> ChatSession:
    """Full: Ben is in."""
    found = open_session_for(mo, capacity=1)
    attend(found, ben)
    return found


@pytest.fixture
def mine(ada: Account, session: ChatSession) -> Attendance:
    """Ada waits."""
    return attend(session, ada, standing=Standing.WAITING, entered_at=None)


def _door(session: ChatSession) -> str:
    return f"/chat/{session.pk}/door/"


@pytest.mark.parametrize("state", [SessionState.OPEN, SessionState.PAUSED, SessionState.CLOSING])
def test_whoever_waits_and_is_not_ok_speaks_with_a_host_there(
    state: SessionState, mine: Attendance, mo: Account, session: ChatSession, browse: Browse
) -> None:
    ChatSession.objects.filter(pk=session.pk).update(state=state, is_listen_only=True)
    client = browse(mine.account)
    assert "I am not OK" in said(client.get(_door(session)))
    assert client.post(f"/chat/{session.pk}/not-ok/").headers["Location"] == f"{_door(session)}#newest"
    assert Call.objects.filter(attendance=mine).count() == 1
    write(session, mo, "I am here with you.", aside=mine)
    write(session, mo, "Welcome to the room.")
    page = said(client.get(_door(session)))
    assert "I am here with you." in page
    assert "Welcome to the room." not in page
    assert "http-equiv" not in page  # Nothing takes words out of a box.
    answer = {"submission": new_token(mine.account), "words": "Thank you for coming.", "act": "write"}
    assert client.post(_door(session), answer).headers["Location"] == f"{_door(session)}#newest"
    assert Message.objects.get(author=mine.account).aside == mine
    assert Attendance.objects.get(pk=mine.pk).standing == Standing.WAITING


def test_they_keep_their_place_and_come_in_from_there(
    mine: Attendance, ben: Account, session: ChatSession, browse: Browse
) -> None:
    client = browse(mine.account)
    client.post(f"/chat/{session.pk}/not-ok/")
    page = said(client.get(_door(session)))
    assert "You are the next one to come in." in page
    browse(ben).post(f"/chat/{session.pk}/leave/")
    assert client.get(_door(session)).headers["Location"] == f"/chat/{session.pk}/room/"


def test_a_talk_that_ended_can_be_read_and_begun_again(
    mine: Attendance, mo: Account, session: ChatSession, browse: Browse, clock: FakeClock
) -> None:
    write(session, mo, "Sleep well.", aside=mine)
    Attendance.objects.filter(pk=mine.pk).update(aside_at=clock(), aside_closed_at=clock(), standing=Standing.ASKING)
    client = browse(mine.account)
    page = said(client.get(_door(session)))
    assert "Your talk with the host has ended." in page
    assert "Sleep well." in page
    assert "<textarea" not in page
    late = client.post(_door(session), {"submission": new_token(mine.account), "words": "One more thing."})
    assert late.status_code == 422
    assert "One more thing.</textarea>" in said(late)
    client.post(f"/chat/{session.pk}/not-ok/")
    assert "<textarea" in said(client.get(_door(session)))


def test_a_talk_before_somebody_left_and_came_back_is_over(
    mine: Attendance, session: ChatSession, browse: Browse, clock: FakeClock
) -> None:
    earlier = clock() - timedelta(minutes=1)
    Attendance.objects.filter(pk=mine.pk).update(aside_at=earlier, aside_closed_at=earlier)
    page = said(browse(mine.account).get(_door(session)))
    assert "The room is full just now" in page
    assert "Your talk with the host has ended." not in page


@pytest.mark.parametrize("standing", [Standing.WAITING, Standing.ASKING])
def test_a_room_that_closes_promises_no_place(
    standing: Standing, mine: Attendance, session: ChatSession, browse: Browse, clock: FakeClock
) -> None:
    Attendance.objects.filter(pk=mine.pk).update(standing=standing)
    ChatSession.objects.filter(pk=session.pk).update(state=SessionState.CLOSING)
    client = browse(mine.account)
    page = said(client.get(_door(session)))
    assert "nobody new comes in any more" in page
    assert "you come in from here" not in page
    assert "they let you in from here" not in page
    assert "Come in and listen" not in page
    close_now(session)
    assert client.get(_door(session)).headers["Location"] == f"/chat/{session.pk}/"
    over = said(client.get(f"/chat/{session.pk}/"))
    assert "We are sorry that you did not get in this time." in over
    assert "Thank you for being there." not in over


def test_who_went_away_without_a_word_is_not_counted_before_others(
    mine: Attendance, ben: Account, session: ChatSession, browse: Browse, clock: FakeClock
) -> None:
    attend(session, make_account("Lena"), standing=Standing.WAITING, came_at=clock() - timedelta(seconds=1))
    client = browse(mine.account)
    assert "One person is before you." in said(client.get(_door(session)))
    clock.advance(minutes=3)
    session.attendances.filter(account__in=(mine.account, ben)).update(seen_at=clock())
    assert "You are the next one to come in." in said(client.get(_door(session)))


def test_between_two_the_peer_is_told(ada: Account, mo: Account, browse: Browse, clock: FakeClock) -> None:
    session = make_support(mo, state=SessionState.OPEN, opened_at=clock(), member=ada)
    attend(session, mo)
    attend(session, ada)
    client, address = browse(ada), f"/chat/{session.pk}/not-ok/"
    assert "your peer is told at once" in said(client.get(address))
    assert client.post(address).headers["Location"] == f"/chat/{session.pk}/room/#newest"
    page = said(client.get(f"/chat/{session.pk}/room/"))
    assert "Tells your peer at once." in page
    assert "One of them speaks with you in private." not in page
