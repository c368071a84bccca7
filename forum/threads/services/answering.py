"""Saying one of four kind things to whoever wrote a post, and taking it back."""

from datetime import timedelta
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.blocks.models import Block
from forum.core import clock
from forum.core.events import publish
from forum.core.throttle import keyed, spend
from forum.threads.events import ReactionGiven
from forum.threads.models import Feeling, Post, Reaction

REACTIONS_AN_HOUR = 120


@transaction.atomic
def react(*, actor: Account, post: Post, feeling: Feeling) -> None:
    """Say `feeling` to the author of `post`. Said twice is once. Across a block it is kept, and nobody hears it."""
    authorize(actor, Permission.POST_REACT, post)
    spend("react", str(actor.pk), limit=REACTIONS_AN_HOUR, per=timedelta(hours=1))
    _, is_new = Reaction.objects.get_or_create(post=post, account=actor, feeling=feeling)
    if is_new and not Block.objects.between(actor.pk, post.author_id).exists() and _first_today(post):
        publish(ReactionGiven(actor_id=actor.pk, post_id=post.pk))


@transaction.atomic
def take_back_reaction(*, actor: Account, post: Post, feeling: Feeling) -> None:
    """As if it had not been said, also where the post is out of sight by now."""
    authorize(actor, Permission.POST_REACT, SITE)
    Reaction.objects.filter(post=post, account=actor, feeling=feeling).delete()


@transaction.atomic
def forget_answers(*, post_id: UUID | None = None, account_id: UUID | None = None) -> None:
    """What was said to a post that is gone, or by somebody who left."""
    Reaction.objects.filter(Q(post_id=post_id) if post_id else Q(account_id=account_id)).delete()


def _first_today(post: Post) -> bool:
    """Has nobody been told of a reaction to this post today? Only the cache knows, and only for the day."""
    return cache.add(f"react:{keyed(str(post.pk))}:{clock.now():%Y-%m-%d}", 1, timeout=24 * 60 * 60)
