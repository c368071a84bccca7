"""Putting somebody on a shift, and handing a place on: who waits for whom, and what is asked before.

Locks are always taken in the same order: people, then shifts, then places, each by their keys; the trail of the audit
comes last, with the first event. They are locks of a row, not of its key: whatever points at a row is checked at the
very end, when the trail is held, and must not wait for it there. Whoever calls `reasons_for` before `seat` or `move`
locks first, so that what was true is still true.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from moderation.nudges.services import tell
from moderation.rota import eligibility, facts
from moderation.rota.cover import forget_cover
from moderation.rota.duties import Duty
from moderation.rota.eligibility import Reason
from moderation.rota.events import PlaceFilled, PlaceMoved, PlaceOverridden
from moderation.rota.freeing import in_words, managers
from moderation.rota.models import Override, Place, Shift, State


class NotEligible(Refusal):
    """The rules say no; `reasons` say why. Somebody else than the person reads what is meant for a manager."""

    code = "not_eligible"

    def __init__(self, reasons: Iterable[Reason], *, of: str = "") -> None:
        self.reasons = tuple(reasons)
        super().__init__(_told_of(of, self.reasons) if of else " ".join(eligibility.to_the_person(self.reasons)))


class ReasonNeeded(NotEligible):
    """Only soft rules say no: whoever plans may set them aside, and says why."""

    code = "reason_needed"

    def __init__(self, reasons: Iterable[Reason], *, of: str = "") -> None:
        super().__init__(reasons, of=of)
        self.message += " If they should take it all the same, write down why. They read it, too."
        self.args = (self.message,)


class PlacedTwice(Refusal):
    """One person in two places at once."""

    code = "placed_twice"
    message = "Somebody is in two places at the same time. Please choose another person or another time."


class PlaceTaken(Refusal):
    """Somebody was quicker."""

    code = "place_taken"
    message = (
        "Somebody else took this place a moment ago, so the shift has everybody it needs there. Thank you for offering."
    )


class PlaceIsUnderway(Refusal):
    code = "place_underway"
    message = "This place has begun already, so it stays with whoever has it."


class ShiftGone(Refusal):
    """Taken out of the plan while somebody looked at it."""

    code = "shift_gone"
    message = "This shift is not planned any more. The page of shifts shows the others."


def lock(*account_ids: UUID, shifts: Collection[UUID] = ()) -> None:
    """Wait until nobody else changes the places of these people, or who is on these shifts."""
    people = Account.objects.select_for_update(no_key=True).filter(pk__in=account_ids)
    list(people.order_by("pk").values_list("pk", flat=True))
    if shifts:
        rows = Shift.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=shifts)
        list(rows.order_by("pk").values_list("pk", flat=True))


def lock_places_of(shifts: Collection[Shift]) -> None:
    """Wait until nobody changes any place on these locked shifts: to sign on, or to be away, asks for no shift."""
    rows = Place.objects.select_for_update(of=("self",), no_key=True).filter(shift__in=shifts)
    list(rows.order_by("pk").values_list("pk", flat=True))


def current(shift: Shift) -> Shift:
    """A locked shift as it is now. Raises ShiftGone if it was removed while somebody waited for it."""
    found = Shift.objects.filter(pk=shift.pk).first()
    if found is None:
        raise ShiftGone
    return found


def reasons_for(
    account: Account,
    shift: Shift,
    duty: Duty,
    *,
    now: datetime,
    leaving: Place | Collection[Place] | None = None,
    joining: Iterable[facts.Joining] = (),
) -> tuple[Reason, ...]:
    """Why `account` cannot take `duty` on `shift`; empty if they can.

    It is asked as if the places in `leaving` were given back at the same moment, whoever has them, and as if the people
    in `joining` came onto the shift too.
    """
    gone = {place.pk for place in ([leaving] if isinstance(leaving, Place) else leaving or ())}
    person = facts.people([account.pk], start=shift.starts_at, end=shift.ends_at, now=now)[account.pk]
    looked_at = facts.shift(_with_people(shift), leaving=gone, joining=joining)
    return eligibility.reasons(person.without(gone), duty, looked_at, now=now)


@transaction.atomic
def seat(
    *,
    account: Account,
    shift: Shift,
    duty: Duty,
    by: Actor,
    state: State = State.CONFIRMED,
    overridden: Collection[str] = (),
) -> Place:
    """`account` has a place on `shift` from now on. Refused if they are elsewhere then, or nobody is needed there."""
    place = seat_quietly(account=account, shift=shift, duty=duty, by=by, state=state, overridden=overridden)
    forget_cover()
    publish(PlaceFilled(actor_id=by.id, shift_id=shift.pk, place_id=place.pk))
    return place


@transaction.atomic
def seat_quietly(
    *, account: Account, shift: Shift, duty: Duty, by: Actor, state: State, overridden: Collection[str]
) -> Place:
    """`seat`, for a verb that puts several people on and tells of them all at its end."""
    lock(account.pk, shifts=[shift.pk])
    refuse_a_second_place(account.pk, shift)
    refuse_if_full(shift, duty)
    given_up = (
        Place.objects.select_for_update(no_key=True).filter(shift=shift, account=account, state=State.GIVEN_UP).first()
    )
    # Whoever went and comes back keeps what they did: it stays written in the same row.
    place = given_up or Place(shift=shift, account=account)
    if given_up is not None:
        Override.objects.filter(place=given_up).delete()
    place.duty, place.state, place.taken_at = duty, state, clock.now()
    place.placed_by, place.overridden = by if isinstance(by, Account) else None, list(overridden)
    place.save()
    return place


@transaction.atomic
def move(*, place: Place, to: Account, by: Actor, leaving: Collection[Place] = (), waits: bool = False) -> Place:
    """A coming place goes to somebody else. The places in `leaving` are theirs no longer, so they do not clash. Where
    it `waits`, a manager looks at it before it counts again."""
    before = place.account_id
    lock(before, to.pk, shifts=[place.shift_id])
    place = Place.objects.select_for_update(of=("self",), no_key=True).select_related("shift").get(pk=place.pk)
    if place.account_id != before or place.state != State.CONFIRMED:
        raise PlaceTaken
    if place.signed_on_at is not None or place.shift.is_over(clock.now()):
        raise PlaceIsUnderway
    refuse_a_second_place(to.pk, place.shift, leaving=leaving)
    _make_room(place.shift, to)
    Override.objects.filter(place=place).delete()
    place.account, place.placed_by = to, by if isinstance(by, Account) else None
    place.taken_at, place.overridden, place.cover_asked_at = clock.now(), [], None
    place.state = State.ASKED if waits else State.CONFIRMED
    place.save(update_fields=["account", "placed_by", "taken_at", "overridden", "cover_asked_at", "state"])
    if waits:
        ask_managers(place)
    forget_cover()
    publish(PlaceMoved(actor_id=by.id, shift_id=place.shift_id, place_id=place.pk, before_id=before, account_id=to.pk))
    return place


def ask_managers(place: Place) -> None:
    """A place waits for one of them."""
    words = gettext("Somebody asks for a place, and you have the last word: {in_words}.").format(
        in_words=in_words(place)
    )
    href = reverse("rota:shift", args=[place.shift_id])
    tell(accounts=managers(), key=f"asked:{place.pk}:{place.account_id}", words=words, href=href)


def agreed(reasons: Iterable[Reason], *, name: str, reason: str) -> list[str]:
    """The soft rules that whoever plans sets aside with `reason`. Raises NotEligible where one is hard, ReasonNeeded
    where nothing was written."""
    reasons = tuple(reasons)
    if any(one.is_hard for one in reasons):
        raise NotEligible(reasons, of=name)
    if reasons and not reason:
        raise ReasonNeeded(reasons, of=name)
    return list(dict.fromkeys(str(one.code) for one in reasons))


def set_aside(place: Place, *, reason: str, by: Account) -> PlaceOverridden | None:
    """Keep why soft rules were set aside for a place that has them in `overridden`. The event is for the end."""
    if not place.overridden or not reason:
        return None
    Override.objects.filter(place=place).delete()
    Override.objects.create(place=place, reason=reason, by=by, at=clock.now())
    return PlaceOverridden(actor_id=by.pk, shift_id=place.shift_id, place_id=place.pk)


def tell_they_are_on_it(place: Place, *, by: Account) -> None:
    """Nobody finds out at the door that they are on a shift."""
    if place.account_id == by.pk:
        return
    words = gettext("You are on a shift now: {in_words}.").format(in_words=in_words(place))
    if place.overridden:
        words += gettext(" Set aside for it: {join}. Its page says why.").format(
            join=", ".join(eligibility.set_aside(place.overridden))
        )
    href = reverse("rota:shift", args=[place.shift_id])
    tell(accounts={place.account_id}, key=f"filled:{place.pk}", words=words, href=href)


def refuse_a_second_place(account_id: UUID, shift: Shift, *, leaving: Collection[Place] = ()) -> None:
    """Raise PlacedTwice if somebody has another place at that time. Whoever asks holds the lock of the person."""
    there = Place.objects.filter(
        account=account_id, shift__starts_at__lt=shift.ends_at, shift__ends_at__gt=shift.starts_at
    ).exclude(state=State.GIVEN_UP)
    if there.exclude(pk__in=[place.pk for place in leaving]).exists():
        raise PlacedTwice


def refuse_if_full(shift: Shift, duty: Duty) -> None:
    """Raise PlaceTaken if a shift has as many of a duty as would be good. A place that waits for a manager, or that
    somebody cannot come to, keeps nobody out."""
    ideal = next(need.ideal for need in shift.wanted if need.duty == duty)
    if shift.places.filter(duty=duty, state=State.CONFIRMED).count() >= ideal:
        raise PlaceTaken


def _make_room(shift: Shift, account: Account) -> None:
    """A place that somebody gave up before it began makes way; one that they had begun stays written."""
    given_up = Place.objects.filter(shift=shift, account=account, state=State.GIVEN_UP)
    if given_up.filter(signed_on_at__isnull=False).exists():
        raise PlaceIsUnderway("They were on this shift already and went, so a manager has to put them on it again.")
    given_up.delete()


def _told_of(name: str, reasons: Iterable[Reason]) -> str:
    """Why somebody cannot, to whoever plans: nothing but no where a reason is hard."""
    reasons = tuple(reasons)
    if any(reason.is_hard for reason in reasons):
        return gettext("{name} cannot take this place.").format(name=name)
    return " ".join([f"{name}:", *eligibility.to_a_manager(reasons)])


def _with_people(shift: Shift) -> Shift:
    """The shift with its places and people, read anew."""
    return Shift.objects.prefetch_related("places__account").get(pk=shift.pk)
