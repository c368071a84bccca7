"""What is agreed with people on the team, and the role cards of a new site."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from forum.accounts.actors import SYSTEM
from moderation.team.models import Standing
from moderation.team.services import begin_with_cards
from tests.architecture.world import As


def build(world: Any) -> SimpleNamespace:
    begin_with_cards(actor=SYSTEM)
    off_call, colleague = world.cast[As.OFF_CALL], world.colleague
    for account in (off_call, colleague, world.cast[As.MODERATOR]):
        Standing.objects.get_or_create(account=account, defaults={"began_on": date(2026, 1, 12), "legal_name": "Jo"})
    return SimpleNamespace(off_call=off_call, colleague=colleague)
