"""Nudges, and how somebody wants to hear that there is one."""

from typing import Self

from django.db import models

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField

_KEPT = "30 days."


class NudgeQuerySet(models.QuerySet["Nudge"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(account_id=actor.id) if allows(actor, Permission.NUDGE_READ, SITE) else self.none()

    def open(self) -> Self:
        """Not put away yet, the newest first."""
        return self.filter(done_at__isnull=True).order_by("-told_at", "pk")


class Nudge(Record):
    """One line to one person on the team, with a page that helps. It never says anything about a member."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="nudges"),
        PSEUDONYMOUS,
        why="To whom on the team the line is.",
        kept=_KEPT,
    )
    key = held(
        models.CharField(max_length=120),
        PSEUDONYMOUS,
        why="What the line is about, so that nobody is told the same twice.",
        kept=_KEPT,
    )
    words = held(models.CharField(max_length=300), PSEUDONYMOUS, why="The line.", kept=_KEPT)
    href = held(models.CharField(max_length=200), NOTHING_PERSONAL, why="The page that helps.", kept=_KEPT)
    told_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When the line was written.", kept=_KEPT)
    done_at = held(models.DateTimeField(null=True), PSEUDONYMOUS, why="When the person put it away.", kept=_KEPT)
    mailed_at = held(
        models.DateTimeField(null=True), PSEUDONYMOUS, why="When a neutral e-mail said that there is one.", kept=_KEPT
    )

    objects = NudgeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="nudge_once", fields=["account", "key"])]


class PostboxQuerySet(models.QuerySet["Postbox"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(account_id=actor.id) if allows(actor, Permission.NUDGE_CHOOSE, SITE) else self.none()


class Postbox(Record):
    """Where somebody on the team chose to hear, neutrally, that there is something for them on the site."""

    account = held(
        models.OneToOneField(Account, on_delete=models.CASCADE, related_name="postbox"),
        PSEUDONYMOUS,
        why="Who on the team asked for e-mail.",
        kept="Until the person turns it off, or leaves the team.",
    )
    address = held(
        SealedTextField(),
        SEALED,
        why="The e-mail address that somebody on the team gave for neutral reminders, if they wanted any.",
        kept="Until the person turns it off, or leaves the team.",
    )
    since = held(
        models.DateTimeField(),
        PSEUDONYMOUS,
        why="Since when somebody on the team wants e-mail, so that we do not write about what is older.",
        kept="Until the person turns it off, or leaves the team.",
    )

    objects = PostboxQuerySet.as_manager()
