"""Where somebody is in a thread, and the posts they keep."""

from typing import Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SENSITIVE, held
from forum.core.models import Record
from forum.threads.models.posts import Post
from forum.threads.models.threads import Thread

_KEPT = "Until you change it, switch this off, or close your account."


class ThreadPlaceQuerySet(models.QuerySet["ThreadPlace"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own: what somebody reads is nobody else's to know."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class ThreadPlace(Record):
    """One member and one thread: how far they read, and how close they want to be to it."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who reads.",
        kept=_KEPT,
    )
    thread = held(
        models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+"),
        SENSITIVE,
        why="Which thread. Only you can see it.",
        kept=_KEPT,
    )
    read_until = held(
        models.DateTimeField(null=True),
        SENSITIVE,
        why="The newest post you have seen there, so that later ones can be marked. Switch it off and it is deleted.",
        kept=_KEPT,
    )
    is_followed = held(
        models.BooleanField(default=False),
        SENSITIVE,
        why="Whether you asked to hear about replies there.",
        kept=_KEPT,
    )
    is_muted = held(
        models.BooleanField(default=False),
        SENSITIVE,
        why="Whether you put the thread away. It is left out of your lists and you hear nothing of it.",
        kept=_KEPT,
    )
    stepped_back_until = held(
        models.DateTimeField(null=True),
        SENSITIVE,
        why="Until when you stepped back from the thread. It stays closed for you, so that you can rest from it.",
        kept=_KEPT,
    )

    objects = ThreadPlaceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "thread"], name="one_place_in_each_thread")]


class BookmarkQuerySet(models.QuerySet["Bookmark"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class Bookmark(Record):
    """A post that somebody wants to find again."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who keeps it.",
        kept=_KEPT,
    )
    post = held(
        models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+"),
        SENSITIVE,
        why="Which post you want to find again. Only you can see it.",
        kept=_KEPT,
    )
    at = held(models.DateTimeField(), NOTHING_PERSONAL, why="So that your list is in order.", kept=_KEPT)

    objects = BookmarkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "post"], name="each_bookmark_once")]
