"""Whatever stands in the way of somebody's words: they are told why, kindly, and have their words back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from forum.accounts.models import Account
from forum.confidentiality.models import Notice
from forum.core.submission import new_token
from forum.rooms.models import Attendance, ChatSession, Mode, SessionState, Standing
from tests.conftest import Browse, FakeClock
from tests.factories.rooms import attend, close_now, open_session_for, write
from tests.forum.answers import said

pytestmark = pytest.mark.django_db
WORDS = "I wrote this slowly, and would like to keep it."


@pytest.fixture
def session(mo: Account, clock: FakeClock) -> ChatSession:
    return open_session_for(mo)


@pytest.fixture
def mine(ada: Account, session: ChatSession) -> Attendance:
    return attend(session, ada)


def _session(**fields: Any) -> Callable[[Attendance, FakeClock], None]:
    return lambda mine, clock: _void(ChatSession.objects.filter(pk=mine.session_id).update(**fields))


def _person(**fields: Any) -> Callable[[Attendance, FakeClock], None]:
    return lambda mine, clock: _void(Attendance.objects.filter(pk=mine.pk).update(**fields))


def _void(_: object) -> None:
    return None


def _quiet(mine: Attendance, clock: FakeClock) -> None:
    _person(quiet_until=clock() + timedelta(minutes=5), reason="Let the others speak for a while.")(mine, clock)


def _slow(mine: Attendance, clock: FakeClock) -> None:
    _session(slow_seconds=30)(mine, clock)
    write(mine.session, mine.account)


def _newer_limits(mine: Attendance, clock: FakeClock) -> None:
    Notice.objects.create(version=99, words="New.", html="New.", published_at=clock())


def _past_closing(mine: Attendance, clock: FakeClock) -> None:
    _session(state=SessionState.CLOSING, closing_until=clock())(mine, clock)


def _over(mine: Attendance, clock: FakeClock) -> None:
    close_now(mine.session)


REASONS: dict[str, tuple[Callable[[Attendance, FakeClock], None], str]] = {
    "paused": (_session(state=SessionState.PAUSED), "The room is having a breathing space."),
    "listen only": (_session(is_listen_only=True), "Only the hosts write at the moment."),
    "listening": (_person(mode=Mode.LISTEN), "You chose only to listen."),
    "quiet": (_quiet, "A host asked you only to read until 19:05. They wrote: “Let the others speak for a while.”"),
    "slow": (_slow, "The room is taking it slowly. You can send this in 30 seconds."),
    "newer limits": (_newer_limits, "Your words wait, and you come back to them."),
    "past closing": (_past_closing, "This session is over."),
    "over": (_over, "This session is over."),
    "left": (_person(standing=Standing.LEFT), "You are not in this room at the moment."),
    "asked to leave": (_person(standing=Standing.REMOVED), "A host asked you to leave this session"),
    "waiting": (_person(standing=Standing.WAITING), "You are not in this room at the moment."),
}


def _send(client: Client, mine: Attendance, words: str = WORDS, **more: Any) -> Any:
    typed = {"submission": new_token(mine.account), "words": words, "act": "write"}
    return client.post(f"/chat/{mine.session_id}/room/", typed | more)


@pytest.mark.parametrize("name", REASONS)
def test_words_come_back_with_the_reason(name: str, mine: Attendance, browse: Browse, clock: FakeClock) -> None:
    happens, why = REASONS[name]
    happens(mine, clock)
    page = _send(browse(mine.account), mine, warnings=["mind.flashback"])
    assert page.status_code >= 400
    assert WORDS in said(page)
    assert why in said(page)


@pytest.mark.parametrize("name", REASONS)
def test_a_page_that_stays_is_told_the_same_without_the_words(
    name: str, mine: Attendance, browse: Browse, clock: FakeClock
) -> None:
    happens, why = REASONS[name]
    happens(mine, clock)
    submission = str(uuid4())
    typed = {"submission": submission, "words": WORDS, "act": "write"}
    answer = browse(mine.account).post(f"/chat/{mine.session_id}/room/", typed, headers={"X-Live": "1"})
    (frame,) = answer.json()["frames"]
    assert (frame["type"], frame["submission"]) == ("refused", submission)
    assert WORDS not in frame["message"]
    assert why in frame["message"] or name == "newer limits"


def test_a_private_talk_that_ended_gives_the_words_back(mine: Attendance, browse: Browse, clock: FakeClock) -> None:
    _person(aside_at=clock(), aside_closed_at=clock())(mine, clock)
    page = _send(browse(mine.account), mine, channel="aside")
    assert "Your private talk with the host has ended." in said(page)
    assert f"{WORDS}</textarea>" in said(page)


@pytest.mark.parametrize("words", ["", "  \n ", "\u200b\u2060"])
def test_nothing_is_asked_for_again(words: str, mine: Attendance, browse: Browse) -> None:
    assert _send(browse(mine.account), mine, words).status_code == 422


def test_a_lot_at_once_gives_the_last_one_back(mine: Attendance, browse: Browse) -> None:
    client = browse(mine.account)
    for number in range(20):
        assert _send(client, mine, f"Line {number}.").status_code == 302
    page = _send(client, mine)
    assert "That was a lot in a short time." in said(page)
    assert f"{WORDS}</textarea>" in said(page)
