"""What was written in a chat and handed on."""

from hashlib import sha256

import pytest

from forum.accounts.models import Account
from forum.rooms.chores import empty_sessions
from forum.rooms.models import Call, Message
from forum.rooms.services.writing import withdraw_message
from moderation.flags.models import Flag, Status
from moderation.review import services as review
from moderation.review.levels import Level
from moderation.review.models import Item
from moderation.safeguarding import services
from moderation.safeguarding.models import Concern
from moderation.welfare.models import Exposure
from tests.conftest import Browse, FakeClock
from tests.factories.review import make_claimed_item
from tests.factories.rooms import attend, close_now, open_session_for, write
from tests.factories.rota import put_on_call, put_on_duty

WORDS = "I do not know *what* to do.\n<b>At all</b>"


@pytest.fixture
def message(mo: Account, ada: Account, ben: Account, clock: FakeClock) -> Message:
    """Words of Ada's in a session that Mo holds, and in which Ben is too."""
    put_on_duty(mo)
    session = open_session_for(mo)
    attend(session, ada)
    attend(session, ben)
    return write(session, ada, WORDS, warnings=["mind.flashback"])


def _hand_on(mo: Account, item: Item) -> Concern:
    review.hand_on(actor=mo, item=item, level=Level.RED, note="They sound alone.")
    return Concern.objects.get(item=item)


def test_the_exact_words_are_copied_and_shown_as_they_were_typed(
    browse: Browse, ben: Account, mo: Account, lea: Account, message: Message
) -> None:
    concern = _hand_on(mo, make_claimed_item(ben, message, mo))
    assert (concern.words, concern.about_id, concern.warnings) == (WORDS, message.author_id, ["mind.flashback"])
    assert concern.words_sha256 == sha256(WORDS.encode()).hexdigest()
    assert concern.is_from_chat
    put_on_call(lea)
    page = browse(lea).get(f"/concerns/{concern.pk}/").content.decode()
    assert "I do not know *what* to do.<br>&lt;b&gt;At all&lt;/b&gt;" in page
    assert "They wrote this in a chat." in page
    case = services.acknowledge(actor=lea, concern=concern)
    assert "I do not know *what* to do.<br>" in browse(lea).get(f"/cases/{case.pk}/").content.decode()


def test_a_host_hands_on_what_nobody_asked_about(mo: Account, message: Message) -> None:
    concern = _hand_on(mo, review.take_up_message(actor=mo, message=message, level=Level.RED))
    assert (concern.words, concern.raised_by) == (WORDS, mo)
    assert Exposure.objects.filter(account=mo).exists()


def test_what_was_taken_back_meanwhile_is_copied_and_then_gone(
    ada: Account, ben: Account, mo: Account, message: Message
) -> None:
    item = make_claimed_item(ben, message, mo)
    withdraw_message(actor=ada, message=Message.objects.get(pk=message.pk))
    assert _hand_on(mo, item).words == WORDS
    assert Message.objects.get(pk=message.pk).words == ""


def test_a_concern_stands_when_the_session_is_emptied(
    ben: Account, mo: Account, message: Message, clock: FakeClock
) -> None:
    concern = _hand_on(mo, make_claimed_item(ben, message, mo))
    close_now(message.session)
    clock.advance(hours=25)
    empty_sessions(clock())
    assert not Message.objects.exists()
    assert not Call.objects.exists()
    concern.refresh_from_db()
    assert (concern.words, concern.is_unchanged) == (WORDS, True)
    flag = Flag.objects.get()
    assert (flag.status, flag.about.is_gone) == (Status.PASSED_ON, True)
