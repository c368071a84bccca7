"""Invitations to the team; what is agreed with each person on it; what each role does and does not do."""

from datetime import datetime, timedelta

from django.db import models

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, TEAM, Actor, Permission, Role, Stage, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField

LIFE = timedelta(days=7)
_KEPT = "30 days after it was used or ran out."
_WHILE_HERE = "Until 1 year after the person left the team."
# Whoever leads the service begins as a lead, trained staff as soon as they are here, peers at the first stage.
FIRST_STAGE = {Role.MODERATOR: Stage.TRAINEE, Role.PRACTITIONER: Stage.SOLO, Role.MANAGER: Stage.LEAD}


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
    stage = held(
        models.CharField(max_length=8, choices=[(stage, stage) for stage in Stage], default=Stage.TRAINEE),
        NOTHING_PERSONAL,
        why="At which stage the invited person begins.",
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


class StandingQuerySet(models.QuerySet["Standing"]):
    def visible_to(self, actor: Actor) -> "StandingQuerySet":
        """One's own; managers see everybody's."""
        if allows(actor, Permission.STANDING_CHANGE, SITE):
            return self
        if not actor.id or not allows(actor, Permission.STANDING_READ, SITE):
            return self.none()
        return self.filter(account_id=actor.id)


class Standing(Record):
    """What is agreed with one person on the team. Paid and unpaid people have the same fields, pages and say."""

    account = held(
        models.OneToOneField(Account, on_delete=models.CASCADE, related_name="standing"),
        PSEUDONYMOUS,
        why="Whose agreement this is.",
        kept=_WHILE_HERE,
    )
    began_on = held(models.DateField(), PSEUDONYMOUS, why="Since when the person is on the team.", kept=_WHILE_HERE)
    ended_on = held(
        models.DateField(null=True),
        PSEUDONYMOUS,
        why="When the person left the team, so that what we held about them here goes a year later.",
        kept=_WHILE_HERE,
    )
    is_paid = held(
        models.BooleanField(default=False), PSEUDONYMOUS, why="Whether the person is paid for it.", kept=_WHILE_HERE
    )
    weekly_minutes = held(
        models.PositiveSmallIntegerField(null=True),
        PSEUDONYMOUS,
        why="How many minutes a week were agreed, if it is not the usual number.",
        kept=_WHILE_HERE,
    )
    review_on = held(
        models.DateField(null=True),
        PSEUDONYMOUS,
        why="When the person and a manager next look together at how the role fits.",
        kept=_WHILE_HERE,
    )
    legal_name = held(
        SealedTextField(blank=True, default=""),
        SEALED,
        why="The legal name of somebody on the team, if the charity has to have it. Managers open it, and each opening "
        "is written down.",
        kept=_WHILE_HERE,
    )

    objects = StandingQuerySet.as_manager()


class RoleCardQuerySet(models.QuerySet["RoleCard"]):
    def visible_to(self, actor: Actor) -> "RoleCardQuerySet":
        """Everybody, signed in or not."""
        return self

    def in_order(self) -> "RoleCardQuerySet":
        """The role most people meet first."""
        ranks = (models.When(role=role, then=place) for place, role in enumerate(FIRST_STAGE))
        return self.order_by(models.Case(*ranks, default=len(FIRST_STAGE)))


class RoleCard(Record):
    """What one role on the team does, cannot do, and gets for it. Members read the card too."""

    role = held(
        models.CharField(max_length=16, unique=True, choices=[(role, role) for role in sorted(TEAM)]),
        NOTHING_PERSONAL,
        why="Which role the card is about.",
        kept="As long as the service is there.",
    )
    does = held(
        models.TextField(), NOTHING_PERSONAL, why="What the role does.", kept="As long as the service is there."
    )
    does_not = held(
        models.TextField(), NOTHING_PERSONAL, why="What the role cannot do.", kept="As long as the service is there."
    )
    gets = held(
        models.TextField(),
        NOTHING_PERSONAL,
        why="What whoever holds the role gets: pay or expenses, supervision, time, a way forward.",
        kept="As long as the service is there.",
    )

    objects = RoleCardQuerySet.as_manager()

    @property
    def parts(self) -> list[tuple[str, list[str]]]:
        """What stands on the card: one point a line."""
        return [
            ("What they do", _points(self.does)),
            ("What they cannot do", _points(self.does_not)),
            ("What they get", _points(self.gets)),
        ]


def _points(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
