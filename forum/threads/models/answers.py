"""What people answer without words: reactions, and kind suggestions of a missing warning."""

from typing import Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SENSITIVE, held
from forum.core.models import Record
from forum.threads.models.posts import Post

_KEPT = "Until you take it back, or the post is gone, or you close your account."
_LEFT = "As long as the post stands, so that nobody asks you twice."
_ASKED = "Until the author answered, or the post is gone, or 30 days are over."


class Feeling(models.TextChoices):
    """A reaction that says something. There is no number beside any of them, and no order."""

    HEAR = "hear", "I hear you"
    BELIEVE = "believe", "I believe you"
    ALONE = "alone", "You are not alone"
    THANKS = "thanks", "Thank you"


class ReactionQuerySet(models.QuerySet["Reaction"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own. Which of the four were said to a post, its author is told by `reading.answers`."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class Reaction(Record):
    """One member says one of four kind things to whoever wrote a post."""

    post = held(
        models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+"),
        NOTHING_PERSONAL,
        why="Which post it is said to.",
        kept=_KEPT,
    )
    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who says it. Nobody is shown who or how many.",
        kept=_KEPT,
    )
    feeling = held(
        models.CharField(max_length=8, choices=Feeling), SENSITIVE, why="Which of the four it is.", kept=_KEPT
    )

    objects = ReactionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "account", "feeling"], name="each_reaction_once"),
            models.CheckConstraint(name="feeling_is_known", condition=models.Q(feeling__in=list(Feeling))),
        ]


class LeftWithout(Record):
    """The author of a post was asked about one warning and leaves the post without it. They are not asked again."""

    post = held(
        models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+"),
        NOTHING_PERSONAL,
        why="Which post it is about.",
        kept=_LEFT,
    )
    warning = held(
        models.CharField(max_length=32),
        SENSITIVE,
        why="The content warning that you were asked about and decided against.",
        kept=_LEFT,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "warning"], name="one_answer_for_each_warning")]


class WarningSuggestionQuerySet(models.QuerySet["WarningSuggestion"]):
    def visible_to(self, actor: Actor) -> Self:
        """The author of the post is asked. Whoever suggested it can see their own."""
        if not actor.id:
            return self.none()
        return self.filter(models.Q(suggested_by_id=actor.id) | models.Q(post__author_id=actor.id))


class WarningSuggestion(Record):
    """Somebody kindly says that a post may need another content warning. Its author decides."""

    post = held(
        models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+"),
        NOTHING_PERSONAL,
        why="Which post it is about.",
        kept=_ASKED,
    )
    suggested_by = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who suggested it. The author is never told.",
        kept=_ASKED,
    )
    warning = held(
        models.CharField(max_length=32), SENSITIVE, why="The content warning that may be missing.", kept=_ASKED
    )
    at = held(models.DateTimeField(), PSEUDONYMOUS, why="When it was suggested.", kept=_ASKED)

    objects = WarningSuggestionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "suggested_by", "warning"], name="each_suggestion_once")]
