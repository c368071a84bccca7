from collections.abc import Callable

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.refusals import NotGranted
from forum.rooms.models import Attendance, Channel, ChatSession, Message, MessageState
from forum.rooms.services.writing import withdraw_message
from moderation.audit.models import Entry
from moderation.hosting.policy import NotOnShift, OnesOwnWords
from moderation.hosting.services import hosts, moderating
from moderation.hosting.services.moderating import NothingToDo, ReasonNeeded
from moderation.review.levels import Level
from moderation.review.models import Decision, Item
from moderation.review.policy import SomebodyElseHoldsIt
from moderation.rota.cover import forget_cover
from moderation.rota.models import Place
from moderation.safeguarding.models import Concern
from moderation.welfare import exposure
from tests.conftest import FakeClock
from tests.factories.rooms import attend, close_now, write

Team = tuple[Account, Account]


@pytest.fixture
def came(room: ChatSession, ada: Account) -> Attendance:
    return attend(room, ada)


@pytest.fixture
def message(came: Attendance) -> Message:
    """Ada's words in the room."""
    return write(came.session, came.account, warnings=["mind.flashback"])


def _asides(attendance: Attendance) -> list[str]:
    return [one.words for one in Message.objects.filter(aside=attendance).order_by("number")]


def _actions() -> list[str]:
    rows = Entry.objects.filter(action__startswith="message.").order_by("sequence")
    return list(rows.values_list("action", flat=True))


def test_a_cover_goes_on_and_off(team: Team, message: Message, came: Attendance) -> None:
    before = message.revision
    message = moderating.cover(actor=team[0], message=message, reason="It is about a hospital.")
    assert message.is_covered
    assert message.revision > before
    assert message.reason == "It is about a hospital."
    came.refresh_from_db()
    assert came.is_aside
    (told,) = _asides(came)
    assert told.startswith("I put a cover on a message of yours")
    assert told.endswith("It is about a hospital.")
    with pytest.raises(NothingToDo):
        moderating.cover(actor=team[1], message=message)
    message = moderating.uncover(actor=team[1], message=message)
    assert (message.is_covered, message.reason) == (False, "")
    with pytest.raises(NothingToDo):
        moderating.uncover(actor=team[1], message=message)
    assert _actions() == ["message.covered", "message.uncovered"]


def test_without_a_reason_nobody_is_spoken_to(team: Team, message: Message, came: Attendance) -> None:
    moderating.cover(actor=team[0], message=message)
    moderating.uncover(actor=team[0], message=message)
    came.refresh_from_db()
    assert not came.is_aside
    assert _asides(came) == []


def test_holding_and_letting_through(team: Team, message: Message, came: Attendance) -> None:
    with pytest.raises(NothingToDo):
        moderating.let_through(actor=team[0], message=message)
    message = moderating.hold(actor=team[0], message=message, reason="I would like to read it with Sol.")
    assert message.state == MessageState.HELD
    with pytest.raises(NothingToDo):
        moderating.hold(actor=team[1], message=message)
    message = moderating.let_through(actor=team[1], message=message)
    assert message.state == MessageState.SHOWN
    assert len(_asides(came)) == 1
    assert _actions() == ["message.held", "message.let_through"]


def test_hiding_needs_a_reason_and_can_be_undone(team: Team, message: Message, came: Attendance) -> None:
    for reason in ("", "   "):
        with pytest.raises(ReasonNeeded):
            moderating.hide(actor=team[0], message=message, reason=reason)
    message = moderating.hide(actor=team[0], message=message, reason="It names a street.")
    assert (message.state, message.reason) == (MessageState.HIDDEN, "It names a street.")
    assert "You are welcome here as before. It names a street." in _asides(came)[0]
    with pytest.raises(NothingToDo):
        moderating.hide(actor=team[1], message=message, reason="Again.")
    with pytest.raises(NothingToDo):
        moderating.hold(actor=team[1], message=message)
    message = moderating.show(actor=team[1], message=message)
    assert (message.state, message.reason) == (MessageState.SHOWN, "")
    with pytest.raises(NothingToDo):
        moderating.show(actor=team[1], message=message)
    assert _actions() == ["message.hidden", "message.shown"]


def test_warnings_are_added_and_never_taken_away(team: Team, message: Message) -> None:
    message = moderating.warn(actor=team[0], message=message, warnings=["mind.body", "no.such"])
    assert set(message.warnings) == {"mind.flashback", "mind.body"}
    assert message.words == "Good to be here."
    for nothing in ([], ["mind.flashback"], ["no.such"]):
        with pytest.raises(NothingToDo):
            moderating.warn(actor=team[0], message=message, warnings=nothing)


