"""Who does what share of the work: so that nobody carries the nights alone, and nobody is measured against another.

One's own share is shown to oneself. Whoever plans sees everybody's, by name and never in an order of amounts. Paid and
unpaid people stand side by side as groups where each group is large enough that nobody is picked out by it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from forum.accounts.models import Account
from forum.core.when import local
from moderation.hours.payroll import standings_of
from moderation.rota import week
from moderation.rota.models import Duty, Place, State

WEEKS = 13
GROUP = 5
# What is looked at, and how it is called.
SORTS = {"shifts": "Shifts", "nights": "Nights", "weekends": "Weekends", "hosting": "Hosting"}
_NIGHT = timedelta(hours=1)
_SATURDAY = 5


@dataclass(frozen=True)
class Share:
    """How much of all there was somebody did, in whole percents, sort by sort."""

    name: str
    counts: dict[str, int]
    percents: dict[str, int]


@dataclass(frozen=True)
class Spread:
    """The shares of everybody who was there, and of the two groups if they may be shown."""

    mine: Share
    people: list[Share] = field(default_factory=list)
    groups: list[Share] = field(default_factory=list)


def spread(actor: Account, now: datetime, *, everybody: bool) -> Spread:
    """My share of the last weeks; with `everybody`, theirs too, by duty name."""
    places = list(
        Place.objects.filter(state=State.CONFIRMED, shift__ends_at__lte=now)
        .filter(shift__starts_at__gte=now - timedelta(weeks=WEEKS))
        .exclude(duty=Duty.SHADOW)
        .select_related("shift", "account")
    )
    counted: dict[UUID, Counter[str]] = {}
    for place in places:
        counted.setdefault(place.account_id, Counter()).update(_sorts(place))
    total = sum(counted.values(), Counter())
    mine = _share("You", counted.get(actor.pk, Counter()), total)
    if not everybody:
        return Spread(mine)
    names = {place.account_id: place.account.pseudonym for place in places}
    people = [_share(name, counted[pk], total) for pk, name in sorted(names.items(), key=lambda who: who[1])]
    return Spread(mine, people, _groups(counted, total))


def _groups(counted: dict[UUID, "Counter[str]"], total: "Counter[str]") -> list[Share]:
    paid = {pk for pk, standing in standings_of(counted).items() if standing.is_paid}
    groups = {"Paid": paid & counted.keys(), "Unpaid": counted.keys() - paid}
    if min(len(people) for people in groups.values()) < GROUP:
        return []
    return [
        _share(f"{name}, {len(people)} people", sum((counted[pk] for pk in people), Counter()), total)
        for name, people in groups.items()
    ]


def _share(name: str, counts: "Counter[str]", total: "Counter[str]") -> Share:
    percents = {sort: round(100 * counts[sort] / total[sort]) if total[sort] else 0 for sort in SORTS}
    return Share(name, {sort: counts[sort] for sort in SORTS}, percents)


def _sorts(place: Place) -> Iterable[str]:
    yield "shifts"
    if week.night(place.shift.starts_at, place.shift.ends_at) >= _NIGHT:
        yield "nights"
    if local(place.shift.starts_at).weekday() >= _SATURDAY:
        yield "weekends"
    if place.duty == Duty.HOST:
        yield "hosting"
