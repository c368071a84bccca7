"""Cases: what a practitioner does about a concern."""

from datetime import date
from typing import Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows
from forum.core import clock
from forum.core.held import PSEUDONYMOUS, SEALED, SENSITIVE, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField
from forum.inbox.models import Conversation
from moderation.review.levels import CHOICES, Level
from moderation.rota.cover import is_on_call
from moderation.safeguarding.choices import SHARING, ChildrenAtRisk, Consent, Decision, TellFirst
from moderation.safeguarding.kept import WITH_THE_CASE
from moderation.safeguarding.models.concerns import Concern, most_urgent_first

# At these levels nobody decides alone.
GRAVE = (Level.CRISIS, Level.RED)


class CaseQuerySet(models.QuerySet["Case"]):
    def still_open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def in_order(self) -> Self:
        """The most urgent level first, then the oldest."""
        return self.order_by(most_urgent_first("level"), "opened_at", "pk")

    def to_look_at_again(self, today: date) -> Self:
        """Closed ones whose review date has come, until somebody has looked for the last time."""
        return self.filter(closed_at__isnull=False, reviewed_at__isnull=True, review_on__lte=today).order_by(
            "review_on", "pk"
        )

    def visible_to(self, actor: Actor) -> Self:
        """To the owner and whoever was asked for advice; and while a case is open, to whoever is on call."""
        if not allows(actor, Permission.CASE_READ, SITE):
            return self.none()
        asked = Case.objects.filter(consultations__asked_id=actor.id).values("pk")
        mine = models.Q(owner_id=actor.id) | models.Q(pk__in=asked)
        if is_on_call(actor, clock.now()):
            mine |= models.Q(closed_at__isnull=True)
        return self.filter(mine)


class Case(Record):
    """One concern in one practitioner's hands: what the person wants, who was asked, what was decided."""

    concern = held(
        models.OneToOneField(Concern, on_delete=models.PROTECT, related_name="case"),
        PSEUDONYMOUS,
        why="What the case is about.",
        kept=WITH_THE_CASE,
    )
    owner = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="Which practitioner looks after it, under their duty name.",
        kept=WITH_THE_CASE,
    )
    conversation = held(
        models.OneToOneField(Conversation, on_delete=models.SET_NULL, related_name="+", null=True),
        PSEUDONYMOUS,
        why="Where we write to each other.",
        kept=WITH_THE_CASE,
    )
    level = held(
        models.CharField(max_length=8, choices=CHOICES),
        SENSITIVE,
        why="How soon we have to act.",
        kept=WITH_THE_CASE,
    )
    gravest_level = held(
        models.CharField(max_length=8, choices=CHOICES),
        SENSITIVE,
        why="The most urgent level it ever had: then two people decide, even if it became less urgent.",
        kept=WITH_THE_CASE,
    )
    children_at_risk = held(
        models.CharField(max_length=8, choices=ChildrenAtRisk, default=ChildrenAtRisk.UNKNOWN),
        SENSITIVE,
        why="Whether a child may be in danger, because then the law may ask us to act.",
        kept=WITH_THE_CASE,
    )
    tell_first = held(
        models.CharField(max_length=10, choices=TellFirst, default=TellFirst.NOT_YET),
        SENSITIVE,
        why="Whether we told you before anybody else.",
        kept=WITH_THE_CASE,
    )
    tell_first_reason = held(
        SealedTextField(blank=True, default=""),
        SEALED,
        why="How we told you, or why we could not.",
        kept=WITH_THE_CASE,
    )
    consent = held(
        models.CharField(max_length=14, choices=Consent, default=Consent.NOT_ASKED),
        SENSITIVE,
        why="Whether you agree that we speak with somebody else.",
        kept=WITH_THE_CASE,
    )
    consent_reason = held(
        SealedTextField(blank=True, default=""),
        SEALED,
        why="What we asked and what you answered, or why we could not ask.",
        kept=WITH_THE_CASE,
    )
    wishes = held(
        SealedTextField(blank=True, default=""), SEALED, why="What you want, in your own words.", kept=WITH_THE_CASE
    )
    decision = held(
        models.CharField(max_length=24, choices=Decision, blank=True, default=""),
        SENSITIVE,
        why="What we decided to do.",
        kept=WITH_THE_CASE,
    )
    rationale = held(
        SealedTextField(blank=True, default=""),
        SEALED,
        why="Why we decided so, so that it can be questioned.",
        kept=WITH_THE_CASE,
    )
    told_member = held(
        SealedTextField(blank=True, default=""),
        SEALED,
        why="How we told you what we decided.",
        kept=WITH_THE_CASE,
    )
    decided_by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True),
        PSEUDONYMOUS,
        why="Which practitioner decided, under their duty name.",
        kept=WITH_THE_CASE,
    )
    decided_at = held(models.DateTimeField(null=True), PSEUDONYMOUS, why="When we decided.", kept=WITH_THE_CASE)
    opened_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When a practitioner took it on.", kept=WITH_THE_CASE)
    closed_at = held(
        models.DateTimeField(null=True),
        PSEUDONYMOUS,
        why="When it was closed, because we count from then how long we keep it.",
        kept=WITH_THE_CASE,
    )
    review_on = held(
        models.DateField(null=True), PSEUDONYMOUS, why="The day on which we look again.", kept=WITH_THE_CASE
    )
    reviewed_at = held(
        models.DateTimeField(null=True),
        PSEUDONYMOUS,
        why="When somebody looked again and found nothing more to do.",
        kept=WITH_THE_CASE,
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_closed_case_has_a_decision_and_a_review_date",
                condition=models.Q(closed_at__isnull=True)
                | (~models.Q(decision="") & models.Q(review_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="sharing_comes_after_tell_first_and_consent",
                condition=~models.Q(decision__in=SHARING)
                | (~models.Q(tell_first=TellFirst.NOT_YET) & ~models.Q(consent=Consent.NOT_ASKED)),
            ),
            models.CheckConstraint(
                name="with_consent_means_that_it_was_given",
                condition=~models.Q(decision=Decision.REFER_WITH_CONSENT) | models.Q(consent=Consent.GIVEN),
            ),
            models.CheckConstraint(
                name="a_decision_says_who_and_when",
                condition=models.Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | (~models.Q(decision="") & models.Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["owner", "closed_at"], name="case_of_owner")]

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def is_to_look_at_again(self, today: date) -> bool:
        """Has the day come on which somebody looks again?"""
        return self.is_closed and self.reviewed_at is None and self.review_on is not None and self.review_on <= today

    @property
    def is_decided(self) -> bool:
        return self.decision != ""

    @property
    def needs_second_person(self) -> bool:
        """Was it ever so urgent that nobody may decide alone?"""
        return self.gravest_level in GRAVE
