"""Offering a place to all or to one, perhaps for one of theirs; accepting; taking the offer back.

An offer holds only while both places are as they were when it was made. Accepting locks both people, then both places,
always in the same order, so that of two who accept at once one has it and the other reads that somebody was quicker.
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
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
from moderation.rota.duties import ROLE_FOR, Duty
from moderation.rota.events import CoverAsked, OfferAccepted, OfferMade, OfferWithdrawn
from moderation.rota.freeing import in_words, managers
from moderation.rota.models import Offer, OfferState, Place
from moderation.rota.swaps import fingerprint, stale, who_could


class OfferUnclear(Refusal):
    """An offer to somebody who could not be on that shift, or for a place that is not theirs."""

    code = "offer_unclear"
    message = "This cannot be offered like that any more. Please look at the people and the shifts again."


class OfferedAlready(Refusal):
    code = "offered_already"
    message = "You offer this place already. Take that offer back first, then you can make another."


class OfferGone(Refusal):
    """Somebody was quicker, or what was offered is no longer as it was."""

    code = "offer_gone"
    message = (
        "This offer has closed: somebody was quicker, it was taken back, or the shift changed. "
        "Nothing has changed for you. Your own shifts are as they were."
    )


class TheOtherCannot(Refusal):
    """The person who offered could not take what they ask for. Why is theirs to know."""

    code = "the_other_cannot"
    message = (
        "This exchange does not fit right now for the person who offered it, so nothing has changed. "
        "You can talk with them, or ask a manager."
    )


@transaction.atomic
def offer_place(*, actor: Account, place: Place, to: Account | None = None, in_return: Place | None = None) -> Offer:
    """`actor` would give their place to anybody, or to one person, perhaps for one of theirs. Until then it stays."""
    placing.lock(place.account_id, *([to.pk] if to else []))
    # What is asked for is held, too: the offer points at it, which nobody may learn as late as the end of all this.
    place = _locked_place(place, in_return)
    authorize(actor, Permission.PLACE_OFFER, place)
    known = _standing(place)
    if known is not None:
        if (known.to_id, known.in_return_id) == (to and to.pk, in_return and in_return.pk):
            return known
        raise OfferedAlready
    if to is not None:
        _check(place, to, in_return)
    offer = Offer.objects.create(place=place, offered_by=actor, to=to, in_return=in_return, offered_at=clock.now())
    if to is not None:
        _tell(
            offer,
            to.pk,
            gettext("{pseudonym} offers you a place: {in_words}.").format(
                pseudonym=actor.pseudonym, in_words=in_words(place)
            ),
            "made",
        )
    publish(OfferMade(actor_id=actor.pk, offer_id=offer.pk, place_id=place.pk))
    return offer


@transaction.atomic
def ask_for_cover(*, actor: Account, place: Place) -> Offer:
    """`actor` asks all who could whether somebody would take their place. It stays theirs until then."""
    placing.lock(place.account_id)
    place = _locked_place(place)
    authorize(actor, Permission.PLACE_OFFER, place)
    known = _standing(place)
    if known is not None and place.cover_asked_at is not None:
        return known
    if known is not None:
        _close(known)
    now = clock.now()
    place.cover_asked_at = now
    place.save(update_fields=["cover_asked_at"])
    offer = Offer.objects.create(place=place, offered_by=actor, offered_at=now)
    whom = who_could(place, now) | managers()
    tell(
        accounts=whom - {actor.pk},
        key=f"cover:{offer.pk}",
        words=gettext("Somebody asks for cover: {in_words}.").format(in_words=in_words(place)),
        href=reverse("rota:offers"),
    )
    publish(OfferMade(actor_id=actor.pk, offer_id=offer.pk, place_id=place.pk))
    publish(CoverAsked(actor_id=actor.pk, shift_id=place.shift_id, place_id=place.pk))
    return offer


@transaction.atomic
def withdraw_offer(*, actor: Account, offer: Offer) -> None:
    """The place is not on offer any more, and cover is not asked for."""
    authorize(actor, Permission.OFFER_WITHDRAW, offer)
    placing.lock(offer.offered_by_id)
    kept = _locked(offer.pk)
    if kept is None:
        return
    _close(kept)
    publish(OfferWithdrawn(actor_id=actor.pk, offer_id=kept.pk, place_id=kept.place_id))


@transaction.atomic
def accept_offer(*, actor: Account, offer: Offer, seen: str) -> None:
    """`actor` takes the place, and gives theirs if one was asked for. Both must fit what they get at this moment.

    `seen` is the fingerprint of what they were shown: nobody accepts something else than they read.
    """
    authorize(actor, Permission.OFFER_ACCEPT, offer)
    shifts = Place.objects.filter(pk__in=[offer.place_id, offer.in_return_id]).values_list("shift_id", flat=True)
    placing.lock(actor.pk, offer.offered_by_id, shifts=shifts)
    kept = _locked(offer.pk)
    if kept is None:
        if Offer.objects.filter(pk=offer.pk, accepted_by=actor).exists():
            return
        raise OfferGone
    now = clock.now()
    if stale(now).filter(pk=kept.pk).exists() or seen != fingerprint(kept):
        raise OfferGone
    _exchange(actor, kept, now)
    publish(OfferAccepted(actor_id=actor.pk, offer_id=kept.pk, place_id=kept.place_id, in_return_id=kept.in_return_id))


@transaction.atomic
def close_stale(*, now: datetime) -> int:
    """Close the offers that nobody could accept any more: the shift began, or a place is no longer as it was."""
    placing.lock(*stale(now).values_list("offered_by_id", flat=True))
    _lock_places(*(key for both in stale(now).values_list("place_id", "in_return_id") for key in both))
    found = [_locked(pk) for pk in stale(now).order_by("pk").values_list("pk", flat=True)]
    closed = [offer for offer in found if offer is not None]
    for offer in closed:
        _close(offer)
    for offer in closed:
        publish(OfferWithdrawn(actor_id=None, offer_id=offer.pk, place_id=offer.place_id))
    return len(closed)


def _exchange(actor: Account, offer: Offer, now: datetime) -> None:
    """Both places change hands at once, if each person fits what they get when they leave what they give."""
    place, back, giver = offer.place, offer.in_return, offer.offered_by
    given = [one for one in (place, back) if one]
    reasons = placing.reasons_for(actor, place.shift, Duty(place.duty), now=now, leaving=given)
    if reasons:
        raise placing.NotEligible(reasons)
    if back and placing.reasons_for(giver, back.shift, Duty(back.duty), now=now, leaving=given):
        raise TheOtherCannot
    _close(offer, accepted_by=actor)
    in_place, in_back = in_words(place), in_words(back) if back else ""
    in_exchange = gettext(" You have {in_back} now.").format(in_back=in_back) if back else ""
    _tell(
        offer,
        giver.pk,
        gettext("{pseudonym} took your place: {in_place}.{in_exchange}").format(
            pseudonym=actor.pseudonym, in_place=in_place, in_exchange=in_exchange
        ),
        "taken",
    )
    later = " A manager looks at it first; until then it is not counted on." if _waits(place, now) else ""
    _tell(
        offer,
        actor.pk,
        gettext("The place is yours: {in_place}.{later}").format(in_place=in_place, later=later),
        "yours",
    )
    placing.move(place=place, to=actor, by=actor, leaving=given, waits=_waits(place, now))
    if back:
        placing.move(place=back, to=giver, by=actor, leaving=given, waits=_waits(back, now))


def _waits(place: Place, now: datetime) -> bool:
    """Does a manager look at it first? Where the shift asks for it, and while there is time: near the start it would
    only open a gap."""
    until: datetime = place.shift.starts_at - settings.ROTA["cut_off"]
    return bool(place.shift.needs_approval and now < until)


def _check(place: Place, to: Account, in_return: Place | None) -> None:
    """Could `to` be on that shift as that, and is what is asked for theirs to give?"""
    fits = to.pk != place.account_id and to.role == ROLE_FOR[Duty(place.duty)] and to.is_active
    if not fits or place.shift.places.filter(account=to).exists():
        raise OfferUnclear
    if in_return is None:
        return
    back = Place.objects.confirmed().filter(pk=in_return.pk, account=to, shift__starts_at__gt=clock.now())
    back = back.exclude(shift__places__account=place.account_id).filter(cover_asked_at__isnull=True)
    if not back.exists() or ROLE_FOR[Duty(in_return.duty)] != place.account.role:
        raise OfferUnclear


def _close(offer: Offer, *, accepted_by: Account | None = None) -> None:
    offer.state = OfferState.ACCEPTED if accepted_by else OfferState.WITHDRAWN
    offer.closed_at, offer.accepted_by = clock.now(), accepted_by
    offer.save(update_fields=["state", "closed_at", "accepted_by"])
    if offer.place.cover_asked_at is not None:
        offer.place.cover_asked_at = None
        offer.place.save(update_fields=["cover_asked_at"])


def _standing(place: Place) -> Offer | None:
    """The open offer of a locked place; one that is left of whoever had the place before is closed."""
    known = Offer.objects.open().select_for_update().filter(place=place).first()
    if known is not None and known.offered_by_id != place.account_id:
        _close(known)
        return None
    return known


def _locked(pk: UUID) -> Offer | None:
    """The open offer with its places; None if it has closed. Places come before offers, as where one is let go of."""
    both = Offer.objects.filter(pk=pk).values_list("place_id", "in_return_id").first()
    places = _lock_places(*(both or ()))
    offer = Offer.objects.open().select_for_update().filter(pk=pk).first()
    if offer is None:
        return None
    offer.place = places[offer.place_id]
    offer.in_return = places[offer.in_return_id] if offer.in_return_id else None
    return offer


def _lock_places(*keys: UUID | None) -> dict[UUID, Place]:
    """These places, locked in one order."""
    wanted = [key for key in keys if key]
    rows = (
        Place.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=wanted)
        .select_related("shift", "account")
    )
    return {place.pk: place for place in rows.order_by("pk")}


def _locked_place(place: Place, *others: Place | None) -> Place:
    """The place as it is now, held together with `others`."""
    found = _lock_places(place.pk, *(other.pk for other in others if other)).get(place.pk)
    if found is None:
        raise OfferGone
    return found


def _tell(offer: Offer, whom: UUID, words: str, what: str) -> None:
    tell(accounts=[whom], key=f"offer:{what}:{offer.pk}", words=words, href=reverse("rota:offers"))
