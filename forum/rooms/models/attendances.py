"""Who takes part in a session, and how."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, allows
from forum.confidentiality.models import Notice
from forum.core import clock
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SENSITIVE, held
from forum.core.models import Record
from forum.rooms.models.sessions import ChatSession, SessionState

# Somebody whose browser has said nothing for so long is not counted as here.
HERE = timedelta(seconds=45)
# A place is kept, and somebody in the line counts, for so long after they were last heard of: a dropped connection
# costs nobody their place. Whoever comes back later is still in, even if that makes one more than there are places.
KEPT_FOR = timedelta(minutes=2)
_KEPT = "Until the messages of the session are deleted; for hosts 3 years after it, for the log without words."


class Mode(models.TextChoices):
    """How somebody wants to take part."""

    LISTEN = "listen", "Only listen"
    WRITE = "write", "Listen and write"
    ASK = "ask", "Ask the host first"


class Standing(models.TextChoices):
    """Where somebody is."""

    WAITING = "waiting", "Waiting for a place"
    ASKING = "asking", "Asking the host first"
    IN = "in", "In the room"
    LEFT = "left", "Gone again"
    REMOVED = "removed", "Asked to leave"


# Whoever came in may read what was written, and read it again after they left. Who only waited or asked was never in.
READING = (Standing.IN, Standing.LEFT)


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, actor: Actor) -> Self:
        """A member's own; for a host those of the sessions that they hold now."""
        if not allows(actor, Permission.ATTENDANCE_READ, SITE):
            return self.none()
        if actor.role == Role.MEMBER:
            return self.filter(account_id=actor.id)
        return self.filter(session__in=hosted_by(actor))

    def of_members(self) -> Self:
        return self.filter(as_host=False)

    def here(self, now: datetime) -> Self:
        """In the room, and heard of lately."""
        return self.filter(standing=Standing.IN, seen_at__gt=now - HERE)

    def in_line(self, now: datetime) -> Self:
        """Those who wait for a place and were heard of, who came first comes first."""
        waiting = self.of_members().filter(standing=Standing.WAITING, seen_at__gt=now - KEPT_FOR)
        return waiting.order_by("came_at", "pk")


class Attendance(Record):
    """One person in one session."""

    session = held(
        models.ForeignKey(ChatSession, on_delete=models.CASCADE, related_name="attendances"),
        PSEUDONYMOUS,
        why="Which session you came to.",
        kept=_KEPT,
    )
    account = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="Who came.",
        kept=_KEPT,
    )
    as_host = held(
        models.BooleanField(default=False),
        NOTHING_PERSONAL,
        why="Whether this is somebody from the team who holds the session.",
        kept=_KEPT,
    )
    mode = held(
        models.CharField(max_length=6, choices=Mode.choices, default=Mode.LISTEN),
        SENSITIVE,
        why="How you wanted to take part.",
        kept=_KEPT,
    )
    standing = held(
        models.CharField(max_length=8, choices=Standing.choices, default=Standing.IN),
        PSEUDONYMOUS,
        why="Whether you wait, are in the room, or left.",
        kept=_KEPT,
    )
    notice = held(
        models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+", null=True),
        NOTHING_PERSONAL,
        why="Which version of the limits stood on the door when you came in.",
        kept=_KEPT,
    )
    is_new = held(
        models.BooleanField(default=False),
        PSEUDONYMOUS,
        why="Whether you had joined only lately.",
        kept=_KEPT,
    )
    is_slow = held(
        models.BooleanField(default=False),
        SENSITIVE,
        why="Whether you want messages to arrive in calm batches.",
        kept=_KEPT,
    )
    came_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When you came to the door.", kept=_KEPT)
    entered_at = held(models.DateTimeField(null=True, blank=True), PSEUDONYMOUS, why="When you came in.", kept=_KEPT)
    seen_at = held(
        models.DateTimeField(),
        PSEUDONYMOUS,
        why="When your browser was last heard of, so that we can say how many are here.",
        kept=_KEPT,
    )
    left_at = held(models.DateTimeField(null=True, blank=True), PSEUDONYMOUS, why="When you left.", kept=_KEPT)
    quiet_until = held(
        models.DateTimeField(null=True, blank=True),
        SENSITIVE,
        why="Until when a host asked you only to read.",
        kept=_KEPT,
    )
    reason = held(
        models.CharField(max_length=300, blank=True),
        SENSITIVE,
        why="Why a host asked you only to read, or to leave, as we told you.",
        kept=_KEPT,
    )
    aside_at = held(
        models.DateTimeField(null=True, blank=True),
        SENSITIVE,
        why="When you and a host began to speak in private.",
        kept=_KEPT,
    )
    aside_closed_at = held(
        models.DateTimeField(null=True, blank=True),
        SENSITIVE,
        why="When that ended.",
        kept=_KEPT,
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "account"], name="one_attendance_of_each_person"),
            models.CheckConstraint(name="attendance_mode_is_known", condition=models.Q(mode__in=Mode.values)),
            models.CheckConstraint(
                name="attendance_standing_is_known", condition=models.Q(standing__in=Standing.values)
            ),
        ]
        indexes = [models.Index(fields=["session", "standing", "seen_at"], name="attendance_in_session")]

    @property
    def is_in(self) -> bool:
        return self.standing == Standing.IN

    @property
    def reads_room(self) -> bool:
        """Is this somebody who is in, or was before they left? Whoever only waited or asked at the door never was."""
        return self.is_in or (self.standing == Standing.LEFT and self.entered_at is not None)

    def is_quiet(self, now: datetime) -> bool:
        """Did a host ask this person only to read for a while?"""
        return self.quiet_until is not None and now < self.quiet_until

    @property
    def is_aside(self) -> bool:
        """Do this person and a host speak in private now?"""
        return self.aside_at is not None and self.aside_closed_at is None


def hosted_by(actor: Actor) -> "models.QuerySet[ChatSession]":
    """The running sessions in which `actor` is as a host. Whether they are on shift, the permission says."""
    if actor.id is None or not allows(actor, Permission.CHAT_HOST, SITE):
        return ChatSession.objects.none()
    mine = Attendance.objects.filter(session=models.OuterRef("pk"), account_id=actor.id, as_host=True)
    mine = mine.filter(standing=Standing.IN)
    lately = models.Q(state=SessionState.CLOSED, closed_at__gt=clock.now() - timedelta(hours=1))
    return ChatSession.objects.filter(models.Exists(mine)).filter(
        models.Q(state__in=(SessionState.OPEN, SessionState.PAUSED, SessionState.CLOSING)) | lately
    )
