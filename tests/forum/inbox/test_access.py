"""Who reads a conversation: the queryset and the rule agree for everybody."""

import pytest

from forum.accounts.actors import VISITOR, Actor
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, Role, allows
from forum.inbox.models import Conversation, Letter
from tests.factories.accounts import make_account
from tests.factories.inbox import make_answer, make_conversation

CAST = ["ada", "ben", "kit", "mo", "lea", "sam", "nia"]


@pytest.fixture
def conversation(ada: Account, lea: Account) -> Conversation:
    found = make_conversation(lea, ada)
    make_answer(found)
    return found


def _reads(actor: Actor, conversation: Conversation) -> bool:
    return Conversation.objects.visible_to(actor).filter(pk=conversation.pk).exists()


@pytest.mark.parametrize("who", CAST)
def test_the_list_and_the_rule_agree(who: str, conversation: Conversation, request: pytest.FixtureRequest) -> None:
    actor = request.getfixturevalue(who)
    assert _reads(actor, conversation) == allows(actor, Permission.INBOX_READ, conversation) == (who in ("ada", "lea"))
    for letter in Letter.objects.all():
        seen = Letter.objects.visible_to(actor).filter(pk=letter.pk).exists()
        assert seen == allows(actor, Permission.INBOX_READ, letter)


def test_visitors_and_practitioners_without_their_second_factor_read_nothing(conversation: Conversation) -> None:
    unverified = make_account("Una", Role.PRACTITIONER, verified=False)
    Conversation.objects.filter(pk=conversation.pk).update(opened_by=unverified)
    for nobody in (VISITOR, unverified):
        assert not _reads(nobody, conversation)
        assert not allows(nobody, Permission.INBOX_READ, conversation)
