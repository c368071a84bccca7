"""What can happen to an application.

What the member does is in no trail: beside the other lines of that minute it could tell who they are. What the team
does is, by the number of the application alone.
"""

from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ApplicationSent(Event, name="application.sent", audited=False):
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class ApplicationWithdrawn(Event, name="application.withdrawn", audited=False):
    """The person took it back, and everything about it is deleted."""

    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class ApplicationRead(Event, name="application.read"):
    """Somebody on the team opened it."""

    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReaderAsked(Event, name="application.reader_asked"):
    application_id: UUID
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReaderLetGo(Event, name="application.reader_let_go"):
    """Somebody else will read it instead. Nobody says why."""

    application_id: UUID
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class ApplicationWeighed(Event, name="application.weighed"):
    """One of the two readers said what they think."""

    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class TalkPlanned(Event, name="application.talk_planned"):
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class TalkNoted(Event, name="application.talk_noted"):
    """The conversation was written down."""

    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReferenceHeard(Event, name="reference.heard"):
    reference_id: UUID


@dataclass(frozen=True, kw_only=True)
class ApplicationAnswered(Event, name="application.answered"):
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class AnswersCarried(Event, name="application.carried"):
    """Somebody on the team asked that the answers from their application come along to their duty account."""

    application_id: UUID
