"""Signing up, letting go, waiting for a manager; filling gaps, and setting a rule aside with a reason."""

from datetime import UTC, datetime, timedelta

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage, StageNeeded
from forum.core.refusals import NotGranted, NotNow
from moderation.audit.models import Entry
from moderation.nudges.models import Nudge
from moderation.rota import openings, placing, services
from moderation.rota.duties import Duty
from moderation.rota.models import Override, Pattern, PatternException, Place, Shift, State
from moderation.rota.services.taking import NothingWaits, TooLateToDrop
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_absence, make_place, make_shift, make_wish, needing, put_on_duty

START = datetime(2026, 11, 28, 18, tzinfo=UTC)


@pytest.fixture
def shift(clock: FakeClock, db: None) -> Shift:
    return make_shift(starts_at=START)


@pytest.fixture
def kay(db: None) -> Account:
    return make_account("Kay", Role.MODERATOR)


def actions() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("action", flat=True))


def lines(account: Account) -> list[str]:
    return list(Nudge.objects.filter(account=account).order_by("told_at", "pk").values_list("words", flat=True))


def test_somebody_signs_up(mo: Account, shift: Shift, clock: FakeClock) -> None:
    place = services.take(actor=mo, shift=shift, duty=Duty.HOST)
    assert (place.account, place.duty, place.state) == (mo, "host", State.CONFIRMED)
    assert (place.taken_at, place.placed_by) == (clock(), mo)
    assert actions() == ["place.filled"]


def test_pressed_twice_it_is_one_place(mo: Account, shift: Shift) -> None:
    assert services.take(actor=mo, shift=shift, duty=Duty.HOST) == services.take(actor=mo, shift=shift, duty=Duty.HOST)
    assert Place.objects.count() == 1
    assert actions() == ["place.filled"]


def test_nobody_takes_two_places_on_one_shift(mo: Account, shift: Shift) -> None:
    services.take(actor=mo, shift=shift, duty=Duty.HOST)
    with pytest.raises(placing.NotEligible, match="You have a place on this shift already"):
        services.take(actor=mo, shift=shift, duty=Duty.SECOND)


def test_the_last_place_is_for_one(mo: Account, kay: Account, shift: Shift) -> None:
    services.take(actor=mo, shift=shift, duty=Duty.HOST)
    with pytest.raises(placing.PlaceTaken):
        services.take(actor=kay, shift=shift, duty=Duty.HOST)


def test_a_place_given_up_or_waiting_keeps_nobody_out(mo: Account, kay: Account, shift: Shift) -> None:
    ben, oli = make_account("Bay", Role.MODERATOR), make_account("Oli", Role.MODERATOR)
    make_place(ben, Duty.HOST, shift, state=State.GIVEN_UP)
    make_place(oli, Duty.HOST, shift, state=State.ASKED)
    services.take(actor=kay, shift=shift, duty=Duty.HOST)
    with pytest.raises(placing.PlaceTaken):
        services.take(actor=mo, shift=shift, duty=Duty.HOST)


def test_whoever_could_not_come_can_sign_up_again(mo: Account, shift: Shift) -> None:
    make_place(mo, Duty.HOST, shift, state=State.GIVEN_UP)
    assert services.take(actor=mo, shift=shift, duty=Duty.SECOND).state == State.CONFIRMED
    assert Place.objects.count() == 1


def test_whoever_went_and_comes_back_keeps_what_they_did(
    mo: Account, kay: Account, nia: Account, clock: FakeClock
) -> None:
    place = put_on_duty(mo)
    Place.objects.filter(pk=place.pk).update(state=State.GIVEN_UP, signed_off_at=clock())
    began = place.signed_on_at
    other = make_place(kay, Duty.SECOND, place.shift)
    with pytest.raises(placing.PlaceIsUnderway):
        placing.move(place=other, to=mo, by=mo)
    again = services.take(actor=mo, shift=place.shift, duty=Duty.HOST)
    assert (again.pk, again.signed_on_at, again.signed_off_at) == (place.pk, began, clock())
    assert not again.is_signed_on


