"""Threads."""

from typing import Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows
from forum.boards.models import Board, read_by
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SENSITIVE, held
from forum.core.models import Record
from forum.names.models import OtherName

_KEPT = "Until you take it back or close your account."
_PLACE = "Always, but without your words once they are gone: an empty place, so that the replies of others keep theirs."


class Wish(models.TextChoices):
    """What whoever begins a thread would like back."""

    LISTEN = "listen", "Just listen"
    IDEAS = "ideas", "Ideas are welcome"
    NONE = "none", "No replies, please"


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, actor: Actor) -> Self:
        """Threads that have something left to read, in boards one reads. One whose beginning waits for a first look is
        there for whoever began it, and what one began oneself stays one's own after leaving its board."""
        if not allows(actor, Permission.THREAD_READ, SITE):
            return self.none()
        for_all = models.Q(is_held=False) & read_by(actor)
        return self.filter(for_all | models.Q(author_id=actor.id), is_empty=False)


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
    written_as = held(
        models.ForeignKey(OtherName, on_delete=models.SET_NULL, related_name="+", null=True),
        SENSITIVE,
        why="The one-off or earlier name under which you began it, if it is not your pseudonym of today.",
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
    wish = held(
        models.CharField(max_length=8, choices=Wish, blank=True, default=""),
        PSEUDONYMOUS,
        why="What you would like back: that people listen, ideas, or no replies.",
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
        indexes = [
            models.Index(fields=["board", "-last_post_at", "-id"], name="thread_newest_in_board"),
            models.Index(fields=["reply_count", "created_at", "id"], name="thread_unanswered_first"),
            models.Index(fields=["author", "created_at"], name="thread_of_author"),
        ]
