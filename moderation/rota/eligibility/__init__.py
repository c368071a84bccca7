"""Who could take which place, in reasons: pure rules over a person, a duty and a shift, each told in kind words.

Hard rules nobody sets aside; soft ones a manager may, with a reason that the person reads too. No reasons means yes.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext

from moderation.rota.duties import Duty
from moderation.rota.eligibility import hard, soft
from moderation.rota.eligibility.shapes import (
    NEUTRAL,
    SOFT,
    Asked,
    Away,
    Code,
    Other,
    Person,
    Reason,
    ShiftFacts,
    Stint,
)
from moderation.supervision.due import AHEAD

__all__ = [
    "NEUTRAL",
    "SOFT",
    "Away",
    "Code",
    "Other",
    "Person",
    "Reason",
    "ShiftFacts",
    "Stint",
    "reasons",
    "set_aside",
    "standing",
    "to_a_manager",
    "to_the_person",
    "warnings",
]
# What must still hold of a place that is taken. The others are asked once, when somebody signs up: a wish, a full week
# or an overdue talk never takes a place away from anybody.
_STANDING = {Code.CLOSED, Code.ROLE, Code.STAGE, Code.AWAY, Code.TRAINING, Code.PARTNER}


def reasons(person: Person, duty: Duty, shift: ShiftFacts, *, now: datetime) -> tuple[Reason, ...]:
    """Why `person` cannot take `duty` on `shift`; empty if they can. Always in the same order."""
    asked = Asked(person, duty, shift, now)
    return tuple(reason for rule in (*hard.RULES, *soft.RULES) for reason in rule(asked))


def standing(person: Person, duty: Duty, shift: ShiftFacts, *, now: datetime) -> tuple[Reason, ...]:
    """Why somebody who has this place should not keep it without a manager's look; empty if all is well.

    A module that is new to everybody takes no place away: it has to be done before the next sign-up. One that ran out
    does.
    """
    ran_out = tuple(lapse for lapse in person.lapses if lapse.ran_out_on is not None)
    if len(ran_out) < len(person.lapses):
        person = person.with_lapses(ran_out)
    return tuple(reason for reason in reasons(person, duty, shift, now=now) if reason.code in _STANDING)


def to_the_person(found: Iterable[Reason]) -> list[str]:
    """The reasons as the person reads them. What says nothing but no is left out where another reason is enough."""
    found = list(found)
    telling = [reason.words for reason in found if not reason.is_neutral]
    return telling or [reason.words for reason in found]


def to_a_manager(found: Iterable[Reason]) -> list[str]:
    """The reasons as a manager reads them: what could be set aside, or one sentence for all that could not."""
    found = list(found)
    return [NEUTRAL] if any(reason.is_hard for reason in found) else [reason.of_them for reason in found]


def set_aside(codes: Iterable[str]) -> list[str]:
    """The names of the soft rules that were set aside for a place."""
    return [told for code, told in SOFT.items() if code in set(codes)]


def warnings(person: Person, *, now: datetime) -> list[str]:
    """What is not in the way yet and will be, told ahead of time."""
    told = []
    due = person.supervision
    if due is not None and not due.is_stopped(now) and (due.is_overdue(now) or due.stops_at - AHEAD <= now):
        told.append(
            gettext(
                "New shifts wait from {day} on until you have had supervision again; the places you have "
                "stay yours. {ask_for_a_time}"
            ).format(day=soft.day(due.stops_at, now), ask_for_a_time=soft.ask_for_a_time(person))
        )
    for lapse in person.lapses:
        if lapse.ran_out_on is not None and lapse.ran_out_on >= now.date():
            told.append(
                gettext(
                    "The module “{title}” runs out on {day}. If you do it again before then, every shift "
                    "stays open to you."
                ).format(title=lapse.title, day=soft.day(lapse.ran_out_on, now))
            )
    return told
