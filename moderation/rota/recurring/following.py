"""Shifts follow their pattern: made ahead, moved along with whoever is on them, and nobody finds out at the door.

Whoever calls holds the lock of the pattern. Then come people, shifts and places, as always in the rota (`placing`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import TEAM
from forum.core.events import Event, publish
from forum.core.when import exact, local, spelled
from moderation.nudges.services import tell
from moderation.rota import freeing, placing
from moderation.rota.cover import forget_cover
from moderation.rota.events import PlaceHeld, ShiftAdopted, ShiftLetGo, ShiftMoved, ShiftRemoved, ShiftsMade
from moderation.rota.models import Pattern, Place, Shift, State
from moderation.rota.recheck import recheck
from moderation.rota.recurring import alignment
from moderation.rota.recurring.alignment import Difference, people_on
from moderation.rota.recurring.patterns import Occurrence
from moderation.rota.walltime import hour


@dataclass
class Outcome:
    """What was done, in numbers for whoever asked for it, and the events to publish last."""

    made: int = 0
    moved: int = 0
    let_go: int = 0
    removed: int = 0
    told: int = 0
    doubled: int = 0
    events: list[Event] = field(default_factory=list)

    @property
    def changed(self) -> int:
        return self.made + self.moved + self.let_go + self.removed

    def publish(self) -> None:
        """Last of all: from the first event on, the trail is locked."""
        for event in self.events:
            publish(event)


@dataclass(frozen=True)
class Move:
    """A shift with its new times, and the old ones."""

    shift: Shift
    before: datetime
    places: list[Place]


def follow(pattern: Pattern, *, now: datetime, by: UUID | None) -> Outcome:
    """Bring the shifts of a locked pattern in line with it. Done again, it changes nothing."""
    outcome, wanted = Outcome(), alignment.look(pattern, now)
    if wanted.touched:
        known = wanted.touched
        placing.lock(*(_everybody() if wanted.move else ()), shifts=known)
        wanted = alignment.look(pattern, now).within(known)
    if wanted.is_nothing:
        return outcome
    _take_away(wanted.remove, outcome, by=by)
    _let_go(wanted.let_go, pattern, outcome, by=by)
    moves = [move for pair in wanted.move if (move := _move(*pair, pattern)) is not None]
    _fit_and_adopt(wanted, pattern, outcome, by=by)
    _make(wanted.make, pattern, outcome, by=by)
    outcome.moved = len(moves)
    outcome.events += [ShiftMoved(actor_id=by, shift_id=move.shift.pk, pattern_id=pattern.pk) for move in moves]
    _tell_of(moves, outcome, now=now, by=by)
    forget_cover()
    theirs = {place.account_id for move in moves for place in move.places}
    if theirs:
        recheck(account_ids=theirs, now=now)
    return outcome


def take_away(shifts: Iterable[Shift], outcome: Outcome, *, by: UUID | None) -> None:
    """Locked shifts do not take place, and everybody on them is told."""
    shifts, told = list(shifts), set()
    placing.lock_places_of(shifts)
    for shift in shifts:
        for place in Place.objects.filter(shift=shift).exclude(state=State.GIVEN_UP).select_related("shift"):
            words = gettext("This shift does not take place: {in_words}.").format(in_words=freeing.in_words(place))
            words += " Thank you for having planned to be there."
            tell(accounts={place.account_id}, key=f"removed:{place.pk}", words=words, href=reverse("rota:shifts"))
            told.add(place.account_id)
        _take_away([shift], outcome, by=by)
    outcome.told += len(told)
    forget_cover()


def _everybody() -> list[UUID]:
    """Whoever could be on a shift: while some of them are moved, nobody signs up."""
    return list(Account.objects.filter(role__in=list(TEAM), is_active=True).values_list("pk", flat=True))


def _take_away(shifts: Iterable[Shift], outcome: Outcome, *, by: UUID | None) -> None:
    for shift in shifts:
        outcome.events.append(ShiftRemoved(actor_id=by, shift_id=shift.pk))
        shift.delete()
        outcome.removed += 1


def _let_go(shifts: Iterable[Shift], pattern: Pattern, outcome: Outcome, *, by: UUID | None) -> None:
    """They keep the day that they were, so that managers can be shown what was left standing."""
    for shift in shifts:
        shift.pattern = None
        shift.save(update_fields=["pattern"])
        outcome.events.append(ShiftLetGo(actor_id=by, shift_id=shift.pk, pattern_id=pattern.pk))
        outcome.let_go += 1


def _move(shift: Shift, one: Occurrence, pattern: Pattern) -> Move | None:
    """None if somebody planned a shift at these times a moment ago: the next time it is seen."""
    before, people = shift.starts_at, people_on(shift)
    shift.starts_at, shift.ends_at = one.starts_at, one.ends_at
    _fit(shift, pattern)
    try:
        with transaction.atomic():
            shift.save(update_fields=["starts_at", "ends_at", "needs", "needs_approval", "lead_rotates"])
    except IntegrityError:
        return None
    return Move(shift, before, people)


def _fit(shift: Shift, pattern: Pattern) -> None:
    shift.needs, shift.needs_approval, shift.lead_rotates = pattern.needs, pattern.needs_approval, pattern.lead_rotates


def _fit_and_adopt(wanted: Difference, pattern: Pattern, outcome: Outcome, *, by: UUID | None) -> None:
    for shift in wanted.fit:
        _fit(shift, pattern)
        shift.save(update_fields=["needs", "needs_approval", "lead_rotates"])
    for shift, one in wanted.adopt:
        shift.pattern, shift.pattern_day = pattern, one.day
        if not shift.is_by_hand:
            _fit(shift, pattern)
        shift.save(update_fields=["pattern", "pattern_day", "needs", "needs_approval", "lead_rotates"])
        outcome.events.append(ShiftAdopted(actor_id=by, shift_id=shift.pk, pattern_id=pattern.pk))


def _make(asked: Collection[Occurrence], pattern: Pattern, outcome: Outcome, *, by: UUID | None) -> None:
    shifts = [
        Shift(pattern=pattern, pattern_day=one.day, starts_at=one.starts_at, ends_at=one.ends_at) for one in asked
    ]
    for shift in shifts:
        _fit(shift, pattern)
    # Somebody may plan the same evening by hand at this very moment; the next time, it is adopted.
    Shift.objects.bulk_create(shifts, ignore_conflicts=True)
    outcome.made = len(shifts)
    if shifts:
        outcome.events.append(ShiftsMade(actor_id=by, pattern_id=pattern.pk, count=len(shifts)))


def _tell_of(moves: Iterable[Move], outcome: Outcome, *, now: datetime, by: UUID | None) -> None:
    """Everybody on a moved shift hears of it. Who would be in two places at once has one that waits for a manager."""
    moved = [(move, place) for move in moves for place in move.places]
    if not moved:
        return
    elsewhere = _elsewhere([place for _, place in moved])
    managers = freeing.managers()
    for move, place in moved:
        place.shift = move.shift
        if _clashes(place, elsewhere[place.account_id]):
            _hold(place, managers, now)
            outcome.doubled += 1
            outcome.events.append(PlaceHeld(actor_id=by, shift_id=place.shift_id, place_id=place.pk))
        else:
            _tell(place, _new_times(move, place, now), "moved", now)
    outcome.told = len({place.account_id for _, place in moved})


def _elsewhere(places: list[Place]) -> dict[UUID, list[Place]]:
    """The places that these people have around then, after everything was moved."""
    first = min(place.shift.starts_at for place in places)
    last = max(place.shift.ends_at for place in places)
    rows = Place.objects.filter(
        account__in={place.account_id for place in places}, shift__starts_at__lt=last, shift__ends_at__gt=first
    ).exclude(state=State.GIVEN_UP)
    found: dict[UUID, list[Place]] = defaultdict(list)
    for place in rows.select_related("shift"):
        found[place.account_id].append(place)
    return found


def _clashes(place: Place, others: Iterable[Place]) -> bool:
    return place.state == State.CONFIRMED and any(
        other.shift_id != place.shift_id
        and other.shift.starts_at < place.shift.ends_at
        and other.shift.ends_at > place.shift.starts_at
        for other in others
    )


def _hold(place: Place, managers: set[UUID], now: datetime) -> None:
    place.state = State.ASKED
    place.save(update_fields=["state"])
    words = gettext("The time of your shift changed, and you have another one then: {in_words}.").format(
        in_words=freeing.in_words(place)
    )
    words += " Nothing is wrong. A manager looks at it with you; you can give one of them back."
    _tell(place, words, "doubled", now)
    words = gettext(
        "A place waits for you: its time changed, and the person has another shift then: {in_words}."
    ).format(in_words=freeing.in_words(place))
    href = reverse("rota:shift", args=[place.shift_id])
    key = f"doubled:look:{place.pk}:{now:%Y%m%d%H%M}"
    tell(accounts=managers - {place.account_id}, key=key, words=words, href=href)


def _new_times(move: Move, place: Place, now: datetime) -> str:
    before = local(move.before)
    words = gettext("The time of your shift on {before} {day} {before_2} changed.").format(
        before=spelled(before, "%a"), day=before.day, before_2=spelled(before, "%b")
    )
    words += gettext(" It is now {exact} to {hour}.").format(
        exact=exact(place.shift.starts_at), hour=hour(place.shift.ends_at)
    )
    late = now >= min(move.before, place.shift.starts_at) - settings.ROTA["cut_off"]
    way = ": say that you cannot come. Nobody asks why." if late else "."
    return gettext("{words} If it does not suit you, you can give it back{way}").format(words=words, way=way)


def _tell(place: Place, words: str, about: str, now: datetime) -> None:
    key = f"{about}:{place.pk}:{now:%Y%m%d%H%M%S}"
    tell(accounts={place.account_id}, key=key, words=words, href=reverse("rota:shift", args=[place.shift_id]))
