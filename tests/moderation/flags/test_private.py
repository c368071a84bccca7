"""A private message that somebody asks the team to look at: that one and the few around it, and nothing else."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from forum.accounts.models import Account
from forum.core.refusals import NotGranted
from forum.core.submission import new_token
from forum.inbox.models import Letter
from forum.private.models import LIFE, PrivateMessage, Talk
from forum.private.services import end
from moderation.flags.chores import forget_words_of_copies
from moderation.flags.copies import AFTER, BEFORE, KeptMessage
from moderation.flags.models import Flag, Reason
from moderation.flags.policy import OnesOwnWords
from moderation.flags.receipts import about_of
from moderation.flags.services import AlreadyFlagged, raise_flag
from moderation.review import services as review
from moderation.review.levels import Level
from moderation.review.models import Decision, Item
from moderation.review.reading import item_page
from moderation.safeguarding.models import Concern
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.private import make_private, make_talk
from tests.factories.rota import put_on_duty

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def talk(ada: Account, ben: Account) -> Talk:
    """Ada and Ben, ten lines."""
    talk = make_talk(ada, ben)
    for number in range(10):
        make_private(talk, (ada, ben)[number % 2], f"Line {number}.")
    return talk


@pytest.fixture
def fifth(talk: Talk, ben: Account) -> PrivateMessage:
    return PrivateMessage.objects.filter(author=ben).order_by("written_at")[2]  # "Line 5."


def _item(ada: Account, message: PrivateMessage) -> Item:
    raise_flag(actor=ada, about=message, reason=Reason.CONTACT, submission=uuid4())
    return Item.objects.get(copy__origin=message.pk)


def _claimed(ada: Account, mo: Account, message: PrivateMessage) -> Item:
    put_on_duty(mo)
    return review.claim(actor=mo, item=_item(ada, message))


def test_only_that_one_and_the_few_around_it_are_copied(
    ada: Account, mo: Account, fifth: PrivateMessage, clock: FakeClock
) -> None:
    item = _claimed(ada, mo, fifth)
    page = item_page(item, mo, clock())
    assert page.words is not None
    assert "Line 5." in page.words.html
    assert [words.html.strip() for words in page.earlier] == [f"<p>Line {n}.</p>" for n in range(5 - BEFORE, 5)]
    assert [words.html.strip() for words in page.later] == [f"<p>Line {n}.</p>" for n in range(6, 6 + AFTER)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, around FROM flags_keptmessage")
        assert "Line" not in str(cursor.fetchall())
    assert not PrivateMessage.objects.visible_to(mo).exists()


def test_ending_the_talk_does_not_take_the_copy_away(
    ada: Account, ben: Account, mo: Account, talk: Talk, fifth: PrivateMessage
) -> None:
    item = _claimed(ada, mo, fifth)
    end(actor=ben, talk=talk)
    item.refresh_from_db()
    assert item.about.words == "Line 5."
    review.decide(actor=mo, item=item, decision=Decision.HIDE, reason="It asks where you live.")
    assert "out of sight for whoever you wrote it to" in Letter.objects.get().words


def test_ones_own_words_and_those_of_strangers_cannot_be_flagged_and_none_twice(
    ada: Account, ben: Account, fifth: PrivateMessage
) -> None:
    with pytest.raises(OnesOwnWords):
        _item(ben, fifth)
    with pytest.raises(NotGranted):
        _item(make_account("Cleo"), fifth)
    _item(ada, fifth)
    with pytest.raises(AlreadyFlagged):
        _item(ada, fifth)


def test_left_as_it_is_the_words_of_the_copy_go(ada: Account, mo: Account, fifth: PrivateMessage) -> None:
    item = review.decide(actor=mo, item=_claimed(ada, mo, fifth), decision=Decision.NO_ACTION)
    copy = KeptMessage.objects.get()
    assert (copy.words, copy.around) == ("", "")
    assert PrivateMessage.objects.visible_to(ada).filter(pk=fifth.pk).exists()
    flag = Flag.objects.get()
    assert (about_of(flag), flag.outcome) == ("private message by Ben", "We read the message and left it as it is.")
    assert not item.is_open


def test_a_warning_is_added_to_the_message_itself(ada: Account, mo: Account, talk: Talk, fifth: PrivateMessage) -> None:
    item = _claimed(ada, mo, fifth)
    review.decide(actor=mo, item=item, decision=Decision.WARN, warnings=["mind.flashback"])
    fifth.refresh_from_db()
    assert fifth.warnings == ["mind.flashback"]
    assert KeptMessage.objects.get().words == ""


def test_hidden_and_brought_back(
    ada: Account, ben: Account, mo: Account, fifth: PrivateMessage, clock: FakeClock
) -> None:
    item = _claimed(ada, mo, fifth)
    item = review.decide(actor=mo, item=item, decision=Decision.HIDE, reason="It asks where you live.")
    mine = PrivateMessage.objects.filter(pk=fifth.pk)
    assert not mine.visible_to(ada).exists()
    assert mine.visible_to(ben).get().hidden_reason == "It asks where you live."
    assert item in Item.objects.out_of_sight()
    review.bring_back(actor=mo, item=item)
    assert mine.visible_to(ada).exists()
    assert KeptMessage.objects.get().words == ""


def test_what_stays_hidden_is_forgotten_in_time(
    ada: Account, mo: Account, fifth: PrivateMessage, clock: FakeClock
) -> None:
    item = _claimed(ada, mo, fifth)
    item = review.decide(actor=mo, item=item, decision=Decision.HIDE, reason="It asks where you live.")
    assert forget_words_of_copies(clock()) == 0
    clock.advance(days=LIFE.days + 1)
    assert forget_words_of_copies(clock()) == 1
    assert item not in Item.objects.out_of_sight()


def test_handed_on_safeguarding_has_the_exact_words_and_the_copy_goes(
    ada: Account, ben: Account, mo: Account, fifth: PrivateMessage
) -> None:
    review.hand_on(actor=mo, item=_claimed(ada, mo, fifth), level=Level.RED, note="")
    concern = Concern.objects.get()
    assert (concern.about, concern.words) == (ben, "Line 5.")
    assert KeptMessage.objects.get().words == ""


def test_the_pages_of_asking_and_of_the_desk(ada: Account, mo: Account, fifth: PrivateMessage, browse: Any) -> None:
    path = f"/private/m/{fifth.pk}/flag/"
    assert "nothing else of your talk" in browse(ada).get(path).content.decode()
    sent = browse(ada).post(path, {"reason": "unsure", "submission": new_token(ada)})
    assert "private message by Ben" in browse(ada).get(sent.headers["Location"]).content.decode()
    assert "private message by Ben" in browse(ada).get("/receipts/").content.decode()
    put_on_duty(mo)
    item = Item.objects.get(copy__isnull=False)
    assert f"/desk/{item.pk}/" in browse(mo).get("/desk/").content.decode()
    page = browse(mo).get(f"/desk/{item.pk}/").content.decode()
    assert "Line 5." in page
    assert "The talk itself is closed to the team." in page
    assert "Line 9." not in page