def test_only_the_team_signs_up_from_its_stage_on(ada: Account, shift: Shift) -> None:
    with pytest.raises(NotGranted):
        services.take(actor=ada, shift=shift, duty=Duty.HOST)
    with pytest.raises(StageNeeded):
        services.take(actor=make_account("Tay", Role.MODERATOR, stage=Stage.TRAINEE), shift=shift, duty=Duty.SHADOW)


def test_a_shift_that_is_over_is_not_taken(mo: Account, shift: Shift, clock: FakeClock) -> None:
    clock.set(shift.ends_at)
    with pytest.raises(NotNow, match="over"):
        services.take(actor=mo, shift=shift, duty=Duty.HOST)


def test_whoever_is_away_is_told_so(mo: Account, shift: Shift) -> None:
    make_absence(mo)
    with pytest.raises(placing.NotEligible, match="pause"):
        services.take(actor=mo, shift=shift, duty=Duty.HOST)


def test_a_place_is_let_go_of_until_the_cut_off(mo: Account, shift: Shift, clock: FakeClock) -> None:
    services.take(actor=mo, shift=shift, duty=Duty.HOST)
    clock.set(START - timedelta(hours=48, seconds=1))
    services.drop(actor=mo, shift=shift)
    services.drop(actor=mo, shift=shift)
    assert not shift.places.exists()
    assert actions() == ["place.filled", "place.dropped"]


def test_after_the_cut_off_it_points_to_asking_for_cover(mo: Account, shift: Shift, clock: FakeClock) -> None:
    services.take(actor=mo, shift=shift, duty=Duty.HOST)
    clock.set(START - timedelta(hours=48))
    with pytest.raises(TooLateToDrop, match="Ask for cover"):
        services.drop(actor=mo, shift=shift)
    assert shift.places.get().state == State.CONFIRMED


def test_what_was_only_asked_for_is_taken_back_at_any_time(mo: Account, nia: Account, shift: Shift) -> None:
    make_place(mo, Duty.HOST, shift, state=State.ASKED)
    services.drop(actor=mo, shift=shift)
    assert not shift.places.exists()
    assert lines(nia) == []


def test_a_manager_has_the_last_word_where_it_is_asked_for(mo: Account, nia: Account, clock: FakeClock) -> None:
    shift = make_shift(starts_at=START, needs_approval=True)
    assert services.take(actor=mo, shift=shift, duty=Duty.HOST).state == State.ASKED
    assert lines(nia) == ["Somebody asks for a place, and you have the last word: host, Sat 28 Nov, 18:00 to 22:00."]
    with pytest.raises(NotGranted):
        services.approve(actor=mo, shift=shift, account=mo)
    services.approve(actor=nia, shift=shift, account=mo)
    services.approve(actor=nia, shift=shift, account=mo)
    assert shift.places.get().state == State.CONFIRMED
    assert lines(mo) == ["Your place is confirmed: host, Sat 28 Nov, 18:00 to 22:00. Thank you."]
    assert actions() == ["place.filled", "place.approved"]


def test_who_is_not_chosen_is_told_and_thanked(mo: Account, kay: Account, nia: Account, clock: FakeClock) -> None:
    shift = make_shift(starts_at=START, needs_approval=True)
    for who in (mo, kay):
        services.take(actor=who, shift=shift, duty=Duty.HOST)
    services.approve(actor=nia, shift=shift, account=mo)
    with pytest.raises(placing.PlaceTaken):
        services.approve(actor=nia, shift=shift, account=kay)
    services.decline(actor=nia, shift=shift, account=kay)
    services.decline(actor=nia, shift=shift, account=kay)
    assert "Thank you for offering it." in lines(kay)[0]
    with pytest.raises(NothingWaits):
        services.approve(actor=nia, shift=shift, account=kay)
    with pytest.raises(NothingWaits):
        services.decline(actor=nia, shift=shift, account=mo)


def test_what_changed_while_it_waited_is_seen(mo: Account, nia: Account, clock: FakeClock) -> None:
    shift = make_shift(starts_at=START, needs_approval=True)
    services.take(actor=mo, shift=shift, duty=Duty.HOST)
    make_absence(mo)
    with pytest.raises(placing.NotEligible, match=r"^Mo cannot take this place\.$"):
        services.approve(actor=nia, shift=shift, account=mo, reason="Please.")


