"""Breaks: begin one, come back, and ask somebody to take one.

Nobody keeps a list of who rested when, so the trail does not hear of breaks, and they go with their shift.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.refusals import NotNow
from forum.core.when import local
from moderation.handover import shift_now
from moderation.handover.breaks import must_rest
from moderation.handover.models import Break
from moderation.rota.models import Place


class StillResting(NotNow):
    """A break that was asked for is not over yet."""

    code = "still_resting"
    next_step = "handover:shift"

    def __init__(self, until: datetime) -> None:
        super().__init__(
            gettext("This break is yours until {local}. Somebody else is here and looks after what comes in.").format(
                local=f"{local(until):%H:%M}"
            )
        )


@transaction.atomic
def start_break(*, actor: Account, place: Place) -> Break:
    """The person steps away. Pressed twice, it is one break."""
    place = _locked(place.pk)
    authorize(actor, Permission.BREAK_TAKE, place)
    waiting = _open_break(place)
    if waiting is None:
        waiting = Break.objects.create(place=place, started_at=clock.now())
    elif waiting.started_at is None:
        waiting.started_at = clock.now()
        waiting.save(update_fields=["started_at"])
    shift_now.forget(actor.pk)
    return waiting


@transaction.atomic
def end_break(*, actor: Account, place: Place) -> None:
    """The person is back. A break that was asked for is taken whole, unless nobody else is there."""
    place = _locked(place.pk)
    authorize(actor, Permission.BREAK_TAKE, place)
    going_on = _open_break(place)
    if going_on is None or going_on.started_at is None:
        return
    until = must_rest(actor, clock.now()) if going_on.asked_at else None
    if until is not None:
        raise StillResting(until)
    _end(place, at=clock.now())


@transaction.atomic
def ask_for_break(*, account_id: UUID, at: datetime) -> None:
    """Something heavy left this person's hands: if they are on shift, a break is theirs now."""
    here = Place.objects.around(at).confirmed().filter(account_id=account_id, signed_on_at__isnull=False)
    found = here.filter(signed_off_at__isnull=True).order_by("-shift__starts_at").values_list("pk", flat=True).first()
    if found is None:
        return
    place = _locked(found)
    waiting = _open_break(place)
    if waiting is None:
        Break.objects.create(place=place, asked_at=at)
    elif waiting.asked_at is None or waiting.started_at is not None:
        waiting.asked_at = at
        waiting.save(update_fields=["asked_at"])
    shift_now.forget(account_id)


@transaction.atomic
def come_back(*, account_id: UUID, at: datetime) -> None:
    """This person took something up at the desk: a break that they began and did not end is over."""
    going_on = Break.objects.filter(
        place__account_id=account_id, started_at__isnull=False, started_at__lte=at, ended_at__isnull=True
    )
    if going_on.update(ended_at=at):
        shift_now.forget(account_id)


@transaction.atomic
def close_breaks(*, place_id: UUID) -> None:
    """The shift ended for this person, and with it whatever break was open."""
    place = _locked(place_id)
    Break.objects.filter(place=place, started_at__isnull=True).delete()
    _end(place, at=place.signed_off_at or clock.now())
    shift_now.forget(place.account_id)


def _end(place: Place, *, at: datetime) -> None:
    going_on = Break.objects.filter(place=place, started_at__isnull=False, ended_at__isnull=True)
    # A shift that nobody ended is closed at its planned end, which may be before the break began.
    going_on.filter(started_at__gt=at).update(ended_at=F("started_at"))
    going_on.update(ended_at=at)
    shift_now.forget(place.account_id)


def _open_break(place: Place) -> Break | None:
    return Break.objects.filter(place=place, ended_at__isnull=True).first()


def _locked(pk: UUID) -> Place:
    return Place.objects.select_for_update(of=("self",), no_key=True).select_related("shift").get(pk=pk)
