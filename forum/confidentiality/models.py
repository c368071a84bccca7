"""Versions of the notice, and who was shown which."""

from typing import Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, held
from forum.core.models import Record

_DRAFT = "Until it is published or thrown away."
_PUBLIC = "As long as the service runs, so that everybody can see what was promised when."


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody may read every version, signed in or not."""
        return self

    def current(self) -> "Notice | None":
        """The version in force."""
        return self.order_by("-version").first()


class Notice(Record):
    """One version of the limits-of-confidentiality notice. A version in force is never edited."""

    version = held(
        models.PositiveIntegerField(unique=True),
        NOTHING_PERSONAL,
        why="Which version of the notice this is.",
        kept=_PUBLIC,
    )
    words = held(models.TextField(), NOTHING_PERSONAL, why="What the notice says.", kept=_PUBLIC)
    html = held(models.TextField(), NOTHING_PERSONAL, why="The same, ready to show.", kept=_PUBLIC)
    easy = held(
        models.TextField(blank=True, default=""),
        NOTHING_PERSONAL,
        why="What the notice says, in easy words.",
        kept=_PUBLIC,
    )
    easy_html = held(
        models.TextField(blank=True, default=""), NOTHING_PERSONAL, why="The same, ready to show.", kept=_PUBLIC
    )
    published_at = held(
        models.DateTimeField(), NOTHING_PERSONAL, why="Since when this version is in force.", kept=_PUBLIC
    )

    objects = NoticeQuerySet.as_manager()


class NoticeDraftQuerySet(models.QuerySet["NoticeDraft"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever writes notices."""
        return self if allows(actor, Permission.NOTICE_DRAFT, SITE) else self.none()


class NoticeDraft(Record):
    """The next version while it is being written. There is at most one."""

    is_the_one = held(
        models.BooleanField(default=True, unique=True),
        NOTHING_PERSONAL,
        why="So that there is one draft and not two.",
        kept=_DRAFT,
    )
    words = held(models.TextField(), NOTHING_PERSONAL, why="What the next version may say.", kept=_DRAFT)
    easy = held(models.TextField(blank=True), NOTHING_PERSONAL, why="The same in easy words.", kept=_DRAFT)
    changed_by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="Which manager changed it last, under their duty name.",
        kept=_DRAFT,
    )
    changed_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When it was changed last.", kept=_DRAFT)

    objects = NoticeDraftQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="one_draft_of_the_notice", condition=models.Q(is_the_one=True))]


class AcknowledgementQuerySet(models.QuerySet["Acknowledgement"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class Acknowledgement(Record):
    """Somebody has read one version."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="So that we know you have read about the limits of confidentiality.",
        kept="Until you close your account.",
    )
    notice = held(
        models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+"),
        NOTHING_PERSONAL,
        why="Which version you read.",
        kept="Until you close your account.",
    )
    at = held(
        models.DateTimeField(),
        PSEUDONYMOUS,
        why="When you said that you had read it.",
        kept="Until you close your account.",
    )

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "notice"], name="one_acknowledgement_of_each_version")
        ]
