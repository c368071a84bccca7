"""Applications to join the team, and everything that is written about them."""

import json
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, Role, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, SENSITIVE, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField

_KEPT = "6 months after the answer, or until the person withdraws it."


class State(models.TextChoices):
    """How far an application has come."""

    SENT = "sent", "Sent"
    TALKING = "talking", "Two people have read it"
    YES = "yes", "Welcome"
    NOT_YET = "not_yet", "Not yet"


class View(models.TextChoices):
    """What a reader thinks."""

    TALK = "talk", "Let us talk"
    UNSURE = "unsure", "I am not sure"
    NOT_YET = "not_yet", "Not yet"


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, actor: Actor) -> Self:
        """A member sees their own; managers see all; a reader sees those they were asked to read; and answers that
        came along are for the person themselves and for whoever supervises them."""
        if not actor.id or not allows(actor, Permission.APPLICATION_READ, SITE):
            return self.none()
        if actor.role == Role.MEMBER:
            return self.filter(applicant_id=actor.id)
        if actor.role == Role.MANAGER:
            return self
        asked = Exists(Reading.objects.filter(application=OuterRef("pk"), reader_id=actor.id))
        along = Q(duty_account_id=actor.id) | Q(duty_account__supervision__supervisor_id=actor.id)
        return self.filter(Q(asked) | along)

    def waiting(self) -> Self:
        """Not answered yet, the one that is due first on top."""
        return self.filter(answered_on__isnull=True).order_by("due_on", "pk")


class Application(Record):
    """Somebody would like to join the team. The team reads the answers, not who wrote them."""

    applicant = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="applications"),
        SENSITIVE,
        why="Which member asked, so that we can answer. It is forgotten as soon as the member has the link to join, "
        "and the team is not shown it.",
        kept=_KEPT,
    )
    answers = held(
        SealedTextField(), SEALED, why="What you wrote about yourself when you asked to join the team.", kept=_KEPT
    )
    pseudonym_shown = held(
        models.CharField(max_length=30, blank=True),
        PSEUDONYMOUS,
        why="Your pseudonym, only if you asked us to show it to the two readers.",
        kept="Until we answer you.",
    )
    carries_over = held(
        models.BooleanField(default=False),
        NOTHING_PERSONAL,
        why="Whether you asked that your answers come with you to your duty account.",
        kept=_KEPT,
    )
    duty_account = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+"),
        SENSITIVE,
        why="The duty account that the answers came with, only if you asked for that.",
        kept=_KEPT,
    )
    state = held(
        models.CharField(max_length=8, choices=State.choices, default=State.SENT),
        NOTHING_PERSONAL,
        why="How far it has come.",
        kept=_KEPT,
    )
    # Days, never hours: an hour could be held against what a member did at that hour.
    sent_on = held(models.DateField(), PSEUDONYMOUS, why="On which day it was sent.", kept=_KEPT)
    due_on = held(models.DateField(), NOTHING_PERSONAL, why="By when we said we would answer.", kept=_KEPT)
    submission = held(
        models.UUIDField(unique=True),
        NOTHING_PERSONAL,
        why="So that a form sent twice by accident counts once.",
        kept=_KEPT,
    )
    plan = held(SealedTextField(blank=True, default=""), SEALED, why="How and when we suggest to talk.", kept=_KEPT)
    plan_reply = held(SealedTextField(blank=True, default=""), SEALED, why="What you said about that.", kept=_KEPT)
    answered_on = held(models.DateField(null=True), PSEUDONYMOUS, why="On which day we answered.", kept=_KEPT)
    answer = held(SealedTextField(blank=True, default=""), SEALED, why="What we answered.", kept=_KEPT)
    way_back_on = held(
        models.DateField(null=True), NOTHING_PERSONAL, why="From when on you are welcome to ask again.", kept=_KEPT
    )
    carry_hash = held(
        models.CharField(max_length=64, blank=True),
        NOTHING_PERSONAL,
        why="A scrambled form of the code with which your answers come along. We cannot read the code from it.",
        kept="Until you use the code.",
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_application_each", fields=["applicant"], condition=Q(answered_on__isnull=True)
            ),
            models.CheckConstraint(
                name="nothing_links_a_member_to_a_duty_account",
                condition=Q(applicant__isnull=True) | Q(duty_account__isnull=True),
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Does the person still wait for an answer?"""
        return self.answered_on is None

    @property
    def said(self) -> dict[str, str]:
        """The answers, each under the key of its question."""
        answers: dict[str, str] = json.loads(self.answers)
        return answers


class ReferenceQuerySet(models.QuerySet["Reference"]):
    def visible_to(self, actor: Actor) -> Self:
        """Who can say a word for somebody could tell who they are: the managers alone, and whoever named them."""
        if not actor.id or not allows(actor, Permission.APPLICATION_READ, SITE):
            return self.none()
        return self if actor.role == Role.MANAGER else self.filter(application__applicant_id=actor.id)


class Reference(Record):
    """Somebody who can say a word for an applicant."""

    application = held(
        models.ForeignKey(Application, on_delete=models.CASCADE, related_name="references"),
        PSEUDONYMOUS,
        why="Whose reference it is.",
        kept=_KEPT,
    )
    who = held(SealedTextField(), SEALED, why="Who can say a word for you, and how you know them.", kept=_KEPT)
    reach = held(SealedTextField(), SEALED, why="How we may reach them.", kept=_KEPT)
    words = held(SealedTextField(blank=True, default=""), SEALED, why="What they said.", kept=_KEPT)
    heard_on = held(models.DateField(null=True), PSEUDONYMOUS, why="When we heard from them.", kept=_KEPT)
    heard_by = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="Who on the team heard from them.",
        kept=_KEPT,
    )

    objects = ReferenceQuerySet.as_manager()


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, actor: Actor) -> Self:
        """Managers see who reads; a reader their own part. What the other one thinks is a matter of the page."""
        if not allows(actor, Permission.APPLICATION_READ, SITE):
            return self.none()
        return self if actor.role == Role.MANAGER else self.filter(reader_id=actor.id)


class Reading(Record):
    """One of the two people on the team who read an application, each without seeing what the other thinks."""

    application = held(
        models.ForeignKey(Application, on_delete=models.CASCADE, related_name="readings"),
        PSEUDONYMOUS,
        why="Which application.",
        kept=_KEPT,
    )
    reader = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who reads it.",
        kept=_KEPT,
    )
    asked_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When they were asked to.", kept=_KEPT)
    read_at = held(models.DateTimeField(null=True), PSEUDONYMOUS, why="When they said what they think.", kept=_KEPT)
    view = held(
        models.CharField(max_length=8, choices=View.choices, blank=True),
        PSEUDONYMOUS,
        why="What they think.",
        kept=_KEPT,
    )
    words = held(SealedTextField(blank=True, default=""), SEALED, why="Why they think so.", kept=_KEPT)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="reading_once", fields=["application", "reader"])]


class Talk(Record):
    """The conversation with an applicant, as somebody wrote it down."""

    application = held(
        models.OneToOneField(Application, on_delete=models.CASCADE, related_name="talk"),
        PSEUDONYMOUS,
        why="Which application.",
        kept=_KEPT,
    )
    held_with = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who on the team talked with you.",
        kept=_KEPT,
    )
    held_on = held(models.DateField(), PSEUDONYMOUS, why="When you talked.", kept=_KEPT)
    words = held(SealedTextField(), SEALED, why="What was written down of the conversation.", kept=_KEPT)

    objects = models.Manager()
