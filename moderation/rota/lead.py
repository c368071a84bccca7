"""Whose turn it is to lead. Groups that lead by rotation choose for themselves; this only says who led longest ago."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Max, Q

from moderation.rota.models import HERE, Duty, Place, Shift, State

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Turn:
    """Somebody who could lead a shift, and when they last did."""

    place: Place
    name: str
    last_led_at: datetime | None

    @property
    def leads(self) -> bool:
        """Are they the host of it now?"""
        return self.place.duty == Duty.HOST


def in_turn(turns: Iterable[Turn]) -> list[Turn]:
    """Whoever never led first, then whoever led longest ago; by name where that says nothing."""
    return sorted(turns, key=lambda turn: (turn.last_led_at or _NEVER, turn.name))


def turns_of(shift: Shift) -> list[Turn]:
    """The people who could lead `shift`, in turn. A shift counts as led if its host came to it."""
    led = Q(
        account__places__duty=Duty.HOST,
        account__places__state=State.CONFIRMED,
        account__places__signed_on_at__isnull=False,
        account__places__shift__starts_at__lt=shift.starts_at,
    )
    places = (
        Place.objects.filter(shift=shift, duty__in=HERE, state=State.CONFIRMED)
        .select_related("account")
        .annotate(last_led_at=Max("account__places__shift__starts_at", filter=led))
    )
    last: dict[UUID, datetime | None] = dict(places.values_list("pk", "last_led_at"))
    return in_turn(Turn(place, place.account.pseudonym, last[place.pk]) for place in places)
