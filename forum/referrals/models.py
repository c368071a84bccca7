"""Referrals, and what was done about each."""

from typing import Self

from django.conf import settings
from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, SENSITIVE, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField
from forum.inbox.models import Conversation
from forum.support.models import Line

_KEPT = f"{settings.RETENTION['referrals'].days} days after it was over, or until you close your account."
_WORDS = f"Until you take it back, or {settings.RETENTION['referrals'].days} days after it was over."


class ReferralState(models.TextChoices):
    """How far it has come, as the member reads it."""

    ASKED = "asked", "Waiting for somebody from the team"
    TAKEN = "taken", "Somebody from the team looks after it"
    SENT = "sent", "Passed on to the service"
    ANSWERED = "answered", "The service has answered"
    CLOSED = "closed", "Over"
    WITHDRAWN = "withdrawn", "You took it back"


OPEN = (ReferralState.ASKED, ReferralState.TAKEN, ReferralState.SENT, ReferralState.ANSWERED)
BEFORE_IT_WAS_SENT = (ReferralState.ASKED, ReferralState.TAKEN)


class ReferralOutcome(models.TextChoices):
    """How it ended, as the member reads it."""

    IN_TOUCH = "in_touch", "You and the service are in touch."
    NOT_TAKEN = "not_taken", "The service could not take it on."
    NO_ANSWER = "no_answer", "The service did not answer us."
    NOT_PASSED = "not_passed", "We did not pass it on."


class ReferralQuerySet(models.QuerySet["Referral"]):
    def still_open(self) -> Self:
        """Those that are not over."""
        return self.filter(state__in=OPEN)

    def visible_to(self, actor: Actor) -> Self:
        """A member's own; for a practitioner every open one, and the ones they looked after. What is written in it
        opens for whoever looks after it, and for nobody else."""
        if not allows(actor, Permission.REFERRAL_READ, SITE):
            return self.none()
        if actor.role == Role.MEMBER:
            return self.filter(member_id=actor.id)
        theirs = models.Q(taken_by_id=actor.id) & ~models.Q(state=ReferralState.WITHDRAWN)
        return self.filter(models.Q(state__in=OPEN) | theirs)


class Referral(Record):
    """A member asks the team to put them in touch with a service of the directory."""

    member = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who asked us to put them in touch with a service.",
        kept=_KEPT,
    )
    line = held(
        models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+"),
        SENSITIVE,
        why="Which service you asked to be put in touch with.",
        kept=_KEPT,
    )
    words = held(
        SealedTextField(null=True),  # type: ignore[misc]  # Nothing is there once it was taken back.
        SEALED,
        why="What we may tell the service, in your own words.",
        kept=_WORDS,
    )
    reach = held(
        SealedTextField(null=True),  # type: ignore[misc]  # Nothing is there once it was taken back.
        SEALED,
        why="How the service can reach you safely, if you want it to.",
        kept=_WORDS,
    )
    consent_version = held(models.PositiveSmallIntegerField(), SENSITIVE, why="Which text you agreed to.", kept=_KEPT)
    consent_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When you agreed to it.", kept=_KEPT)
    state = held(
        models.CharField(max_length=10, choices=ReferralState, default=ReferralState.ASKED),
        SENSITIVE,
        why="How far it has come.",
        kept=_KEPT,
    )
    outcome = held(
        models.CharField(max_length=12, choices=ReferralOutcome, blank=True, default=""),
        SENSITIVE,
        why="How it ended.",
        kept=_KEPT,
    )
    taken_by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True),
        PSEUDONYMOUS,
        why="Who from the team looks after it, under their duty name.",
        kept=_KEPT,
    )
    ended_at = held(
        models.DateTimeField(null=True),
        PSEUDONYMOUS,
        why="When it was over, so that it can be forgotten in time.",
        kept=_KEPT,
    )
    conversation = held(
        models.ForeignKey(Conversation, on_delete=models.SET_NULL, related_name="+", null=True),
        PSEUDONYMOUS,
        why="Where you are told what is done about it.",
        kept=_KEPT,
    )
    submission = held(
        models.UUIDField(unique=True),
        NOTHING_PERSONAL,
        why="So that a form sent twice by accident asks once.",
        kept=_KEPT,
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["consent_at", "id"], name="referral_in_order")]
        constraints = [
            models.CheckConstraint(
                name="what_was_withdrawn_has_no_words",
                condition=~models.Q(state="withdrawn") | models.Q(words__isnull=True, reach__isnull=True),
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Is it not over?"""
        return self.state in OPEN

    @property
    def can_be_withdrawn(self) -> bool:
        """Was nothing passed on yet?"""
        return self.state in BEFORE_IT_WAS_SENT


class ReferralStepQuerySet(models.QuerySet["ReferralStep"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever may read the referral."""
        return self.filter(referral__in=Referral.objects.visible_to(actor))

    def in_order(self) -> Self:
        """As they happened."""
        return self.order_by("at", "pk")


class ReferralStep(Record):
    """One thing that was done about a referral. The member reads all of them."""

    referral = held(
        models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="steps"),
        NOTHING_PERSONAL,
        why="Which referral it belongs to.",
        kept=_KEPT,
    )
    kind = held(models.CharField(max_length=10, choices=ReferralState), SENSITIVE, why="What was done.", kept=_KEPT)
    words = held(
        SealedTextField(),
        SEALED,
        why="What was passed on, what the service answered, how it ended.",
        kept=_KEPT,
    )
    to_whom = held(SealedTextField(), SEALED, why="To whom at the service it was passed on.", kept=_KEPT)
    by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="Who did it, under their duty name; or you.",
        kept=_KEPT,
    )
    at = held(models.DateTimeField(), PSEUDONYMOUS, why="When it was done.", kept=_KEPT)

    objects = ReferralStepQuerySet.as_manager()
