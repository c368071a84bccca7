"""Sessions: a hosted chat with a time, a purpose and somebody who holds it."""

from datetime import datetime
from typing import Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SENSITIVE, held
from forum.core.models import Record

_KEPT = "3 years after the session, without a word of what was said."


class SessionKind(models.TextChoices):
    """How many a session is for."""

    GROUP = "group", "A group"
    SUPPORT = "support", "One to one"


class Detail(models.TextChoices):
    """How much of what happened people may tell."""

    NONE = "none", "No details of what happened"
    SOME = "some", "Some details, with content warnings"
    OPEN = "open", "Open talk, with content warnings"


class SessionState(models.TextChoices):
    """How far a session has come."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "Open"
    PAUSED = "paused", "Having a breathing space"
    CLOSING = "closing", "Coming to its end"
    CLOSED = "closed", "Over"
    CANCELLED = "cancelled", "Not taking place"


class ClosedFor(models.TextChoices):
    """Why a session came to its end."""

    ROUND = "round", "It came to its end as planned"
    TIME = "time", "Its time was over"
    COVER = "cover", "There were not enough of the team"
    NOBODY = "nobody", "It could not open"


RUNNING = (SessionState.OPEN, SessionState.PAUSED, SessionState.CLOSING)


class ChatSessionQuerySet(models.QuerySet["ChatSession"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody who is signed in sees which groups there are. A one-to-one is seen by the two it is for, and while
        it is free by every member."""
        if not allows(actor, Permission.CHAT_READ, SITE):
            return self.none()
        group = models.Q(kind=SessionKind.GROUP)
        if actor.role == Role.MEMBER:
            free = models.Q(member__isnull=True, state=SessionState.PLANNED)
            return self.filter(group | models.Q(kind=SessionKind.SUPPORT) & (free | models.Q(member_id=actor.id)))
        if actor.role == Role.MANAGER:
            return self.all()
        return self.filter(group | models.Q(host_id=actor.id))

    def running(self) -> Self:
        """Open, paused, or coming to their end."""
        return self.filter(state__in=RUNNING)

    def coming(self, now: datetime) -> Self:
        """Planned and not over yet, the next one first."""
        return self.filter(state=SessionState.PLANNED, ends_at__gt=now).order_by("starts_at", "pk")


