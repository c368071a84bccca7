"""Stages change by named people, one at a time; going back costs nothing. The clock stands at 24 Nov 2026, 19:00."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, Stage, StageNeeded, allows
from forum.core import clock as time
from forum.core.refusals import NotGranted, NotNow
from moderation.audit.models import Entry
from moderation.ladder import facts, services
from moderation.ladder.models import Step
from moderation.nudges.models import Nudge
from moderation.rota.duties import Duty
from moderation.rota.models import Place, State
from moderation.team.models import Standing
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift


@pytest.fixture
def pip(db: None) -> Account:
    return make_account("Pip", Role.MODERATOR, stage=Stage.SHADOW)


@pytest.fixture
def finn(db: None) -> Account:
    return make_account("Finn", Role.MODERATOR, stage=Stage.LEAD)


def stage(account: Account) -> str:
    return Account.objects.get(pk=account.pk).stage


def test_early_it_needs_a_reason_and_then_it_opens(pip: Account, nia: Account, clock: FakeClock) -> None:
    with pytest.raises(services.ReasonNeeded):
        services.sign_off(actor=nia, account=pip, to=Stage.PAIRED)
    assert stage(pip) == Stage.SHADOW
    step = services.sign_off(actor=nia, account=pip, to=Stage.PAIRED, words="Two years elsewhere.")
    assert step is not None
    assert (step.before, step.after, step.signed_by, step.words) == ("shadow", "paired", nia, "Two years elsewhere.")
    assert stage(pip) == Stage.PAIRED
    assert "Nia signed off" in Nudge.objects.get(account=pip).words
    assert Entry.objects.filter(action="stage.changed").count() == 1


def test_signed_off_twice_it_is_one_step(pip: Account, nia: Account, clock: FakeClock) -> None:
    for _ in range(2):
        services.sign_off(actor=nia, account=pip, to=Stage.PAIRED, words="Ready.")
    assert Step.objects.count() == 1


def test_no_stage_is_skipped(pip: Account, nia: Account, clock: FakeClock) -> None:
    with pytest.raises(services.StageMoved):
        services.sign_off(actor=nia, account=pip, to=Stage.SOLO, words="Ready.")
    with pytest.raises(services.StageMoved):
        services.step_back(actor=nia, account=pip, to=Stage.PAIRED, words="No.")


def test_a_lead_signs_up_to_solo_and_only_a_manager_to_lead(
    mo: Account, finn: Account, nia: Account, clock: FakeClock
) -> None:
    with pytest.raises(NotNow):
        services.sign_off(actor=finn, account=mo, to=Stage.LEAD, words="Ready.")
    services.sign_off(actor=nia, account=mo, to=Stage.LEAD, words="Ready.")
    with pytest.raises(NotNow):
        services.step_back(actor=finn, account=mo, to=Stage.SOLO, words="We said so.")
    paired = make_account("Kay", Role.MODERATOR, stage=Stage.PAIRED)
    services.sign_off(actor=finn, account=paired, to=Stage.SOLO, words="Ready.")
    assert stage(paired) == Stage.SOLO


def test_nobody_signs_their_own_stage_and_others_sign_none(
    mo: Account, ada: Account, pip: Account, nia: Account, clock: FakeClock
) -> None:
    other = make_account("Uma", Role.MANAGER, stage=Stage.SOLO)
    with pytest.raises(StageNeeded):
        services.sign_off(actor=mo, account=pip, to=Stage.PAIRED, words="Ready.")
    with pytest.raises(StageNeeded):
        services.sign_off(actor=other, account=pip, to=Stage.PAIRED, words="Ready.")
    with pytest.raises(NotNow):
        services.step_back(actor=nia, account=nia, to=Stage.SOLO, words="Tired.")
    with pytest.raises(NotGranted):
        services.sign_off(actor=ada, account=pip, to=Stage.PAIRED, words="Ready.")
    with pytest.raises(NotGranted):
        services.sign_off(actor=nia, account=ada, to=Stage.SHADOW, words="Ready.")


def test_stepping_back_somebody_else_needs_words(mo: Account, nia: Account, clock: FakeClock) -> None:
    with pytest.raises(services.ReasonNeeded):
        services.step_back(actor=nia, account=mo, to=Stage.PAIRED, words="")
    services.step_back(actor=nia, account=mo, to=Stage.PAIRED, words="You asked for more company for a while.")
    assert stage(mo) == Stage.PAIRED
    assert "Nothing you did before is lost" in Nudge.objects.filter(account=mo).latest("told_at").words


def test_going_back_oneself_needs_nothing_and_loses_nothing(mo: Account, clock: FakeClock) -> None:
    standing = Standing.objects.create(account=mo, began_on=date(2025, 1, 1))
    done = make_place(mo, Duty.HOST, make_shift(starts_at=clock() - timedelta(days=9)), signed_on=True)
    for _ in range(2):
        services.go_back(actor=mo, to=Stage.PAIRED)
    step = Step.objects.get()
    assert (step.after, step.signed_by, step.words) == ("paired", mo, "")
    assert stage(mo) == Stage.PAIRED
    done.refresh_from_db()
    assert done.state == State.CONFIRMED
    assert Standing.objects.get() == standing


def test_coming_places_that_no_longer_fit_wait_for_a_manager(mo: Account, finn: Account, clock: FakeClock) -> None:
    shift = make_shift(starts_at=clock() + timedelta(days=3))
    place = make_place(mo, Duty.HOST, shift)
    make_place(finn, Duty.SECOND, shift)
    services.go_back(actor=mo, to=Stage.PAIRED)
    place.refresh_from_db()
    assert place.state == State.CONFIRMED  # A partner past probation is beside them.
    mo.refresh_from_db()
    services.go_back(actor=mo, to=Stage.SHADOW)
    place.refresh_from_db()
    assert place.state == State.ASKED


def test_what_the_stage_no_longer_allows_ends_at_once(mo: Account, clock: FakeClock) -> None:
    services.go_back(actor=mo, to=Stage.PAIRED)
    services.go_back(actor=mo, to=Stage.SHADOW)
    services.go_back(actor=mo, to=Stage.TRAINEE)
    now = Account.objects.get(pk=mo.pk)
    now.otp_device = mo.otp_device
    assert not allows(now, Permission.DESK_OPEN, SITE)
    assert services.go_back(actor=mo, to=Stage.TRAINEE) is None


def test_the_last_manager_who_can_sign_does_not_lock_everybody_out(nia: Account, clock: FakeClock) -> None:
    with pytest.raises(services.TheLastToSign):
        services.go_back(actor=nia, to=Stage.SOLO)
    make_account("Uma", Role.MANAGER)
    services.go_back(actor=nia, to=Stage.SOLO)
    assert stage(nia) == Stage.SOLO


def test_shifts_count_who_was_beside_whom(pip: Account, mo: Account, clock: FakeClock) -> None:
    kay = make_account("Kay", Role.MODERATOR, stage=Stage.PAIRED)
    for week in (1, 2):
        shift = make_shift(starts_at=clock() - timedelta(days=7 * week))
        make_place(mo, Duty.HOST, shift, signed_on=True)
        make_place(kay, Duty.SECOND, shift, signed_on=True)
        make_place(pip, Duty.SHADOW, shift, signed_on=week == 1)
    alone = make_shift(starts_at=clock() - timedelta(days=30))
    make_place(kay, Duty.HOST, alone, signed_on=True)
    make_place(kay, Duty.HOST, make_shift(starts_at=clock() + timedelta(days=5)))
    found = facts.of([pip, mo, kay], time.now())
    assert (found[pip.pk].shadow_shifts, found[pip.pk].first_shadow_on) == (1, date(2026, 11, 17))
    assert (found[kay.pk].paired_shifts, found[mo.pk].paired_shifts) == (2, 0)
    assert found[mo.pk].beside_learners == 2


def test_the_facts_of_a_whole_team_cost_the_same(
    clock: FakeClock, db: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    people = [make_account(f"Person {number}", Role.MODERATOR) for number in range(30)]
    shift = make_shift(starts_at=clock() - timedelta(days=2))
    for one in people[:9]:
        make_place(one, Duty.SECOND, shift, signed_on=True)
    with django_assert_max_num_queries(15):
        facts.of(people, time.now())


def test_steps_go_a_year_after_somebody_left(mo: Account, clock: FakeClock) -> None:
    services.go_back(actor=mo, to=Stage.PAIRED)
    services.forget_steps(account_id=mo.pk)
    assert not Step.objects.exists()
    assert Place.objects.count() == 0