def test_words_of_hosts_are_acted_on_by_the_other_one(team: Team, room: ChatSession) -> None:
    mo, sol = team
    words = write(room, mo)
    with pytest.raises(OnesOwnWords):
        moderating.hide(actor=mo, message=words, reason="No.")
    assert moderating.hide(actor=sol, message=words, reason="It says too much.").is_hidden
    # A host has no aside with the hosts.
    assert not Message.objects.filter(channel=Channel.ASIDE).exists()
    among = write(room, mo, channel=Channel.HOSTS)
    with pytest.raises(NotGranted):
        moderating.hide(actor=sol, message=among, reason="No.")


def test_what_was_taken_back_is_gone(team: Team, message: Message) -> None:
    withdraw_message(actor=message.author, message=message)
    verbs: list[Callable[..., object]] = [moderating.cover, moderating.hold, moderating.let_through, moderating.show]
    for verb in verbs:
        with pytest.raises(NotGranted):
            verb(actor=team[0], message=message)


def test_only_hosts_of_the_session_on_shift_act(
    team: Team, message: Message, ben: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    attend(message.session, ben)
    for other in (ben, lea, nia):
        with pytest.raises(NotGranted):
            moderating.cover(actor=other, message=message)
        with pytest.raises(NotGranted):
            moderating.hand_on(actor=other, message=message, level=Level.RED)
    hosts.go_out(actor=team[1], session=message.session)
    with pytest.raises(NotGranted):
        moderating.cover(actor=team[1], message=message)
    Place.objects.filter(account=team[0]).update(signed_off_at=clock())
    forget_cover()
    with pytest.raises(NotOnShift):
        moderating.cover(actor=team[0], message=message)


def test_a_little_while_after_the_end_it_can_still_be_put_right(
    team: Team, message: Message, came: Attendance, clock: FakeClock
) -> None:
    close_now(message.session)
    clock.advance(minutes=59)
    message = moderating.hide(actor=team[0], message=message, reason="It names a street.")
    # The room is closed, so the reason stands with the message alone.
    assert message.reason == "It names a street."
    assert _asides(came) == []
    clock.advance(minutes=2)
    with pytest.raises(NotGranted):
        moderating.show(actor=team[0], message=message)


def test_handing_on_is_one_step_and_safeguarding_has_the_words(team: Team, message: Message, clock: FakeClock) -> None:
    mo, sol = team
    item = moderating.hand_on(actor=mo, message=message, level=Level.RED, note="Please look tonight.")
    assert (item.message, item.claimed_by, item.decision) == (message, mo, Decision.HANDED_ON)
    concern = Concern.objects.get(item=item)
    assert "Good to be here." in concern.words
    assert exposure.counted([mo.pk], clock() - exposure.WEEK)[mo.pk] == 1
    # Pressed twice, by either of them, it is one.
    assert moderating.hand_on(actor=mo, message=message, level=Level.RED) == item
    assert moderating.hand_on(actor=sol, message=message, level=Level.RED) == item
    assert Concern.objects.count() == 1
    # More urgent than it seemed: that must not be lost.
    assert moderating.hand_on(actor=sol, message=message, level=Level.CRISIS) != item
    assert Entry.objects.filter(action="message.handed_on").count() == 2


def test_what_somebody_holds_at_the_desk_stays_with_them(team: Team, message: Message, clock: FakeClock) -> None:
    mo, sol = team
    Item.objects.create(
        message=message, level=Level.AMBER, opened_at=clock(), due_at=clock(), claimed_by=sol, claimed_at=clock()
    )
    with pytest.raises(SomebodyElseHoldsIt, match="Sol is looking at this one already"):
        moderating.hand_on(actor=mo, message=message, level=Level.RED)
    assert moderating.hand_on(actor=sol, message=message, level=Level.RED).decision == Decision.HANDED_ON


def test_what_somebody_asked_since_then_goes_along(team: Team, message: Message, clock: FakeClock) -> None:
    first = moderating.hand_on(actor=team[0], message=message, level=Level.RED)
    asked = Item.objects.create(message=message, level=Level.AMBER, opened_at=clock(), due_at=clock())
    assert moderating.hand_on(actor=team[0], message=message, level=Level.RED) == asked != first
    asked.refresh_from_db()
    assert (asked.decision, Concern.objects.count()) == (Decision.HANDED_ON, 2)


def test_what_the_team_wrote_is_not_handed_on(team: Team, room: ChatSession) -> None:
    with pytest.raises(Exception, match="written by one of the team"):
        moderating.hand_on(actor=team[1], message=write(room, team[0]), level=Level.RED)
    assert not Item.objects.exists()
    assert team[0].role == Role.MODERATOR
