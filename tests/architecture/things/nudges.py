"""A line to the moderator on shift."""

from types import SimpleNamespace
from typing import Any

from moderation.nudges.models import Nudge
from moderation.nudges.services import tell
from tests.architecture.world import As


def build(world: Any) -> SimpleNamespace:
    account = world.cast[As.MODERATOR]
    tell(accounts={account.pk}, key="a line", words="A place is open.", href="/shifts/")
    return SimpleNamespace(line=Nudge.objects.get(account=account, key="a line"))
