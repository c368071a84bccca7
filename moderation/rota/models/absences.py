"""When somebody is not here, and with whom they would rather not be: neither needs a reason."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows
from forum.core.held import PSEUDONYMOUS, SENSITIVE, held
from forum.core.models import Record


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own; whoever plans the shifts sees everybody's."""
        if allows(actor, Permission.SHIFT_PLAN, SITE):
            return self
        return self.filter(account_id=actor.id) if allows(actor, Permission.ABSENCE_READ, SITE) else self.none()

    def touching(self, start: datetime, end: datetime) -> Self:
        """Those that share a moment with the time from `start` to `end`."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=start), starts_at__lt=end)


class Absence(Record):
    """A time for which somebody is not here. Without an end it is a pause: it lasts until they come back, and costs
    them nothing."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="absences"),
        PSEUDONYMOUS,
        why="Who on the team is not here.",
        kept="1 year after it ended.",
    )
    starts_at = held(
        models.DateTimeField(),
        PSEUDONYMOUS,
        why="From when somebody on the team is not here.",
        kept="1 year after it ended.",
    )
    ends_at = held(
        models.DateTimeField(null=True),
        PSEUDONYMOUS,
        why="When they are back; empty while they pause.",
        kept="1 year after it ended.",
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_start", condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at"))
            ),
            models.UniqueConstraint(name="one_pause_at_a_time", fields=["account"], condition=Q(ends_at__isnull=True)),
        ]


class WishQuerySet(models.QuerySet["Wish"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, and nobody else's: not the other person, not a manager."""
        return self.filter(account_id=actor.id) if allows(actor, Permission.WISH_WRITE, SITE) else self.none()


class Wish(Record):
    """Somebody would rather not share a shift with somebody else. Only they see that they wished it."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="wishes"),
        SENSITIVE,
        why="Who on the team would rather not share a shift.",
        kept="Until the person takes it back or leaves the team.",
    )
    other = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        SENSITIVE,
        why="With whom they would rather not share it. Nobody else sees this.",
        kept="Until the person takes it back or leaves the team.",
    )

    objects = WishQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="wish_once", fields=["account", "other"]),
            models.CheckConstraint(name="wish_is_about_another", condition=~Q(account=F("other"))),
        ]
