"""What the person reads: letters, and the plain steps from the first letter on."""

from typing import Any
from uuid import uuid4

from forum.accounts.models import Account
from forum.inbox.models import Conversation, Kind, Letter
from moderation.audit.models import Entry as TrailEntry
from moderation.safeguarding import services
from moderation.safeguarding.models import Case
from tests.factories.inbox import make_answer
from tests.factories.rota import put_on_call
from tests.factories.safeguarding import close, decide, make_consultation


def _write(actor: Account, case: Case, words: str = "We noticed your words.") -> Letter:
    return services.write(actor=actor, case=case, words=words, submission=uuid4())


def _told(person: Account) -> list[str]:
    return [row.words for row in Letter.objects.filter(conversation__member=person).in_order()]


def test_nothing_is_told_before_somebody_judged_it_safe_to_write(
    case: Case, ada: Account, lea: Account, sam: Account
) -> None:
    make_consultation(lea, case, sam, advice="Write to them first.")
    assert not Conversation.objects.exists()


def test_the_first_letter_tells_who_looks_after_it_and_what_was_done(
    case: Case, ada: Account, lea: Account, sam: Account, clock: Any
) -> None:
    make_consultation(lea, case, sam)
    _write(lea, case)
    assert _told(ada) == [
        "Lea from the safeguarding team is looking after this with you.",
        "We asked a colleague in the safeguarding team for a second opinion.",
        "We noticed your words.",
    ]
    case.refresh_from_db()
    assert case.conversation == Conversation.objects.get()
    assert case.entries.filter(kind="step").count() == 2


def test_later_letters_join_the_conversation(case: Case, ada: Account, lea: Account) -> None:
    _write(lea, case)
    _write(lea, case, "How are you tonight?")
    assert Conversation.objects.count() == 1
    assert Letter.objects.filter(kind=Kind.MESSAGE).count() == 2


def test_a_letter_sent_twice_is_one(case: Case, ada: Account, lea: Account) -> None:
    submission = uuid4()
    for _ in range(2):
        services.write(actor=lea, case=case, words="We noticed your words.", submission=submission)
    assert Letter.objects.filter(kind=Kind.MESSAGE).count() == 1
    assert case.entries.filter(kind="step").count() == 2


def test_later_steps_are_told_too(case: Case, ada: Account, lea: Account, sam: Account, clock: Any) -> None:
    _write(lea, case)
    clock.advance(minutes=1)
    make_consultation(lea, case, sam, advice="Stay in touch.")
    clock.advance(minutes=1)
    put_on_call(sam)
    services.take_over(actor=sam, case=case, reason="Lea is ill.", submission=uuid4())
    told = _told(ada)
    assert "Our colleague has given a second opinion." in told
    assert told[-1] == "Sam from the safeguarding team is looking after this with you now."
    assert not any("Stay in touch." in words for words in told)


def test_the_case_hears_that_they_wrote(case: Case, lea: Account) -> None:
    letter = _write(lea, case)
    make_answer(letter.conversation)
    entry = TrailEntry.objects.get(action="case.answered")
    assert entry.subject["case_id"] == str(case.pk)


def test_decision_and_ending_are_told(case: Case, ada: Account, lea: Account, sam: Account, clock: Any) -> None:
    make_consultation(lea, case, sam, advice="Stay in touch.")
    decide(lea, case)
    assert "We decided to stay in touch with you here.\n\nWe stay in touch with you here." in _told(ada)
    clock.advance(minutes=1)
    close(lea, case)
    assert "nobody reads new words in this conversation" in _told(ada)[-1]
    assert Conversation.objects.get().is_over


def test_nobody_is_told_when_the_account_is_closed(case: Case, ada: Account, lea: Account, sam: Account) -> None:
    make_consultation(lea, case, sam, advice="Nothing more.")
    Account.objects.filter(pk=ada.pk).update(is_active=False)
    decide(lea, case)
    close(lea, case)
    assert not Conversation.objects.exists()
