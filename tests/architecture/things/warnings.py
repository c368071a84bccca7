"""A warning of the base, and a suggestion that a post may need it."""

from types import SimpleNamespace
from typing import Any

from forum.threads.services.suggesting import suggest_warnings
from forum.warnings.services.shaping import retire_warning
from forum.warnings.taxonomy import BY_KEY
from tests.architecture.world import As
from tests.factories.accounts import make_account
from tests.factories.threads import make_post


def build(world: Any) -> SimpleNamespace:
    post = make_post(make_account("Ash"))
    suggest_warnings(actor=world.cast[As.MEMBER], post=post, warnings=["sys.police"])
    retire_warning(actor=world.cast[As.MANAGER], warning=BY_KEY["mind.body"])
    return SimpleNamespace(key="sys.police", post=post)
