"""Somebody cannot come, or cannot stay; and can after all."""

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import NotGranted, Refusal
from moderation.rota import freeing, placing
from moderation.rota.cover import forget_cover
from moderation.rota.duties import Duty
from moderation.rota.events import PlaceTakenUpAgain
from moderation.rota.models import Place, State
from moderation.rota.recheck import recheck


class SomebodyElseCame(Refusal):
    """The gap was filled meanwhile."""

    code = "somebody_else_came"
    message = (
        "Somebody else has taken this place meanwhile, so it is looked after. Thank you for offering. "
        "The page of the shift shows whether anything is still open."
    )


@transaction.atomic
def cannot_come(*, actor: Account, place: Place) -> None:
    """`actor` cannot come, or has to go: the place is a gap at once, and whoever can fill it hears of it."""
    placing.lock(place.account_id)
    kept = _locked(place)
    authorize(actor, Permission.PLACE_GIVE_UP, kept)
    if kept.state == State.ASKED and kept.signed_on_at is None:
        # It waited for a manager: taken back, so that coming after all asks the manager again.
        freeing.free(kept, now=clock.now(), by=actor)
    else:
        freeing.give_up(kept, now=clock.now(), by=actor)


@transaction.atomic
def come_after_all(*, actor: Account, place: Place) -> None:
    """`actor` can come after all, unless somebody took the place meanwhile."""
    placing.lock(place.account_id, shifts=[place.shift_id])
    kept = _locked(place)
    authorize(actor, Permission.PLACE_GIVE_UP, kept)
    if kept.state != State.GIVEN_UP:
        return
    if not _is_open(kept):
        raise SomebodyElseCame
    now = clock.now()
    reasons = placing.reasons_for(actor, kept.shift, Duty(kept.duty), now=now, leaving=kept)
    # What can be set aside was asked when they took it; what cannot has to hold again.
    left = tuple(reason for reason in reasons if reason.is_hard)
    if left:
        raise placing.NotEligible(left)
    kept.state = State.CONFIRMED
    kept.save(update_fields=["state"])
    forget_cover()
    # What has to hold as long as somebody has a place may have stopped holding meanwhile.
    recheck(account_ids=[actor.pk], now=now)
    publish(PlaceTakenUpAgain(actor_id=actor.pk, shift_id=kept.shift_id, place_id=kept.pk))


def _is_open(place: Place) -> bool:
    """Does the shift still want somebody for it?"""
    taken: int = place.shift.places.filter(duty=place.duty).exclude(state=State.GIVEN_UP).count()
    need = next(need for need in place.shift.wanted if need.duty == place.duty)
    most: int = max(need.minimum, need.ideal, 1)
    return taken < most


def _locked(place: Place) -> Place:
    kept = (
        Place.objects.select_for_update(of=("self",), no_key=True).select_related("shift").filter(pk=place.pk).first()
    )
    if kept is None:
        raise NotGranted
    return kept
