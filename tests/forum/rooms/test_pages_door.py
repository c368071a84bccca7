"""The door: limits first, one press to come in, waiting, asking a host first."""

from datetime import timedelta
from typing import Any

import pytest

from forum.accounts.models import Account
from forum.core.submission import new_token
from forum.rooms.models import Attendance, Channel, ChatSession, Message, Mode, SessionState, Standing
from forum.warnings.services import set_profile
from forum.warnings.taxonomy import WARNINGS, View
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import PASS_PHRASE
from tests.factories.rooms import attend, close_now, make_support, open_session_for, write
from tests.factories.threads import make_notice, ready_to_write
from tests.forum.answers import fields, said, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(mo: Account, clock: FakeClock) -> ChatSession:
    return open_session_for(mo, capacity=1)


def _door(session: ChatSession) -> str:
    return f"/chat/{session.pk}/door/"


def _come_in(client: Any, session: ChatSession, mode: Mode = Mode.LISTEN) -> Any:
    return client.post(_door(session), {"mode": mode, "notice_version": 1})


def _mine(session: ChatSession, account: Account) -> Attendance:
    return Attendance.objects.get(session=session, account=account)


def test_the_door_says_what_holds_inside(ada: Account, session: ChatSession, browse: Browse) -> None:
    ready_to_write(ada)
    set_profile(actor=ada, choices={warning.key: View.SHOW for warning in WARNINGS} | {"mind.flashback": View.HIDE})
    page = said(browse(ada).get(_door(session)))
    assert "Everybody in the room reads what you write, and so do the hosts." in page
    assert "When we might tell someone" in page
    assert "We do not know who or where you are" in page
    assert 'href="/limits/"' in page
    assert "This is version 1 of our limits" in page
    assert "Your filters hold here too: 0 kinds are covered, 1 is kept away." in page
    assert "24 hours after the end" in page
    for way in ("Only listen.", "Listen and write.", "Ask the host first."):
        assert way in page
    assert fields(browse(ada).get(_door(session)))["mode"] == Mode.LISTEN


def test_one_press_and_one_is_in(ada: Account, session: ChatSession, browse: Browse) -> None:
    ready_to_write(ada)
    client = browse(ada)
    assert _come_in(client, session, Mode.WRITE).headers["Location"] == _door(session)
    assert client.get(_door(session)).headers["Location"] == f"/chat/{session.pk}/room/"
    mine = _mine(session, ada)
    assert (mine.standing, mine.mode) == (Standing.IN, Mode.WRITE)
    assert mine.notice is not None


def test_whoever_has_not_read_the_notice_reads_it_and_comes_back(
    ada: Account, session: ChatSession, browse: Browse
) -> None:
    make_notice()
    client = browse(ada)
    page = said(client.get(_door(session)))
    assert "You have not read all of it yet." in page
    assert "Come in" not in page
    _come_in(client, session)  # A form of an older page changes nothing.
    assert not Attendance.objects.filter(session=session, account=ada).exists()
    assert client.post(_door(session), {"read": "1"}).headers["Location"] == "/limits/read/"
    assert client.post("/limits/read/", {"version": "1"}).headers["Location"] == _door(session)
    assert "Come in" in said(client.get(_door(session)))


def test_a_notice_that_changed_meanwhile_is_read_first(ada: Account, session: ChatSession, browse: Browse) -> None:
    ready_to_write(ada)
    make_notice(2)
    answer = _come_in(browse(ada), session)
    assert "You have not read all of it yet." in said(answer)
    assert not Attendance.objects.filter(session=session, account=ada).exists()


def test_a_way_that_there_is_not_is_asked_for_again(ada: Account, session: ChatSession, browse: Browse) -> None:
    ready_to_write(ada)
    answer = browse(ada).post(_door(session), {"notice_version": "1"})
    assert answer.status_code == 422
    assert "Choose one of the three ways." in said(answer)


def test_a_full_room_has_a_line_and_it_moves(
    ada: Account, ben: Account, session: ChatSession, browse: Browse, clock: FakeClock
) -> None:
    attend(session, ben)
    ready_to_write(ada)
    client = browse(ada)
    _come_in(client, session)
    page = said(client.get(_door(session)))
    assert "The room is full just now" in page
    assert "You are the next one to come in." in page
    assert "five, four, three, two, one" in page
    assert '<noscript><meta http-equiv="refresh" content="30"></noscript>' in page
    browse(ben).post(f"/chat/{session.pk}/leave/")
    assert client.get(_door(session)).headers["Location"] == f"/chat/{session.pk}/room/"


def test_the_line_is_told_in_words_and_by_who_came_first(
    ada: Account, ben: Account, session: ChatSession, browse: Browse, clock: FakeClock
) -> None:
    attend(session, ada, standing=Standing.WAITING, came_at=clock() + timedelta(seconds=1))
    Attendance.objects.filter(session=session, account=ada).update(seen_at=clock())
    ChatSession.objects.filter(pk=session.pk).update(capacity=0)
    attend(session, ben, standing=Standing.WAITING)
    assert "One person is before you." in said(browse(ada).get(_door(session)))
    assert "You are the next one to come in." in said(browse(ben).get(_door(session)))


