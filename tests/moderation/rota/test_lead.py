"""Groups that choose their own lead."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from forum.core.refusals import NotGranted, NotNow
from moderation.audit.models import Entry
from moderation.nudges.models import Nudge
from moderation.rota.lead import Turn, in_turn, turns_of
from moderation.rota.models import Duty, Place, Shift
from moderation.rota.placing import NotEligible
from moderation.rota.services.lead import NobodyToLead, choose_lead
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift

pytestmark = pytest.mark.django_db


@pytest.fixture
def oli(db: None) -> Account:
    """A second moderator."""
    return make_account("Oli", Role.MODERATOR)


@pytest.fixture
def shift(clock: FakeClock) -> Shift:
    """A coming shift whose people choose who leads."""
    shift = make_shift(starts_at=clock() + timedelta(days=3))
    Shift.objects.filter(pk=shift.pk).update(lead_rotates=True)
    shift.refresh_from_db()
    return shift


def duties(shift: Shift) -> dict[str, str]:
    return dict(Place.objects.filter(shift=shift).values_list("account__pseudonym", "duty"))


def led(account: Account, at: datetime) -> None:
    place = make_place(account, Duty.HOST, make_shift(starts_at=at), signed_on=True)
    Place.objects.filter(pk=place.pk).update(signed_off_at=at + timedelta(hours=4))


def test_whoever_never_led_comes_first_then_whoever_led_longest_ago() -> None:
    first, later = datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC)
    place = Place()
    turns = [Turn(place, "Cy", later), Turn(place, "Bo", None), Turn(place, "Al", None), Turn(place, "Di", first)]
    assert [turn.name for turn in in_turn(turns)] == ["Al", "Bo", "Di", "Cy"]


def test_only_a_shift_somebody_came_to_as_host_counts_as_led(
    mo: Account, oli: Account, shift: Shift, clock: FakeClock
) -> None:
    make_place(mo, Duty.HOST, shift)
    make_place(oli, Duty.SECOND, shift)
    led(mo, clock() - timedelta(days=20))
    led(oli, clock() - timedelta(days=30))
    make_place(oli, Duty.HOST, make_shift(starts_at=clock() - timedelta(days=2)))
    make_place(oli, Duty.SECOND, make_shift(starts_at=clock() - timedelta(days=3)), signed_on=True)
    assert [turn.name for turn in turns_of(shift)] == ["Oli", "Mo"]


def test_anybody_on_the_shift_chooses_and_the_others_hear_of_it(
    mo: Account, oli: Account, shift: Shift, clock: FakeClock
) -> None:
    make_place(mo, Duty.HOST, shift)
    chosen = make_place(oli, Duty.SECOND, shift)
    choose_lead(actor=oli, shift=shift, place_id=chosen.pk)
    choose_lead(actor=oli, shift=shift, place_id=chosen.pk)
    assert duties(shift) == {"Mo": "second", "Oli": "host"}
    assert Nudge.objects.get().words.startswith("Oli leads the shift of")
    assert Nudge.objects.get().account == mo
    assert list(Entry.objects.values_list("action", flat=True)) == ["lead.chosen"]


def test_two_seconds_without_a_host_choose_one(mo: Account, oli: Account, shift: Shift, clock: FakeClock) -> None:
    make_place(mo, Duty.SECOND, shift)
    choose_lead(actor=mo, shift=shift, place_id=make_place(oli, Duty.SECOND, shift).pk)
    assert duties(shift) == {"Mo": "second", "Oli": "host"}


def test_nobody_leads_before_their_stage(mo: Account, shift: Shift, clock: FakeClock) -> None:
    make_place(mo, Duty.HOST, shift)
    new = make_place(make_account("New", Role.MODERATOR, stage=Stage.SHADOW), Duty.SECOND, shift)
    with pytest.raises(NotEligible):
        choose_lead(actor=mo, shift=shift, place_id=new.pk)
    assert duties(shift) == {"Mo": "host", "New": "second"}


def test_whoever_is_not_on_it_does_not_choose(
    mo: Account, oli: Account, lea: Account, nia: Account, shift: Shift, clock: FakeClock
) -> None:
    chosen = make_place(mo, Duty.SECOND, shift)
    make_place(lea, Duty.ON_CALL, shift)
    for other in (oli, lea, nia):
        with pytest.raises(NotGranted):
            choose_lead(actor=other, shift=shift, place_id=chosen.pk)
    with pytest.raises(NobodyToLead):
        choose_lead(actor=mo, shift=shift, place_id=uuid4())


def test_a_shift_that_does_not_rotate_or_is_over_has_no_choice(mo: Account, shift: Shift, clock: FakeClock) -> None:
    place = make_place(mo, Duty.SECOND, shift)
    clock.advance(days=4)
    with pytest.raises(NotNow):
        choose_lead(actor=mo, shift=shift, place_id=place.pk)
    Shift.objects.update(lead_rotates=False)
    shift.refresh_from_db()
    with pytest.raises(NotGranted):
        choose_lead(actor=mo, shift=shift, place_id=place.pk)


def test_the_page_says_whose_turn_it_could_be(
    mo: Account, oli: Account, shift: Shift, browse: Browse, clock: FakeClock
) -> None:
    make_place(mo, Duty.HOST, shift)
    chosen = make_place(oli, Duty.SECOND, shift)
    led(mo, clock() - timedelta(days=20))
    client, address = browse(mo), reverse("rota:lead", args=[shift.pk])
    page = client.get(address).content.decode()
    assert "Oli has not led a shift yet" in page
    assert client.post(address, {"place": "nobody"}).status_code == 422
    assert client.post(address, {"place": str(chosen.pk)}).status_code == 302
    assert duties(shift)["Oli"] == "host"
