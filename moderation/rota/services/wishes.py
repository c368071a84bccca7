"""Quiet wishes. Nothing is published about them: managers read the trail, and a wish is nobody's but one's own."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.refusals import Refusal
from moderation.rota.models import Wish
from moderation.team import roster


class NobodyToWishAbout(Refusal):
    """Oneself, or somebody who is not on the team."""

    code = "nobody_to_wish_about"
    message = "Please choose somebody else from the team."


@transaction.atomic
def make_wish(*, actor: Account, other: Account) -> Wish:
    """`actor` would rather not share a shift with `other`. Wished twice, it is one wish."""
    authorize(actor, Permission.WISH_WRITE, SITE)
    if other.pk == actor.pk or not roster.visible_to(actor).filter(pk=other.pk).exists():
        raise NobodyToWishAbout
    return Wish.objects.get_or_create(account=actor, other=other)[0]


@transaction.atomic
def drop_wish(*, actor: Account, wish: Wish) -> None:
    """`actor` no longer wishes it. The row is deleted, and nothing else remembers it."""
    authorize(actor, Permission.WISH_WRITE, wish)
    wish.delete()


@transaction.atomic
def forget_wishes(*, account_id: UUID) -> None:
    """Somebody left the team: what they wished goes, and what others wished about them."""
    Wish.objects.filter(Q(account=account_id) | Q(other=account_id)).delete()
