"""Posts, and what they said before they were edited."""

from datetime import timedelta
from typing import Self
from uuid import UUID

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows
from forum.boards.models import read_by
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SENSITIVE, held
from forum.core.models import Record
from forum.names.models import OtherName
from forum.threads.models.threads import Thread

_KEPT = "Until you take it back or close your account."
_PLACE = "Always, but without your words once they are gone: an empty place, so that the replies of others keep theirs."
CHANGED_WITHIN = timedelta(hours=24)
"""How long somebody can change the words of a post."""
_A_DAY = "24 hours, or until you take the post back."


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, actor: Actor) -> Self:
        """Posts in boards one reads: not those taken back; those hidden, or waiting for a first look, only to their
        author, who also finds their own after leaving a board."""
        return self.places_for(actor).filter(withdrawn_at__isnull=True)

    def places_for(self, actor: Actor) -> Self:
        """The same, and the empty places of those taken back, so that the replies of others keep theirs. Nothing of an
        empty place is shown but that it is one."""
        if not allows(actor, Permission.POST_READ, SITE):
            return self.none()
        for_all = models.Q(hidden_at__isnull=True, held_at__isnull=True) & read_by(actor, "thread__board")
        return self.filter(for_all | models.Q(author_id=actor.id))


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
    written_as = held(
        models.ForeignKey(OtherName, on_delete=models.SET_NULL, related_name="+", null=True),
        SENSITIVE,
        why="The one-off or earlier name under which you wrote it, if it is not your pseudonym of today.",
        kept=_PLACE,
    )
    quotes = held(
        models.ForeignKey("threads.Post", on_delete=models.SET_NULL, related_name="+", null=True),
        NOTHING_PERSONAL,
        why="Which post yours quotes. The quoted words stay with that post, and go when it goes.",
        kept=_KEPT,
    )
    quoted_parts = held(
        models.JSONField(default=list),
        NOTHING_PERSONAL,
        why="Which paragraphs of that post you quote.",
        kept=_KEPT,
    )
    edited_at = held(
        models.DateTimeField(null=True, blank=True),
        PSEUDONYMOUS,
        why="When you last changed the words. Others see it only roughly.",
        kept=_KEPT,
    )
    added_warnings = held(
        models.JSONField(default=list),
        SENSITIVE,
        why="Which of its content warnings the team added.",
        kept=_KEPT,
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
        indexes = [
            models.Index(fields=["thread", "created_at", "id"], name="post_in_thread_order"),
            models.Index(fields=["author", "created_at"], name="post_of_author"),
        ]

    @classmethod
    def first_of(cls, thread_id: UUID) -> UUID:
        """The post that began a thread: the title belongs to it."""
        posts = cls.objects.filter(thread_id=thread_id).order_by("created_at", "pk")
        return posts.values_list("pk", flat=True)[0]

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


class PostVersionQuerySet(models.QuerySet["PostVersion"]):
    def visible_to(self, actor: Actor) -> Self:
        """As the post is."""
        return self.filter(post__in=Post.objects.visible_to(actor))


class PostVersion(Record):
    """What a post said before its author changed it. Whoever may read the post may read this, under the same veil."""

    post = held(
        models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions"),
        NOTHING_PERSONAL,
        why="Which post it is an earlier form of.",
        kept=_A_DAY,
    )
    words = held(models.TextField(), SENSITIVE, why="What you had written before you changed it.", kept=_A_DAY)
    html = held(models.TextField(), SENSITIVE, why="The same, ready to show.", kept=_A_DAY)
    warnings = held(models.JSONField(default=list), SENSITIVE, why="The content warnings it had before.", kept=_A_DAY)
    at = held(models.DateTimeField(), PSEUDONYMOUS, why="When you changed it. Others see it only roughly.", kept=_A_DAY)

    objects = PostVersionQuerySet.as_manager()
