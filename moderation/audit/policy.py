"""Object rules for the trail."""

from forum.accounts.permissions import Actor, Permission, rule
from forum.core.refusals import Refusal
from moderation.audit.models import Entry


@rule(Permission.AUDIT_READ, Entry)
def any_entry_of_the_trail(actor: Actor, entry: Entry) -> Refusal | None:
    return None
