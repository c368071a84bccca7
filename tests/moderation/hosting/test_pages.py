"""Planning, opening, and the pages of one message and of one person."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from forum.accounts.models import Account
from forum.core.submission import new_token
from forum.rooms.models import (
    Attendance,
    Channel,
    ChatSession,
    Message,
    MessageState,
    SessionKind,
    SessionState,
    Standing,
)
from moderation.review.models import Item
from moderation.rota.models import Duty
from tests.conftest import Browse, FakeClock
from tests.factories.rooms import attend, close_now, make_session, make_support, write
from tests.factories.rota import make_place, make_shift
from tests.forum.answers import said

Team = tuple[Account, Account]
PLAN = {
    "title": "A quiet evening", "purpose": "To sit together for a while.", "detail": "none", "for_whom": "Everybody",
    "day": "2026-11-30", "starts": "19:00", "ends": "20:00", "capacity": "12", "holds_newcomers": "on", "repeats": "1",
}  # fmt: skip


def _at(name: str, thing: Any) -> str:
    return reverse(f"hosting:{name}", args=[thing.pk])


def _send(client: Client, actor: Account, address: str, **form: Any) -> Any:
    return client.post(address, {"submission": new_token(actor), **form})


@pytest.fixture
def message(room: ChatSession, ada: Account) -> Message:
    """What Ada wrote in the room, with one content warning."""
    attend(room, ada)
    return write(room, ada, "The rain is loud.", warnings=["mind.flashback"])


def test_the_list_says_what_each_session_needs(browse: Browse, team: Team, clock: FakeClock) -> None:
    mo, sol = team
    make_session(mo, starts_at=clock() + timedelta(hours=1), title="Tonight")
    tomorrow = clock() + timedelta(days=1)
    make_session(sol, starts_at=tomorrow, title="Tomorrow")
    make_place(mo, Duty.HOST, make_shift(starts_at=tomorrow - timedelta(minutes=30)))
    page = said(browse(mo).get(reverse("hosting:list")))
    today, later = page.split("The next four weeks")
    assert "Tonight" in today
    assert "The rota has everybody it needs." in today
    assert "Tomorrow" in later
    assert "The rota still needs a second moderator and somebody on call." in later


def test_a_shift_that_ends_halfway_leaves_a_gap(browse: Browse, team: Team, clock: FakeClock) -> None:
    mo, _ = team
    make_session(mo, starts_at=clock() + timedelta(hours=2, minutes=30), title="Late")
    assert "The rota still needs a moderator, a second moderator and somebody on call." in said(
        browse(mo).get(reverse("hosting:list"))
    )


def test_planning_once_and_weekly(browse: Browse, mo: Account, nia: Account, clock: FakeClock) -> None:
    client = browse(mo)
    assert str(mo.pk) in said(client.get(reverse("hosting:plan")))
    answer = _send(client, mo, reverse("hosting:plan"), **PLAN, host=str(mo.pk))
    assert answer.status_code == 302
    session = ChatSession.objects.get()
    assert (session.host, session.capacity, session.holds_newcomers, session.holds_all) == (mo, 12, True, False)
    assert session.ends_at - session.starts_at == timedelta(hours=1)
    assert "Planned. Members can see it now." in said(client.get(answer.headers["Location"]))
    _send(browse(nia), nia, reverse("hosting:plan"), **PLAN | {"repeats": "3", "day": "2026-12-07"})
    assert ChatSession.objects.count() == 4


def test_a_plan_that_does_not_fit_comes_back_with_its_words(browse: Browse, mo: Account, clock: FakeClock) -> None:
    for wrong in ({"day": "2020-01-01"}, {"title": ""}, {"detail": "all"}, {"capacity": "many"}, {"repeats": "99"}):
        answer = _send(browse(mo), mo, reverse("hosting:plan"), **PLAN | wrong)
        assert answer.status_code == 422
        assert "To sit together for a while." in said(answer)
    assert not ChatSession.objects.exists()


def test_changing_and_cancelling(browse: Browse, mo: Account, clock: FakeClock) -> None:
    session, client = make_session(mo, starts_at=clock() + timedelta(days=2)), browse(mo)
    page = said(client.get(_at("change", session)))
    assert "An evening together" in page
    assert "2026-11-26" in page
    assert _send(client, mo, _at("change", session), **PLAN, host="").headers["Location"] == _at("session", session)
    session.refresh_from_db()
    assert (session.title, session.host) == ("A quiet evening", None)
    assert "Does this session not take place?" in said(client.get(_at("cancel", session)))
    answer = _send(client, mo, _at("cancel", session), words="We are sorry. The next one is on Friday.")
    assert "It does not take place." in said(client.get(answer.headers["Location"]))
    page = said(client.get(_at("session", session)))
    assert "We are sorry. The next one is on Friday." in page
    assert client.get(_at("change", session)).status_code == 403


def test_opening_needs_two_in_the_room_and_says_so(browse: Browse, team: Team, clock: FakeClock) -> None:
    mo, sol = team
    session = make_session(mo)
    client = browse(mo)
    page = said(client.get(_at("session", session)))
    assert "A second host is not in the room yet." in page
    assert "Open the room" not in page
    answer = _send(client, mo, _at("open", session), seen=session.turn)
    assert answer.status_code == 403
    assert "A second host is not in the room yet." in said(answer)
    assert browse(sol).post(_at("come_in", session)).headers["Location"] == _at("session", session)
    clock.advance(seconds=5)
    page = said(client.get(_at("session", session)))
    assert "In the room: Sol." in page
    assert "Everything is there." in page
    answer = _send(client, mo, _at("open", session), seen=session.turn)
    assert answer.headers["Location"] == _at("room", session)
    assert "Sol and Mo hold this session." in said(client.get(_at("room", session)))


def test_whoever_waits_on_the_page_before_it_opens_counts_as_here(browse: Browse, team: Team, clock: FakeClock) -> None:
    mo, sol = team
    session = make_session(mo)
    waiting = browse(sol)
    waiting.post(_at("come_in", session))
    clock.advance(seconds=50)
    assert "A second host is not in the room yet." in said(browse(mo).get(_at("session", session)))
    waiting.get(_at("session", session))
    assert "Everything is there." in said(browse(mo).get(_at("session", session)))


def test_before_its_time_the_page_says_when(browse: Browse, team: Team, clock: FakeClock) -> None:
    session = make_session(team[0], starts_at=clock() + timedelta(hours=1))
    page = said(browse(team[0]).get(_at("session", session)))
    assert "You can come in and open this session from Tue 24 Nov, 19:45." in page
    assert ">Come in<" not in page


def test_a_manager_plans_and_reads_the_log_but_does_not_host(
    browse: Browse, room: ChatSession, nia: Account, clock: FakeClock
) -> None:
    client = browse(nia)
    page = said(client.get(_at("session", room)))
    assert "Come in" not in page
    assert client.get(_at("room", room)).status_code == 404
    assert client.get(reverse("hosting:support")).status_code == 404
    planned = make_session(nia, starts_at=clock() + timedelta(days=1))
    page = said(client.get(_at("session", planned)))
    assert "Change it" in page
    assert "Open the room" not in page


def test_the_log_names_no_member_and_no_word(browse: Browse, room: ChatSession, message: Message, nia: Account) -> None:
    ChatSession.objects.filter(pk=room.pk).update(came=7, flagged=2)
    room.refresh_from_db()
    close_now(room)
    page = said(browse(nia).get(reverse("hosting:log")))
    assert "It came to its end as planned" in page
    assert "<td>7</td>" in page
    assert "Ada" not in page
    assert "rain" not in page


def test_an_offer_within_ones_own_shift(browse: Browse, mo: Account, clock: FakeClock) -> None:
    make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(days=1)))
    client, address = browse(mo), reverse("hosting:support")
    form = {"day": "2026-11-25", "starts": "20:00", "minutes": "30"}
    assert _send(client, mo, address, **form).status_code == 302
    session = ChatSession.objects.get(kind=SessionKind.SUPPORT)
    assert "Nobody has booked it yet" in said(client.get(address))
    refused = _send(client, mo, address, **form | {"starts": "03:00"})
    assert refused.status_code == 422
    assert "03:00" in said(refused)
    assert "Change it" not in said(client.get(_at("session", session)))


def test_who_booked_is_nobodys_business(browse: Browse, mo: Account, ada: Account, clock: FakeClock) -> None:
    booked = make_support(mo, starts_at=clock() + timedelta(days=1), member=ada)
    client = browse(mo)
    for address in (reverse("hosting:list"), reverse("hosting:support"), _at("session", booked)):
        page = said(client.get(address))
        assert "ooked" in page
        assert "Ada" not in page


def test_a_message_covered_with_every_act_on_one_page(browse: Browse, team: Team, message: Message) -> None:
    page = said(browse(team[0]).get(_at("message", message)))
    for words in (
        "Covered.",
        "Flashback",
        "Hand on to safeguarding",
        "Cover it",
        "Hold it back",
        "Put it out of sight",
    ):
        assert words in page
    assert "Speak with Ada" in page
    assert 'value="red" ' in page
    assert page.index("Hand on to safeguarding") < page.index("Put it out of sight")


@pytest.mark.parametrize(
    ("act", "undo", "field"),
    [("cover", "uncover", "is_covered"), ("hold", "let_through", "is_held"), ("hide", "show", "is_hidden")],
)
def test_each_act_can_be_undone(browse: Browse, team: Team, message: Message, act: str, undo: str, field: str) -> None:
    mo, _ = team
    client = browse(mo)
    back = f"{reverse('hosting:room', args=[message.session_id])}#m-{message.pk}"
    answer = _send(client, mo, _at(act, message), reason="It named a place. You are welcome here.")
    assert answer.headers["Location"] == back
    assert getattr(Message.objects.get(pk=message.pk), field)
    assert client.post(_at(undo, message)).headers["Location"] == back
    assert not getattr(Message.objects.get(pk=message.pk), field)
    assert client.post(_at(undo, message)).status_code == 409


def test_hiding_asks_for_a_reason(browse: Browse, team: Team, message: Message) -> None:
    answer = _send(browse(team[0]), team[0], _at("hide", message), reason="")
    assert answer.status_code == 422
    assert "Write the reason in kind words." in said(answer)
    assert Message.objects.get(pk=message.pk).state == MessageState.SHOWN


def test_a_warning_is_added(browse: Browse, team: Team, message: Message) -> None:
    mo, _ = team
    client = browse(mo)
    assert _send(client, mo, _at("warn", message)).status_code == 422
    assert _send(client, mo, _at("warn", message), warnings=["mind.flashback"]).status_code == 422
    _send(client, mo, _at("warn", message), warnings=["mind.body"])
    assert Message.objects.get(pk=message.pk).warnings == ["mind.flashback", "mind.body"]


def test_handing_on_takes_two_presses(browse: Browse, team: Team, message: Message) -> None:
    mo, _ = team
    client = browse(mo)
    assert client.get(_at("message", message)).status_code == 200
    answer = _send(client, mo, _at("hand_on", message), level="red", note="")
    assert "Handed on. Safeguarding has it from here." in said(client.get(answer.headers["Location"]))
    assert "Safeguarding has it." in said(client.get(_at("message", message)))
    item = Item.objects.get(message=message)
    assert item.level == "red"
    wrong = _send(client, mo, _at("hand_on", message), level="purple", note="I am not sure.")
    assert wrong.status_code == 422
    assert "I am not sure." in said(wrong)


def test_ones_own_message_is_only_taken_back(browse: Browse, team: Team, room: ChatSession) -> None:
    mine = write(room, team[0], "Welcome, everybody.")
    page = said(browse(team[0]).get(_at("message", mine)))
    assert "Take it back" in page
    assert "Put it out of sight" not in page


def test_what_hosts_say_among_themselves_is_acted_on_by_nobody(browse: Browse, team: Team, room: ChatSession) -> None:
    theirs = write(room, team[1], "All calm.", channel=Channel.HOSTS)
    page = said(browse(team[0]).get(_at("message", theirs)))
    assert "Nothing can be done about this one from here." in page
    assert "Hand it on" not in page
    assert "Cover it" not in page


def test_a_person_quiet_and_again(browse: Browse, team: Team, room: ChatSession, ada: Account) -> None:
    mo, _ = team
    person, client = attend(room, ada), browse(mo)
    assert _send(client, mo, _at("quiet", person), minutes="15", reason="").status_code == 422
    _send(client, mo, _at("quiet", person), minutes="15", reason="Let others speak too.")
    page = said(client.get(_at("person", person)))
    assert "only reading until 19:15" in page
    assert "Let others speak too." in page
    assert "Only reading for now" in said(client.get(_at("room", room)))
    client.post(_at("unquiet", person))
    assert not Attendance.objects.get(pk=person.pk).quiet_until


def test_a_private_word_begins_and_ends(browse: Browse, team: Team, room: ChatSession, ada: Account) -> None:
    mo, _ = team
    person, client = attend(room, ada), browse(mo)
    answer = _send(client, mo, _at("aside", person), words="How are you?")
    assert "How are you?" in said(client.get(_at("room", room)))
    assert answer.status_code == 302
    assert Attendance.objects.get(pk=person.pk).is_aside
    assert "You speak with them in private." in said(client.get(_at("person", person)))
    client.post(_at("end_aside", person))
    assert not Attendance.objects.get(pk=person.pk).is_aside


def test_asking_somebody_to_leave(browse: Browse, team: Team, room: ChatSession, ada: Account) -> None:
    mo, _ = team
    person, client = attend(room, ada), browse(mo)
    _send(client, mo, _at("remove", person), reason="You wrote where somebody lives.")
    assert Attendance.objects.get(pk=person.pk).standing == Standing.REMOVED
    assert "Was asked to leave this session." in said(client.get(_at("person", person)))


def test_a_member_finds_none_of_it(browse: Browse, room: ChatSession, message: Message, ada: Account) -> None:
    client, person = browse(ada), Attendance.objects.get(account=ada)
    for address in (
        reverse("hosting:list"), reverse("hosting:plan"), reverse("hosting:log"), reverse("hosting:support"),
        _at("session", room), _at("room", room), _at("side", room), _at("message", message), _at("person", person),
    ):  # fmt: skip
        assert client.get(address).status_code == 404
    assert ChatSession.objects.get(pk=room.pk).state == SessionState.OPEN
