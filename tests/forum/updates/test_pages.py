"""The pages of what is new, through one's own veil."""

from typing import Any

import pytest
from django.core import mail
from pytest_django import Settings

from forum.accounts.models import Account
from forum.threads.models import Thread
from forum.threads.services import places
from forum.updates.chores import send_neutral_mail
from forum.updates.kinds import UpdateKind
from forum.updates.models import Mailbox, Unheard, Update
from forum.warnings.services import set_profile
from forum.warnings.taxonomy import View
from tests.conftest import FakeClock
from tests.factories.inbox import make_conversation
from tests.factories.threads import make_reply, make_thread
from tests.factories.updates import make_update

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def thread(ada: Account, ben: Account, clock: FakeClock) -> Thread:
    """A thread of Ben's that Ada follows, with a reply."""
    thread = make_thread(ben, title="Salt and gorse", warnings=["mind.flashback"])
    places.follow(actor=ada, thread=thread)
    clock.advance(minutes=1)
    make_reply(ben, thread, "Only in the reply.")
    return thread


def _page(browse: Any, account: Account) -> str:
    return str(browse(account).get("/new/").content.decode())


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (View.SHOW, "in “Salt and gorse”"),
        (View.LABEL, "in “Salt and gorse”"),
        (View.COVER, "in a thread about Flashbacks"),
        (View.HIDE, "in a thread that your filters keep out of sight"),
    ],
)
def test_titles_stand_behind_the_veil(
    view: View, said: str, ada: Account, thread: Thread, browse: Any, clock: FakeClock
) -> None:
    set_profile(actor=ada, choices={"mind.flashback": view})
    page = _page(browse, ada)
    assert said.split(" Flash")[0] in page
    assert ("Salt and gorse" in page) == (view in (View.SHOW, View.LABEL))
    assert "Only in the reply" not in page
    assert "Ben" not in page


def test_following_a_line_leads_to_the_post_and_it_is_not_new_any_more(
    ada: Account, thread: Thread, browse: Any
) -> None:
    update = Update.objects.get()
    assert "New · " in _page(browse, ada)
    answer = browse(ada).get(f"/new/{update.pk}/")
    assert answer.headers["Location"] == f"/p/{update.post_id}/"
    assert "New · " not in _page(browse, ada)


def test_a_thread_put_away_later_is_left_out(ada: Account, thread: Thread, browse: Any) -> None:
    places.mute(actor=ada, thread=thread)
    assert "There is nothing new." in _page(browse, ada)


def test_all_seen_in_one_press(ada: Account, lea: Account, thread: Thread, browse: Any) -> None:
    conversation = make_conversation(lea, ada)
    page = _page(browse, ada)
    assert "The team wrote to you" in page
    assert not Update.objects.filter(seen_at__isnull=False).exists()
    browse(ada).post("/new/seen/")
    assert not Update.objects.unseen().exists()
    letter = Update.objects.get(kind=UpdateKind.LETTER)
    assert browse(ada).get(f"/new/{letter.pk}/").headers["Location"] == f"/messages/{conversation.pk}/"


def test_what_i_hear_of(ada: Account, browse: Any) -> None:
    page = browse(ada).get("/new/choose/").content.decode()
    assert page.count("checked") == len(UpdateKind) - 2  # Private messages are off here, and not offered.
    browse(ada).post("/new/choose/", {"kinds": ["letter"]})
    assert not Unheard.objects.filter(kind__in=["letter", "private", "asked"]).exists()
    assert Unheard.objects.count() == len(UpdateKind) - 3


def test_mail_from_the_address_to_the_last_press(
    ada: Account, browse: Any, settings: Settings, clock: FakeClock
) -> None:
    settings.REMINDER_MAIL = {"on": True, "names_site": False}
    client = browse(ada)
    assert "Is this safe for you?" in client.get("/new/mail/").content.decode()
    assert client.post("/new/mail/", {"address": "not one"}).status_code == 422
    client.post("/new/mail/", {"address": "tide@example.org"})
    page = client.get("/new/mail/").content.decode()
    assert "tide@example.org" not in page
    assert "t•••@e•••" in page
    send_neutral_mail(clock())
    number = mail.outbox[0].body.split("Your number is ")[1][:6]
    wrong = client.post("/new/mail/", {"number": "12345"})
    assert wrong.status_code == 422
    client.post("/new/mail/", {"number": f" {number} "})
    page = client.get("/new/mail/").content.decode()
    assert "Hints are on" in page
    said = {"kinds": ["reply"], "pause": "hour", "quiet_from": "20", "quiet_until": "7"}
    client.post("/new/mail/", said)
    mailbox = Mailbox.objects.get()
    assert (mailbox.kinds, mailbox.pause, mailbox.quiet_from, mailbox.quiet_until) == (["reply"], "hour", 20, 7)
    client.post("/new/mail/delete/")
    assert not Mailbox.objects.exists()


def test_somebody_elses_is_not_there(ada: Account, ben: Account, browse: Any) -> None:
    assert browse(ben).get(f"/new/{make_update(ada).pk}/").status_code == 404


def test_a_letter_that_was_opened_directly_is_not_new_any_more(ada: Account, lea: Account, browse: Any) -> None:
    conversation = make_conversation(lea, ada)
    update = make_update(ada, UpdateKind.LETTER, thing=conversation.pk)
    client = browse(ada)
    client.get(f"/messages/{conversation.pk}/", headers={"Sec-Purpose": "prefetch"})
    assert Update.objects.unseen().filter(pk=update.pk).exists()
    client.get(f"/messages/{conversation.pk}/")
    assert not Update.objects.unseen().exists()