def test_a_manager_fills_a_gap_and_the_person_is_told(mo: Account, nia: Account, shift: Shift) -> None:
    place = services.fill(actor=nia, shift=shift, duty=Duty.HOST, account=mo)
    assert services.fill(actor=nia, shift=shift, duty=Duty.HOST, account=mo) == place
    assert place.placed_by == nia
    assert lines(mo) == ["You are on a shift now: host, Sat 28 Nov, 18:00 to 22:00."]
    assert actions() == ["place.filled"]


def test_a_soft_rule_is_set_aside_with_a_reason(mo: Account, nia: Account, shift: Shift) -> None:
    make_place(mo, Duty.HOST, make_shift(starts_at=START - timedelta(hours=10)))
    with pytest.raises(placing.ReasonNeeded, match="Mo: They would have 6 hours of rest before this shift"):
        services.fill(actor=nia, shift=shift, duty=Duty.HOST, account=mo)
    with pytest.raises(placing.NotEligible, match="You would have 6 hours of rest"):
        services.take(actor=mo, shift=shift, duty=Duty.HOST)
    place = services.fill(actor=nia, shift=shift, duty=Duty.HOST, account=mo, reason="You offered it, and you slept.")
    assert place.overridden == ["rest"]
    assert (Override.objects.get().reason, Override.objects.get().by) == ("You offered it, and you slept.", nia)
    assert "Set aside for it: rest between shifts." in lines(mo)[0]
    assert actions() == ["place.filled", "place.overridden"]


def test_a_hard_rule_is_never_set_aside(mo: Account, lea: Account, nia: Account, shift: Shift) -> None:
    make_absence(mo)
    tay = make_account("Tay", Role.MODERATOR, stage=Stage.TRAINEE)
    for who in (mo, lea, tay):
        with pytest.raises(placing.NotEligible, match=rf"^{who.pseudonym} cannot take this place\.$"):
            services.fill(actor=nia, shift=shift, duty=Duty.HOST, account=who, reason="We need somebody.")


def test_a_manager_learns_nothing_of_a_wish(mo: Account, kay: Account, nia: Account, shift: Shift) -> None:
    make_wish(mo, kay)
    make_place(mo, Duty.HOST, shift)
    with pytest.raises(placing.NotEligible, match=r"^Kay cannot take this place\.$"):
        services.fill(actor=nia, shift=shift, duty=Duty.SECOND, account=kay, reason="Please.")


def test_somebody_is_taken_off_until_they_begin(mo: Account, nia: Account, shift: Shift) -> None:
    make_place(mo, Duty.HOST, shift)
    services.clear(actor=nia, shift=shift, account=mo)
    services.clear(actor=nia, shift=shift, account=mo)
    assert not shift.places.exists()
    assert lines(mo) == ["You are no longer planned for this shift: host, Sat 28 Nov, 18:00 to 22:00."]
    assert actions() == ["place.cleared"]
    with pytest.raises(placing.PlaceIsUnderway):
        services.clear(actor=nia, shift=put_on_duty(mo).shift, account=mo)


def test_only_managers_fill_and_take_off(mo: Account, lea: Account, kay: Account, shift: Shift) -> None:
    make_place(kay, Duty.SECOND, shift)
    for actor in (mo, lea):
        with pytest.raises(NotGranted):
            services.fill(actor=actor, shift=shift, duty=Duty.HOST, account=mo)
        with pytest.raises(NotGranted):
            services.clear(actor=actor, shift=shift, account=kay)
        with pytest.raises(NotGranted):
            services.decline(actor=actor, shift=shift, account=kay)


