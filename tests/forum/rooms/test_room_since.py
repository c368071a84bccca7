"""The room for a browser that cannot keep a socket open: the same frames, asked for every few seconds."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from forum.accounts.models import Account
from forum.rooms.models import Attendance, ChatSession, Message, SessionState, Standing
from forum.warnings.services import set_profile
from forum.warnings.taxonomy import View
from tests.conftest import Browse
from tests.factories.rooms import attend, close_now, open_session_for, write

pytestmark = pytest.mark.usefixtures("clock")
COURT = "sys.police"


@pytest.fixture
def session(mo: Account) -> ChatSession:
    return open_session_for(mo)


@pytest.fixture
def mine(session: ChatSession, ada: Account) -> Attendance:
    return attend(session, ada)


class TestSince:
    """What a browser asks for every few seconds when it cannot keep a socket open."""

    def frames(self, client: Client, session: ChatSession, after: int | str = 0) -> list[dict[str, Any]]:
        answer = client.get(reverse("rooms:since", args=[session.pk]), {"after": after})
        assert answer.status_code == 200
        found: list[dict[str, Any]] = answer.json()["frames"]
        return found

    def test_it_tells_what_a_socket_would_tell(
        self, browse: Browse, session: ChatSession, mine: Attendance, ben: Account
    ) -> None:
        attend(session, ben)
        first, second = write(session, ben, "One."), write(session, ben, "Two.")
        client = browse(mine.account)
        state, you, *messages, end = self.frames(client, session)
        assert (state["type"], state["people"], state["hosts"]) == ("state", 2, ["Mo"])
        assert (you["type"], you["standing"], you["attendance"]) == ("you", "in", str(mine.pk))
        assert [one["words"] for one in messages] == ["One.", "Two."]
        assert end == {"type": "caught_up", "revision": second.revision, "more": False}
        later = self.frames(client, session, first.revision)
        assert [one["id"] for one in later if one["type"] == "message"] == [str(second.pk)]

    def test_hidden_words_never_leave_the_server(
        self, browse: Browse, session: ChatSession, mine: Attendance, ben: Account
    ) -> None:
        attend(session, ben)
        write(session, ben, "Canary.", warnings=[COURT])
        set_profile(actor=mine.account, choices={COURT: View.HIDE})
        answer = browse(mine.account).get(reverse("rooms:since", args=[session.pk]))
        assert b"Canary." not in answer.content

    def test_whoever_was_asked_to_leave_is_told_that_and_nothing_else(
        self, browse: Browse, session: ChatSession, mine: Attendance, ben: Account
    ) -> None:
        attend(session, ben, standing=Standing.REMOVED)
        write(session, mine.account, "Canary.")
        assert [one["type"] for one in self.frames(browse(ben), session)] == ["state", "you"]

    def test_a_long_absence_is_caught_up_in_parts(self, browse: Browse, session: ChatSession, mine: Attendance) -> None:
        for number in range(60):
            write(session, mine.account, f"Line {number}.")
        client = browse(mine.account)
        first = self.frames(client, session)
        assert first[-1] == {"type": "caught_up", "revision": 50, "more": True}
        rest = self.frames(client, session, 50)
        assert len([one for one in rest if one["type"] == "message"]) == 10
        assert rest[-1]["more"] is False

    @pytest.mark.parametrize("after", ["", "x", "-3", "1e9", "9" * 30])
    def test_an_odd_number_is_the_beginning(
        self, browse: Browse, session: ChatSession, mine: Attendance, after: str
    ) -> None:
        assert self.frames(browse(mine.account), session, after)[-1]["type"] == "caught_up"

    def test_another_team_or_nobody_gets_nothing(self, browse: Browse, session: ChatSession, nia: Account) -> None:
        address = reverse("rooms:since", args=[session.pk])
        assert browse(nia).get(address).status_code == 404
        assert browse(session.host).get(address).status_code == 404
        assert browse().get(address).status_code in (302, 401)


class TestSendingFromAPageThatStays:
    def send(self, client: Client, session: ChatSession, **fields: Any) -> dict[str, Any]:
        body = {"act": "write", "channel": "room", "words": "Hello.", **fields}
        answer = client.post(reverse("rooms:room", args=[session.pk]), body, headers={"X-Live": "1"})
        assert answer.status_code == 200
        frame: dict[str, Any] = answer.json()["frames"][0]
        return frame

    def test_it_is_answered_as_over_a_socket(self, browse: Browse, session: ChatSession, mine: Attendance) -> None:
        submission = str(uuid4())
        told = [self.send(browse(mine.account), session, submission=submission) for _ in range(2)]
        written = Message.objects.get()
        assert written.submission == UUID(submission)
        wanted = {"type": "kept", "submission": submission, "id": str(written.pk), "revision": written.revision}
        assert told == [wanted, wanted]

    def test_a_refusal_says_why_and_does_not_repeat_the_words(
        self, browse: Browse, session: ChatSession, mine: Attendance
    ) -> None:
        ChatSession.objects.update(state=SessionState.PAUSED)
        told = self.send(browse(mine.account), session, submission=str(uuid4()), words="Canary.")
        assert (told["type"], told["code"]) == ("refused", "room_paused")
        assert "Canary" not in str(told)

    @pytest.mark.parametrize("fields", [{"words": ""}, {"submission": "x"}, {"words": "a" * 2001}, {"warnings": "no"}])
    def test_an_odd_shape_is_refused_kindly(
        self, browse: Browse, session: ChatSession, mine: Attendance, fields: dict[str, str]
    ) -> None:
        told = self.send(browse(mine.account), session, **{"submission": str(uuid4())} | fields)
        assert told["type"] == "refused"
        assert not Message.objects.exists()

    def test_after_the_end_it_says_so(self, browse: Browse, session: ChatSession, mine: Attendance) -> None:
        close_now(session)
        assert self.send(browse(mine.account), session, submission=str(uuid4()))["code"] == "room_closed"
