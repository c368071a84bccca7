"""What happens to concerns and cases, told by ids."""

from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ConcernRaised(Event, name="concern.raised"):
    """Moderation handed somebody's words on to safeguarding."""

    concern_id: UUID


@dataclass(frozen=True, kw_only=True)
class ConcernRead(Event, name="concern.read"):
    """Somebody opened a concern."""

    concern_id: UUID


@dataclass(frozen=True, kw_only=True)
class ConcernAcknowledged(Event, name="concern.acknowledged"):
    """A practitioner took a concern on; from now on it is their case."""

    concern_id: UUID
    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class ConcernOverdue(Event, name="concern.overdue"):
    """Nobody has acknowledged a concern, and half of its time ("half") or all of it ("full") is used."""

    concern_id: UUID
    rung: str


@dataclass(frozen=True, kw_only=True)
class CaseRead(Event, name="case.read"):
    """Somebody opened a case."""

    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseNoted(Event, name="case.noted"):
    case_id: UUID
    entry_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseLevelChanged(Event, name="case.level_changed"):
    case_id: UUID
    entry_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseToldFirst(Event, name="case.told_first"):
    """Written down: the person was told first, or why they could not be."""

    case_id: UUID
    entry_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseConsentRecorded(Event, name="case.consent_recorded"):
    case_id: UUID
    entry_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseConsulted(Event, name="case.consulted"):
    """A colleague was asked for a second opinion."""

    case_id: UUID
    consultation_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseAdvised(Event, name="case.advised"):
    """The colleague answered."""

    case_id: UUID
    consultation_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseWritten(Event, name="case.written"):
    """The practitioner wrote to the person."""

    case_id: UUID
    letter_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseAnswered(Event, name="case.answered"):
    """The person wrote back."""

    case_id: UUID
    letter_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseTakenOver(Event, name="case.taken_over"):
    """Somebody on call took a case over from its owner."""

    case_id: UUID
    entry_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseDecided(Event, name="case.decided"):
    case_id: UUID
    entry_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseClosed(Event, name="case.closed"):
    case_id: UUID
    entry_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseReviewed(Event, name="case.reviewed"):
    """Somebody looked at a closed case again."""

    case_id: UUID
    entry_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseExpired(Event, name="case.expired"):
    """The time for which we keep a closed case is over; it and its conversation were deleted."""

    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class EnvelopeAsked(Event, name="envelope.asked"):
    """A practitioner asked to open the envelope of whoever a case is about."""

    case_id: UUID
    request_id: UUID


@dataclass(frozen=True, kw_only=True)
class EnvelopeAgreed(Event, name="envelope.agreed"):
    """A second practitioner agreed to it."""

    case_id: UUID
    request_id: UUID


@dataclass(frozen=True, kw_only=True)
class EnvelopeOpened(Event, name="envelope.opened"):
    case_id: UUID
    request_id: UUID


@dataclass(frozen=True, kw_only=True)
class EnvelopeOwnerTold(Event, name="envelope.owner_told"):
    """The person was told that their envelope was opened."""

    case_id: UUID
    request_id: UUID
