"""Planning shifts, signing on and off."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, Role, allows
from forum.core.refusals import NotGranted, NotNow
from moderation.audit.models import Entry
from moderation.rota import chores, services
from moderation.rota.duties import USUAL, Need
from moderation.rota.models import Duty, Place, Shift
from moderation.rota.placing import NotEligible, PlacedTwice
from moderation.rota.services.shifts import ShiftExists, ShiftIsOver, ShiftUnclear, ShiftUnderway
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift, put_on_call, put_on_duty

START = datetime(2026, 11, 26, 18, tzinfo=UTC)
END = START + timedelta(hours=4)


def actions() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("action", flat=True))


def test_a_manager_plans_a_shift(nia: Account, mo: Account, lea: Account, clock: FakeClock) -> None:
    shift = services.plan_shift(actor=nia, starts_at=START, ends_at=END, places=[(Duty.HOST, mo), (Duty.ON_CALL, lea)])
    assert {(place.account, place.duty) for place in shift.places.all()} == {(mo, "host"), (lea, "on_call")}
    assert actions() == ["shift.planned", "place.filled", "place.filled"]


def test_only_a_manager_plans(mo: Account, lea: Account, ada: Account, clock: FakeClock) -> None:
    shift = make_shift(starts_at=START)
    for actor in (mo, lea, ada):
        with pytest.raises(NotGranted):
            services.plan_shift(actor=actor, starts_at=START, ends_at=END, places=[])
        with pytest.raises(NotGranted):
            services.change_shift(actor=actor, shift=shift, needs=USUAL, needs_approval=False, lead_rotates=False)
        with pytest.raises(NotGranted):
            services.remove_shift(actor=actor, shift=shift)


@pytest.mark.parametrize("hours", [0, -1, 12.1])
def test_a_shift_has_a_length_a_person_can_work(nia: Account, clock: FakeClock, hours: float) -> None:
    with pytest.raises(ShiftUnclear):
        services.plan_shift(actor=nia, starts_at=START, ends_at=START + timedelta(hours=hours), places=[])


def test_a_shift_in_the_past_is_refused(nia: Account, clock: FakeClock) -> None:
    with pytest.raises(ShiftIsOver):
        services.plan_shift(
            actor=nia, starts_at=clock() - timedelta(hours=5), ends_at=clock() - timedelta(hours=1), places=[]
        )


def test_the_same_shift_is_planned_once(nia: Account, clock: FakeClock) -> None:
    services.plan_shift(actor=nia, starts_at=START, ends_at=END, places=[])
    with pytest.raises(ShiftExists):
        services.plan_shift(actor=nia, starts_at=START, ends_at=END, places=[])
    assert Shift.objects.count() == 1


def test_each_duty_is_for_its_role(nia: Account, mo: Account, lea: Account, ada: Account, clock: FakeClock) -> None:
    gone = make_account("Gone", Role.MODERATOR, is_active=False)
    for duty, account in [
        (Duty.HOST, lea),
        (Duty.SECOND, ada),
        (Duty.ON_CALL, mo),
        (Duty.DEPUTY, nia),
        (Duty.HOST, gone),
    ]:
        with pytest.raises(NotEligible, match="cannot take this place"):
            services.plan_shift(actor=nia, starts_at=START, ends_at=END, places=[(duty, account)])


def test_nobody_is_in_two_places_at_once(nia: Account, mo: Account, clock: FakeClock) -> None:
    with pytest.raises(PlacedTwice):
        services.plan_shift(actor=nia, starts_at=START, ends_at=END, places=[(Duty.HOST, mo), (Duty.SECOND, mo)])
    make_place(mo, Duty.HOST, make_shift(starts_at=START))
    with pytest.raises(NotEligible, match="Mo cannot take this place"):
        services.plan_shift(
            actor=nia,
            starts_at=START + timedelta(hours=3),
            ends_at=END + timedelta(hours=3),
            places=[(Duty.HOST, mo)],
        )
    services.plan_shift(
        actor=nia,
        starts_at=END + timedelta(hours=11),
        ends_at=END + timedelta(hours=14),
        places=[(Duty.HOST, mo)],
    )


def test_a_shift_needs_something_else_from_now_on(nia: Account, mo: Account, clock: FakeClock) -> None:
    shift = make_shift(starts_at=START)
    make_place(mo, Duty.HOST, shift)
    needs = [Need(duty, 0, 2) for duty in Duty]
    services.change_shift(actor=nia, shift=shift, needs=needs, needs_approval=True, lead_rotates=True)
    shift.refresh_from_db()
    assert shift.wanted == tuple(needs)
    assert (shift.needs_approval, shift.lead_rotates, shift.is_by_hand) == (True, True, True)
    assert shift.places.get().account == mo
    assert actions() == ["shift.changed"]


def test_a_shift_that_somebody_started_is_not_removed(nia: Account, mo: Account, clock: FakeClock) -> None:
    with pytest.raises(ShiftUnderway):
        services.remove_shift(actor=nia, shift=put_on_duty(mo).shift)


def test_a_shift_that_is_over_stays_as_it_was(nia: Account, clock: FakeClock) -> None:
    shift = make_shift(starts_at=clock() - timedelta(days=1))
    with pytest.raises(ShiftIsOver):
        services.change_shift(actor=nia, shift=shift, needs=USUAL, needs_approval=False, lead_rotates=False)


def test_a_shift_is_removed(nia: Account, mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=START))
    services.remove_shift(actor=nia, shift=place.shift)
    assert not Shift.objects.exists()
    assert actions() == ["shift.removed"]


def test_signing_on_and_off_is_written_down(mo: Account, clock: FakeClock) -> None:
    place = services.sign_on(actor=mo, place=make_place(mo, Duty.HOST))
    assert place.signed_on_at == clock()
    services.sign_on(actor=mo, place=place)
    clock.advance(hours=1)
    place = services.sign_off(actor=mo, place=place)
    assert place.signed_off_at == clock()
    services.sign_off(actor=mo, place=place)
    assert actions() == ["shift.signed_on", "shift.signed_off"]


def test_whoever_went_early_can_come_back(mo: Account, clock: FakeClock) -> None:
    place = put_on_duty(mo)
    services.sign_off(actor=mo, place=place)
    place = services.sign_on(actor=mo, place=place)
    assert place.is_signed_on


def test_nobody_signs_on_for_somebody_else(mo: Account, nia: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST)
    kay = make_account("Kay", Role.MODERATOR)
    for other in (kay, nia):
        with pytest.raises(NotGranted):
            services.sign_on(actor=other, place=place)
        with pytest.raises(NotGranted):
            services.sign_off(actor=other, place=place)


def test_signing_on_waits_for_the_shift(mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=START))
    with pytest.raises(NotNow, match="from 17:45"):
        services.sign_on(actor=mo, place=place)
    clock.set(START - timedelta(minutes=15))
    assert allows(mo, Permission.SHIFT_SIGN_ON, place)
    clock.set(END)
    with pytest.raises(NotNow, match="over"):
        services.sign_on(actor=mo, place=place)


def test_on_call_has_nothing_to_start(lea: Account, clock: FakeClock) -> None:
    with pytest.raises(NotNow, match="on call by the rota"):
        services.sign_on(actor=lea, place=put_on_call(lea))


def test_the_steward_closes_what_was_forgotten_at_its_planned_end(mo: Account, clock: FakeClock) -> None:
    place = put_on_duty(mo)
    ended = place.shift.ends_at
    assert chores.close_forgotten_shifts(ended + timedelta(minutes=14)) == 0
    assert chores.close_forgotten_shifts(ended + timedelta(minutes=15)) == 1
    assert chores.close_forgotten_shifts(ended + timedelta(minutes=15)) == 0
    place.refresh_from_db()
    assert place.signed_off_at == ended
    assert list(Entry.objects.values_list("action", "actor_role")) == [("shift.signed_off", "system")]


def test_old_shifts_are_forgotten(mo: Account, clock: FakeClock) -> None:
    place = put_on_duty(mo)
    assert chores.forget_old_shifts(clock() + timedelta(days=3 * 365)) == 0
    assert chores.forget_old_shifts(clock() + timedelta(days=3 * 365 + 1)) == 2
    assert not Place.objects.filter(pk=place.pk).exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"signed_on_at": None, "signed_off_at": START},
        {"signed_on_at": END, "signed_off_at": START},
        {"duty": "cook"},
    ],
)
def test_the_database_refuses_an_impossible_place(mo: Account, clock: FakeClock, fields: dict[str, object]) -> None:
    place = make_place(mo, Duty.HOST)
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.filter(pk=place.pk).update(**fields)


def test_the_database_refuses_a_shift_that_ends_before_it_starts(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Shift.objects.create(starts_at=END, ends_at=START)


def test_the_team_sees_the_rota_and_members_do_not(
    ada: Account, mo: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    place = make_place(mo, Duty.HOST)
    unverified = make_account("Una", Role.MODERATOR, verified=False)
    for actor in (ada, mo, lea, nia, unverified):
        sees = actor in (mo, lea, nia)
        assert (place.shift in Shift.objects.visible_to(actor)) is sees
        assert (place in Place.objects.visible_to(actor)) is sees
        assert allows(actor, Permission.SHIFT_READ, place.shift) is sees
        assert allows(actor, Permission.SHIFT_READ, place) is sees
