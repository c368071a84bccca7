from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ShiftPlanned(Event, name="shift.planned"):
    shift_id: UUID


@dataclass(frozen=True, kw_only=True)
class ShiftChanged(Event, name="shift.changed"):
    """Other people are on the shift than before."""

    shift_id: UUID


@dataclass(frozen=True, kw_only=True)
class ShiftRemoved(Event, name="shift.removed"):
    shift_id: UUID


@dataclass(frozen=True, kw_only=True)
class ShiftSignedOn(Event, name="shift.signed_on"):
    """Somebody is here for their place on a shift."""

    shift_id: UUID
    place_id: UUID


@dataclass(frozen=True, kw_only=True)
class ShiftSignedOff(Event, name="shift.signed_off"):
    """Somebody ended their shift; without an actor, the service closed one that was forgotten."""

    shift_id: UUID
    place_id: UUID


@dataclass(frozen=True, kw_only=True)
class PlaceGivenUp(Event, name="place.given_up"):
    """Somebody cannot come to a shift that is near or running: their place is a gap."""

    shift_id: UUID
    place_id: UUID


@dataclass(frozen=True, kw_only=True)
class PlaceTakenUpAgain(Event, name="place.taken_up_again"):
    """Whoever could not come can come after all, and nobody had taken the place."""

    shift_id: UUID
    place_id: UUID


@dataclass(frozen=True, kw_only=True)
class CoverAsked(Event, name="cover.asked"):
    """Somebody asks whether another person could take their place. Until then it stays theirs."""

    shift_id: UUID
    place_id: UUID


@dataclass(frozen=True, kw_only=True)
class OfferMade(Event, name="offer.made"):
    offer_id: UUID
    place_id: UUID


@dataclass(frozen=True, kw_only=True)
class OfferAccepted(Event, name="offer.accepted"):
    """A place, or one for another, changed hands."""

    offer_id: UUID
    place_id: UUID
    in_return_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class OfferWithdrawn(Event, name="offer.withdrawn"):
    """Whoever made the offer took it back; without an actor, what was offered is no longer as it was."""

    offer_id: UUID
    place_id: UUID


@dataclass(frozen=True, kw_only=True)
class AbsenceDeclared(Event, name="absence.declared"):
    absence_id: UUID


@dataclass(frozen=True, kw_only=True)
class AbsenceEnded(Event, name="absence.ended"):
    """Somebody is back, or will not be away after all."""

    absence_id: UUID


@dataclass(frozen=True, kw_only=True)
class LeadChosen(Event, name="lead.chosen"):
    """The people on a shift chose who hosts it."""

    shift_id: UUID
    place_id: UUID
