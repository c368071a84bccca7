"""The member's pages."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client

from forum.accounts.models import Account
from forum.core.submission import new_token
from forum.inbox.chores import forget_old_conversations
from forum.inbox.models import Conversation, Letter
from forum.inbox.services import end_conversation, tell_step
from tests.factories.accounts import PASS_PHRASE
from tests.factories.inbox import make_conversation
from tests.factories.threads import make_notice, ready_to_write


def _url(conversation: Conversation) -> str:
    return f"/messages/{conversation.pk}/"


def _send(client: Client, writer: Account, conversation: Conversation, words: str) -> Any:
    return client.post(_url(conversation), {"words": words, "submission": new_token(writer)})


def test_the_list_is_calm(ada: Account, lea: Account, browse: Any, clock: Any) -> None:
    make_conversation(lea, ada, "a sentence only for her")
    page = browse(ada).get("/messages/").content.decode()
    assert "A message from the team" in page
    assert "tonight" in page
    assert "19:00" not in page
    assert "sentence" not in page


def test_an_empty_list_says_so(ada: Account, browse: Any) -> None:
    assert "There are no messages." in browse(ada).get("/messages/").content.decode()


def test_the_thread_shows_both_sides_and_the_steps(ada: Account, lea: Account, browse: Any) -> None:
    conversation = make_conversation(lea, ada, "How *are* you?")
    tell_step(member=ada, words="We asked a colleague.", conversation=conversation)
    ready_to_write(ada)
    assert _send(browse(ada), ada, conversation, "A <b>little</b> better.").status_code == 302
    page = browse(ada).get(_url(conversation)).content.decode()
    assert "<b>Lea</b> from the team" in page
    assert "How <em>are</em> you?" in page
    assert "What was done" in page
    assert "(you)" in page
    assert "A &lt;b&gt;little&lt;/b&gt; better." in page
    assert 'data-live="/ws/messages/"' in page


def test_reading_ones_own_messages_is_nobodys_business(ada: Account, lea: Account, browse: Any) -> None:
    from moderation.audit.models import Entry

    conversation = make_conversation(lea, ada)
    before = Entry.objects.count()
    browse(ada).get(_url(conversation))
    browse(ada).get("/messages/")
    assert Entry.objects.count() == before


def test_a_stranger_sees_what_does_not_exist(
    ada: Account, ben: Account, lea: Account, mo: Account, browse: Any
) -> None:
    conversation = make_conversation(lea, ada)
    for who in (ben, mo, lea):
        assert browse(who).get(_url(conversation)).status_code == 404
        assert _send(browse(who), who, conversation, "Hello.").status_code == 404
    assert browse().get(_url(conversation)).status_code == 302


def test_empty_words_are_refused_and_long_ones_stay(ada: Account, lea: Account, browse: Any) -> None:
    conversation = make_conversation(lea, ada)
    ready_to_write(ada)
    assert "There are no words here yet" in _send(browse(ada), ada, conversation, " \u200b ").content.decode()
    long = "word " * 5000
    answer = _send(browse(ada), ada, conversation, long)
    assert answer.status_code == 422
    assert long.strip() in answer.content.decode()


def test_a_forged_form_is_refused_and_its_words_stay(ada: Account, ben: Account, lea: Account, browse: Any) -> None:
    conversation = make_conversation(lea, ada)
    ready_to_write(ada)
    for token in (new_token(ben), "forged", ""):
        answer = browse(ada).post(_url(conversation), {"words": "Keep me here.", "submission": token})
        assert answer.status_code == 422
        assert "Keep me here." in answer.content.decode()
    assert not Letter.objects.filter(from_team=False).exists()


def test_a_form_sent_twice_is_one_letter(ada: Account, lea: Account, browse: Any) -> None:
    conversation, token = make_conversation(lea, ada), new_token(ada)
    ready_to_write(ada)
    for _ in range(2):
        sent = browse(ada).post(_url(conversation), {"words": "Once.", "submission": token})
        assert sent.status_code == 302
    assert Letter.objects.filter(from_team=False).count() == 1


def test_an_ended_conversation_says_so_and_keeps_typed_words(ada: Account, lea: Account, browse: Any) -> None:
    conversation = make_conversation(lea, ada)
    ready_to_write(ada)
    end_conversation(conversation=conversation)
    page = browse(ada).get(_url(conversation)).content.decode()
    assert "This conversation has ended" in page
    assert "<textarea" not in page
    late = _send(browse(ada), ada, conversation, "I was still writing.")
    assert late.status_code == 422
    assert "I was still writing." in late.content.decode()
    assert "Help now</a> has people you can talk to" in late.content.decode()


def test_a_new_notice_is_read_before_answering(ada: Account, lea: Account, browse: Any) -> None:
    conversation = make_conversation(lea, ada)
    make_notice(version=3)
    page = browse(ada).get(_url(conversation)).content.decode()
    assert "How are you today?" in page
    assert "/limits/read/" in page
    client = browse(ada)
    late = _send(client, ada, conversation, "I was still writing.").content.decode()
    assert "I was still writing." in late
    assert 'href="/limits/read/">Do that now.</a> Your words wait' in late
    read = client.post("/limits/read/", {"version": 3})
    assert read.headers["Location"] == _url(conversation)
    assert "I was still writing." in client.get(_url(conversation)).content.decode()


def test_who_can_read_a_conversation_is_said_on_top(ada: Account, lea: Account, browse: Any) -> None:
    theirs, ours = make_conversation(lea, ada), tell_step(member=ada, words="We hid a post.").conversation
    assert "Only you and the team's trained practitioners" in browse(ada).get(_url(theirs)).content.decode()
    told = browse(ada).get(_url(ours)).content.decode()
    assert "You and the team can read this." in told
    assert "trained practitioners can read" not in told


def test_earlier_words_are_on_earlier_pages(ada: Account, lea: Account, browse: Any, clock: Any) -> None:
    conversation = make_conversation(lea, ada, "the very first")
    for number in range(55):
        clock.advance(minutes=1)
        tell_step(member=ada, words=f"Step {number}.", conversation=conversation)
    page = browse(ada).get(_url(conversation))
    assert "the very first" not in page.content.decode()
    cursor = page.content.decode().split("?before=")[1].split('"')[0]
    assert "the very first" in browse(ada).get(f"{_url(conversation)}?before={cursor}").content.decode()


def test_conversations_are_forgotten_in_time(ada: Account, lea: Account, clock: Any) -> None:
    conversation = make_conversation(lea, ada)
    end_conversation(conversation=conversation)
    assert forget_old_conversations(clock() + settings.RETENTION["cases"] - timedelta(days=1)) == 0
    assert forget_old_conversations(clock() + settings.RETENTION["cases"] + timedelta(days=1)) > 0
    assert not Letter.objects.exists()


def test_words_typed_after_the_session_ended_come_back(ada: Account, lea: Account, browse: Any) -> None:
    conversation, client = make_conversation(lea, ada), browse()
    ready_to_write(ada)
    asked = _send(client, ada, conversation, "I typed this for an hour.")
    assert asked.status_code == 401
    kept = asked.content.decode().split('name="kept" value="')[1].split('"')[0]
    keys = {"sign_in_name": "ada-1000", "pass_phrase": PASS_PHRASE, "kept": kept}
    back = client.post("/sign-in/", keys)
    assert back.headers["Location"] == _url(conversation)
    assert "I typed this for an hour." in client.get(_url(conversation)).content.decode()
    assert not Letter.objects.filter(from_team=False).exists()
