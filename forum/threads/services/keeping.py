"""Keeping posts to find them again."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.throttle import spend
from forum.threads.models import Bookmark, Post

KEPT_AN_HOUR = 120


@transaction.atomic
def keep_post(*, actor: Account, post: Post) -> None:
    """Put `post` on one's own list. Kept twice is kept once; nobody is told."""
    authorize(actor, Permission.BOOKMARK_KEEP, post)
    spend("bookmark", str(actor.pk), limit=KEPT_AN_HOUR, per=timedelta(hours=1))
    Bookmark.objects.get_or_create(account=actor, post=post, defaults={"at": clock.now()})


@transaction.atomic
def let_post_go(*, actor: Account, post: Post) -> None:
    """Take `post` off one's own list."""
    authorize(actor, Permission.BOOKMARK_KEEP, SITE)
    Bookmark.objects.filter(account=actor, post=post).delete()


@transaction.atomic
def forget_bookmarks(*, post_id: UUID | None = None, account_id: UUID | None = None) -> None:
    """Those of a post that is gone, or of somebody who left."""
    Bookmark.objects.filter(Q(post_id=post_id) if post_id else Q(account_id=account_id)).delete()
