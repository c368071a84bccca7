"""My shift as its page shows it: before, during, after; who is with me; what was left for us."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from forum.accounts.models import Account
from forum.accounts.permissions import GRANTS, SITE, Actor, Permission, Role, allows, refusal_for
from moderation.handover.breaks import NextBreak, must_rest
from moderation.handover.models import Debrief, Handover
from moderation.handover.policy import DEBRIEF_WITHIN
from moderation.handover.shift_now import rest_of
from moderation.rota.models import CALLED, GRACE, Duty, Place, State

_SOON = timedelta(hours=12)
# They stand on the page by themselves, for whichever shift is running.
_CALLED = {duty.label for duty in CALLED}


@dataclass(frozen=True)
class Person:
    """Somebody on the same shift, and whether they are here."""

    name: str
    duty: str
    since: datetime | None


@dataclass(frozen=True)
class Note:
    """What somebody left, with everybody who has read it if I wrote it."""

    handover: Handover
    is_mine: bool
    readers: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True)
class Here:
    """The shift I am on: signed on, or on call by the rota."""

    place: Place
    people: tuple[Person, ...]
    rest: NextBreak | None
    must_rest_until: datetime | None
    may_write: bool


@dataclass(frozen=True)
class Coming:
    """A shift that I can start now or soon. `words` says why there is no button."""

    place: Place
    people: tuple[Person, ...]
    can_start: bool
    words: str


@dataclass(frozen=True)
class Page:
    """Everything the page shows."""

    here: Here | None
    coming: Coming | None
    called: tuple[Person, ...]
    notes: tuple[Note, ...]
    to_debrief: Place | None
    last: Place | None
    may_write_for_last: bool
    others_here: tuple[Place, ...]
    way_on: str


def page(actor: Account, now: datetime) -> Page:
    """My shift at `now`."""
    mine = _mine(actor, now)
    here = _here(actor, mine, now)
    ended = [(place.signed_off_at, place) for place in mine if place.signed_off_at is not None]
    last = max(ended, key=lambda one: one[0])[1] if ended else None
    waiting = None if here and here.place.is_signed_on else _to_debrief(actor, now)
    return Page(
        here=here,
        coming=_coming(actor, mine, here, now),
        called=_called(actor, now),
        notes=_notes(actor, now),
        to_debrief=waiting,
        last=last,
        may_write_for_last=last is not None and refusal_for(actor, Permission.HANDOVER_WRITE, last) is None,
        others_here=_others_here(actor, now),
        way_on=_way_on(actor),
    )


def _mine(actor: Account, now: datetime) -> list[Place]:
    """My places around now, with everybody on their shifts."""
    around = Place.objects.visible_to(actor).filter(
        account=actor, shift__starts_at__lte=now + _SOON, shift__ends_at__gt=now - timedelta(hours=4)
    )
    return list(
        around.select_related("shift").prefetch_related("shift__places__account").order_by("shift__starts_at", "pk")
    )


def _here(actor: Account, mine: list[Place], now: datetime) -> Here | None:
    place = next((place for place in reversed(mine) if place.is_signed_on), None)
    place = place or next((place for place in mine if _is_called(place, now)), None)
    if place is None:
        return None
    return Here(
        place=place,
        people=tuple(one for one in _people(place) if one.duty not in _CALLED),
        rest=rest_of(place, now) if place.is_signed_on else None,
        must_rest_until=must_rest(actor, now) if place.is_signed_on else None,
        may_write=refusal_for(actor, Permission.HANDOVER_WRITE, place) is None,
    )


def _coming(actor: Account, mine: list[Place], here: Here | None, now: datetime) -> Coming | None:
    place = next((place for place in mine if _can_come(place, here, now)), None)
    if place is None:
        return None
    refusal = refusal_for(actor, Permission.SHIFT_SIGN_ON, place)
    return Coming(place, _people(place), can_start=refusal is None, words=str(refusal) if refusal else "")


def _can_come(place: Place, here: Here | None, now: datetime) -> bool:
    if place.is_signed_on or place.shift.ends_at <= now or (here and here.place.pk == place.pk):
        return False
    # While somebody is here, only what begins in a moment matters.
    return here is None or not here.place.is_signed_on or place.shift.starts_at <= now + GRACE


def _is_called(place: Place, now: datetime) -> bool:
    running = place.shift.starts_at <= now < place.shift.ends_at
    return place.duty in CALLED and place.state == State.CONFIRMED and running


def _people(place: Place) -> tuple[Person, ...]:
    others = [other for other in place.shift.places.all() if other.pk != place.pk and other.state == State.CONFIRMED]
    order = list(Duty)
    others.sort(key=lambda other: (order.index(Duty(other.duty)), other.account.pseudonym))
    return tuple(
        Person(other.account.pseudonym, Duty(other.duty).label, other.signed_on_at if other.is_signed_on else None)
        for other in others
        if other.account.is_active
    )


def _called(actor: Actor, now: datetime) -> tuple[Person, ...]:
    """Who is on call now, and the deputies."""
    running = Place.objects.visible_to(actor).confirmed().filter(shift__starts_at__lte=now, shift__ends_at__gt=now)
    places = running.filter(duty__in=CALLED, account__is_active=True).select_related("account")
    rows = sorted(places, key=lambda place: (CALLED.index(Duty(place.duty)), place.account.pseudonym))
    return tuple(Person(place.account.pseudonym, Duty(place.duty).label, None) for place in rows)


def _notes(actor: Account, now: datetime) -> tuple[Note, ...]:
    """What was left in the last days and is still for me to read, the newest first."""
    recent = Handover.objects.visible_to(actor).filter(written_at__gt=now - timedelta(days=2))
    rows = recent.select_related("author", "shift").prefetch_related("readings__account").order_by("-written_at")
    return tuple(_note(actor, row) for row in rows[:20])


def _note(actor: Account, handover: Handover) -> Note:
    is_mine = handover.author_id == actor.pk
    readers = sorted(handover.readings.all(), key=lambda one: one.read_at) if is_mine else []
    return Note(handover, is_mine, tuple((one.account.pseudonym, one.read_at) for one in readers))


def _to_debrief(actor: Account, now: datetime) -> Place | None:
    """The last shift of mine that ended and has no debrief yet."""
    ended = Place.objects.visible_to(actor).filter(account=actor, signed_off_at__gt=now - DEBRIEF_WITHIN)
    latest = ended.select_related("shift").order_by("-signed_off_at").first()
    return None if latest is None or Debrief.objects.filter(place=latest).exists() else latest


def _others_here(actor: Account, now: datetime) -> tuple[Place, ...]:
    """For whoever plans shifts: who is signed on, so that they can end a shift for somebody who cannot."""
    if not allows(actor, Permission.SHIFT_PLAN, SITE):
        return ()
    on = Place.objects.visible_to(actor).around(now).filter(signed_on_at__isnull=False, signed_off_at__isnull=True)
    return tuple(on.select_related("account", "shift").order_by("account__pseudonym"))


def _way_on(actor: Account) -> str:
    """The page where the work of this role is."""
    granted = GRANTS[Role(actor.role)]
    if Permission.DESK_OPEN in granted:
        return "review:desk"
    return "safeguarding:board" if Permission.CONCERNS_OPEN in granted else ""


def shown(notes: Iterable[Note]) -> list[Handover]:
    """The handovers among `notes` that somebody else wrote."""
    return [note.handover for note in notes if not note.is_mine]
