"""Which places count, said once for a row and once for the database: confirmed, of an open account, with the role and
the stage that the duty asks for. Whoever is away does not count either; that is a matter of the moment."""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q

from forum.accounts.permissions import Stage
from moderation.rota.duties import ROLE_FOR, STAGE_FOR
from moderation.rota.models import GRACE, Absence, Duty, Place, State

# Past probation: able to be somebody's partner.
PROVEN = frozenset({Stage.SOLO, Stage.LEAD})
_INSTANT = timedelta(microseconds=1)


def is_around(place: Place, now: datetime) -> bool:
    """Is its shift running at this instant, or within the grace before and after it? As `Place.objects.around`."""
    shift = place.shift
    return bool(shift.starts_at <= now + GRACE and shift.ends_at > now - GRACE)


def counts(place: Place) -> bool:
    """Does this place count, if its person is not away?"""
    duty, account = Duty(place.duty), place.account
    return (
        place.state == State.CONFIRMED
        and account.is_active
        and account.role == ROLE_FOR[duty]
        and Stage(account.stage).rung >= STAGE_FOR[duty].rung
    )


def counted_as(*duties: Duty) -> Q:
    """`counts`, for the database: the places of these duties that count."""
    fitting = (Q(duty=duty, account__role=ROLE_FOR[duty], account__stage__in=_stages(duty)) for duty in duties)
    return Q(state=State.CONFIRMED, account__is_active=True) & reduce(or_, fitting)


def _stages(duty: Duty) -> list[Stage]:
    return [stage for stage in Stage if stage.rung >= STAGE_FOR[duty].rung]


COUNTED = counted_as(*Duty)


def away(start: Any, end: Any) -> Exists:
    """Is the person of a place away for a part of the time from `start` to `end`? Takes moments and references."""
    return Exists(Absence.objects.filter(account=OuterRef("account")).touching(start, end))


def away_at(now: datetime) -> Exists:
    """Is the person of a place away at this instant?"""
    return away(now, now + _INSTANT)


def away_then() -> Exists:
    """Is the person of a place away for a part of the very shift?"""
    return away(OuterRef("shift__starts_at"), OuterRef("shift__ends_at"))