def test_planning_goes_by_the_same_rules(nia: Account, mo: Account, kay: Account, clock: FakeClock) -> None:
    new = make_account("Pay", Role.MODERATOR, stage=Stage.PAIRED)
    with pytest.raises(placing.ReasonNeeded, match="Needs a partner who is past probation"):
        services.plan_shift(actor=nia, starts_at=START, ends_at=START + timedelta(hours=2), places=[(Duty.HOST, new)])
    assert not Shift.objects.exists()
    shift = services.plan_shift(
        actor=nia, starts_at=START, ends_at=START + timedelta(hours=2), places=[(Duty.HOST, new), (Duty.SECOND, kay)]
    )
    assert shift.places.count() == 2
    later = START + timedelta(days=1)
    shift = services.plan_shift(
        actor=nia, starts_at=later, ends_at=later + timedelta(hours=2), places=[(Duty.HOST, new)], reason="Mo is near."
    )
    assert shift.places.get().overridden == ["partner"]
    assert actions()[-3:] == ["shift.planned", "place.filled", "place.overridden"]


def test_whoever_plans_more_people_than_were_asked_for_has_them(
    nia: Account, mo: Account, kay: Account, clock: FakeClock
) -> None:
    shift = services.plan_shift(
        actor=nia, starts_at=START, ends_at=START + timedelta(hours=2), places=[(Duty.SECOND, mo), (Duty.SECOND, kay)]
    )
    assert shift.needs["second"] == [1, 2]


def test_a_shift_of_a_pattern_that_is_removed_stays_away(nia: Account, mo: Account, clock: FakeClock) -> None:
    pattern = Pattern.objects.create(
        name="Evenings", rule="FREQ=DAILY", first_day=START.date(), starts=START.time(), ends=(START.time())
    )
    shift = make_shift(starts_at=START, pattern=pattern, pattern_day=START.date())
    make_place(mo, Duty.HOST, shift)
    services.remove_shift(actor=nia, shift=shift)
    assert PatternException.objects.get().day == START.date()
    assert lines(mo)[0].startswith("This shift does not take place: host, Sat 28 Nov")


def test_a_place_goes_to_somebody_else(mo: Account, kay: Account, nia: Account, shift: Shift) -> None:
    place = make_place(mo, Duty.HOST, shift, overridden=["rest"])
    Override.objects.create(place=place, reason="So it was.", by=nia, at=START)
    moved = placing.move(place=place, to=kay, by=kay)
    assert (moved.account, moved.overridden) == (kay, [])
    assert not Override.objects.exists()
    assert actions() == ["place.moved"]
    with pytest.raises(placing.PlaceTaken):
        placing.move(place=place, to=mo, by=mo)


def test_a_place_goes_to_nobody_who_is_elsewhere(mo: Account, kay: Account, shift: Shift) -> None:
    place = make_place(mo, Duty.HOST, shift)
    clash = make_place(kay, Duty.HOST, make_shift(starts_at=START + timedelta(hours=1)))
    with pytest.raises(placing.PlacedTwice):
        placing.move(place=place, to=kay, by=kay)
    assert placing.move(place=place, to=kay, by=kay, leaving=[clash]).account == kay


def test_a_place_that_began_goes_to_nobody(mo: Account, kay: Account, clock: FakeClock) -> None:
    with pytest.raises(placing.PlaceIsUnderway):
        placing.move(place=put_on_duty(mo), to=kay, by=kay)


def test_asking_for_reasons_takes_a_bounded_number_of_questions(
    mo: Account, shift: Shift, django_assert_max_num_queries: object
) -> None:
    for number in range(4):
        make_place(make_account(f"May {number}", Role.MODERATOR), Duty.SHADOW, shift)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        placing.reasons_for(mo, shift, Duty.HOST, now=START - timedelta(days=1))


def test_the_shift_may_need_more_than_one(mo: Account, kay: Account, clock: FakeClock) -> None:
    shift = make_shift(starts_at=START, needs=needing(second=(1, 2)))
    for who in (mo, kay):
        services.take(actor=who, shift=shift, duty=Duty.SECOND)
    assert shift.places.count() == 2


def test_whom_to_ask_takes_a_bounded_number_of_questions(
    nia: Account, shift: Shift, django_assert_max_num_queries: object
) -> None:
    for number in range(15):
        make_account(f"May {number}", Role.MODERATOR)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        lists = openings.candidates(nia, shift, START - timedelta(days=1))
    assert len(lists[0].can) == 15
