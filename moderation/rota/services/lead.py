"""Choosing one's own lead, where a group leads by rotation."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from moderation.nudges.services import tell
from moderation.rota import placing
from moderation.rota.cover import forget_cover
from moderation.rota.eligibility import Code
from moderation.rota.events import LeadChosen
from moderation.rota.freeing import in_words
from moderation.rota.models import HERE, Duty, Place, Shift, State


class NobodyToLead(Refusal):
    """The person chosen is not on the shift any more."""

    code = "nobody_to_lead"
    message = "That person is not on this shift any more. Please choose again."


@transaction.atomic
def choose_lead(*, actor: Account, shift: Shift, place_id: UUID) -> None:
    """The people on `shift` agree who leads it: that person is the host, and whoever was the host is a second."""
    authorize(actor, Permission.LEAD_CHOOSE, shift)
    here = Place.objects.filter(shift=shift, duty__in=HERE, state=State.CONFIRMED)
    placing.lock(*here.values_list("account_id", flat=True), shifts=[shift.pk])
    authorize(actor, Permission.LEAD_CHOOSE, shift)  # Somebody may have taken them off it meanwhile.
    places = list(here.select_for_update(of=("self",), no_key=True).select_related("account", "shift").order_by("pk"))
    chosen = next((place for place in places if place.pk == place_id), None)
    if chosen is None:
        raise NobodyToLead
    changed = [place for place in places if (place.duty == Duty.HOST) != (place is chosen)]
    if not changed:
        return
    _insist(actor, chosen)
    for place in changed:
        place.duty = Duty.HOST if place is chosen else Duty.SECOND
        place.save(update_fields=["duty"])
    forget_cover()
    tell(
        accounts={place.account_id for place in places} - {actor.pk},
        key=f"lead:{shift.pk}:{clock.now():%Y%m%d%H%M%S}",
        words=gettext("{pseudonym} leads the shift of {partition}.").format(
            pseudonym=chosen.account.pseudonym, partition=in_words(chosen).partition(", ")[2]
        ),
        href=reverse("rota:shift", args=[shift.pk]),
    )
    publish(LeadChosen(actor_id=actor.pk, shift_id=shift.pk, place_id=chosen.pk))


def _insist(actor: Account, place: Place) -> None:
    """Refuse a host who could not be one. Who is on the shift, and when, was settled when they came onto it."""
    found = placing.reasons_for(place.account, place.shift, Duty.HOST, now=clock.now(), leaving=place)
    reasons = [reason for reason in found if reason.is_hard and reason.code != Code.WISH]
    if reasons:
        raise placing.NotEligible(reasons, of="" if place.account_id == actor.pk else place.account.pseudonym)
