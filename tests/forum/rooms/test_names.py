"""A new pseudonym that leaves the earlier words behind: nobody of a chat learns of it."""

import pytest
from django.urls import reverse

from forum.accounts.models import Account
from forum.names.services import change_pseudonym
from forum.rooms.refusals import KnownInChat
from forum.rooms.services.emptying import empty_session
from moderation.flags.models import Reason
from tests.conftest import FakeClock
from tests.factories.flags import make_flag
from tests.factories.rooms import attend, close_now, open_session_for, write
from tests.factories.sessions import signed_in
from tests.factories.threads import ready_to_write


@pytest.fixture
def mo_hosts(mo: Account, ada: Account, ben: Account, clock: FakeClock) -> Account:
    for one in (ada, ben):
        ready_to_write(one)
    return mo


def test_while_a_chat_can_be_read_the_name_stays_or_takes_the_words_along(ada: Account, mo_hosts: Account) -> None:
    attend(open_session_for(mo_hosts), ada)
    with pytest.raises(KnownInChat):
        change_pseudonym(actor=Account.objects.get(pk=ada.pk), name="Robin Hill", follows=False)
    assert Account.objects.get(pk=ada.pk).pseudonym == "Ada"
    change_pseudonym(actor=ada, name="Robin Hill", follows=True)


def test_what_the_team_still_looks_at_stays_under_the_name_of_then(
    ada: Account, ben: Account, mo_hosts: Account, clock: FakeClock
) -> None:
    session = open_session_for(mo_hosts)
    for one in (ada, ben):
        attend(session, one)
    flag = make_flag(ben, write(session, ada, "Hm."), Reason.RULES)
    close_now(session)
    clock.advance(days=2)
    empty_session(session_id=session.pk)
    change_pseudonym(actor=ada, name="Robin Hill", follows=False)
    client = signed_in(ben)
    for address in (reverse("flags:receipts"), reverse("flags:receipt", args=[flag.pk])):
        page = client.get(address).content.decode()
        assert "message by Ada" in page
        assert "Robin" not in page
