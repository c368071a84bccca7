"""Where a person's filter profile differs from the shared defaults, and what a charity made of the warnings."""

from typing import Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, SENSITIVE, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField
from forum.warnings.base import PARENTS, View

_KEPT = "Until you change it back or close your account."
_SHAPED = "As long as the service runs: posts carry its key."
Wording = dict[str, str]
"""What a warning is called in one language: `name` and `meaning`."""


class FilterChoiceQuerySet(models.QuerySet["FilterChoice"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own: what somebody filters is nobody else's to know, the team included."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class FilterChoice(Record):
    """How one person wants to meet one content warning, where that is not the default."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Whose choice it is.",
        kept=_KEPT,
    )
    warning = held(
        models.CharField(max_length=32),
        SENSITIVE,
        why="The content warning you made a choice about. Nobody but you can see it.",
        kept=_KEPT,
    )
    view = held(
        models.CharField(max_length=8, choices=[(view, view) for view in View]),
        SENSITIVE,
        why="How you want to meet posts with that warning.",
        kept=_KEPT,
    )

    objects = FilterChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "warning"], name="one_choice_for_each_warning"),
            models.CheckConstraint(name="view_is_known", condition=models.Q(view__in=[view.value for view in View])),
        ]


class FilterSheetQuerySet(models.QuerySet["FilterSheet"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class FilterSheet(Record):
    """What somebody's filter profile holds beside the choices: their own words, and until when to be stricter. Whoever
    has one was asked how they want to read."""

    account = held(
        models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Whose filters they are.",
        kept=_KEPT,
    )
    own_words = held(
        SealedTextField(null=True),  # type: ignore[misc]  # Nobody has own words to begin with.
        SEALED,
        why="Words and phrases you would rather not meet, and how you want to meet posts that have them.",
        kept=_KEPT,
    )
    stricter_until = held(
        models.DateTimeField(null=True),
        SENSITIVE,
        why="Until when your filters are one step stricter.",
        kept="Until that moment, or until you end it.",
    )

    objects = FilterSheetQuerySet.as_manager()


class ShapedWarningQuerySet(models.QuerySet["ShapedWarning"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody: what warnings there are is no secret."""
        return self.all()


class ShapedWarning(Record):
    """A content warning that a manager added, or one of the base as they changed it. The key never changes."""

    key = held(models.CharField(max_length=32, unique=True), NOTHING_PERSONAL, why="What posts carry.", kept=_SHAPED)
    parent = held(
        models.CharField(max_length=8, choices=[(parent.key, parent.name) for parent in PARENTS]),
        NOTHING_PERSONAL,
        why="The group it stands under.",
        kept=_SHAPED,
    )
    words = held(
        models.JSONField(default=dict),
        NOTHING_PERSONAL,
        why="Its name and meaning, in each language.",
        kept=_SHAPED,
    )
    default = held(
        models.CharField(max_length=8, choices=[(view, view) for view in View]),
        NOTHING_PERSONAL,
        why="How people meet it until they choose for themselves.",
        kept=_SHAPED,
    )
    is_retired = held(
        models.BooleanField(default=False),
        NOTHING_PERSONAL,
        why="Whether it is still offered. One that is not still covers what carries it.",
        kept=_SHAPED,
    )
    added_at = held(models.DateTimeField(), NOTHING_PERSONAL, why="So that the list keeps its order.", kept=_SHAPED)

    objects = ShapedWarningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="shaped_default_is_known", condition=models.Q(default__in=[view.value for view in View])
            ),
        ]
