"""Who looks after whom, what somebody would rather not meet, what they met, their own plan, and leaving well."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, SENSITIVE, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField

KEPT = timedelta(days=365)
_WHILE_HERE = "Until the person changes it or leaves the team."
_EXPOSURE = "1 year."
_LEAVING = "1 year after the person left the team."


class SupporterQuerySet(models.QuerySet["Supporter"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, and the people one supports; whoever names supporters sees all."""
        if allows(actor, Permission.SUPPORTER_NAME, SITE):
            return self
        if not allows(actor, Permission.SUPPORTER_READ, SITE):
            return self.none()
        return self.filter(Q(account_id=actor.id) | Q(supporter_id=actor.id))


class Supporter(Record):
    """The named person whom somebody's debriefs go to. Their supervisor may be somebody else."""

    account = held(
        models.OneToOneField(Account, on_delete=models.CASCADE, related_name="supported"),
        PSEUDONYMOUS,
        why="Who is supported.",
        kept=_WHILE_HERE,
    )
    supporter = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="supports"),
        PSEUDONYMOUS,
        why="Who supports them.",
        kept=_WHILE_HERE,
    )

    objects = SupporterQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="supporter_is_another", condition=~Q(account=models.F("supporter")))]


class _TopicsQuerySet(models.QuerySet["Topics"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(account_id=actor.id) if allows(actor, Permission.TOPICS_CHOOSE, SITE) else self.none()


class Topics(Record):
    """Content warnings whose items go to somebody else. Nobody is asked why, and nobody else is told."""

    account = held(
        models.OneToOneField(Account, on_delete=models.CASCADE, related_name="topics"),
        PSEUDONYMOUS,
        why="Who on the team chose topics.",
        kept=_WHILE_HERE,
    )
    keys = held(
        SealedTextField(),
        SEALED,
        why="Which topics go to somebody else. Nobody else reads this, and nobody asks why.",
        kept=_WHILE_HERE,
    )

    objects = _TopicsQuerySet.as_manager()


class ExposureQuerySet(models.QuerySet["Exposure"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own. The rota counts it without showing it."""
        return self.filter(account_id=actor.id) if allows(actor, Permission.WELFARE_OPEN, SITE) else self.none()

    def since(self, moment: datetime) -> Self:
        return self.filter(at__gte=moment)


class Exposure(Record):
    """Somebody on the team dealt with something heavy. Which post it was is not kept here."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="exposures"),
        SENSITIVE,
        why="Who on the team dealt with it.",
        kept=_EXPOSURE,
    )
    level = held(models.CharField(max_length=6), NOTHING_PERSONAL, why="How urgent it was.", kept=_EXPOSURE)
    at = held(
        models.DateTimeField(db_index=True),
        SENSITIVE,
        why="When, so that nobody on the team carries too much in one shift or week.",
        kept=_EXPOSURE,
    )

    mark = held(
        models.CharField(max_length=64, unique=True, null=True),
        SENSITIVE,
        why="A scrambled form of whom and what it was about, so that it is counted once. It cannot be read back.",
        kept=_EXPOSURE,
    )

    objects = ExposureQuerySet.as_manager()


class CarePlanQuerySet(models.QuerySet["CarePlan"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own. A supporter is told that there is one (`welfare.care_plan.exists`), never its words."""
        return self.filter(account_id=actor.id) if allows(actor, Permission.CARE_PLAN_WRITE, SITE) else self.none()


class CarePlan(Record):
    """What somebody does to look after themselves, in their own words."""

    account = held(
        models.OneToOneField(Account, on_delete=models.CASCADE, related_name="care_plan"),
        PSEUDONYMOUS,
        why="Whose plan it is. Their supporter sees that there is one.",
        kept=_WHILE_HERE,
    )
    words = held(
        SealedTextField(),
        SEALED,
        why="What somebody on the team does to look after themselves. Only they can read it.",
        kept=_WHILE_HERE,
    )
    written_on = held(models.DateField(), PSEUDONYMOUS, why="When it was last written.", kept=_WHILE_HERE)

    objects = CarePlanQuerySet.as_manager()


class LeavingQuerySet(models.QuerySet["Leaving"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, and those one talks with; managers see who leaves."""
        if allows(actor, Permission.LEAVING_THANK, SITE):
            return self
        if not allows(actor, Permission.LEAVING_READ, SITE):
            return self.none()
        return self.filter(Q(account_id=actor.id) | Q(talk_with_id=actor.id))


class Leaving(Record):
    """Somebody leaves the team, well: a last day, a conversation if they want one, a hand-over, thanks."""

    account = held(
        models.OneToOneField(Account, on_delete=models.CASCADE, related_name="leaving"),
        PSEUDONYMOUS,
        why="Who leaves.",
        kept=_LEAVING,
    )
    told_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When they said so.", kept=_LEAVING)
    last_day = held(models.DateField(), PSEUDONYMOUS, why="Their last day.", kept=_LEAVING)
    wants_talk = held(
        models.BooleanField(default=True), PSEUDONYMOUS, why="Whether they want a conversation.", kept=_LEAVING
    )
    talk_with = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="With whom.",
        kept=_LEAVING,
    )
    talked_on = held(models.DateField(null=True), PSEUDONYMOUS, why="When they talked.", kept=_LEAVING)
    talk_words = held(
        SealedTextField(blank=True, default=""),
        SEALED,
        why="What was written down of the conversation, for the two people of it.",
        kept=_LEAVING,
    )
    hand_over = held(
        SealedTextField(blank=True, default=""), SEALED, why="What they leave for the team.", kept=_LEAVING
    )
    thanks = held(SealedTextField(blank=True, default=""), SEALED, why="The team's thanks to them.", kept=_LEAVING)
    thanked_by = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="Who wrote the thanks.",
        kept=_LEAVING,
    )

    objects = LeavingQuerySet.as_manager()
