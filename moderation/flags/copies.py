"""What the team holds of a private message that somebody asked it to look at: that message and the few around it.

The talk itself is closed to the team. The copy is made when somebody asks, sealed, and stays when the talk is ended, so
that nobody gets rid of what they wrote by ending it. Its words go when it was decided; if it was put out of sight, when
those of the talk would have gone.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import models

from forum.accounts.models import Account
from forum.core import clock
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, SENSITIVE, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField
from forum.names.models import OtherName
from forum.private.models import LIFE, PrivateMessage

BEFORE, AFTER = 3, 2
_KEPT = "As long as the question about it."
_WORDS = f"Until it was decided; {LIFE.days} days if it was put out of sight."


@dataclass(frozen=True)
class Beside:
    """One of the messages around it."""

    author_name: str
    written_at: str
    warnings: list[str]
    words: str
    is_before: bool

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.written_at)


class KeptMessage(Record):
    """A copy of one private message, for the team."""

    origin = held(
        models.UUIDField(unique=True),
        PSEUDONYMOUS,
        why="Which private message it is a copy of, as long as that is there.",
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
        why="The earlier name they were written under, if it is not the pseudonym of today.",
        kept=_KEPT,
    )
    words = held(SealedTextField(blank=True), SEALED, why="The words somebody asked us to look at.", kept=_WORDS)
    around = held(
        SealedTextField(blank=True),
        SEALED,
        why=f"At most {BEFORE} messages before it and {AFTER} after it, so that we understand it.",
        kept=_WORDS,
    )
    warnings = held(models.JSONField(default=list), SENSITIVE, why="Its content warnings.", kept=_KEPT)
    written_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When it was written.", kept=_KEPT)
    kept_at = held(models.DateTimeField(), NOTHING_PERSONAL, why="When we were asked.", kept=_KEPT)
    hidden_at = held(models.DateTimeField(null=True), PSEUDONYMOUS, why="When the team hid it.", kept=_KEPT)
    reason = held(
        models.CharField(max_length=500, blank=True), SENSITIVE, why="Why, as we told its writer.", kept=_WORDS
    )
    emptied_at = held(models.DateTimeField(null=True), NOTHING_PERSONAL, why="That its words are gone.", kept=_KEPT)

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def is_withdrawn(self) -> bool:
        """A single message is never taken back."""
        return False

    @property
    def is_held(self) -> bool:
        """Private words never wait for anybody."""
        return False

    def beside(self) -> list[Beside]:
        """What stood around it, oldest first."""
        return [Beside(**row) for row in json.loads(self.around or "[]")]


def copy_of(message: PrivateMessage) -> KeptMessage:
    """The copy for the team: there already, or made now."""
    talk, there = message.talk, KeptMessage.objects.filter(origin=message.pk).first()
    if there is not None:
        return there
    return KeptMessage.objects.create(
        origin=message.pk,
        author_id=message.author_id,
        written_as=talk.name_of(message.author_id),
        words=message.words,
        around=json.dumps([asdict(row) for row in _around(message)]),
        warnings=message.warnings,
        written_at=message.written_at,
        kept_at=clock.now(),
    )


def empty(copies: Iterable[KeptMessage]) -> int:
    """The words of these go."""
    emptied = 0
    for copy in copies:
        copy.words = copy.around = copy.reason = ""
        copy.emptied_at = clock.now()
        copy.save(update_fields=["words", "around", "reason", "emptied_at"])
        emptied += 1
    return emptied


def _around(message: PrivateMessage) -> list[Beside]:
    talk = PrivateMessage.objects.filter(talk_id=message.talk_id).exclude(pk=message.pk)
    before = talk.filter(written_at__lt=message.written_at).order_by("-written_at")[:BEFORE]
    after = talk.filter(written_at__gt=message.written_at).order_by("written_at")[:AFTER]
    return [
        *(_beside(row, message, is_before=True) for row in reversed(before)),
        *(_beside(row, message, is_before=False) for row in after),
    ]


def _beside(row: PrivateMessage, message: PrivateMessage, *, is_before: bool) -> Beside:
    talk = message.talk
    author = talk.asker if row.author_id == talk.asker_id else talk.asked
    return Beside(talk.shown_name(author), row.written_at.isoformat(), row.warnings, row.words, is_before)


def origin_of(message: PrivateMessage) -> dict[str, UUID]:
    """How a flag about it is found, before there is a copy."""
    return {"copy__origin": message.pk}
