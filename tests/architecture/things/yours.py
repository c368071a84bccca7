"""Another browser, a key, a choice and nothing else of the member's own."""

from types import SimpleNamespace
from typing import Any

from forum.accounts.models import AccountChoices, PassKey, SignedIn
from forum.accounts.sessions import session_mark
from forum.core import clock
from tests.architecture.world import As


def build(world: Any) -> SimpleNamespace:
    member = world.cast[As.MEMBER]
    other = "another-browser-of-theirs-0000001"
    browser = SignedIn(account=member, mark=session_mark(other), session_key=other, name="", began_at=clock.now())
    browser.save(force_insert=True)
    key = PassKey(account=member, name="A small stick", key_index="0" * 64, public_key='{"id": "AAAA", "key": "AAAA"}')
    key.save(force_insert=True)
    AccountChoices.objects.create(account=member, keeps_place=False)
    return SimpleNamespace(browser=browser, key=key)
