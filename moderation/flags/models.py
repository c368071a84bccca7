"""Flags."""

from typing import Self

from django.conf import settings
from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, allows
from forum.core import clock
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, SENSITIVE, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField
from forum.rooms.models import Message
from forum.threads.models import Post
from moderation.flags.about import About, one_of_them
from moderation.flags.copies import KeptMessage
from moderation.rota.cover import is_on_duty

_KEPT = f"{settings.RETENTION['flags'].days} days after we answered you."


class Reason(models.TextChoices):
    """Why somebody asks us to look."""

    WORRIED = "worried", "I am worried about this person"
    RULES = "rules", "It breaks the guidelines"
    IDENTIFIES = "identifies", "It could identify somebody"
    CONTACT = "contact", "It gives or asks for contact details"
    UNSURE = "unsure", "Something feels off; I am not sure"


class Wish(models.TextChoices):
    """What somebody hopes we will do. We read it; we may have to do something else."""

    REACH_OUT = "reach_out", "Please reach out to them"
    COVER = "cover", "Please cover or change it"
    KNOW = "know", "I only want you to know"
    UNKNOWN = "unknown", "I do not know"


class Status(models.TextChoices):
    """How far a flag has got, in the words of its receipt."""

    RECEIVED = "received", "Received"
    LOOKING = "looking", "Somebody is looking"
    PASSED_ON = "passed_on", "Passed to the safeguarding team"
    ANSWERED = "answered", "Looked at"


WAITING = (Status.RECEIVED, Status.LOOKING)


class FlagQuerySet(models.QuerySet["Flag"]):
    def visible_to(self, actor: Actor) -> Self:
        """A member sees their own; a moderator on shift those that wait; a practitioner those that were passed on."""
        if not allows(actor, Permission.FLAG_READ, SITE):
            return self.none()
        if actor.role == Role.MEMBER:
            return self.filter(raised_by_id=actor.id)
        if actor.role == Role.PRACTITIONER:
            return self.filter(passed_on_at__isnull=False)
        return self.filter(status__in=WAITING) if is_on_duty(actor, clock.now()) else self.none()


class Flag(Record):
    """One member asks the team to look at one post or one message, of a chat or private. Nobody but the team learns who
    asked."""

    post = held(
        models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", null=True),
        PSEUDONYMOUS,
        why="Which post you asked us to look at.",
        kept=_KEPT,
    )
    message = held(
        models.ForeignKey(Message, on_delete=models.SET_NULL, related_name="+", null=True),
        SENSITIVE,
        why="Which message of a chat you asked us to look at.",
        kept="Until the messages of the session are deleted and your question is dealt with.",
    )
    copy = held(
        models.ForeignKey(KeptMessage, on_delete=models.PROTECT, related_name="+", null=True),
        SENSITIVE,
        why="Which private message you asked us to look at.",
        kept=_KEPT,
    )
    raised_by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="So that you can follow what we do. The writer is never told who asked.",
        kept=_KEPT,
    )
    reason = held(
        models.CharField(max_length=16, choices=Reason.choices),
        SENSITIVE,
        why="Why you asked, so that the most urgent is read first.",
        kept=_KEPT,
    )
    wish = held(
        models.CharField(max_length=16, choices=Wish.choices, default=Wish.UNKNOWN),
        SENSITIVE,
        why="What you hoped we would do.",
        kept=_KEPT,
    )
    note = held(SealedTextField(blank=True), SEALED, why="What you wanted the team to know.", kept=_KEPT)
    submission = held(
        models.UUIDField(unique=True),
        NOTHING_PERSONAL,
        why="So that a form sent twice by accident counts once.",
        kept=_KEPT,
    )
    raised_at = held(
        models.DateTimeField(), PSEUDONYMOUS, why="When you asked, so that nobody waits too long.", kept=_KEPT
    )
    status = held(
        models.CharField(max_length=16, choices=Status.choices, default=Status.RECEIVED),
        NOTHING_PERSONAL,
        why="How far we have got.",
        kept=_KEPT,
    )
    outcome = held(
        models.CharField(max_length=300, blank=True), SENSITIVE, why="What we did, as we told you.", kept=_KEPT
    )
    passed_on_at = held(
        models.DateTimeField(null=True, blank=True),
        PSEUDONYMOUS,
        why="When the safeguarding team was asked.",
        kept=_KEPT,
    )
    answered_at = held(
        models.DateTimeField(null=True, blank=True), PSEUDONYMOUS, why="When we answered you.", kept=_KEPT
    )

    objects = FlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "raised_by"], name="one_flag_of_each_member_for_a_post"),
            models.UniqueConstraint(fields=["message", "raised_by"], name="one_flag_of_each_member_for_a_message"),
            models.UniqueConstraint(fields=["copy", "raised_by"], name="one_flag_of_each_member_for_a_copy"),
            one_of_them("a_flag_is_about_one_thing", but=~models.Q(status__in=WAITING)),
            models.CheckConstraint(
                name="an_answered_flag_says_when",
                condition=models.Q(status=Status.ANSWERED, answered_at__isnull=False)
                | (~models.Q(status=Status.ANSWERED) & models.Q(answered_at__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["raised_by", "-raised_at"], name="flag_newest_of_a_member")]

    @property
    def about(self) -> About:
        """What the team is asked to look at."""
        return About(self.post or self.message or self.copy)

    @property
    def is_waiting(self) -> bool:
        """Has nobody answered it or passed it on yet?"""
        return self.status in WAITING

    @property
    def is_answered(self) -> bool:
        return self.status == Status.ANSWERED
