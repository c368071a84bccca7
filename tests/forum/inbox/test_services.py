"""Writing to a member, answering, telling steps."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from forum.accounts.models import Account
from forum.confidentiality.policy import NoticeFirst
from forum.core.events import NAMES
from forum.core.refusals import NotGranted, NotNow
from forum.core.throttle import TooMany
from forum.inbox import services
from forum.inbox.models import Conversation, Kind, Letter
from forum.inbox.policy import ConversationOver
from moderation.audit.models import Entry as TrailEntry
from tests.factories.inbox import make_answer, make_conversation, make_letter
from tests.factories.threads import make_notice, ready_to_write


def test_the_first_letter_opens_a_conversation(ada: Account, lea: Account, clock: Any) -> None:
    letter = make_letter(lea, ada, "How are you today?")
    conversation = Conversation.objects.get()
    assert (conversation.member, conversation.opened_by) == (ada, lea)
    assert (letter.conversation, letter.writer, letter.from_team) == (conversation, lea, True)
    assert Letter.objects.get().words == "How are you today?"
    assert conversation.last_letter_at == clock()


def test_the_title_tells_nothing(ada: Account, lea: Account) -> None:
    assert make_conversation(lea, ada).title == "A message from the team"


def test_words_lie_sealed(ada: Account, lea: Account) -> None:
    make_letter(lea, ada, "a sentence nobody else may read")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM inbox_letter")
        assert "sentence" not in cursor.fetchone()[0]


def test_the_member_answers_in_the_same_conversation(ada: Account, lea: Account) -> None:
    conversation = make_conversation(lea, ada)
    answer = make_answer(conversation, "A little better.")
    assert (answer.conversation, answer.writer, answer.from_team) == (conversation, ada, False)


def test_an_answer_sent_twice_is_one(ada: Account, lea: Account) -> None:
    conversation, submission = make_conversation(lea, ada), uuid4()
    ready_to_write(ada)
    first = services.answer(actor=ada, conversation=conversation, words="Yes.", submission=submission)
    again = services.answer(actor=ada, conversation=conversation, words="Yes.", submission=submission)
    assert first == again
    assert Letter.objects.filter(from_team=False).count() == 1


def test_a_letter_sent_twice_is_one(ada: Account, lea: Account) -> None:
    submission = uuid4()
    for _ in range(2):
        services.write_to_member(actor=lea, member=ada, words="Hello.", submission=submission)
    assert Letter.objects.count() == 1
    assert Conversation.objects.count() == 1


def test_nobody_else_answers(ada: Account, ben: Account, lea: Account) -> None:
    conversation = make_conversation(lea, ada)
    ready_to_write(ben)
    for stranger in (ben, lea):
        with pytest.raises(NotGranted):
            services.answer(actor=stranger, conversation=conversation, words="Hello.", submission=uuid4())


@pytest.mark.parametrize("who", ["ada", "mo", "nia"])
def test_only_practitioners_begin(who: str, ben: Account, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotGranted):
        make_letter(request.getfixturevalue(who), ben)


def test_a_letter_cannot_be_put_into_somebody_elses_conversation(ada: Account, ben: Account, lea: Account) -> None:
    conversation = make_conversation(lea, ada)
    with pytest.raises(NotGranted):
        services.write_to_member(actor=lea, member=ben, words="Hello.", submission=uuid4(), conversation=conversation)


def test_team_members_and_closed_accounts_get_no_letters(kit: Account, sam: Account, lea: Account) -> None:
    for nobody in (kit, sam):
        with pytest.raises(NotNow):
            make_letter(lea, nobody)


def test_answering_waits_for_the_notice_in_force(ada: Account, lea: Account) -> None:
    conversation = make_conversation(lea, ada)
    ready_to_write(ada)
    make_notice(version=2)
    with pytest.raises(NoticeFirst):
        services.answer(actor=ada, conversation=conversation, words="Hello.", submission=uuid4())


def test_nobody_writes_into_an_ended_conversation(ada: Account, lea: Account) -> None:
    conversation = make_conversation(lea, ada)
    services.end_conversation(conversation=conversation)
    services.end_conversation(conversation=conversation)
    ready_to_write(ada)
    with pytest.raises(ConversationOver):
        services.answer(actor=ada, conversation=conversation, words="Hello.", submission=uuid4())
    with pytest.raises(ConversationOver):
        services.write_to_member(actor=lea, member=ada, words="Hello.", submission=uuid4(), conversation=conversation)


def test_a_step_is_told_by_the_service_itself(ada: Account) -> None:
    step = services.tell_step(member=ada, words="We did something.")
    assert (step.kind, step.writer, step.from_team) == (Kind.STEP, None, True)
    assert step.conversation.opened_by is None


def test_answers_are_limited_in_an_hour(ada: Account, lea: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "ANSWERS_AN_HOUR", 1)
    conversation = make_conversation(lea, ada)
    make_answer(conversation)
    with pytest.raises(TooMany):
        make_answer(conversation)


def test_the_trail_keeps_ids_and_no_words(ada: Account, lea: Account) -> None:
    letter = make_letter(lea, ada, "a sentence nobody else may read")
    entry = TrailEntry.objects.get(action="letter.sent")
    assert entry.subject["letter_id"] == str(letter.pk)
    assert "sentence" not in str(entry.subject)
    assert "letter.sent" in NAMES
