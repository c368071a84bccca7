"""Arrangements, sessions, who came, what the two of them keep, and one's own log."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField

KEPT = timedelta(days=3 * 365)
_WHILE_HERE = "Until somebody else is named, or the person leaves the team."
_SESSION = "3 years after the session."


class Kind(models.TextChoices):
    """What sort of session."""

    ONE_TO_ONE = "one_to_one", "Supervision"
    GROUP = "group", "Group support"
    COACHING = "coaching", "Coaching"


class SessionState(models.TextChoices):
    """How far a session has come."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own and those one supervises; whoever plans supervision sees all."""
        if allows(actor, Permission.SUPERVISION_PLAN, SITE):
            return self
        if not allows(actor, Permission.SUPERVISION_READ, SITE):
            return self.none()
        return self.filter(Q(account_id=actor.id) | Q(supervisor_id=actor.id))


class Arrangement(Record):
    """Who supervises somebody, and how often if it is not what their stage asks for."""

    account = held(
        models.OneToOneField(Account, on_delete=models.CASCADE, related_name="supervision"),
        PSEUDONYMOUS,
        why="Who is supervised.",
        kept=_WHILE_HERE,
    )
    supervisor = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="supervises"),
        PSEUDONYMOUS,
        why="Who supervises them.",
        kept=_WHILE_HERE,
    )
    every_days = held(
        models.PositiveSmallIntegerField(null=True),
        PSEUDONYMOUS,
        why="After how many days they meet again, if it is not the usual number.",
        kept=_WHILE_HERE,
    )

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="supervisor_is_another", condition=Q(supervisor__isnull=True) | ~Q(account=models.F("supervisor"))
            )
        ]


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those one is part of; whoever plans supervision sees that the others take place, never their notes."""
        if allows(actor, Permission.SUPERVISION_PLAN, SITE):
            return self
        if not allows(actor, Permission.SUPERVISION_READ, SITE):
            return self.none()
        return self.part_of(actor)

    def part_of(self, actor: Actor) -> Self:
        """Those that somebody leads or is expected at."""
        expected = Attendance.objects.filter(account__in=[actor.id]).values("session")
        return self.filter(Q(led_by_id=actor.id) | Q(pk__in=expected))

    def planned(self) -> Self:
        """Neither held nor cancelled; the next one first."""
        return self.filter(state=SessionState.PLANNED).order_by("starts_at", "pk")


class Session(Record):
    """A time for supervision, for a group, or for coaching."""

    kind = held(models.CharField(max_length=10, choices=Kind.choices), PSEUDONYMOUS, why="What sort.", kept=_SESSION)
    starts_at = held(models.DateTimeField(db_index=True), PSEUDONYMOUS, why="When it is.", kept=_SESSION)
    minutes = held(models.PositiveSmallIntegerField(default=60), NOTHING_PERSONAL, why="How long.", kept=_SESSION)
    led_by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="Who leads it.",
        kept=_SESSION,
    )
    state = held(
        models.CharField(max_length=9, choices=SessionState.choices, default=SessionState.PLANNED),
        NOTHING_PERSONAL,
        why="Whether it is planned, was held or was cancelled.",
        kept=_SESSION,
    )

    objects = SessionQuerySet.as_manager()

    @property
    def is_planned(self) -> bool:
        return self.state == SessionState.PLANNED

    @property
    def is_between_two(self) -> bool:
        """Is it one supervisor with one person?"""
        return self.kind == Kind.ONE_TO_ONE

    def has_begun(self, now: datetime) -> bool:
        return self.starts_at <= now

    def is_part_of(self, actor: Actor) -> bool:
        """Does `actor` lead it, or are they expected?"""
        return actor.id is not None and (
            self.led_by_id == actor.id or self.attendances.filter(account_id=actor.id).exists()
        )


class Attendance(Record):
    """Somebody is expected at a session, and came or did not. Nobody has to say why they did not."""

    session = held(
        models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances"),
        PSEUDONYMOUS,
        why="Which session.",
        kept=_SESSION,
    )
    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="attendances"),
        PSEUDONYMOUS,
        why="Who is expected.",
        kept=_SESSION,
    )
    came = held(models.BooleanField(null=True), PSEUDONYMOUS, why="Whether they came.", kept=_SESSION)

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="attendance_once", fields=["session", "account"])]


class SessionNoteQuerySet(models.QuerySet["SessionNote"]):
    def visible_to(self, actor: Actor) -> Self:
        """The two people of a session read its notes; of a group or of coaching, each reads their own."""
        if not allows(actor, Permission.SUPERVISION_READ, SITE):
            return self.none()
        between_two = Session.objects.filter(kind=Kind.ONE_TO_ONE).part_of(actor)
        return self.filter(Q(author_id=actor.id) | Q(session__in=between_two))


class SessionNote(Record):
    """What was written down of a session, for the two people of it and nobody else."""

    session = held(
        models.ForeignKey(Session, on_delete=models.CASCADE, related_name="notes"),
        PSEUDONYMOUS,
        why="Which session it is of.",
        kept=_SESSION,
    )
    author = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who wrote it.",
        kept=_SESSION,
    )
    words = held(
        SealedTextField(),
        SEALED,
        why="What the two people of a supervision session wrote down. Nobody else can read it.",
        kept=_SESSION,
    )
    written_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When it was written.", kept=_SESSION)

    objects = SessionNoteQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_note_of_each", fields=["session", "author"])]


class LogQuerySet(models.QuerySet["LogEntry"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(account_id=actor.id) if allows(actor, Permission.LOG_READ, SITE) else self.none()


class LogEntry(Record):
    """A line of somebody's own reflective log. It is theirs alone."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Whose log it is.",
        kept="Until the person deletes it or leaves the team.",
    )
    words = held(
        SealedTextField(),
        SEALED,
        why="What somebody on the team wrote down for themselves. Only they can read it.",
        kept="Until the person deletes it or leaves the team.",
    )
    written_at = held(
        models.DateTimeField(),
        PSEUDONYMOUS,
        why="When it was written.",
        kept="Until the person deletes it or leaves the team.",
    )
    submission = held(
        models.UUIDField(unique=True),
        NOTHING_PERSONAL,
        why="So that a form sent twice by accident counts once.",
        kept="Until the person deletes it or leaves the team.",
    )

    objects = LogQuerySet.as_manager()
