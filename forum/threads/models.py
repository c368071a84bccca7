"""Threads and posts."""

from typing import Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows
from forum.boards.models import Board
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SENSITIVE, held
from forum.core.models import Record

_KEPT = "Until you take it back or close your account."
_PLACE = "Always, but without your words once they are gone: an empty place, so that the replies of others keep theirs."


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody who is signed in may read every thread that has something left to read. One whose beginning waits
        for a first look is there for whoever began it."""
        if not allows(actor, Permission.THREAD_READ, SITE):
            return self.none()
        return self.filter(models.Q(is_held=False) | models.Q(author_id=actor.id), is_empty=False)


class Thread(Record):
    """A conversation in a board. Its first post opens it."""

    board = held(
        models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+"),
        NOTHING_PERSONAL,
        why="Where the thread stands.",
        kept=_PLACE,
    )
    author = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="Who began the thread.",
        kept=_PLACE,
    )
    title = held(models.CharField(max_length=120), SENSITIVE, why="What the thread is called.", kept=_KEPT)
    warnings = held(
        models.JSONField(default=list),
        SENSITIVE,
        why="The content warnings of the first post, so that the list can cover it too.",
        kept=_KEPT,
    )
    created_at = held(
        models.DateTimeField(), PSEUDONYMOUS, why="When it began. Others see it only roughly.", kept=_PLACE
    )
    last_post_at = held(
        models.DateTimeField(),
        PSEUDONYMOUS,
        why="When somebody last replied, so that the list is in order. Others see it only roughly.",
        kept=_PLACE,
    )
    reply_count = held(
        models.PositiveIntegerField(default=0),
        NOTHING_PERSONAL,
        why="How many replies there are.",
        kept=_PLACE,
    )
    is_title_hidden = held(
        models.BooleanField(default=False),
        NOTHING_PERSONAL,
        why="Whether the title is out of sight together with the first post.",
        kept=_PLACE,
    )
    is_empty = held(
        models.BooleanField(default=False),
        NOTHING_PERSONAL,
        why="Whether every post of the thread was taken back.",
        kept=_PLACE,
    )
    is_held = held(
        models.BooleanField(default=False),
        NOTHING_PERSONAL,
        why="Whether the thread waits for somebody from the team to read its beginning first.",
        kept=_PLACE,
    )

    objects = ThreadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["board", "-last_post_at", "-id"], name="thread_newest_in_board")]


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, actor: Actor) -> Self:
        """Posts in threads one may read: not those taken back; those hidden, or waiting for a first look, only to
        their author."""
        if not allows(actor, Permission.POST_READ, SITE):
            return self.none()
        standing = self.filter(withdrawn_at__isnull=True)
        for_all = models.Q(hidden_at__isnull=True, held_at__isnull=True)
        return standing.filter(for_all | models.Q(author_id=actor.id))


class Post(Record):
    """One person's words in a thread."""

    thread = held(
        models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="posts"),
        NOTHING_PERSONAL,
        why="Where the post stands.",
        kept=_PLACE,
    )
    author = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="Whose words they are.",
        kept=_PLACE,
    )
    words = held(models.TextField(), SENSITIVE, why="What you wrote.", kept=_KEPT)
    html = held(models.TextField(), SENSITIVE, why="The same, ready to show.", kept=_KEPT)
    warnings = held(
        models.JSONField(default=list),
        SENSITIVE,
        why="The content warnings you gave it, so that everybody can choose how to meet it.",
        kept=_KEPT,
    )
    created_at = held(
        models.DateTimeField(), PSEUDONYMOUS, why="When you wrote it. Others see it only roughly.", kept=_PLACE
    )
    submission = held(
        models.UUIDField(unique=True),
        NOTHING_PERSONAL,
        why="So that a post sent twice by accident is one post.",
        kept=_PLACE,
    )
    withdrawn_at = held(
        models.DateTimeField(null=True, blank=True),
        PSEUDONYMOUS,
        why="When you took it back. Its words are deleted at that moment.",
        kept=_PLACE,
    )
    hidden_at = held(
        models.DateTimeField(null=True, blank=True),
        PSEUDONYMOUS,
        why="When the team hid it.",
        kept=_KEPT,
    )
    hidden_reason = held(
        models.CharField(max_length=500, blank=True),
        SENSITIVE,
        why="Why the team hid it, as we told you.",
        kept=_KEPT,
    )
    held_at = held(
        models.DateTimeField(null=True, blank=True),
        PSEUDONYMOUS,
        why="Since when your post waits for somebody from the team to read it before others do.",
        kept="Until they have read it.",
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["thread", "created_at", "id"], name="post_in_thread_order")]

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def is_held(self) -> bool:
        """Does it wait for a first look?"""
        return self.held_at is not None
