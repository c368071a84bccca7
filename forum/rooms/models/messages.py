"""What people write in a session."""

from typing import Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, allows
from forum.blocks.models import Block
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, SENSITIVE, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField
from forum.names.models import OtherName
from forum.rooms.models.attendances import READING, Attendance, hosted_by
from forum.rooms.models.sessions import ChatSession

_KEPT = "A day after the session (the service may set another time), or until what somebody flagged is dealt with."


class Channel(models.TextChoices):
    """To whom a message goes."""

    ROOM = "room", "Everybody in the room"
    HOSTS = "hosts", "The hosts among themselves"
    ASIDE = "aside", "One person and the hosts"


class MessageState(models.TextChoices):
    """Whether others can read it."""

    SHOWN = "shown", "Shown"
    HELD = "held", "Waits for a host"
    HIDDEN = "hidden", "Out of sight"
    WITHDRAWN = "withdrawn", "Taken back"


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, actor: Actor) -> Self:
        """What stands in the room for whoever came to it; what was said to them aside; their own. Hosts read what is
        written in the sessions that they hold. Taken back is taken back."""
        if actor.id is None or not allows(actor, Permission.MESSAGE_READ, SITE):
            return self.none()
        standing = self.exclude(state=MessageState.WITHDRAWN)
        if actor.role != Role.MEMBER:
            return standing.filter(session__in=hosted_by(actor))
        came = Attendance.objects.filter(session=models.OuterRef("session"), account_id=actor.id)
        came = came.filter(standing__in=READING, entered_at__isnull=False)
        blocked = Block.objects.of_what_is_said(actor.id, models.OuterRef("author_id"), models.OuterRef("written_at"))
        in_room = models.Q(channel=Channel.ROOM, state=MessageState.SHOWN) & models.Q(models.Exists(came))
        to_them = models.Q(channel=Channel.ASIDE, state=MessageState.SHOWN, aside__account_id=actor.id)
        others = (in_room | to_them) & ~models.Q(models.Exists(blocked))
        # What is kept after that for the team says by being there that somebody flagged it.
        return standing.filter(session__emptied_at=None).filter(others | models.Q(author_id=actor.id))


class Message(Record):
    """One person's words in a session."""

    session = held(
        models.ForeignKey(ChatSession, on_delete=models.CASCADE, related_name="messages"),
        PSEUDONYMOUS,
        why="Where you wrote it.",
        kept=_KEPT,
    )
    channel = held(
        models.CharField(max_length=5, choices=Channel.choices, default=Channel.ROOM),
        NOTHING_PERSONAL,
        why="Whether it went to the room or to the hosts alone.",
        kept=_KEPT,
    )
    aside = held(
        models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="+", null=True),
        SENSITIVE,
        why="With whom the hosts spoke in private.",
        kept=_KEPT,
    )
    author = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="Whose words they are.",
        kept=_KEPT,
    )
    written_as = held(
        models.ForeignKey(OtherName, on_delete=models.SET_NULL, related_name="+", null=True),
        SENSITIVE,
        why="The earlier name under which you wrote it, if the team still has it after you left that name.",
        kept=_KEPT,
    )
    number = held(models.PositiveBigIntegerField(), NOTHING_PERSONAL, why="Its place in the conversation.", kept=_KEPT)
    revision = held(
        models.PositiveBigIntegerField(),
        NOTHING_PERSONAL,
        why="When it last changed, as a number, so that every browser learns of it once.",
        kept=_KEPT,
    )
    words = held(SealedTextField(), SEALED, why="What you wrote.", kept=_KEPT)
    warnings = held(
        models.JSONField(default=list),
        SENSITIVE,
        why="The content warnings you or a host gave it, so that everybody can choose how to meet it.",
        kept=_KEPT,
    )
    state = held(
        models.CharField(max_length=9, choices=MessageState.choices, default=MessageState.SHOWN),
        NOTHING_PERSONAL,
        why="Whether others can read it.",
        kept=_KEPT,
    )
    is_covered = held(
        models.BooleanField(default=False), NOTHING_PERSONAL, why="Whether a host covered it.", kept=_KEPT
    )
    is_flagged = held(
        models.BooleanField(default=False),
        SENSITIVE,
        why="Whether somebody asked the team to look at it. Others never see that.",
        kept=_KEPT,
    )
    reason = held(
        models.CharField(max_length=300, blank=True),
        SENSITIVE,
        why="Why a host held, covered or hid it, as we told you.",
        kept=_KEPT,
    )
    written_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When you wrote it.", kept=_KEPT)
    submission = held(
        models.UUIDField(),
        NOTHING_PERSONAL,
        why="So that a message sent twice, after a lost connection, is one message.",
        kept=_KEPT,
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "revision"], name="one_message_for_each_revision"),
            models.UniqueConstraint(fields=["session", "author", "submission"], name="a_message_sent_twice_is_one"),
            models.CheckConstraint(name="message_state_is_known", condition=models.Q(state__in=MessageState.values)),
            models.CheckConstraint(
                name="an_aside_is_with_somebody",
                condition=models.Q(channel=Channel.ASIDE, aside__isnull=False)
                | (models.Q(channel__in=[Channel.ROOM, Channel.HOSTS]) & models.Q(aside__isnull=True)),
            ),
        ]

    @property
    def is_withdrawn(self) -> bool:
        return self.state == MessageState.WITHDRAWN

    @property
    def is_held(self) -> bool:
        """Does it wait for a host?"""
        return self.state == MessageState.HELD

    @property
    def is_hidden(self) -> bool:
        return self.state == MessageState.HIDDEN
