"""What hosts send from the room: its state and pace, with the turn that their page showed, and their own messages."""

from typing import Any
from uuid import UUID

from django import forms

from forum.core.fields import Words
from forum.core.submission import SubmissionForm
from forum.rooms.models import Channel, ChatSession
from forum.warnings.forms import WarningsField

MESSAGE_MAX_LENGTH = 2_000
HOST_WORDS_MAX_LENGTH = 500
# How long everybody may be asked to wait between two messages of theirs, and how long a closing round takes.
PACES = {0: "No wait", 30: "30 seconds", 60: "1 minute", 120: "2 minutes"}
ROUNDS = {5: "5 minutes", 10: "10 minutes", 15: "15 minutes"}
_CHOOSE = {"required": "Choose one of these.", "invalid_choice": "Choose one of these."}
_OLD = "This page was open for a while. Look at the room again, then decide."


def _numbers(label: str, told: dict[int, str], **options: Any) -> forms.TypedChoiceField:
    choices = [(str(number), words) for number, words in told.items()]
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, error_messages=_CHOOSE, **options)


class SeenForm(SubmissionForm):
    """A press, with the turn of the session that the page showed. Its token lets words wait if the session of whoever
    pressed has ended."""

    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        error_messages={"required": _OLD, "invalid": _OLD, "min_value": _OLD},
    )


class PauseForm(SeenForm):
    """A breathing space, with words for everybody."""

    words = Words(
        label="Your words for everybody",
        help_text="They stand at the top of the room. For example “Let us all breathe for a moment.”",
        max_length=HOST_WORDS_MAX_LENGTH,
        rows=2,
        required=False,
    )


class ClosingForm(PauseForm):
    """A closing round: people finish what they began to write."""

    minutes = _numbers("How long", ROUNDS, initial="5")


class PaceForm(SeenForm):
    """How fast the room goes, and what is read before others read it."""

    slow_seconds = _numbers("Wait between two messages of one person", PACES)
    is_listen_only = forms.BooleanField(label="Only hosts write for now", required=False)
    holds_newcomers = forms.BooleanField(label="Hosts read the messages of new members first", required=False)
    holds_all = forms.BooleanField(label="Hosts read every message first", required=False)

    @staticmethod
    def of(session: ChatSession) -> dict[str, Any]:
        """The pace of a session as its form begins."""
        names = ("slow_seconds", "is_listen_only", "holds_newcomers", "holds_all")
        return {"seen": session.turn, **{name: getattr(session, name) for name in names}}


class WriteForm(SubmissionForm):
    """A host's own message: to the room, among the hosts, or aside with somebody."""

    words = Words(label="Your words", max_length=MESSAGE_MAX_LENGTH, rows=3)
    warnings = WarningsField()
    # The box carries these two itself: each box stands in one place.
    channel = forms.ChoiceField(choices=Channel.choices, error_messages=_CHOOSE)
    aside = forms.UUIDField(required=False)

    @property
    def message(self) -> dict[str, Any]:
        """What the form says, as the services take it."""
        said = self.cleaned_data
        channel = Channel(said["channel"])
        aside: UUID | None = said["aside"] if channel is Channel.ASIDE else None
        kept = {name: said[name] for name in ("words", "warnings", "submission")}
        return {**kept, "channel": channel, "aside_id": aside}


class LiveWriteForm(WriteForm):
    """The same from a page that stays. Its browser names each message, so that one it sends twice is one message."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission"] = forms.UUIDField()
