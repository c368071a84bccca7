"""The rota as the team's pages show it: my own shifts, and everybody's with their gaps, a week at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Actor, Permission, refusal_for
from forum.core.when import local
from moderation.rota.models import GRACE, Duty, Place, Shift, State
from moderation.rota.overview.bands import day_begins
from moderation.rota.overview.coverage import Standing, Stretch
from moderation.rota.overview.span import stretches

DAYS = 7
# So far before and after today the plan can be turned over.
_REACH = timedelta(days=4 * 366)


@dataclass(frozen=True)
class Mine:
    """One of my places, and what I can do with it now. `words` says why there is no button."""

    place: Place
    can_start: bool
    can_end: bool
    partners: list[str]
    words: str

    @property
    def is_now(self) -> bool:
        """Is there something to press?"""
        return self.can_start or self.can_end

    @property
    def is_asked(self) -> bool:
        """Does it still wait for a manager?"""
        return self.place.state == State.ASKED


@dataclass(frozen=True)
class Planned:
    """One shift: who takes which duty, and which duties nobody takes yet."""

    stretch: Stretch
    filled: Sequence[tuple[str, Sequence[str]]]

    @property
    def missing(self) -> list[str]:
        """The duties that are open."""
        return [short.told for short in self.stretch.missing]

    @property
    def wished(self) -> list[str]:
        """The duties for which one more would be good."""
        return [short.told for short in self.stretch.shortfalls if not short.missing]


@dataclass(frozen=True)
class Week:
    """Seven days of the plan, from `first` on."""

    first: date
    last: date
    is_now: bool
    rows: Sequence[Planned]

    @property
    def before(self) -> date:
        """Where the seven days before begin."""
        return self.first - timedelta(days=DAYS)

    @property
    def after(self) -> date:
        """Where the next seven begin."""
        return self.first + timedelta(days=DAYS)


def mine(actor: Account, now: datetime) -> list[Mine]:
    """My places that are not over, the next one first."""
    places = (
        Place.objects.visible_to(actor)
        .filter(account=actor, shift__ends_at__gt=now - GRACE)
        .exclude(state=State.GIVEN_UP)
        .select_related("shift")
        .prefetch_related("shift__places__account")
        .order_by("shift__starts_at")[:20]
    )
    return [_mine(actor, place) for place in places if place.is_signed_on or not place.shift.is_over(now)]


def first_day(asked: str, now: datetime) -> date:
    """The day that was asked for as "2026-12-01", or today if that was no day near enough."""
    today = local(now).date()
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return today
    return day if abs(day - today) <= _REACH else today


def week(actor: Actor, first: date, now: datetime) -> Week:
    """Everybody's shifts of seven days; of today, those that are not over: three questions, however many there are."""
    is_now = first == local(now).date()
    start, end = day_begins(first), day_begins(first + timedelta(days=DAYS))
    found = stretches(Shift.objects.visible_to(actor), max(start, now) if is_now else start, end)
    return Week(first, first + timedelta(days=DAYS - 1), is_now, [planned(each) for each in found])


def planned(stretch: Stretch) -> Planned:
    """`stretch` with the names of those on it, duty by duty."""
    names: dict[Duty, list[str]] = {duty: [] for duty in Duty}
    for person in stretch.people:
        names[person.duty].append(_name(person, stretch))
    return Planned(stretch, [(duty.label, who) for duty, who in names.items() if who])


def _mine(actor: Account, place: Place) -> Mine:
    refusal = refusal_for(actor, Permission.SHIFT_SIGN_ON, place)
    partners = [
        f"{other.account.pseudonym} ({other.get_duty_display().lower()})"
        for other in place.shift.places.all()
        if other.account_id != actor.pk and other.state == State.CONFIRMED
    ]
    return Mine(
        place=place,
        can_start=refusal is None and not place.is_signed_on,
        can_end=place.is_signed_on,
        partners=sorted(partners),
        words=str(refusal) if refusal else "",
    )


def _name(person: Standing, stretch: Stretch) -> str:
    if not person.is_counted:
        return gettext("{name} (waits for a manager)").format(name=person.name)
    here = [person.covers(moment) for moment in stretch.moments]
    if all(here):
        return person.name
    return f"{person.name} ({'away for a part of it' if any(here) else 'away'})"
