"""Invitations to the team."""

from datetime import datetime, timedelta

from django.db import models

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, TEAM, Actor, Permission, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, held
from forum.core.models import Record

LIFE = timedelta(days=7)
_KEPT = "30 days after it was used or ran out."


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, actor: Actor) -> "InvitationQuerySet":
        """Managers see who was invited; nobody else."""
        return self.all() if allows(actor, Permission.TEAM_INVITE, SITE) else self.none()

    def open(self, now: datetime) -> "InvitationQuerySet":
        """Not used and not too old."""
        return self.filter(used_at__isnull=True, expires_at__gt=now)


class Invitation(Record):
    """A link that works once, with which one person opens a duty account. We keep only the link's hash."""

    role = held(
        models.CharField(max_length=16, choices=[(role, role) for role in sorted(TEAM)]),
        NOTHING_PERSONAL,
        why="What the invited person will be on the team.",
        kept=_KEPT,
    )
    token_hash = held(
        models.CharField(max_length=64, unique=True),
        NOTHING_PERSONAL,
        why="A scrambled form of the link, so that it works once. We cannot read the link from it.",
        kept=_KEPT,
    )
    invited_at = held(models.DateTimeField(), NOTHING_PERSONAL, why="When the invitation was made.", kept=_KEPT)
    expires_at = held(
        models.DateTimeField(), NOTHING_PERSONAL, why="When the link stops working by itself.", kept=_KEPT
    )
    used_at = held(
        models.DateTimeField(null=True),
        NOTHING_PERSONAL,
        why="When the link was used, so that it works once.",
        kept=_KEPT,
    )
    invited_by = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="Which manager made the invitation.",
        kept=_KEPT,
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="invitation_is_to_the_team", condition=models.Q(role__in=sorted(TEAM)))
        ]
