from datetime import timedelta

import pytest

from forum.accounts.models import Account
from forum.core.refusals import NotGranted
from forum.rooms.models import Attendance, CallKind, ChatSession, Message, Mode, Standing
from forum.rooms.refusals import AskedToLeave
from forum.rooms.services.attending import enter
from moderation.audit.models import Entry
from moderation.hosting.policy import AlreadyOver, NotOnShift
from moderation.hosting.services import hosts, people
from moderation.hosting.services.moderating import NothingToDo, ReasonNeeded
from moderation.hosting.services.people import Full, SomebodyElseTookIt
from moderation.hosting.services.state import open_session
from moderation.rota.cover import forget_cover
from moderation.rota.models import Place
from tests.conftest import FakeClock
from tests.factories.rooms import attend, call, close_now, make_support, write

Team = tuple[Account, Account]


@pytest.fixture
def came(room: ChatSession, ada: Account) -> Attendance:
    return attend(room, ada)


def _asides(attendance: Attendance) -> list[str]:
    return [one.words for one in Message.objects.filter(aside=attendance).order_by("number")]


def _trail(prefix: str) -> list[str]:
    return list(Entry.objects.filter(action__startswith=prefix).order_by("sequence").values_list("action", flat=True))


def test_whoever_asked_first_is_let_in_and_can_write(team: Team, room: ChatSession, ada: Account) -> None:
    asks = attend(room, ada, Mode.ASK, standing=Standing.ASKING, entered_at=None)
    asks = people.let_in(actor=team[0], attendance=asks)
    assert (asks.standing, asks.mode) == (Standing.IN, Mode.WRITE)
    assert asks.entered_at is not None
    with pytest.raises(NothingToDo):
        people.let_in(actor=team[1], attendance=asks)
    assert _trail("member.let_in") == ["member.let_in"]


def test_whoever_only_wants_to_listen_still_does(team: Team, room: ChatSession, ada: Account) -> None:
    waits = attend(room, ada, Mode.LISTEN, standing=Standing.WAITING, entered_at=None)
    assert people.let_in(actor=team[0], attendance=waits).mode == Mode.LISTEN


def test_no_more_are_let_in_than_there_are_places(team: Team, room: ChatSession, ada: Account, ben: Account) -> None:
    ChatSession.objects.filter(pk=room.pk).update(capacity=1)
    attend(room, ben)
    asks = attend(room, ada, Mode.ASK, standing=Standing.ASKING, entered_at=None)
    with pytest.raises(Full):
        people.let_in(actor=team[0], attendance=asks)


def test_only_reading_for_a_while_with_the_reason_from_a_host(team: Team, came: Attendance, clock: FakeClock) -> None:
    with pytest.raises(ReasonNeeded):
        people.quiet(actor=team[0], attendance=came, minutes=15, reason=" ")
    came = people.quiet(actor=team[0], attendance=came, minutes=15, reason="Let the others have a turn.")
    assert came.quiet_until == clock() + timedelta(minutes=15)
    assert came.reason == "Let the others have a turn."
    assert _asides(came) == ["I would like you only to read until 19:15. Let the others have a turn."]
    came = people.unquiet(actor=team[1], attendance=came)
    assert (came.quiet_until, came.reason) == (None, "")
    with pytest.raises(NothingToDo):
        people.unquiet(actor=team[1], attendance=came)
    assert _trail("member.") == ["member.quieted", "member.unquieted"]


def test_it_is_never_for_longer_than_an_hour(team: Team, came: Attendance, clock: FakeClock) -> None:
    came = people.quiet(actor=team[0], attendance=came, minutes=9_999, reason="Let us rest.")
    assert came.quiet_until == clock() + timedelta(hours=1)


def test_whoever_is_asked_to_leave_reads_why_and_does_not_come_back(
    team: Team, came: Attendance, ada: Account, clock: FakeClock
) -> None:
    people.open_aside(actor=team[0], attendance=came, words="May we speak?")
    with pytest.raises(ReasonNeeded):
        people.remove(actor=team[0], attendance=came, reason="")
    came = people.remove(actor=team[0], attendance=came, reason="Others felt unsafe. The next one is open to you.")
    assert (came.standing, came.left_at, came.is_aside) == (Standing.REMOVED, clock(), False)
    assert "The next one is open to you." in came.reason
    with pytest.raises(NothingToDo):
        people.remove(actor=team[1], attendance=came, reason="Again.")
    assert came.notice is not None
    with pytest.raises(AskedToLeave):
        enter(actor=ada, session=came.session, mode=Mode.WRITE, notice_version=came.notice.version)
    assert _trail("member.") == ["member.removed"]


