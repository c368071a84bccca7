"""What the next stage asks of somebody, line by line, and whether it is there. Pure: facts in, lines out.

Nothing here keeps anybody out. A named person signs a stage off, and may do so before every line is there, with a
reason. Supervision, shadowing up to three months and never being alone at first are what peer-support projects do
(Cody, Bovarnick and Peace 2020); three months before somebody counts as experienced is the probation of a forum run by
survivors (HAVOCA). How many shifts it takes is our own proposal, and a setting.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext

from forum.accounts.permissions import Role, Stage
from forum.core.when import spelled


@dataclass(frozen=True)
class Facts:
    """Everything about one person that the ladder asks for."""

    role: str
    stage: str
    began_on: date
    since: date
    missing_modules: tuple[str, ...] = ()
    has_supervisor: bool = False
    has_supporter: bool = False
    has_care_plan: bool = False
    practised: int = 0
    shadow_shifts: int = 0
    first_shadow_on: date | None = None
    paired_shifts: int = 0
    beside_learners: int = 0
    is_supervision_overdue: bool = False
    has_talked: bool = False


@dataclass(frozen=True)
class Line:
    """One thing that the next stage asks for, and how far it has come."""

    words: str
    is_done: bool
    note: str = field(default="")


Settings = Mapping[str, Any]


def next_stage(stage: str) -> Stage | None:
    """The stage after this one."""
    rung = Stage(stage).rung + 1
    return list(Stage)[rung] if rung < len(Stage) else None


def stage_before(stage: str) -> Stage | None:
    """The stage before this one."""
    rung = Stage(stage).rung
    return list(Stage)[rung - 1] if rung else None


def lines(facts: Facts, today: date, settings: Settings) -> tuple[Line, ...]:
    """What the next stage asks for. Nothing when there is none."""
    after = next_stage(facts.stage)
    return tuple(_ASKS[after](facts, today, settings)) if after else ()


def missing(facts: Facts, today: date, settings: Settings) -> tuple[Line, ...]:
    """What is still to come."""
    return tuple(line for line in lines(facts, today, settings) if not line.is_done)


def _to_shadow(facts: Facts, today: date, settings: Settings) -> Iterator[Line]:
    yield _modules(facts)
    yield Line("A supervisor, by name", facts.has_supervisor)
    yield Line("A supporter, by name: debriefs go there", facts.has_supporter)
    yield Line("A written plan for looking after oneself", facts.has_care_plan)
    yield _count("Made-up items practised on the training desk", facts.practised, settings["practice_items"])


def _to_paired(facts: Facts, today: date, settings: Settings) -> Iterator[Line]:
    yield _modules(facts)
    if facts.role == Role.MODERATOR:
        yield _count("Shifts as a shadow", facts.shadow_shifts, settings["shadow_shifts"])
        began = facts.first_shadow_on
        words = gettext("{weeks} since the first of them").format(weeks=_weeks(settings["shadow_time"]))
    else:
        # Only moderators shadow on the rota; others learn beside somebody for the same time.
        began = facts.since
        words = gettext("{weeks} beside somebody experienced").format(weeks=_weeks(settings["shadow_time"]))
    yield _time(words, began, settings["shadow_time"], today)
    yield _supervision(facts)
    yield Line("A talk about how it went, in supervision or coaching, since this stage began", facts.has_talked)


def _to_solo(facts: Facts, today: date, settings: Settings) -> Iterator[Line]:
    yield _modules(facts)
    if facts.role != Role.MANAGER:
        yield _count("Shifts with somebody past probation", facts.paired_shifts, settings["paired_shifts"])
    yield _time(
        gettext("{months} on the team").format(months=_months(settings["probation"])),
        facts.began_on,
        settings["probation"],
        today,
    )
    yield _supervision(facts)


def _to_lead(facts: Facts, today: date, settings: Settings) -> Iterator[Line]:
    yield _modules(facts)
    yield _time(
        gettext("{months} as solo").format(months=_months(settings["before_lead"])),
        facts.since,
        settings["before_lead"],
        today,
    )
    if facts.role == Role.MODERATOR:
        yield _count("Shifts beside somebody who is learning", facts.beside_learners, settings["beside_learners"])
    yield _supervision(facts)


_ASKS: Mapping[Stage, Callable[[Facts, date, Settings], Iterator[Line]]] = {
    Stage.SHADOW: _to_shadow,
    Stage.PAIRED: _to_paired,
    Stage.SOLO: _to_solo,
    Stage.LEAD: _to_lead,
}


def _modules(facts: Facts) -> Line:
    left = ", ".join(facts.missing_modules)
    return Line("Every module that the role needs", not left, left)


def _supervision(facts: Facts) -> Line:
    overdue = facts.is_supervision_overdue
    return Line("Supervision up to date", not overdue, "the next session is overdue" if overdue else "")


def _count(words: str, have: int, wanted: int) -> Line:
    return Line(words, have >= wanted, f"{min(have, wanted)} of {wanted}")


def _time(words: str, began: date | None, wanted: timedelta, today: date) -> Line:
    if began is None:
        return Line(words, False, "not begun yet")
    there = began + wanted
    return Line(words, today >= there, "" if today >= there else f"from {there.day} {spelled(there, '%B %Y')}")


def _weeks(span: timedelta) -> str:
    count = round(span.days / 7)
    return f"{count} week{'' if count == 1 else 's'}"


def _months(span: timedelta) -> str:
    count = round(span.days / 30.4)
    return f"{count} month{'' if count == 1 else 's'}"
