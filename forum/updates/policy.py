"""Object rules for what is new: it is for one member."""

from forum.accounts.actors import Actor
from forum.accounts.permissions import Permission, rule
from forum.core.refusals import NotGranted, Refusal
from forum.updates.models import Update


@rule(Permission.UPDATE_READ, Update)
def ones_own_update(actor: Actor, update: Update) -> Refusal | None:
    return None if update.account_id == actor.id else NotGranted()
