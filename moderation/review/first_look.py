"""Whose words wait for a first look: those of new members, in boards that ask for it."""

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.boards.models import Holds
from forum.core.when import local
from forum.threads.models import Post
from moderation.rota.cover import cover_at


def waits(post: Post, now: datetime) -> bool:
    """Should somebody from the team read `post` before others do? Comes with its thread, board and author."""
    if post.thread.is_held:
        return True  # Nobody else can read the thread yet, so nothing in it is out in the open by itself.
    holds = post.thread.board.holds_newcomers
    if holds == Holds.NEVER or (holds == Holds.AWAY and cover_at(now).is_staffed):
        return False
    if post.written_as_id is not None and post.author.role == Role.MEMBER:
        # Asked of the name, never of whoever has it: otherwise the wait would tell something about them.
        return not _is_known(Post.objects.filter(written_as_id=post.written_as_id), but=post)
    return is_new(post.author, now, but=post)


def is_new(member: Account, now: datetime, *, but: Post) -> bool:
    """Has this member joined lately, and did others get to read fewer of their posts than it takes, `but` one?"""
    new = settings.NEWCOMERS
    if member.role != Role.MEMBER:
        return False
    if member.joined_on is None or local(now).date() - member.joined_on >= new["days"]:
        return False
    return not _is_known(Post.objects.filter(author=member), but=but)


def _is_known(posts: "QuerySet[Post]", *, but: Post) -> bool:
    """Did others get to read enough of `posts`, `but` one?"""
    enough: int = settings.NEWCOMERS["posts"]
    shown = posts.filter(withdrawn_at=None, hidden_at=None, held_at=None).exclude(pk=but.pk)
    return bool(shown[:enough].count() >= enough)
