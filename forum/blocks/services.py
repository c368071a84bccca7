"""The verbs of blocks: do not meet somebody any more, and take that back."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.blocks.events import MemberBlocked, MemberUnblocked
from forum.blocks.models import Block
from forum.core import clock
from forum.core.events import publish


@transaction.atomic
def block(*, actor: Account, account: Account) -> Block:
    """From now on the two do not read each other in a session, in both directions. Wishing for it twice is once, and
    nobody is told."""
    authorize(actor, Permission.BLOCK_SET, account)
    wish, is_new = Block.objects.get_or_create(account=actor, blocked=account, defaults={"at": clock.now()})
    if is_new:
        publish(MemberBlocked(actor_id=actor.pk, account_id=actor.pk, blocked_id=account.pk))
    return wish


@transaction.atomic
def unblock(*, actor: Account, block: Block) -> None:
    """Take a block back. If the other one blocked them too, that stays."""
    authorize(actor, Permission.BLOCK_SET, block)
    if Block.objects.filter(pk=block.pk).delete()[0]:
        publish(MemberUnblocked(actor_id=actor.pk, account_id=actor.pk, blocked_id=block.blocked_id))


@transaction.atomic
def forget_blocks(*, account_id: UUID) -> None:
    """Delete every block by and of somebody who closed their account."""
    Block.objects.filter(Q(account_id=account_id) | Q(blocked_id=account_id)).delete()
