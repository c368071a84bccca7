"""Somebody in a session needs a host now."""

from datetime import datetime
from typing import Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SENSITIVE, held
from forum.core.models import Record
from forum.rooms.models.attendances import Attendance, hosted_by
from forum.rooms.models.messages import Message
from forum.rooms.models.sessions import ChatSession

_KEPT = "Until the messages of the session are deleted."


class CallKind(models.TextChoices):
    """Why a host is needed."""

    NOT_OK = "not_ok", "Somebody said that they are not OK"
    FLAG = "flag", "Somebody asked the team to look at a message"


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own; for hosts those of the sessions that they hold."""
        if not allows(actor, Permission.CALL_READ, SITE):
            return self.none()
        if actor.role == Role.MEMBER:
            return self.filter(attendance__account_id=actor.id)
        return self.filter(session__in=hosted_by(actor))

    def waiting(self) -> Self:
        """Those that no host has taken up, the oldest first."""
        return self.filter(taken_at__isnull=True).order_by("raised_at", "pk")


class Call(Record):
    """One call for a host, with the two-minute clock of chat."""

    session = held(
        models.ForeignKey(ChatSession, on_delete=models.CASCADE, related_name="calls"),
        PSEUDONYMOUS,
        why="In which session a host was needed.",
        kept=_KEPT,
    )
    attendance = held(
        models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="+"),
        SENSITIVE,
        why="Who called for a host.",
        kept=_KEPT,
    )
    kind = held(
        models.CharField(max_length=6, choices=CallKind.choices),
        SENSITIVE,
        why="Why a host was needed.",
        kept=_KEPT,
    )
    message = held(
        models.ForeignKey(Message, on_delete=models.CASCADE, related_name="+", null=True),
        SENSITIVE,
        why="Which message it is about.",
        kept=_KEPT,
    )
    raised_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When a host was called.", kept=_KEPT)
    due_at = held(models.DateTimeField(), PSEUDONYMOUS, why="Until when a host should have answered.", kept=_KEPT)
    rung_at = held(
        models.DateTimeField(null=True, blank=True),
        NOTHING_PERSONAL,
        why="When somebody on call was asked to step in, because no host had answered.",
        kept=_KEPT,
    )
    taken_by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True, blank=True),
        PSEUDONYMOUS,
        why="Which host answered.",
        kept=_KEPT,
    )
    taken_at = held(models.DateTimeField(null=True, blank=True), PSEUDONYMOUS, why="When they answered.", kept=_KEPT)

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attendance", "kind"],
                condition=models.Q(taken_at__isnull=True, kind="not_ok"),
                name="one_waiting_call_of_a_person",
            ),
            models.CheckConstraint(
                name="a_taken_call_says_who_and_when",
                condition=models.Q(taken_by__isnull=True, taken_at__isnull=True)
                | models.Q(taken_by__isnull=False, taken_at__isnull=False),
            ),
        ]

    def is_late(self, now: datetime) -> bool:
        """Has nobody answered in time?"""
        return self.taken_at is None and self.due_at <= now
