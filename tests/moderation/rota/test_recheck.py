"""Places whose person no longer meets the standing rules wait for a manager; nobody is sent away from the desk."""

from datetime import UTC, datetime, timedelta

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from moderation.audit.models import Entry
from moderation.nudges.models import Nudge
from moderation.rota import chores, services
from moderation.rota.duties import Duty
from moderation.rota.models import Place, State
from moderation.rota.recheck import recheck
from moderation.training.models import Completion, Module
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_absence, make_place, make_shift, make_wish, put_on_duty

START = datetime(2026, 11, 28, 18, tzinfo=UTC)


def state(place: Place) -> str:
    place.refresh_from_db()
    return place.state


def lower(account: Account, stage: Stage) -> None:
    Account.objects.filter(pk=account.pk).update(stage=stage)
    account.refresh_from_db(fields=["stage"])


def test_what_still_holds_is_left_alone(mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=START))
    assert recheck(now=clock()) == 0
    assert state(place) == State.CONFIRMED


def test_a_stage_that_went_back_waits_for_a_manager(mo: Account, nia: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=START))
    lower(mo, Stage.SHADOW)
    assert chores.recheck_places(clock()) == 1
    assert chores.recheck_places(clock()) == 0
    assert state(place) == State.ASKED
    assert list(Entry.objects.values_list("action", flat=True)) == ["place.held"]
    told = dict(Nudge.objects.values_list("account__pseudonym", "words"))
    assert "Its page says why, and what helps." in told["Mo"]
    assert "waits for you to look at it" in told["Nia"]


def test_a_module_that_ran_out_counts_and_one_that_is_new_does_not(mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=START))
    module = Module.objects.create(key="b", title="Boundaries", words="…", required_for=[Role.MODERATOR])
    assert recheck(now=clock()) == 0
    Completion.objects.create(
        account=mo, module=module, completed_on=clock().date() - timedelta(days=300), runs_out_on=clock().date()
    )
    assert recheck(now=clock()) == 1
    assert state(place) == State.ASKED


def test_a_pause_makes_its_places_wait(mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=START))
    make_absence(mo)
    assert recheck(account_ids=[mo.pk], now=clock()) == 1
    assert state(place) == State.ASKED


def test_one_that_falls_takes_the_partner_from_another(mo: Account, clock: FakeClock) -> None:
    new = make_account("Pay", Role.MODERATOR, stage=Stage.PAIRED)
    shift = make_shift(starts_at=START)
    hers, his = make_place(new, Duty.HOST, shift), make_place(mo, Duty.SECOND, shift)
    assert recheck(now=clock()) == 0
    make_absence(mo)
    assert recheck(account_ids=[mo.pk], now=clock()) == 2
    assert (state(hers), state(his)) == (State.ASKED, State.ASKED)


def test_whoever_is_here_stays(mo: Account, clock: FakeClock) -> None:
    place = put_on_duty(mo)
    make_absence(mo)
    assert recheck(now=clock()) == 0
    assert state(place) == State.CONFIRMED


@pytest.mark.parametrize("overridden", [["partner"], []])
def test_what_was_set_aside_stays_set_aside(clock: FakeClock, db: None, overridden: list[str]) -> None:
    new = make_account("Pay", Role.MODERATOR, stage=Stage.PAIRED)
    place = make_place(new, Duty.HOST, make_shift(starts_at=START), overridden=overridden)
    assert recheck(now=clock()) == (0 if overridden else 1)
    assert state(place) == (State.CONFIRMED if overridden else State.ASKED)


def test_a_wish_takes_no_place_away(mo: Account, clock: FakeClock) -> None:
    kay, shift = make_account("Kay", Role.MODERATOR), make_shift(starts_at=START)
    places = [make_place(mo, Duty.HOST, shift), make_place(kay, Duty.SECOND, shift)]
    make_wish(mo, kay)
    assert recheck(now=clock()) == 0
    assert {state(place) for place in places} == {State.CONFIRMED}


def test_a_manager_lets_it_count_again(mo: Account, nia: Account, clock: FakeClock) -> None:
    new = make_account("Pay", Role.MODERATOR, stage=Stage.PAIRED)
    shift = make_shift(starts_at=START)
    place = make_place(new, Duty.HOST, shift)
    recheck(now=clock())
    services.approve(actor=nia, shift=shift, account=new, reason="Lea sits beside her.")
    assert state(place) == State.CONFIRMED
    assert recheck(now=clock()) == 0


def test_looking_at_everybody_takes_a_bounded_number_of_questions(
    mo: Account, clock: FakeClock, django_assert_max_num_queries: object
) -> None:
    for number in range(8):
        shift = make_shift(starts_at=START + timedelta(days=number))
        make_place(make_account(f"May {number}", Role.MODERATOR), Duty.HOST, shift)
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        recheck(now=clock())
