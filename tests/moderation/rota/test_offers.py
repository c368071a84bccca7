"""Offering a place, taking one, and what happens when somebody was quicker."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from forum.core.refusals import NotGranted, NotNow, Refusal
from moderation.audit.models import Entry
from moderation.nudges.models import Nudge
from moderation.rota import chores
from moderation.rota.models import Duty, Offer, OfferState, Place, Shift, State
from moderation.rota.placing import NotEligible
from moderation.rota.services.offers import (
    OfferedAlready,
    OfferGone,
    OfferUnclear,
    TheOtherCannot,
    accept_offer,
    ask_for_cover,
    close_stale,
    offer_place,
    withdraw_offer,
)
from moderation.rota.services.wishes import make_wish
from moderation.rota.swaps import board, fingerprint
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift

pytestmark = pytest.mark.django_db


@pytest.fixture
def oli(db: None) -> Account:
    """A second moderator."""
    return make_account("Oli", Role.MODERATOR)


@pytest.fixture
def zed(db: None) -> Account:
    """A third one."""
    return make_account("Zed", Role.MODERATOR)


def on(clock: FakeClock, days: float) -> Shift:
    return make_shift(starts_at=clock() + timedelta(days=days))


def take(actor: Account, offer: Offer) -> None:
    accept_offer(actor=actor, offer=offer, seen=fingerprint(offer))


def told(account: Account) -> list[str]:
    return list(Nudge.objects.filter(account=account).values_list("words", flat=True))


def held(account: Account) -> set[datetime]:
    return set(Place.objects.confirmed().filter(account=account).values_list("shift__starts_at", flat=True))


def test_a_place_offered_to_all_goes_to_whoever_takes_it(mo: Account, oli: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, on(clock, 5))
    offer = offer_place(actor=mo, place=place)
    assert Place.objects.get().account == mo
    take(oli, offer)
    assert (Place.objects.get().account, Place.objects.get().duty) == (oli, Duty.HOST)
    assert any("Oli took your place" in words for words in told(mo))
    assert any("yours" in words for words in told(oli))
    actions = list(Entry.objects.order_by("sequence").values_list("action", flat=True))
    assert actions == ["offer.made", "place.moved", "offer.accepted"]


@pytest.mark.parametrize(("days", "state"), [(5, State.ASKED), (1, State.CONFIRMED)], ids=["in good time", "near"])
def test_where_a_manager_has_the_last_word_an_accepted_place_waits_while_there_is_time(
    mo: Account, oli: Account, nia: Account, clock: FakeClock, days: int, state: State
) -> None:
    shift = on(clock, days)
    Shift.objects.filter(pk=shift.pk).update(needs_approval=True)
    take(oli, offer_place(actor=mo, place=make_place(mo, Duty.HOST, shift)))
    place = Place.objects.get(shift=shift)
    assert (place.account_id, place.state) == (oli.pk, state)
    assert any("you have the last word" in words for words in told(nia)) is (state == State.ASKED)


def test_two_people_exchange_two_places(mo: Account, oli: Account, clock: FakeClock) -> None:
    mine, theirs = make_place(mo, Duty.HOST, on(clock, 5)), make_place(oli, Duty.SECOND, on(clock, 6))
    offer = offer_place(actor=mo, place=mine, to=oli, in_return=theirs)
    take(oli, offer)
    assert held(oli) == {mine.shift.starts_at}
    assert held(mo) == {theirs.shift.starts_at}


def test_an_exchange_of_two_shifts_at_the_same_time_leaves_nobody_on_both(
    mo: Account, oli: Account, clock: FakeClock
) -> None:
    early, late = on(clock, 5), make_shift(starts_at=clock() + timedelta(days=5, hours=2))
    mine, theirs = make_place(mo, Duty.HOST, early), make_place(oli, Duty.HOST, late)
    take(oli, offer_place(actor=mo, place=mine, to=oli, in_return=theirs))
    assert (held(mo), held(oli)) == ({late.starts_at}, {early.starts_at})


def test_the_second_to_accept_reads_that_somebody_was_quicker(
    mo: Account, oli: Account, zed: Account, browse: Browse, clock: FakeClock
) -> None:
    offer = offer_place(actor=mo, place=make_place(mo, Duty.HOST, on(clock, 5)))
    seen = fingerprint(offer)
    take(oli, offer)
    answer = browse(zed).post(reverse("rota:accept_offer", args=[offer.pk]), {"seen": seen})
    assert answer.status_code == 409
    assert "somebody was quicker" in answer.content.decode()
    assert Place.objects.get().account == oli


def test_accepting_twice_is_accepting_once(mo: Account, oli: Account, clock: FakeClock) -> None:
    offer = offer_place(actor=mo, place=make_place(mo, Duty.HOST, on(clock, 5)))
    take(oli, offer)
    take(oli, offer)
    assert Entry.objects.filter(action="offer.accepted").count() == 1


def test_whoever_is_not_eligible_reads_why_and_nothing_changes(mo: Account, oli: Account, clock: FakeClock) -> None:
    offer = offer_place(actor=mo, place=make_place(mo, Duty.HOST, on(clock, 5)))
    make_place(oli, Duty.SECOND, make_shift(starts_at=clock() + timedelta(days=5, hours=1)))
    with pytest.raises(NotEligible, match="another shift at that time"):
        take(oli, offer)
    assert Offer.objects.get().state == OfferState.OPEN
    assert Place.objects.get(pk=offer.place_id).account == mo


def test_a_trainee_cannot_take_what_their_stage_does_not_open(mo: Account, clock: FakeClock) -> None:
    new = make_account("New", Role.MODERATOR, stage=Stage.SHADOW)
    with pytest.raises(NotEligible):
        take(new, offer_place(actor=mo, place=make_place(mo, Duty.HOST, on(clock, 5))))


def test_a_soft_rule_refuses_with_its_reason(mo: Account, oli: Account, clock: FakeClock) -> None:
    offer = offer_place(actor=mo, place=make_place(mo, Duty.HOST, on(clock, 5)))
    make_place(oli, Duty.SECOND, make_shift(starts_at=clock() + timedelta(days=5, hours=5)))
    with pytest.raises(NotEligible) as refused:
        take(oli, offer)
    assert not any(reason.is_hard for reason in refused.value.reasons)


def test_why_the_other_cannot_is_theirs_to_know(mo: Account, oli: Account, clock: FakeClock) -> None:
    mine, theirs = make_place(mo, Duty.HOST, on(clock, 5)), make_place(oli, Duty.HOST, on(clock, 9))
    offer = offer_place(actor=mo, place=mine, to=oli, in_return=theirs)
    make_place(mo, Duty.SECOND, make_shift(starts_at=theirs.shift.starts_at + timedelta(hours=1)))
    with pytest.raises(TheOtherCannot) as refused:
        take(oli, offer)
    assert "another shift" not in str(refused.value)


@pytest.mark.parametrize("change", ["moved", "given up", "held", "another duty", "begun"])
def test_what_is_no_longer_as_it_was_cannot_be_accepted(
    mo: Account, oli: Account, zed: Account, clock: FakeClock, change: str
) -> None:
    place = make_place(mo, Duty.HOST, on(clock, 5))
    offer = offer_place(actor=mo, place=place)
    seen = fingerprint(offer)
    changes: dict[str, dict[str, object]] = {
        "moved": {"account": zed},
        "given up": {"state": State.GIVEN_UP},
        "held": {"state": State.ASKED},
        "another duty": {"duty": Duty.SECOND},
        "begun": {},
    }
    for name, value in changes[change].items():
        setattr(place, name, value)
    place.save()
    if change == "begun":
        clock.advance(days=5)
    with pytest.raises(OfferGone):
        accept_offer(actor=oli, offer=offer, seen=seen)


def test_an_offer_closes_by_itself_when_the_shift_begins(mo: Account, oli: Account, clock: FakeClock) -> None:
    offer = ask_for_cover(actor=mo, place=make_place(mo, Duty.HOST, on(clock, 1)))
    assert chores.close_stale_offers(clock()) == 0
    clock.advance(days=1)
    assert chores.close_stale_offers(clock()) == 1
    assert close_stale(now=clock()) == 0
    offer.refresh_from_db()
    assert offer.state == OfferState.WITHDRAWN
    assert Place.objects.get().cover_asked_at is None
    assert Entry.objects.latest("sequence").action == "offer.withdrawn"


def test_what_is_asked_for_in_return_has_to_be_theirs_still(
    mo: Account, oli: Account, zed: Account, clock: FakeClock
) -> None:
    mine, theirs = make_place(mo, Duty.HOST, on(clock, 5)), make_place(oli, Duty.HOST, on(clock, 9))
    offer = offer_place(actor=mo, place=mine, to=oli, in_return=theirs)
    Place.objects.filter(pk=theirs.pk).update(account=zed)
    with pytest.raises(OfferGone):
        take(oli, offer)


def test_a_place_has_one_offer_and_its_new_owner_starts_afresh(
    mo: Account, oli: Account, zed: Account, clock: FakeClock
) -> None:
    place = make_place(mo, Duty.HOST, on(clock, 5))
    offer = offer_place(actor=mo, place=place)
    assert offer_place(actor=mo, place=place) == offer
    with pytest.raises(OfferedAlready):
        offer_place(actor=mo, place=place, to=oli)
    Place.objects.filter(pk=place.pk).update(account=zed)
    assert offer_place(actor=zed, place=place) != offer


def test_an_offer_is_taken_back(mo: Account, oli: Account, clock: FakeClock) -> None:
    offer = ask_for_cover(actor=mo, place=make_place(mo, Duty.HOST, on(clock, 5)))
    withdraw_offer(actor=mo, offer=offer)
    withdraw_offer(actor=mo, offer=offer)
    assert Place.objects.get().cover_asked_at is None
    with pytest.raises(OfferGone):
        take(oli, offer)
    assert Entry.objects.filter(action="offer.withdrawn").count() == 1


def test_only_ones_own_coming_confirmed_place_is_offered(mo: Account, oli: Account, clock: FakeClock) -> None:
    with pytest.raises(NotGranted):
        offer_place(actor=oli, place=make_place(mo, Duty.HOST, on(clock, 5)))
    with pytest.raises(NotNow):
        offer_place(actor=mo, place=make_place(mo, Duty.HOST))
    waiting = make_place(oli, Duty.HOST, on(clock, 7))
    Place.objects.filter(pk=waiting.pk).update(state=State.ASKED)
    with pytest.raises(NotNow):
        offer_place(actor=oli, place=waiting)


def test_an_offer_makes_sense_for_both(mo: Account, lea: Account, oli: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, on(clock, 5))
    beside = make_place(oli, Duty.SECOND, place.shift)
    on_call = make_place(lea, Duty.ON_CALL, on(clock, 6))
    for to, in_return in ((lea, None), (mo, None), (oli, None), (oli, beside), (oli, on_call)):
        with pytest.raises(OfferUnclear):
            offer_place(actor=mo, place=place, to=to, in_return=in_return)


def test_an_offer_to_one_is_nobody_elses(
    mo: Account, oli: Account, zed: Account, nia: Account, browse: Browse, clock: FakeClock
) -> None:
    offer = offer_place(actor=mo, place=make_place(mo, Duty.HOST, on(clock, 5)), to=oli)
    assert any("Mo offers you a place" in words for words in told(oli))
    for other in (zed, nia):
        assert str(offer.pk) not in browse(other).get(reverse("rota:offers")).content.decode()
        assert browse(other).post(reverse("rota:accept_offer", args=[offer.pk])).status_code == 404
    with pytest.raises(NotGranted):
        take(zed, offer)
    with pytest.raises(NotGranted):
        withdraw_offer(actor=oli, offer=offer)


def test_asking_for_cover_tells_whoever_could_come_and_managers(
    mo: Account, oli: Account, zed: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    place = make_place(mo, Duty.HOST, on(clock, 5))
    make_place(zed, Duty.HOST, make_shift(starts_at=clock() + timedelta(days=5, hours=1)))
    offer = ask_for_cover(actor=mo, place=place)
    assert ask_for_cover(actor=mo, place=place) == offer
    assert [len(told(one)) for one in (oli, nia, mo, zed, lea)] == [1, 1, 0, 0, 0]
    take(oli, offer)
    place.refresh_from_db()
    assert (place.account, place.cover_asked_at) == (oli, None)


def test_asking_for_cover_opens_an_offer_to_one(mo: Account, oli: Account, zed: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, on(clock, 5))
    first = offer_place(actor=mo, place=place, to=oli)
    second = ask_for_cover(actor=mo, place=place)
    with pytest.raises(OfferGone):
        take(oli, first)
    take(zed, second)


def test_a_quiet_wish_is_not_told_by_an_offer(mo: Account, oli: Account, zed: Account, clock: FakeClock) -> None:
    shift = on(clock, 5)
    make_place(zed, Duty.SECOND, shift)
    offer = offer_place(actor=mo, place=make_place(mo, Duty.HOST, shift))
    make_wish(actor=zed, other=oli)
    with pytest.raises(NotEligible) as refused:
        take(oli, offer)
    assert "Zed" not in str(refused.value)


def test_the_page_sorts_what_fits_from_what_does_not(
    mo: Account, oli: Account, zed: Account, browse: Browse, clock: FakeClock
) -> None:
    offer_place(actor=mo, place=make_place(mo, Duty.HOST, on(clock, 5)))
    ask_for_cover(actor=zed, place=make_place(zed, Duty.HOST, on(clock, 9)))
    make_place(oli, Duty.SECOND, make_shift(starts_at=clock() + timedelta(days=5, hours=1)))
    found = board(oli, clock())
    assert [row.offer.offered_by for row in found.fitting] == [zed]
    assert [row.offer.offered_by for row in found.others] == [mo]
    page = browse(oli).get(reverse("rota:offers")).content.decode()
    assert "1 more that you cannot take right now" in page
    assert "another shift at that time" in page
    assert "Cover is asked for" in page


def test_the_page_asks_the_database_no_more_for_many_offers(
    mo: Account, oli: Account, clock: FakeClock, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        offer_place(actor=mo, place=make_place(mo, Duty.HOST, on(clock, 5 + number)))
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        assert len(board(oli, clock()).fitting) == 12


def test_offering_and_taking_through_the_pages(mo: Account, oli: Account, browse: Browse, clock: FakeClock) -> None:
    mine, theirs = make_place(mo, Duty.HOST, on(clock, 5)), make_place(oli, Duty.HOST, on(clock, 9))
    client = browse(mo)
    answer = client.post(reverse("rota:offer", args=[mine.pk]), {"to": str(oli.pk)})
    assert answer["Location"] == reverse("rota:offer_to", args=[mine.pk, oli.pk])
    assert "I would take theirs" in client.get(answer["Location"]).content.decode()
    answer = client.post(answer["Location"], {"in_return": str(theirs.pk)})
    assert answer["Location"] == reverse("rota:offers")
    assert "Offered to Oli" in client.get(answer["Location"]).content.decode()
    other, offer = browse(oli), Offer.objects.get()
    page = other.get(reverse("rota:offers")).content.decode()
    assert "Exchange these two" in page
    answer = other.post(reverse("rota:accept_offer", args=[offer.pk]), {"seen": fingerprint(offer)})
    assert "It is yours now" in other.get(answer["Location"]).content.decode()
    assert held(mo) == {theirs.shift.starts_at}


def test_a_form_with_a_stranger_comes_back(mo: Account, lea: Account, browse: Browse, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, on(clock, 5))
    for to in ("", str(lea.pk), "nonsense"):
        assert browse(mo).post(reverse("rota:offer", args=[place.pk]), {"to": to}).status_code == 422
    answer = browse(mo).post(reverse("rota:offer", args=[place.pk]), {"to": "all"})
    assert answer["Location"] == reverse("rota:offers")
    assert browse(mo).post(reverse("rota:offer", args=[place.pk]), {"to": "all"}).status_code == 302
    withdrawn = browse(mo).post(reverse("rota:withdraw_offer", args=[Offer.objects.get().pk]))
    assert withdrawn.status_code == 302
    assert isinstance(OfferGone(), Refusal)