class ChatSession(Record):
    """One hosted chat: a group, or one to one. It opens only while enough of the team are here."""

    kind = held(
        models.CharField(max_length=8, choices=SessionKind.choices, default=SessionKind.GROUP),
        NOTHING_PERSONAL,
        why="Whether the session is for a group or for one person.",
        kept=_KEPT,
    )
    title = held(models.CharField(max_length=80), NOTHING_PERSONAL, why="What the session is called.", kept=_KEPT)
    purpose = held(models.CharField(max_length=300), NOTHING_PERSONAL, why="What the session is for.", kept=_KEPT)
    detail = held(
        models.CharField(max_length=8, choices=Detail.choices, default=Detail.NONE),
        NOTHING_PERSONAL,
        why="How much of what happened people may tell there.",
        kept=_KEPT,
    )
    for_whom = held(
        models.CharField(max_length=120, default="Everybody"), NOTHING_PERSONAL, why="For whom it is.", kept=_KEPT
    )
    starts_at = held(
        models.DateTimeField(db_index=True), NOTHING_PERSONAL, why="When the session is planned.", kept=_KEPT
    )
    ends_at = held(models.DateTimeField(), NOTHING_PERSONAL, why="Until when it is planned.", kept=_KEPT)
    capacity = held(
        models.PositiveSmallIntegerField(default=20), NOTHING_PERSONAL, why="How many may be in at once.", kept=_KEPT
    )
    state = held(
        models.CharField(max_length=9, choices=SessionState.choices, default=SessionState.PLANNED),
        NOTHING_PERSONAL,
        why="Whether the session is planned, open or over.",
        kept=_KEPT,
    )
    host = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True, blank=True),
        PSEUDONYMOUS,
        why="Which duty account holds the session.",
        kept=_KEPT,
    )
    planned_by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="Which duty account planned it.",
        kept=_KEPT,
    )
    member = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, related_name="+", null=True, blank=True),
        SENSITIVE,
        why="Who booked a one-to-one session.",
        kept="Until the messages of the session are deleted.",
    )
    submission = held(
        models.UUIDField(unique=True),
        NOTHING_PERSONAL,
        why="So that a form sent twice by accident plans one session.",
        kept=_KEPT,
    )

    is_listen_only = held(
        models.BooleanField(default=False), NOTHING_PERSONAL, why="Whether only hosts write for now.", kept=_KEPT
    )
    slow_seconds = held(
        models.PositiveSmallIntegerField(default=0),
        NOTHING_PERSONAL,
        why="How long everybody waits between two messages of theirs. 0 for no wait.",
        kept=_KEPT,
    )
    holds_all = held(
        models.BooleanField(default=False),
        NOTHING_PERSONAL,
        why="Whether a host reads every message before others do.",
        kept=_KEPT,
    )
    holds_newcomers = held(
        models.BooleanField(default=True),
        NOTHING_PERSONAL,
        why="Whether a host reads the messages of new members before others do.",
        kept=_KEPT,
    )
    host_words = held(
        models.CharField(max_length=500, blank=True),
        NOTHING_PERSONAL,
        why="What the host said to everybody with a breathing space or a closing round.",
        kept="Until the messages of the session are deleted.",
    )

    revision = held(
        models.PositiveBigIntegerField(default=0),
        NOTHING_PERSONAL,
        why="Grows with every change, so that nobody misses anything.",
        kept=_KEPT,
    )
    turn = held(
        models.PositiveIntegerField(default=0),
        NOTHING_PERSONAL,
        why="Grows with every press of a host, so that two who press at once do not undo each other.",
        kept=_KEPT,
    )
    short_since = held(
        models.DateTimeField(null=True, blank=True),
        NOTHING_PERSONAL,
        why="Since when fewer of the team are here than a session needs.",
        kept=_KEPT,
    )
    closing_until = held(
        models.DateTimeField(null=True, blank=True),
        NOTHING_PERSONAL,
        why="Until when people finish what they began to write.",
        kept=_KEPT,
    )
    opened_at = held(
        models.DateTimeField(null=True, blank=True), NOTHING_PERSONAL, why="When it was opened.", kept=_KEPT
    )
    closed_at = held(models.DateTimeField(null=True, blank=True), NOTHING_PERSONAL, why="When it ended.", kept=_KEPT)
    closed_for = held(
        models.CharField(max_length=8, choices=ClosedFor.choices, blank=True),
        NOTHING_PERSONAL,
        why="Why it ended.",
        kept=_KEPT,
    )
    came = held(models.PositiveIntegerField(default=0), NOTHING_PERSONAL, why="How many came.", kept=_KEPT)
    flagged = held(
        models.PositiveIntegerField(default=0),
        NOTHING_PERSONAL,
        why="How often somebody asked the team to look.",
        kept=_KEPT,
    )
    emptied_at = held(
        models.DateTimeField(null=True, blank=True),
        NOTHING_PERSONAL,
        why="When its messages were deleted.",
        kept=_KEPT,
    )

    objects = ChatSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="session_ends_after_start", condition=models.Q(ends_at__gt=models.F("starts_at"))
            ),
            models.CheckConstraint(name="session_state_is_known", condition=models.Q(state__in=SessionState.values)),
            models.CheckConstraint(
                name="session_that_ended_says_when",
                condition=~models.Q(state=SessionState.CLOSED)
                | (models.Q(closed_at__isnull=False) & ~models.Q(closed_for="")),
            ),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="session_by_state")]

    @property
    def is_running(self) -> bool:
        """Is anybody in it?"""
        return self.state in RUNNING

    @property
    def is_over(self) -> bool:
        return self.state in (SessionState.CLOSED, SessionState.CANCELLED)

    @property
    def is_one_to_one(self) -> bool:
        return self.kind == SessionKind.SUPPORT