def test_whoever_waits_can_stop_or_speak_with_a_host(
    ada: Account, ben: Account, session: ChatSession, browse: Browse
) -> None:
    attend(session, ben)
    attend(session, ada, standing=Standing.WAITING)
    client = browse(ada)
    assert client.post(f"/chat/{session.pk}/how/", {"mode": "ask"}).headers["Location"] == _door(session)
    assert "Ask the host first" in said(client.get(_door(session)))
    client.post(f"/chat/{session.pk}/leave/")
    assert _mine(session, ada).standing == Standing.LEFT


def test_asking_first_is_a_talk_that_the_room_does_not_hear(
    ada: Account, mo: Account, session: ChatSession, browse: Browse
) -> None:
    ready_to_write(ada)
    client = browse(ada)
    _come_in(client, session, Mode.ASK)
    page = client.get(_door(session))
    assert "You are not in the room yet." in said(page)
    sent = client.post(_door(session), {**fields(page), "words": "Is it loud in there?", "act": "write"})
    assert sent.headers["Location"] == f"{_door(session)}#newest"
    message = Message.objects.get(session=session)
    assert (message.channel, message.aside) == (Channel.ASIDE, _mine(session, ada))
    write(session, mo, "It is quiet tonight.", aside=_mine(session, ada))
    write(session, mo, "Welcome to the room.")
    page = client.get(_door(session))
    assert "Is it loud in there?" in said(page)
    assert "It is quiet tonight." in said(page)
    assert "Welcome to the room." not in said(page)


def test_looking_keeps_what_was_typed_and_so_does_a_refusal(ada: Account, session: ChatSession, browse: Browse) -> None:
    ready_to_write(ada)
    client = browse(ada)
    _come_in(client, session, Mode.ASK)
    looked = client.post(_door(session), {"submission": new_token(ada), "words": "Half a senten", "act": "look"})
    assert (looked.status_code, fields(looked)["words"]) == (200, "Half a senten")
    long = client.post(_door(session), {"submission": new_token(ada), "words": "a" * 2001, "act": "write"})
    assert (long.status_code, len(fields(long)["words"])) == (422, 2001)
    assert not Message.objects.filter(session=session).exists()


def test_the_press_that_asked_first_may_come_twice(ada: Account, session: ChatSession, browse: Browse) -> None:
    ready_to_write(ada)
    client = browse(ada)
    for _ in range(2):
        assert _come_in(client, session, Mode.ASK).headers["Location"] == _door(session)
    assert "There are no words here yet" not in said(client.get(_door(session)))


def test_words_typed_when_the_session_of_the_browser_ended_come_back(
    ada: Account, session: ChatSession, browse: Browse
) -> None:
    ready_to_write(ada)
    client = browse(ada)
    _come_in(client, session, Mode.ASK)
    form = fields(client.get(_door(session))) | {"words": "Is it loud in there?", "act": "write"}
    visitor = browse()
    answer = visitor.post(_door(session), form)
    assert answer.status_code == 401
    keys = fields(answer) | {"sign_in_name": "ada-1000", "pass_phrase": PASS_PHRASE}
    assert visitor.post("/sign-in/", keys).headers["Location"] == _door(session)
    assert fields(visitor.get(_door(session)))["words"] == "Is it loud in there?"


def test_a_room_that_is_not_open_says_why_elsewhere(ada: Account, session: ChatSession, browse: Browse) -> None:
    ready_to_write(ada)
    close_now(session)
    client = browse(ada)
    for answer in (client.get(_door(session)), _come_in(client, session)):
        assert answer.headers["Location"] == f"/chat/{session.pk}/"


def test_whoever_was_asked_to_leave_or_comes_to_the_closing_is_told_kindly(
    ada: Account, ben: Account, session: ChatSession, browse: Browse
) -> None:
    attend(session, ada, standing=Standing.REMOVED, reason="It was too much for others.")
    page = said(browse(ada).get(_door(session)))
    assert "A host asked you to leave this session" in page
    assert "Come in" not in page
    ready_to_write(ben)
    ChatSession.objects.filter(pk=session.pk).update(state=SessionState.CLOSING)
    assert "coming to its end" in said(browse(ben).get(_door(session)))
    assert _come_in(browse(ben), session).status_code == 422


def test_the_team_and_others_find_no_door(
    ada: Account, ben: Account, mo: Account, session: ChatSession, browse: Browse
) -> None:
    assert browse(mo).get(_door(session)).status_code == 404
    bens = make_support(mo, member=ben, state=SessionState.OPEN)
    assert browse(ada).get(_door(bens)).status_code == 404
    ready_to_write(ben)
    page = said(browse(ben).get(_door(bens)))
    assert "Only you and your peer from the team are in this room." in page
    assert "Ask the host first." not in page
    assert fields(browse(ben).get(_door(bens)))["mode"] == Mode.WRITE


def test_pressing_twice_is_once(ada: Account, session: ChatSession, browse: Browse) -> None:
    ready_to_write(ada)
    client = browse(ada)
    _come_in(client, session)
    _come_in(client, session)
    assert Attendance.objects.filter(session=session, account=ada).count() == 1
    assert "/room/" in text(client.get("/chat/"))
