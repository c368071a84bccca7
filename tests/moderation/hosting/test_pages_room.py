"""The room as its hosts see it, page by page."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum.accounts.models import Account
from forum.core.submission import new_token
from forum.rooms.models import Attendance, Channel, ChatSession, Message, MessageState, Mode, SessionState, Standing
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.rooms import attend, call, write
from tests.forum.answers import fields, said

Team = tuple[Account, Account]
MOST_QUESTIONS = 24


def _room(session: ChatSession, verb: str = "room") -> str:
    return reverse(f"hosting:{verb}", args=[session.pk])


def _press(client: Client, actor: Account, address: str, *, live: bool = False, **form: object) -> Any:
    headers = {"X-Live": "1"} if live else {}
    return client.post(address, {"submission": new_token(actor), **form}, headers=headers)


def test_the_room_shows_the_conversation_covered_and_a_box_for_each_panel(
    browse: Browse, room: ChatSession, team: Team, ada: Account
) -> None:
    attend(room, ada)
    write(room, ada, "The rain is loud.", warnings=["mind.flashback"])
    write(room, team[1], "Shall we slow down?", channel=Channel.HOSTS)
    page = said(browse(team[0]).get(_room(room)))
    assert "1 person and the hosts" in page
    assert "The rain is loud." in page
    assert "Shall we slow down?" in page
    assert "Covered." in page
    assert "Among the hosts" in page
    assert '>Act<span class="vh"> on this message</span></a>' in page
    assert "Nobody waits for you at the moment." in page


def test_whoever_is_not_in_the_room_is_led_to_its_session(browse: Browse, room: ChatSession, team: Team) -> None:
    client = browse(team[0])
    answer = client.post(_room(room, "go_out"))
    assert answer.headers["Location"] == _room(room, "session")
    assert client.get(_room(room)).headers["Location"] == _room(room, "session")
    assert client.get(_room(room, "side")).status_code == 404
    page = said(client.get(_room(room, "session")))
    assert "Come in" in page
    assert client.post(_room(room, "come_in")).headers["Location"] == _room(room)
    assert client.get(_room(room)).status_code == 200


def test_words_go_to_the_room_to_the_hosts_and_to_one_person(
    browse: Browse, room: ChatSession, team: Team, ada: Account
) -> None:
    mo, _ = team
    with_ada = attend(room, ada, aside_at=room.starts_at)
    client = browse(mo)
    sent: list[tuple[dict[str, Any], Channel, str]] = [
        ({"channel": "room"}, Channel.ROOM, "#newest"),
        ({"channel": "hosts"}, Channel.HOSTS, "#hosts"),
        ({"channel": "aside", "aside": with_ada.pk}, Channel.ASIDE, f"#aside-{with_ada.pk}"),
    ]
    for form, channel, anchor in sent:
        answer = _press(client, mo, _room(room), words=f"To {channel}", act="write", **form)
        assert answer.headers["Location"] == _room(room) + anchor
        assert Message.objects.filter(session=room, channel=channel).get().words == f"To {channel}"


def test_words_of_a_host_who_went_out_come_back(browse: Browse, room: ChatSession, team: Team) -> None:
    mo, _ = team
    client = browse(mo)
    client.post(_room(room, "go_out"))
    room.refresh_from_db()
    for address, form in (
        (_room(room), {"channel": "room", "act": "write"}),
        (_room(room, "pause"), {"seen": room.turn}),
    ):
        answer = _press(client, mo, address, words="Breathe, all of you.", **form)
        assert answer.status_code == 403
        assert "Come into the room first" in said(answer)
        assert "Breathe, all of you." in said(answer)


def test_looking_for_new_messages_keeps_what_was_typed(browse: Browse, room: ChatSession, team: Team) -> None:
    answer = _press(browse(team[0]), team[0], _room(room), words="Half a", act="look", channel="room")
    assert answer.status_code == 200
    assert "Half a" in said(answer)
    assert not Message.objects.exists()


def test_words_for_somebody_with_whom_it_has_ended_come_back(
    browse: Browse, room: ChatSession, team: Team, ada: Account
) -> None:
    gone = attend(room, ada)
    answer = _press(
        browse(team[0]), team[0], _room(room), words="Take care.", act="write", channel="aside", aside=gone.pk
    )
    assert answer.status_code == 422
    assert "Take care." in said(answer)
    assert not Message.objects.exists()


def test_a_page_that_stays_hears_frames(browse: Browse, room: ChatSession, team: Team) -> None:
    client, number = browse(team[0]), "2f1c8a5e-50f0-4a52-9f0c-3f7b6b1f0a11"
    answer = client.post(
        _room(room), {"submission": number, "words": "Hello.", "channel": "room"}, headers={"X-Live": "1"}
    )
    assert answer.json()["frames"][0]["type"] == "kept"
    again = client.post(_room(room), {"submission": number, "words": " ", "channel": "room"}, headers={"X-Live": "1"})
    assert again.json()["frames"][0]["type"] == "refused"
    frames = client.get(_room(room, "since") + "?after=0").json()["frames"]
    assert [frame["type"] for frame in frames] == ["state", "you", "message", "caught_up"]
    assert frames[0]["waiting"] == 0
    assert frames[2]["words"] == "Hello."


def test_a_call_shows_its_clock_and_taking_it_opens_the_private_word(
    browse: Browse, room: ChatSession, team: Team, ada: Account, clock: FakeClock
) -> None:
    attendance = attend(room, ada)
    raised = call(attendance)
    clock.advance(seconds=75)
    client = browse(team[0])
    page = said(client.get(_room(room)))
    assert "Ada is not OK and asks for a host" in page.replace("<b>", "").replace("</b>", "")
    assert "45 seconds left" in page
    clock.advance(seconds=60)
    assert "15 seconds over" in said(client.get(_room(room, "side")))
    answer = client.post(reverse("hosting:take_call", args=[raised.pk]))
    assert answer.headers["Location"] == f"{_room(room)}#aside-{attendance.pk}"
    page = said(client.get(_room(room)))
    assert "In private with Ada" in page
    assert "is not OK" not in page


def test_two_who_answer_one_call_learn_of_each_other(
    browse: Browse, room: ChatSession, team: Team, ada: Account
) -> None:
    raised = call(attend(room, ada))
    address = reverse("hosting:take_call", args=[raised.pk])
    assert browse(team[0]).post(address).status_code == 302
    answer = browse(team[1]).post(address, headers={"X-Live": "1"})
    assert answer.status_code == 409
    assert "Mo is with them already" in said(answer)
    assert str(answer.headers["Content-Type"]).startswith("text/plain")


def test_what_is_held_waits_beside_the_room(browse: Browse, room: ChatSession, team: Team, ada: Account) -> None:
    attend(room, ada)
    held = write(room, ada, "My first line.", state=MessageState.HELD)
    client = browse(team[0])
    page = said(client.get(_room(room, "side")))
    assert "Waits for you to read" in page
    assert "My first line." in page
    answer = client.post(reverse("hosting:let_through", args=[held.pk]), headers={"X-Live": "1"})
    assert answer.status_code == 204
    assert Message.objects.get(pk=held.pk).state == MessageState.SHOWN
    assert "Waits for you to read" not in said(client.get(_room(room, "side")))


def test_the_door_names_who_asks_and_counts_who_waits(
    browse: Browse, room: ChatSession, team: Team, ada: Account, ben: Account
) -> None:
    asks = attend(room, ada, Mode.ASK, standing=Standing.ASKING)
    attend(room, ben, standing=Standing.WAITING)
    client = browse(team[0])
    page = said(client.get(_room(room)))
    assert "would like to speak with a host first" in page
    assert "One person waits for a free place." in page
    assert "Ben" not in page
    assert client.post(reverse("hosting:let_in", args=[asks.pk])).headers["Location"] == _room(room)
    assert Attendance.objects.get(pk=asks.pk).is_in


def test_who_only_listens_is_counted_and_not_named(browse: Browse, room: ChatSession, team: Team, ada: Account) -> None:
    attend(room, ada, Mode.LISTEN)
    page = said(browse(team[0]).get(_room(room)))
    assert "1 person and the hosts" in page
    assert "Ada" not in page


def test_a_breathing_space_and_going_on(browse: Browse, room: ChatSession, team: Team) -> None:
    mo, _ = team
    client = browse(mo)
    answer = _press(client, mo, _room(room, "pause"), seen=room.turn, words="Let us all breathe.")
    assert answer.headers["Location"] == _room(room)
    page = client.get(_room(room))
    assert "Let us all breathe." in said(page)
    assert "Go on" in said(page)
    room.refresh_from_db()
    assert room.state == SessionState.PAUSED
    _press(client, mo, _room(room, "resume"), seen=room.turn)
    room.refresh_from_db()
    assert room.state == SessionState.OPEN


def test_the_second_of_two_hosts_reads_what_the_first_did_and_keeps_their_words(
    browse: Browse, room: ChatSession, team: Team
) -> None:
    mo, sol = team
    seen = room.turn
    _press(browse(sol), sol, _room(room, "pace"), seen=seen, slow_seconds=30, holds_newcomers="on")
    client = browse(mo)
    answer = _press(client, mo, _room(room, "pause"), seen=seen, words="Let us all breathe.")
    assert answer.status_code == 409
    assert "Sol changed the pace of the room a moment ago. Look again, then decide." in said(answer)
    assert "Let us all breathe." in said(answer)
    room.refresh_from_db()
    assert room.state == SessionState.OPEN
    # Pressed again, it is meant.
    _press(client, mo, _room(room, "pause"), seen=room.turn, words="Let us all breathe.")
    room.refresh_from_db()
    assert room.state == SessionState.PAUSED
    live = _press(client, mo, _room(room, "pace"), live=True, seen=0, slow_seconds=0)
    assert live.status_code == 409


def test_the_pace_stands_in_words(browse: Browse, room: ChatSession, team: Team) -> None:
    mo, _ = team
    client = browse(mo)
    _press(client, mo, _room(room, "pace"), seen=room.turn, slow_seconds=60, is_listen_only="on", holds_all="on")
    page = said(client.get(_room(room)))
    assert "Only hosts write, 60 seconds between two messages, every message is read first" in page


def test_the_closing_round_and_the_end(browse: Browse, room: ChatSession, team: Team, clock: FakeClock) -> None:
    mo, _ = team
    client = browse(mo)
    assert "Close the room now" not in said(client.get(_room(room)))
    answer = _press(client, mo, _room(room, "closing"), seen=room.turn, words="Thank you all.", minutes=10)
    assert answer.headers["Location"] == _room(room)
    page = said(client.get(_room(room)))
    assert "The session is coming to its end." in page
    assert "Thank you all." in page
    room.refresh_from_db()
    answer = _press(client, mo, _room(room, "close"), seen=room.turn)
    assert answer.headers["Location"] == _room(room, "session")
    assert "The session is over." in said(client.get(_room(room)))
    assert "Nobody came" in said(client.get(_room(room, "session")))
    clock.advance(minutes=61)
    assert browse(mo).get(_room(room)).headers["Location"] == _room(room, "session")


def test_a_press_without_a_turn_is_asked_again(browse: Browse, room: ChatSession, team: Team) -> None:
    mo, _ = team
    answer = _press(browse(mo), mo, _room(room, "pause"), words="Breathe.")
    assert answer.status_code == 422
    assert "Breathe." in said(answer)


def test_what_is_missing_stands_on_top(browse: Browse, room: ChatSession, team: Team, clock: FakeClock) -> None:
    mo, sol = team
    browse(sol).post(_room(room, "go_out"))
    page = said(browse(mo).get(_room(room)))
    assert "A second host is not in the room." in page
    assert "The others have been told." in page


def test_words_typed_when_ones_session_ended_come_back(browse: Browse, room: ChatSession, team: Team) -> None:
    """The address of a press opens the room, so that the words that were kept find their box."""
    for verb in ("pause", "pace", "closing"):
        page = browse(team[0]).get(_room(room, verb))
        assert page.status_code == 200
        assert "seen" in fields(page)


def test_somebody_off_shift_is_told_why(browse: Browse, room: ChatSession, team: Team, clock: FakeClock) -> None:
    clock.advance(hours=5)
    answer = browse(team[0]).get(_room(room))
    assert answer.status_code == 403
    assert "You are not on shift" in said(answer)


def test_a_bounded_number_of_questions(browse: Browse, room: ChatSession, team: Team, clock: FakeClock) -> None:
    client = browse(team[0])

    def somebody(name: str) -> None:
        attendance = attend(room, make_account(name), aside_at=clock())
        call(attendance)
        write(room, attendance.account, state=MessageState.HELD)
        write(room, attendance.account, aside=attendance)

    def questions() -> int:
        client.get(_room(room))
        with CaptureQueriesContext(connection) as asked:
            client.get(_room(room))
        return len(asked)

    somebody("One")
    few = questions()
    for name in ("Two", "Tre", "Fou", "Fiv"):
        somebody(name)
    assert questions() == few
    assert few <= MOST_QUESTIONS
