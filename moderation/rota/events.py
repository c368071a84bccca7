from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, kw_only=True)
class PlaceFilled(Event, name="place.filled"):
    """Somebody has a place on a shift: they took it, or whoever plans put them there."""

    shift_id: UUID
    place_id: UUID


@dataclass(frozen=True, kw_only=True)
class PlaceMoved(Event, name="place.moved"):
    """A coming place went from one person to another."""

    shift_id: UUID
    place_id: UUID
    before_id: UUID
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class PlaceDropped(Event, name="place.dropped"):
    """Somebody let go of a place in good time, or took back that they asked for it."""

    shift_id: UUID
    place_id: UUID


@dataclass(frozen=True, kw_only=True)
class PlaceApproved(Event, name="place.approved"):
    """A place that waited for a manager counts from now on."""

    shift_id: UUID
    place_id: UUID


@dataclass(frozen=True, kw_only=True)
class PlaceDeclined(Event, name="place.declined"):
    """A place that waited for a manager was given to nobody, or to somebody else."""

    shift_id: UUID
    place_id: UUID
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class PlaceOverridden(Event, name="place.overridden"):
    """A manager set soft rules aside for a place. The reason is sealed with the place; the person reads it."""

    shift_id: UUID
    place_id: UUID


@dataclass(frozen=True, kw_only=True)
class PlaceCleared(Event, name="place.cleared"):
    """A manager took somebody off a shift before it began."""

    shift_id: UUID
    place_id: UUID
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class PlaceHeld(Event, name="place.held"):
    """A standing rule no longer holds for a place, so it waits for a manager and does not count as cover."""

    shift_id: UUID
    place_id: UUID


@dataclass(frozen=True, kw_only=True)
class CoverLost(Event, name="shift.cover_lost"):
    """What was there is there no more: `staffing`, a moderator; `chat`, enough cover for it."""

    staffing: bool
    chat: bool


@dataclass(frozen=True, kw_only=True)
class CoverFound(Event, name="shift.cover_found"):
    """A moderator is here again (`staffing`), or enough people for chat (`chat`)."""

    staffing: bool
    chat: bool


@dataclass(frozen=True, kw_only=True)
class PatternMade(Event, name="pattern.made"):
    pattern_id: UUID


@dataclass(frozen=True, kw_only=True)
class PatternChanged(Event, name="pattern.changed"):
    pattern_id: UUID


@dataclass(frozen=True, kw_only=True)
class PatternEnded(Event, name="pattern.ended"):
    pattern_id: UUID
    last_day: date


@dataclass(frozen=True, kw_only=True)
class PatternRemoved(Event, name="pattern.removed"):
    """A pattern is gone; `with_people` says whether its coming shifts went although people were on them."""

    pattern_id: UUID
    with_people: bool


@dataclass(frozen=True, kw_only=True)
class DayLeftOut(Event, name="pattern.day_left_out"):
    pattern_id: UUID
    day: date


@dataclass(frozen=True, kw_only=True)
class DayPutBack(Event, name="pattern.day_put_back"):
    pattern_id: UUID
    day: date


@dataclass(frozen=True, kw_only=True)
class HolidayAdded(Event, name="holiday.added"):
    day: date


@dataclass(frozen=True, kw_only=True)
class HolidayRemoved(Event, name="holiday.removed"):
    day: date


@dataclass(frozen=True, kw_only=True)
class ShiftsMade(Event, name="shifts.made"):
    """So many coming shifts were made from a pattern."""

    pattern_id: UUID
    count: int


@dataclass(frozen=True, kw_only=True)
class ShiftMoved(Event, name="shift.moved"):
    """The pattern of a shift changed, and the shift has other times now. Whoever is on it still is, and was told."""

    shift_id: UUID
    pattern_id: UUID


@dataclass(frozen=True, kw_only=True)
class ShiftAdopted(Event, name="shift.adopted"):
    """A shift that stood at the times of a pattern belongs to it now."""

    shift_id: UUID
    pattern_id: UUID


@dataclass(frozen=True, kw_only=True)
class ShiftLetGo(Event, name="shift.let_go"):
    """A shift that its pattern no longer asks for stands by itself now, because people are on it."""

    shift_id: UUID
    pattern_id: UUID


@dataclass(frozen=True, kw_only=True)
class CalendarMade(Event, name="calendar.made"):
    """Somebody made a secret address for their calendar, or a new one in place of the old."""

    feed_id: UUID


@dataclass(frozen=True, kw_only=True)
class CalendarTurnedOff(Event, name="calendar.turned_off"):
    feed_id: UUID
