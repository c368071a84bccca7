"""Object rules for nudges: they are for one person."""

from forum.accounts.permissions import Actor, Permission, rule
from forum.core.refusals import NotGranted, Refusal
from moderation.nudges.models import Nudge


@rule(Permission.NUDGE_READ, Nudge)
def ones_own_nudge(actor: Actor, nudge: Nudge) -> Refusal | None:
    return None if nudge.account_id == actor.id else NotGranted()
