"""The rota as the team's pages show it: my own shifts, and everybody's with their gaps."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch

from forum.accounts.models import Account
from forum.accounts.permissions import Actor, Permission, allows, refusal_for
from moderation.rota.models import GRACE, Duty, Place, Shift

WEEKS = 4
_NEEDED = (Duty.HOST, Duty.SECOND, Duty.ON_CALL)


@dataclass(frozen=True)
class Mine:
    """One of my places, and what I can do with it now. `words` says why there is no button."""

    place: Place
    can_start: bool
    can_end: bool
    partners: list[str]
    words: str


@dataclass(frozen=True)
class Planned:
    """One coming shift: who takes which duty, and which duties nobody takes yet."""

    shift: Shift
    filled: list[tuple[str, list[str]]]
    gaps: list[str]
    can_change: bool


def mine(actor: Account, now: datetime) -> list[Mine]:
    """My places that are not over, the next one first."""
    places = (
        Place.objects.visible_to(actor)
        .filter(account=actor, shift__ends_at__gt=now - GRACE)
        .select_related("shift")
        .prefetch_related("shift__places__account")
        .order_by("shift__starts_at")[:20]
    )
    return [_mine(actor, place) for place in places if place.is_signed_on or not place.shift.is_over(now)]


def coming(actor: Actor, now: datetime) -> list[Planned]:
    """Everybody's shifts of the coming weeks."""
    places = Place.objects.visible_to(actor).select_related("account").order_by("account__pseudonym")
    shifts = Shift.objects.visible_to(actor).coming(now).filter(starts_at__lt=now + timedelta(weeks=WEEKS))
    return [_planned(actor, shift) for shift in shifts.prefetch_related(Prefetch("places", places))]


def _mine(actor: Account, place: Place) -> Mine:
    refusal = refusal_for(actor, Permission.SHIFT_SIGN_ON, place)
    partners = [
        f"{other.account.pseudonym} ({other.get_duty_display().lower()})"
        for other in place.shift.places.all()
        if other.account_id != actor.pk
    ]
    return Mine(
        place=place,
        can_start=refusal is None and not place.is_signed_on,
        can_end=place.is_signed_on,
        partners=sorted(partners),
        words=str(refusal) if refusal else "",
    )


def _planned(actor: Actor, shift: Shift) -> Planned:
    names: dict[Duty, list[str]] = {duty: [] for duty in Duty}
    for place in shift.places.all():
        names[Duty(place.duty)].append(place.account.pseudonym)
    return Planned(
        shift=shift,
        filled=[(duty.label, who) for duty, who in names.items() if who],
        gaps=[duty.label for duty in _NEEDED if not names[duty]],
        can_change=allows(actor, Permission.SHIFT_PLAN, shift),
    )


def people_on(shift: Shift) -> dict[str, list[str] | str]:
    """Who is on `shift` now, as the form of it begins."""
    chosen: dict[str, list[str] | str] = {}
    for duty in Duty:
        keys = [str(place.account_id) for place in shift.places.all() if place.duty == duty]
        chosen[duty.value] = keys if duty in (Duty.SECOND, Duty.SHADOW, Duty.DEPUTY) else (keys or [""])[0]
    return chosen
