"""Object rules for blocks: only members are blocked, and a block belongs to whoever wished for it."""

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, Role, rule
from forum.blocks.models import Block, Mute
from forum.core.refusals import NotGranted, NotNow, Refusal


class CannotBlockTeam(NotNow):
    """Hosts have to reach everybody in their session."""

    code = "cannot_block_team"
    message = (
        "Somebody from the team cannot be blocked, because they look after everybody here. "
        "If something they wrote was not right, you can ask the rest of the team to look at it."
    )


@rule(Permission.BLOCK_SET, Account)
@rule(Permission.MEMBER_MUTE, Account)
def another_member(actor: Actor, account: Account) -> Refusal | None:
    if account.pk == actor.id:
        return NotNow("This is you. To read less for a while, you can change your filters.")
    return None if account.role == Role.MEMBER else CannotBlockTeam()


@rule(Permission.BLOCK_SET, Block)
def ones_own_block(actor: Actor, block: Block) -> Refusal | None:
    return None if block.account_id == actor.id else NotGranted()


@rule(Permission.MEMBER_MUTE, Mute)
def ones_own_mute(actor: Actor, mute: Mute) -> Refusal | None:
    return None if mute.account_id == actor.id else NotGranted()