def test_a_private_word_begins_goes_on_and_ends(team: Team, came: Attendance) -> None:
    came = people.open_aside(actor=team[0], attendance=came, words="How are you?")
    came = people.open_aside(actor=team[1], attendance=came, words="Both of us are here.")
    assert came.is_aside
    assert _asides(came) == ["How are you?", "Both of us are here."]
    for _ in range(2):
        came = people.end_aside(actor=team[0], attendance=came)
    assert not came.is_aside
    assert _trail("aside.") == ["aside.opened", "aside.ended"]


def test_nobody_speaks_to_whoever_left(team: Team, came: Attendance) -> None:
    Attendance.objects.filter(pk=came.pk).update(standing=Standing.LEFT)
    with pytest.raises(NothingToDo):
        people.open_aside(actor=team[0], attendance=came, words="Hello?")
    with pytest.raises(NothingToDo):
        people.quiet(actor=team[0], attendance=came, minutes=5, reason="Let us rest.")


def test_of_two_who_answer_a_call_one_does_and_the_other_learns_who(
    team: Team, came: Attendance, clock: FakeClock
) -> None:
    waits = call(came)
    Attendance.objects.filter(pk=came.pk).update(aside_at=None)
    taken = people.take_call(actor=team[0], call=waits)
    assert (taken.taken_by, taken.taken_at) == (team[0], clock())
    came.refresh_from_db()
    assert came.is_aside
    assert people.take_call(actor=team[0], call=waits) == taken
    with pytest.raises(SomebodyElseTookIt, match="Mo is with them already"):
        people.take_call(actor=team[1], call=waits)
    assert _trail("call.") == ["call.taken"]


def test_whoever_flagged_a_message_is_not_drawn_into_a_talk(team: Team, came: Attendance, ben: Account) -> None:
    flagged = write(came.session, ben)
    people.take_call(actor=team[0], call=call(came, CallKind.FLAG, message=flagged))
    came.refresh_from_db()
    assert not came.is_aside


def test_in_a_talk_of_two_there_is_no_aside(team: Team, ada: Account) -> None:
    talk = open_session(actor=team[0], session=make_support(team[0], member=ada), seen=0)
    theirs = attend(talk, ada)
    with pytest.raises(NothingToDo):
        people.open_aside(actor=team[0], attendance=theirs)
    quiet = people.quiet(actor=team[0], attendance=theirs, minutes=5, reason="Let us breathe.")
    assert (quiet.reason, quiet.is_aside) == ("Let us breathe.", False)
    waits = call(theirs)
    Attendance.objects.filter(pk=theirs.pk).update(aside_at=None)
    people.take_call(actor=team[0], call=waits)
    theirs.refresh_from_db()
    assert not theirs.is_aside


def test_after_the_end_nobody_is_let_in_or_asked_anything(team: Team, came: Attendance) -> None:
    close_now(came.session)
    for verb, said in (
        (people.quiet, {"minutes": 5, "reason": "Rest."}), (people.remove, {"reason": "Rest."}), (people.open_aside, {})
    ):  # fmt: skip
        with pytest.raises(AlreadyOver):
            verb(actor=team[0], attendance=came, **said)


def test_only_hosts_who_are_in_the_room_on_shift(
    team: Team, came: Attendance, ben: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    waits, other = call(came), attend(came.session, ben)
    for stranger in (ben, came.account, lea, nia):
        for verb in (people.let_in, people.unquiet, people.open_aside, people.end_aside):
            with pytest.raises(NotGranted):
                verb(actor=stranger, attendance=other)
        with pytest.raises(NotGranted):
            people.take_call(actor=stranger, call=waits)
    hosts.go_out(actor=team[1], session=came.session)
    with pytest.raises(NotGranted):
        people.open_aside(actor=team[1], attendance=other)
    Place.objects.filter(account=team[0]).update(signed_off_at=clock())
    forget_cover()
    with pytest.raises(NotOnShift):
        people.take_call(actor=team[0], call=waits)


def test_nobody_does_anything_to_another_host(team: Team, room: ChatSession) -> None:
    sol = Attendance.objects.get(session=room, account=team[1])
    with pytest.raises(NotGranted):
        people.remove(actor=team[0], attendance=sol, reason="No.")
    with pytest.raises(NotGranted):
        people.quiet(actor=team[0], attendance=sol, minutes=5, reason="No.")
