"""Asking to open somebody's envelope."""

from datetime import datetime, timedelta

from django.db import models

from forum.accounts.models import Account
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField
from moderation.safeguarding.kept import WITH_THE_CASE
from moderation.safeguarding.models.cases import Case

OPEN_FOR = timedelta(minutes=15)
AGREED_FOR = timedelta(hours=24)
TOLD_WITHIN = timedelta(days=7)


class EnvelopeRequest(Record):
    """One practitioner asks to open the envelope of whoever a case is about; a second one agrees, or nobody does."""

    case = held(
        models.ForeignKey(Case, on_delete=models.CASCADE, related_name="envelope_requests"),
        PSEUDONYMOUS,
        why="In which case somebody asked.",
        kept=WITH_THE_CASE,
    )
    asked_by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="Which practitioner asked, under their duty name.",
        kept=WITH_THE_CASE,
    )
    asked_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When they asked.", kept=WITH_THE_CASE)
    reason = held(SealedTextField(), SEALED, why="Why they asked. You read it too.", kept=WITH_THE_CASE)
    tell_later = held(
        SealedTextField(blank=True),
        SEALED,
        why="Why telling you at once could have put you in danger, if it could.",
        kept=WITH_THE_CASE,
    )
    agreed_by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True),
        PSEUDONYMOUS,
        why="Which second practitioner agreed, under their duty name.",
        kept=WITH_THE_CASE,
    )
    agreed_at = held(models.DateTimeField(null=True), PSEUDONYMOUS, why="When they agreed.", kept=WITH_THE_CASE)
    opened_at = held(models.DateTimeField(null=True), PSEUDONYMOUS, why="When it was opened.", kept=WITH_THE_CASE)
    opening = held(
        models.UUIDField(null=True),
        NOTHING_PERSONAL,
        why="Which line of your log says so.",
        kept=WITH_THE_CASE,
    )
    told_at = held(models.DateTimeField(null=True), PSEUDONYMOUS, why="When we told you.", kept=WITH_THE_CASE)
    submission = held(
        models.UUIDField(unique=True),
        NOTHING_PERSONAL,
        why="So that a form sent twice by accident counts once.",
        kept=WITH_THE_CASE,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_envelope_opens_after_a_second_person_agreed",
                condition=models.Q(opened_at__isnull=True) | models.Q(agreed_at__isnull=False, agreed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_agrees_with_themselves",
                condition=models.Q(agreed_by__isnull=True) | ~models.Q(agreed_by=models.F("asked_by")),
            ),
        ]

    def waits(self, now: datetime) -> bool:
        """Can a second person still agree?"""
        return self.agreed_at is None and now < self.asked_at + AGREED_FOR

    def may_open(self, now: datetime) -> bool:
        """Did somebody agree, lately, and was it not opened yet?"""
        return self.opened_at is None and self.agreed_at is not None and now < self.agreed_at + AGREED_FOR

    def is_open(self, now: datetime) -> bool:
        """Can whoever asked read it at this moment?"""
        return self.opened_at is not None and now < self.opened_at + OPEN_FOR
