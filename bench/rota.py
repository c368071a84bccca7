"""The rota of a large service: `python -m bench.rota 200 5000` fills an empty site with so many people and shifts, and
prints what its pages and the question who is on duty cost."""

import json
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as dtime
from statistics import median
from typing import TYPE_CHECKING
from uuid import UUID

import django

from bench.figures import Figure

if TYPE_CHECKING:
    from forum.accounts.models import Account
    from moderation.rota.models import Shift

A_DAY = 14
PATTERNS = 40
RULES = ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU", "FREQ=MONTHLY;BYDAY=1TU")
PAGES = {
    "shifts": "/shifts/",
    "month": "/shifts/month/",
    "gaps": "/shifts/gaps/",
    "wall": "/shifts/wall/",
}
ROUNDS = 7


def main(people: int, shifts: int) -> dict[str, dict[str, float]]:
    """For each page its queries and milliseconds; for cover, fresh and kept, its queries and microseconds."""
    from django.core.cache import cache
    from django.test.utils import setup_test_environment

    from forum.core import clock
    from moderation.rota.cover import cover_at

    setup_test_environment()
    reader = fill(people, shifts)
    figures = _pages(reader)
    now = clock.now()

    def fresh() -> None:
        cache.clear()
        cover_at(now)

    figures["cover, fresh"] = {"queries": _queries(fresh), "us": 1e6 * _seconds(fresh)}
    figures["patterns"] = {"ms": 1000 * _seconds(_a_year_of_patterns)}
    figures["cover, kept"] = {
        "queries": _queries(lambda: cover_at(now)),
        "us": 1e6 * _seconds(lambda: cover_at(now), times=1000),
    }
    return figures


def figures_of(service: str, found: dict[str, dict[str, float]]) -> list[Figure]:
    """What `main` printed, with the goals."""
    figures = []
    for name in ("shifts", "month", "gaps", "wall"):
        figures.append(Figure(f"{service}, {name}: queries", found[name]["queries"], "queries", 10))
        figures.append(Figure(f"{service}, {name}: answered within", found[name]["ms"], "ms", 400))
    fresh, kept = found["cover, fresh"], found["cover, kept"]
    return [
        *figures,
        Figure(f"{service}, a year of {PATTERNS} patterns: expanded within", found["patterns"]["ms"], "ms", 2000),
        Figure(f"{service}, who is on duty: queries", fresh["queries"], "queries", 2),
        Figure(f"{service}, who is on duty: found within", fresh["us"], "us", 100_000),
        Figure(f"{service}, who is on duty, asked again: queries", kept["queries"], "queries", 0),
        Figure(f"{service}, who is on duty, asked again: within", kept["us"], "us", 500),
    ]


def fill(people: int, shifts: int) -> "Account":
    """So many people, and so many shifts on either side of today with a gap here and there; returns a manager."""
    from forum.core import clock
    from moderation.rota.duties import Duty
    from moderation.rota.models import Absence, Place, Shift

    moderators, practitioners, manager = _people(people)
    now = clock.now()
    first = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=shifts // A_DAY // 3)
    made = [_shift(Shift, first, number) for number in range(shifts)]
    places = []
    for number, shift in enumerate(made):
        for step, duty in enumerate(Duty):
            if (number * 5 + step) % 9 == 0:
                continue
            pool = practitioners if duty in (Duty.ON_CALL, Duty.DEPUTY) else moderators
            account = pool[(number * 3 + step) % len(pool)]
            here = duty in (Duty.HOST, Duty.SECOND) and shift.starts_at <= now < shift.ends_at
            places.append(
                Place(shift=shift, account_id=account, duty=duty, signed_on_at=shift.starts_at if here else None)
            )
    away = [
        Absence(account_id=account, starts_at=now + timedelta(days=each), ends_at=now + timedelta(days=each + 9))
        for each, account in enumerate(moderators[::7])
    ]
    Shift.objects.bulk_create(made, batch_size=1000)
    Place.objects.bulk_create(places, batch_size=1000)
    Absence.objects.bulk_create(away)
    return manager


def _people(number: int) -> "tuple[list[UUID], list[UUID], Account]":
    from forum.accounts.models import Account
    from forum.accounts.permissions import Role, Stage
    from tests.factories.accounts import make_account

    made = [
        Account(
            pseudonym=f"Duty {each}", skeleton=f"duty{each}", sign_in_index=f"bench-{each}", password="!",
            role=Role.PRACTITIONER if each % 4 == 0 else Role.MODERATOR, stage=Stage.SOLO, joined_on=date(2025, 1, 1),
        )
        for each in range(number)
    ]  # fmt: skip
    Account.objects.bulk_create(made)
    by_role = {role: [one.pk for one in made if one.role == role] for role in (Role.MODERATOR, Role.PRACTITIONER)}
    return by_role[Role.MODERATOR], by_role[Role.PRACTITIONER], make_account("Bench manager", Role.MANAGER)


def _a_year_of_patterns() -> None:
    from moderation.rota.models import Pattern
    from moderation.rota.recurring.patterns import expand

    first = date(2026, 1, 1)
    for number in range(PATTERNS):
        pattern = Pattern(
            name=f"Pattern {number}", rule=RULES[number % len(RULES)], first_day=first,
            starts=dtime(number % 24), ends=dtime((number + 4) % 24),
        )  # fmt: skip
        assert expand(pattern, (), (), first, first + timedelta(days=365))


def _shift(kind: Callable[..., "Shift"], first: datetime, number: int) -> "Shift":
    day, turn = divmod(number, A_DAY)
    start = first + timedelta(days=day, minutes=100 * turn)
    return kind(starts_at=start, ends_at=start + timedelta(hours=4))


def _pages(reader: "Account") -> dict[str, dict[str, float]]:
    from tests.factories.sessions import signed_in

    client = signed_in(reader)

    def page(path: str) -> Callable[[], None]:
        def ask() -> None:
            assert client.get(path).status_code == 200, path

        return ask

    figures = {}
    for name, path in PAGES.items():
        page(path)()
        figures[name] = {"queries": float(_queries(page(path))), "ms": 1000 * _seconds(page(path))}
    return figures


def _queries(work: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def _seconds(work: Callable[[], object], *, times: int = 1) -> float:
    spent = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for _ in range(times):
            work()
        spent.append((time.perf_counter() - begun) / times)
    return median(spent)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
