"""Somebody cannot come: in good time, at the last moment, and when they are here already."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.refusals import NotGranted, NotNow
from moderation.audit.models import Entry
from moderation.nudges.models import Nudge
from moderation.rota import watch
from moderation.rota.cover import cover_at
from moderation.rota.models import Duty, Offer, OfferState, Place, State
from moderation.rota.placing import NotEligible
from moderation.rota.services.cannot_come import SomebodyElseCame, cannot_come, come_after_all
from moderation.rota.services.offers import ask_for_cover
from moderation.rota.services.presence import sign_on
from moderation.rota.services.taking import take
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift, put_on_call, put_on_duty
from tests.factories.training import make_completion, make_module

pytestmark = pytest.mark.django_db


@pytest.fixture
def oli(db: None) -> Account:
    """A second moderator."""
    return make_account("Oli", Role.MODERATOR)


def told(account: Account) -> list[str]:
    return list(Nudge.objects.filter(account=account).values_list("words", flat=True))


def test_the_only_host_falls_ill_ten_minutes_before(
    mo: Account, oli: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    shift = make_shift(starts_at=clock() + timedelta(minutes=10))
    place = make_place(mo, Duty.HOST, shift, signed_on=False)
    make_place(lea, Duty.ON_CALL, shift)
    cannot_come(actor=mo, place=place)
    cannot_come(actor=mo, place=place)
    place.refresh_from_db()
    assert place.state == State.GIVEN_UP
    assert [len(told(one)) for one in (nia, lea, mo, oli)] == [1, 1, 0, 0]
    clock.advance(minutes=20)
    assert not cover_at(clock()).moderators
    assert cover_at(clock()).late_since is None
    take(actor=oli, shift=shift, duty=Duty.HOST)
    assert Place.objects.confirmed().get(duty=Duty.HOST).account == oli
    assert [action for action in _actions() if action.startswith("place.")] == ["place.given_up", "place.filled"]


def test_the_only_host_falls_ill_ten_minutes_before_and_everybody_hears_the_truth(
    mo: Account, oli: Account, lea: Account, sam: Account, nia: Account, ada: Account, clock: FakeClock,
    browse: Browse, django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    """From the press of the button to what members read, and to who is asked for help."""
    starts = clock() + timedelta(minutes=10)
    shift = make_shift(starts_at=starts)
    place = make_place(mo, Duty.HOST, shift)
    make_place(lea, Duty.ON_CALL, shift)
    make_place(sam, Duty.DEPUTY, shift)
    assert cover_at(clock()).sentence == "Nobody from the team is here right now. We are back at 19:10."
    with django_capture_on_commit_callbacks(execute=True):
        assert browse(mo).post(reverse("rota:cannot_come", args=[place.pk]), {"way": "now"}).status_code == 302
    sentence = "Nobody from the team is here right now. We have not planned the next time yet."
    assert cover_at(clock()).sentence == sentence
    assert sentence in browse(ada).get("/", follow=True).content.decode()
    nobody = "Nobody is planned to be here: Tue 24 Nov, 19:10 to 23:10. Please look whether somebody can be found."
    for one in (nia, lea, sam):
        assert nobody in told(one)
    assert not told(mo)
    assert not told(oli)
    with django_capture_on_commit_callbacks(execute=True):
        take(actor=oli, shift=shift, duty=Duty.HOST)
    assert cover_at(clock()).sentence == "Nobody from the team is here right now. We are back at 19:10."
    clock.set(starts)
    with django_capture_on_commit_callbacks(execute=True):
        sign_on(actor=oli, place=Place.objects.get(account=oli))
    assert "shift.cover_found" in _actions()
    assert cover_at(clock()).sentence == "One of the team is here until 23:10."


def test_the_only_host_who_is_here_goes_and_the_loss_is_told(
    mo: Account, oli: Account, lea: Account, nia: Account, clock: FakeClock, django_capture_on_commit_callbacks: Any
) -> None:
    place = put_on_duty(mo)
    put_on_call(lea)
    watch.look(clock())
    with django_capture_on_commit_callbacks(execute=True):
        cannot_come(actor=mo, place=place)
    line = "Nobody from the team is here any more, though we planned to be here until 22:00."
    assert line in told(nia)
    assert line in told(lea)
    assert not told(oli)
    assert "shift.cover_lost" in _actions()


def test_the_only_host_falls_ill_when_they_are_here_already(
    mo: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    place = put_on_duty(mo)
    put_on_call(lea)
    assert cover_at(clock()).is_staffed
    cannot_come(actor=mo, place=place)
    place.refresh_from_db()
    assert (place.state, place.signed_off_at) == (State.GIVEN_UP, clock())
    assert not cover_at(clock()).is_staffed
    assert _actions() == ["place.given_up", "shift.signed_off"]
    assert told(nia)
    assert told(lea)


def test_losing_the_only_host_is_noticed_at_once(
    mo: Account, oli: Account, clock: FakeClock, django_capture_on_commit_callbacks: Any
) -> None:
    place = put_on_duty(mo)
    watch.look(clock())
    with django_capture_on_commit_callbacks(execute=True):
        cannot_come(actor=mo, place=place)
    assert "shift.cover_lost" in _actions()
    with django_capture_on_commit_callbacks(execute=True):
        take(actor=oli, shift=place.shift, duty=Duty.HOST)
        sign_on(actor=oli, place=Place.objects.get(account=oli))
    assert _actions()[-1] == "shift.cover_found"


def test_an_offer_of_it_closes(mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(days=1)))
    ask_for_cover(actor=mo, place=place)
    cannot_come(actor=mo, place=place)
    assert Offer.objects.get().state == OfferState.WITHDRAWN
    assert Place.objects.get().cover_asked_at is None


def test_they_can_come_after_all_until_somebody_else_came(mo: Account, oli: Account, clock: FakeClock) -> None:
    shift = make_shift(starts_at=clock() + timedelta(hours=20))
    place = make_place(mo, Duty.HOST, shift)
    cannot_come(actor=mo, place=place)
    come_after_all(actor=mo, place=place)
    come_after_all(actor=mo, place=place)
    place.refresh_from_db()
    assert place.state == State.CONFIRMED
    assert _actions() == ["place.given_up", "place.taken_up_again"]
    cannot_come(actor=mo, place=place)
    take(actor=oli, shift=shift, duty=Duty.HOST)
    with pytest.raises(SomebodyElseCame):
        come_after_all(actor=mo, place=place)


def test_nobody_comes_back_into_two_shifts_at_once(mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(hours=20)))
    cannot_come(actor=mo, place=place)
    make_place(mo, Duty.SECOND, make_shift(starts_at=clock() + timedelta(hours=21)))
    with pytest.raises(NotEligible):
        come_after_all(actor=mo, place=place)


def test_it_is_nobody_elses_to_say(mo: Account, oli: Account, nia: Account, clock: FakeClock, browse: Browse) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(hours=20)))
    for other in (oli, nia):
        with pytest.raises(NotGranted):
            cannot_come(actor=other, place=place)
        with pytest.raises(NotGranted):
            come_after_all(actor=other, place=place)
        assert browse(other).get(reverse("rota:cannot_come", args=[place.pk])).status_code == 404


def test_a_shift_that_is_over_is_left_alone(mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=clock() - timedelta(hours=9)))
    with pytest.raises(NotNow):
        cannot_come(actor=mo, place=place)


def test_in_good_time_one_asks_or_is_taken_off(mo: Account, browse: Browse, clock: FakeClock) -> None:
    first, second = (make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(days=days))) for days in (5, 7))
    client = browse(mo)
    page = client.get(reverse("rota:cannot_come", args=[first.pk])).content.decode()
    assert "Ask the others first" in page
    assert "Take me off it" in page
    assert "Count me out now" not in page
    assert client.post(reverse("rota:cannot_come", args=[first.pk]), {"way": "now"}).status_code == 422
    assert client.post(reverse("rota:cannot_come", args=[first.pk]), {"way": "cover"}).status_code == 302
    assert client.post(reverse("rota:cannot_come", args=[second.pk]), {"way": "drop"}).status_code == 302
    first.refresh_from_db()
    assert (first.state, first.cover_asked_at) == (State.CONFIRMED, clock())
    assert list(Place.objects.all()) == [first]


def test_near_to_it_one_asks_or_is_counted_out(mo: Account, browse: Browse, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(hours=20)))
    client, address = browse(mo), reverse("rota:cannot_come", args=[place.pk])
    page = client.get(address).content.decode()
    assert "Take me off it" not in page
    assert client.post(address, {"way": "now"}).status_code == 302
    assert "I can come after all" in client.get(address).content.decode()
    assert client.post(reverse("rota:come_after_all", args=[place.pk])).status_code == 302
    place.refresh_from_db()
    assert place.state == State.CONFIRMED


def test_somebody_who_is_here_can_go_with_one_press(mo: Account, browse: Browse, clock: FakeClock) -> None:
    place = put_on_duty(mo)
    client, address = browse(mo), reverse("rota:cannot_come", args=[place.pk])
    page = client.get(address).content.decode()
    assert "I cannot stay" in page
    assert "signs you off at once" in page
    assert "Sign me off now" in page
    assert 'type="radio"' not in page
    assert "Ask the others first" not in page
    client.post(address, {"way": "now"})
    assert not cover_at(clock()).is_staffed


def _actions() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("action", flat=True))


def test_a_place_that_waits_for_a_manager_does_not_pass_them_by_coming_after_all(mo: Account, clock: FakeClock) -> None:
    shift = make_shift(starts_at=clock() + timedelta(hours=3), needs_approval=True)
    place = take(actor=mo, shift=shift, duty=Duty.HOST)
    assert place.state == State.ASKED
    cannot_come(actor=mo, place=place)
    assert not shift.places.exists()
    with pytest.raises(NotGranted):
        come_after_all(actor=mo, place=place)


def test_who_comes_after_all_and_may_not_any_more_waits_for_a_manager(mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(hours=3)))
    cannot_come(actor=mo, place=place)
    today = clock().date()
    make_completion(mo, make_module(), today - timedelta(days=400), today - timedelta(days=35))
    come_after_all(actor=mo, place=place)
    place.refresh_from_db()
    assert place.state == State.ASKED
