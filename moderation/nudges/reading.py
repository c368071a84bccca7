"""What waits for somebody, as their pages show it."""

from forum.accounts.permissions import Actor
from moderation.nudges.models import Nudge

SHOWN = 20


def open_for(actor: Actor) -> list[Nudge]:
    """The lines somebody has not put away, the newest first. One question to the database."""
    return list(Nudge.objects.visible_to(actor).open()[:SHOWN])
