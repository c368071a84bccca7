"""Patterns as managers read them: in words, with the next dates, and what a change would do before it is made."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext

from forum.accounts.permissions import Actor
from forum.core.when import local, spelled
from moderation.rota.duties import Need
from moderation.rota.models import Holiday, Pattern, Shift
from moderation.rota.recurring import alignment, recurrence
from moderation.rota.recurring.alignment import people_on
from moderation.rota.recurring.patterns import Occurrence, after_the_gap, coming, is_odd
from moderation.rota.walltime import hour


@dataclass(frozen=True)
class Date:
    """One date that a pattern makes a shift on. `note` says when the clocks change while it lasts."""

    day: date
    words: str
    note: str


@dataclass(frozen=True)
class Told:
    """A pattern in words."""

    pattern: Pattern
    how_often: str
    times: str
    span: str
    needs: str
    is_over: bool


@dataclass(frozen=True)
class Foresight:
    """The next dates, the bank holidays left out among them, and what would happen to shifts that stand."""

    dates: list[Date]
    left_out: list[str]
    effects: list[str] = field(default_factory=list)


def day_in_words(day: date) -> str:
    """ "Wed 25 Nov 2026"."""
    return spelled(day, "%a %-d %b %Y")


def told(pattern: Pattern, now: datetime) -> Told:
    first, last = day_in_words(pattern.first_day), pattern.last_day
    span = gettext("from {first} until {last}") if last else gettext("from {first}")
    needs = [f"{gettext(need.duty.label).lower()} {_range(need)}" for need in pattern.wanted if need.ideal]
    return Told(
        pattern=pattern,
        how_often=recurrence.read(pattern.rule).in_words,
        times=gettext("{start} to {end}").format(start=f"{pattern.starts:%H:%M}", end=f"{pattern.ends:%H:%M}"),
        span=span.format(first=first, last=day_in_words(last) if last else ""),
        needs=", ".join(needs),
        is_over=pattern.last_day is not None and pattern.last_day < local(now).date(),
    )


def dates(pattern: Pattern, now: datetime) -> Foresight:
    """The next dates of a pattern, saved or not."""
    names = dict(Holiday.objects.values_list("day", "name"))
    shown, without = coming(pattern, alignment.left_out(pattern), names, local(now).date())
    return Foresight(
        dates=[Date(one.day, _in_words(one), _note(one, pattern)) for one in shown],
        left_out=[f"{day_in_words(day)}, {names[day]}" for day in without],
    )


def foresee(pattern: Pattern, now: datetime) -> Foresight:
    """`dates`, and what saving would do. `pattern` is as it would be, and is not saved."""
    found = dates(pattern, now)
    return Foresight(found.dates, found.left_out, _effects(alignment.look(pattern, now)))


def left_standing(actor: Actor, now: datetime) -> list[tuple[Shift, int]]:
    """Coming shifts that no pattern asks for any more, with how many people are on each."""
    shifts = Shift.objects.visible_to(actor).coming(now).filter(pattern__isnull=True, pattern_day__isnull=False)
    return [(shift, len(people_on(shift))) for shift in shifts.prefetch_related("places")]


def at_stake(pattern: Pattern, now: datetime) -> tuple[int, int, int]:
    """Of the coming shifts of a pattern: how many, how many with people on them, and how many people."""
    shifts = [
        shift for shift in pattern.shifts.coming(now).prefetch_related("places") if not alignment.has_begun(shift, now)
    ]
    return len(shifts), sum(bool(people_on(shift)) for shift in shifts), _people(shifts)


def _effects(wanted: alignment.Difference) -> list[str]:
    moved = [shift for shift, _ in wanted.move]
    people = _people(moved)
    lines = []
    if moved:
        lines.append(gettext("{count} will have other times.").format(count=_count(len(moved), "shift")))
    if people:
        lines.append(
            gettext("{count} on them will be told, and can give their place back.").format(
                count=_count(people, "person", "people")
            )
        )
    if wanted.let_go:
        lines.append(
            gettext(
                "{count} with people on it will no longer belong to the pattern. It stays in the rota, "
                "and you find it in the list of patterns."
            ).format(count=_count(len(wanted.let_go), "shift"))
            if len(wanted.let_go) == 1
            else gettext(
                "{len} shifts with people on them will no longer belong to the pattern. They stay in the "
                "rota, and you find them in the list of patterns."
            ).format(len=len(wanted.let_go))
        )
    if wanted.remove:
        lines.append(gettext("{count} will go.").format(count=_count(len(wanted.remove), "empty shift")))
    if wanted.adopt:
        lines.append(
            gettext("{count} with the same times will belong to the pattern.").format(
                count=_count(len(wanted.adopt), "shift")
            )
        )
    if wanted.make:
        lines.append(
            gettext("{count} will be made now. Later ones follow by themselves.").format(
                count=_count(len(wanted.make), "new shift")
            )
        )
    return lines


def _range(need: Need) -> str:
    if need.minimum == need.ideal:
        return str(need.ideal)
    wanted = gettext("{minimum} to {ideal}") if need.minimum else gettext("up to {ideal}")
    return wanted.format(minimum=need.minimum, ideal=need.ideal)


def _people(shifts: Iterable[Shift]) -> int:
    return len({place.account_id for shift in shifts for place in people_on(shift)})


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _in_words(one: Occurrence) -> str:
    return f"{day_in_words(one.day)}, {hour(one.starts_at)} to {hour(one.ends_at)}"


def _note(one: Occurrence, pattern: Pattern) -> str:
    """What is different on a night on which the clocks change."""
    if not is_odd(one, pattern):
        return ""
    if local(after_the_gap(one.day, pattern.starts)).time() != pattern.starts:
        return "The clocks go forward, so it starts at the first moment after the hour that is left out."
    minutes = int((one.ends_at - one.starts_at).total_seconds() // 60)
    length = f"{minutes // 60} hours" + (f" and {minutes % 60} minutes" if minutes % 60 else "")
    return gettext("The clocks change while it lasts, so it is {length} long.").format(length=length)
