"""The verbs of blocks and mutes: do not meet somebody any more, do not read a name at first sight, take that back."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.blocks.events import MemberBlocked, MemberUnblocked, NameMuted, NameUnmuted
from forum.blocks.models import Block, Mute
from forum.core import clock
from forum.core.events import publish
from forum.names.models import OtherName


@transaction.atomic
def block(*, actor: Account, account: Account, blocked_as: OtherName | None = None) -> Block:
    """From now on the two do not meet, in both directions. `blocked_as` is the name it is about, if that is not their
    pseudonym. Wishing for it twice is once, and nobody is told."""
    authorize(actor, Permission.BLOCK_SET, account)
    wish, is_new = Block.objects.get_or_create(
        account=actor, blocked=account, blocked_as=blocked_as, defaults={"at": clock.now()}
    )
    if is_new:
        publish(MemberBlocked(actor_id=actor.pk, account_id=actor.pk, blocked_id=account.pk))
    return wish


@transaction.atomic
def mute(*, actor: Account, account: Account, muted_as: OtherName | None = None) -> Mute:
    """What stands under this name is folded away for `actor`, and for nobody else. Twice is once."""
    authorize(actor, Permission.MEMBER_MUTE, account)
    wish, is_new = Mute.objects.get_or_create(
        account=actor, muted=account, muted_as=muted_as, defaults={"at": clock.now()}
    )
    if is_new:
        publish(NameMuted(actor_id=actor.pk, mute_id=wish.pk))
    return wish


@transaction.atomic
def unmute(*, actor: Account, mute: Mute) -> None:
    """Read that name again as before."""
    authorize(actor, Permission.MEMBER_MUTE, mute)
    if Mute.objects.filter(pk=mute.pk).delete()[0]:
        publish(NameUnmuted(actor_id=actor.pk, mute_id=mute.pk))


@transaction.atomic
def follow_name(*, account_id: UUID, former: OtherName) -> None:
    """Somebody left their earlier words under an earlier name: wishes about their pseudonym are about that name now,
    so that nobody learns from a list what they are called today."""
    Block.objects.filter(blocked_id=account_id, blocked_as=None).update(blocked_as=former)
    Mute.objects.filter(muted_id=account_id, muted_as=None).update(muted_as=former)


@transaction.atomic
def unblock(*, actor: Account, block: Block) -> None:
    """Take a block back. If the other one blocked them too, that stays."""
    authorize(actor, Permission.BLOCK_SET, block)
    if Block.objects.filter(pk=block.pk).delete()[0]:
        publish(MemberUnblocked(actor_id=actor.pk, account_id=actor.pk, blocked_id=block.blocked_id))


@transaction.atomic
def forget_blocks(*, account_id: UUID) -> None:
    """Delete every block and mute by and of somebody who closed their account."""
    Block.objects.filter(Q(account_id=account_id) | Q(blocked_id=account_id)).delete()
    Mute.objects.filter(Q(account_id=account_id) | Q(muted_id=account_id)).delete()
