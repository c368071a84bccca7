"""The page of one shift, the shifts somebody can take, and what managers do on them."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from moderation.rota import openings
from moderation.rota.duties import Duty
from moderation.rota.models import Override, Place, Shift, State
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_absence, make_place, make_shift, make_wish, put_on_duty

START = datetime(2026, 11, 28, 18, tzinfo=UTC)


@pytest.fixture
def shift(clock: FakeClock, db: None) -> Shift:
    return make_shift(starts_at=START)


@pytest.fixture
def kay(db: None) -> Account:
    return make_account("Kay", Role.MODERATOR)


def page(browse: Browse, who: Account, path: str) -> str:
    answer = browse(who).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_moderator_sees_who_is_there_and_takes_what_is_open(
    browse: Browse, mo: Account, kay: Account, shift: Shift
) -> None:
    make_place(kay, Duty.SECOND, shift)
    path = f"/shifts/{shift.pk}/"
    before = page(browse, mo, path)
    assert "Sat 28 Nov, 18:00 to 22:00" in before
    assert '<span class="rota-place">Kay</span>' in before
    assert before.count("Take this place") == 2  # Host and shadow; on call is for practitioners.
    assert "Take off" not in before
    assert browse(mo).post(f"{path}take/", {"duty": "host"}).headers["Location"] == path
    after = page(browse, mo, path)
    assert "You are on this shift: host" in after
    assert "Let go of this place" in after
    assert "You can let go of it until Thu 26 Nov, 18:00" in after
    assert "Take this place" not in after
    assert "You have a place on this shift already" not in after
    assert browse(mo).post(f"{path}drop/").headers["Location"] == path
    assert browse(mo).post(f"{path}drop/").headers["Location"] == path
    assert not Place.objects.filter(account=mo).exists()


def test_near_to_the_shift_the_page_offers_another_way_out(
    browse: Browse, mo: Account, shift: Shift, clock: FakeClock
) -> None:
    place = make_place(mo, Duty.HOST, shift)
    clock.set(START - timedelta(hours=5))
    told = page(browse, mo, f"/shifts/{shift.pk}/")
    assert "Let go of this place" not in told
    assert f"/shifts/places/{place.pk}/cannot-come/" in told
    assert f"/shifts/places/{place.pk}/offer/" in told
    answer = browse(mo).post(f"/shifts/{shift.pk}/drop/")
    assert answer.status_code == 409
    assert "Ask for cover" in answer.content.decode()


def test_a_rule_is_told_in_words_instead_of_a_button(browse: Browse, mo: Account, shift: Shift) -> None:
    make_place(mo, Duty.HOST, make_shift(starts_at=START - timedelta(hours=10)))
    told = page(browse, mo, f"/shifts/{shift.pk}/")
    assert told.count("You would have 6 hours of rest before this shift; we keep 11 hours.") == 1
    assert "Take this place" not in told


def test_somebody_at_the_first_stage_reads_what_comes_before(browse: Browse, shift: Shift) -> None:
    tay = make_account("Tay", Role.MODERATOR, stage=Stage.TRAINEE)
    for path in (f"/shifts/{shift.pk}/", "/shifts/open/"):
        told = page(browse, tay, path)
        assert "This opens with the stage" in told
        assert "Take this place" not in told


def test_who_is_second_gets_a_kind_page(browse: Browse, mo: Account, kay: Account, shift: Shift) -> None:
    make_place(kay, Duty.HOST, shift)
    answer = browse(mo).post(f"/shifts/{shift.pk}/take/", {"duty": "host"})
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "Somebody else took this place a moment ago" in told
    assert "/shifts/open/" in told


def test_a_duty_that_does_not_exist_changes_nothing(browse: Browse, mo: Account, shift: Shift) -> None:
    assert browse(mo).post(f"/shifts/{shift.pk}/take/", {"duty": "cook"}).status_code == 302
    assert not Place.objects.exists()


def test_the_shifts_one_can_take_and_the_others_behind_a_fold(browse: Browse, mo: Account, shift: Shift) -> None:
    make_place(mo, Duty.HOST, make_shift(starts_at=START + timedelta(days=1)))
    tight = make_shift(starts_at=START + timedelta(days=1, hours=5))
    told = page(browse, mo, "/shifts/open/")
    can, fold, cannot = told.partition("<details>")
    assert f'id="shift-{shift.pk}"' in can
    assert "Take host" in can
    assert f"/shifts/{tight.pk}/" not in can
    assert fold
    assert "You would have 1 hour of rest before this shift" in cannot


def test_nothing_open_is_said_kindly(browse: Browse, nia: Account, clock: FakeClock) -> None:
    assert "Nothing is open to you in the coming weeks." in page(browse, nia, "/shifts/open/")


def test_the_open_shifts_take_a_bounded_number_of_questions(
    browse: Browse, mo: Account, kay: Account, clock: FakeClock, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        make_place(kay, Duty.SECOND, make_shift(starts_at=START + timedelta(days=number)))
    client = browse(mo)
    client.get("/shifts/open/")
    with django_assert_max_num_queries(26):  # type: ignore[operator]
        client.get("/shifts/open/")


def test_many_open_shifts_come_a_page_at_a_time(
    browse: Browse, mo: Account, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openings, "A_PAGE", 2)
    shifts = [make_shift(starts_at=START + timedelta(days=number)) for number in range(3)]
    for shift in shifts[:2]:
        make_place(mo, Duty.HOST, shift)
    client = browse(mo)
    first = client.get("/shifts/open/").content.decode()
    assert "Nothing in these days is open to you." in first
    [later] = re.findall(r'href="(\?after=[^"]+)"', first)
    second = client.get(f"/shifts/open/{later}").content.decode()
    assert f'id="shift-{shifts[2].pk}"' in second
    assert "From today" in second
    assert "Later shifts" not in second


def test_a_manager_fills_a_gap_from_those_who_can(
    browse: Browse, nia: Account, mo: Account, kay: Account, shift: Shift
) -> None:
    make_place(kay, Duty.SECOND, make_shift(starts_at=START - timedelta(hours=10)))
    away = make_account("Away", Role.MODERATOR)
    make_absence(away)
    path = f"/shifts/{shift.pk}/fill/"
    told = page(browse, nia, path)
    host = told.partition('id="duty-host"')[2].partition('id="duty-second"')[0]
    assert "Put Mo on" in host
    assert "Kay: They would have 6 hours of rest before this shift" in host
    assert "Put Kay on" not in host
    assert "Not this time: Away." in host
    assert browse(nia).post(path, {"account": str(mo.pk), "duty": "host"}).headers["Location"] == f"/shifts/{shift.pk}/"
    assert shift.places.get().account == mo


def test_without_a_reason_the_form_comes_back_and_with_one_the_person_reads_it(
    browse: Browse, nia: Account, mo: Account, shift: Shift
) -> None:
    make_place(mo, Duty.SECOND, make_shift(starts_at=START - timedelta(hours=10)))
    path, form = f"/shifts/{shift.pk}/fill/", {"account": str(mo.pk), "duty": "host"}
    answer = browse(nia).post(path, form)
    assert answer.status_code == 422
    assert "write down why" in answer.content.decode()
    assert f'value="{mo.pk}" id="who-host-{mo.pk}" checked' in answer.content.decode()
    too_long = browse(nia).post(path, {**form, "reason": "Slept well. " * 100})
    assert too_long.status_code == 422
    assert "Slept well." in too_long.content.decode()
    browse(nia).post(path, {**form, "reason": "You slept, and you offered it."})
    assert Override.objects.get().reason == "You slept, and you offered it."
    told = page(browse, mo, f"/shifts/{shift.pk}/")
    assert "rest between shifts" in told
    assert "You slept, and you offered it." in told
    other = make_account("Oli", Role.MODERATOR)
    assert "You slept" not in page(browse, other, f"/shifts/{shift.pk}/")


def test_a_wish_looks_like_being_away(browse: Browse, nia: Account, mo: Account, kay: Account, shift: Shift) -> None:
    make_place(mo, Duty.SECOND, shift)
    path = f"/shifts/{shift.pk}/fill/"
    wish = make_wish(mo, kay)
    with_a_wish = page(browse, nia, path).partition('id="duty-host"')[2]
    assert "Not this time: Kay." in with_a_wish
    wish.delete()
    make_absence(kay)
    assert page(browse, nia, path).partition('id="duty-host"')[2].split("csrf")[0] == with_a_wish.split("csrf")[0]


def test_a_manager_looks_at_what_waits(browse: Browse, nia: Account, mo: Account, kay: Account, shift: Shift) -> None:
    for who, duty in ((mo, Duty.HOST), (kay, Duty.SECOND)):
        make_place(who, duty, shift, state=State.ASKED)
    assert "Look at what waits" in page(browse, nia, f"/shifts/{shift.pk}/")
    assert "waits for a manager to look at it" in page(browse, mo, f"/shifts/{shift.pk}/")
    path = f"/shifts/{shift.pk}/approve/"
    assert "No rule says no." in page(browse, nia, path)
    browse(nia).post(path, {"account": str(mo.pk)})
    browse(nia).post(f"/shifts/{shift.pk}/decline/", {"account": str(kay.pk)})
    assert [(place.account, place.state) for place in shift.places.all()] == [(mo, State.CONFIRMED)]


def test_a_place_that_waits_for_a_rule_needs_a_reason(browse: Browse, nia: Account, shift: Shift) -> None:
    new = make_account("Pay", Role.MODERATOR, stage=Stage.PAIRED)
    make_place(new, Duty.HOST, shift, state=State.ASKED)
    assert "Needs a partner who is past probation." in page(browse, new, f"/shifts/{shift.pk}/")
    path = f"/shifts/{shift.pk}/approve/"
    answer = browse(nia).post(path, {"account": str(new.pk)})
    assert answer.status_code == 422
    assert "Needs a partner who is past probation" in answer.content.decode()
    browse(nia).post(path, {"account": str(new.pk), "reason": "Lea sits beside you."})
    assert shift.places.get().state == State.CONFIRMED


def test_a_manager_takes_somebody_off(browse: Browse, nia: Account, mo: Account, shift: Shift) -> None:
    make_place(mo, Duty.HOST, shift)
    assert "Take off" in page(browse, nia, f"/shifts/{shift.pk}/")
    browse(nia).post(f"/shifts/{shift.pk}/clear/", {"account": str(mo.pk)})
    assert not shift.places.exists()


def test_a_shift_that_is_running_and_one_that_is_over(
    browse: Browse, mo: Account, nia: Account, clock: FakeClock
) -> None:
    shift = put_on_duty(mo).shift
    assert "I cannot stay" in page(browse, mo, f"/shifts/{shift.pk}/")
    assert "Take off" not in page(browse, nia, f"/shifts/{shift.pk}/")
    clock.set(shift.ends_at)
    for who in (mo, nia):
        over = page(browse, who, f"/shifts/{shift.pk}/")
        assert "This shift is over." in over
        assert "Take this place" not in over
        assert "cannot-come" not in over


def test_a_manager_adds_a_shift_with_what_it_needs(browse: Browse, nia: Account, mo: Account, clock: FakeClock) -> None:
    evening = {"day": "2026-11-28", "starts": "18:00", "ends": "22:00"}
    needs = {f"{duty}_{kind}": "1" for duty in Duty.values for kind in ("least", "ideal")}
    browse(nia).post("/shifts/new/", evening | needs | {"second_ideal": "2", "needs_approval": "on"})
    shift = Shift.objects.get()
    assert (shift.needs["second"], shift.needs_approval, shift.lead_rotates) == ([1, 2], True, False)
    make_absence(mo)
    later = {**evening, "day": "2026-11-29", "host": str(mo.pk), "reason": "Please."}
    answer = browse(nia).post("/shifts/new/", later)
    assert answer.status_code == 422
    assert "Mo cannot take this place." in answer.content.decode()


def test_whoever_said_that_they_cannot_come_finds_the_way_back(browse: Browse, mo: Account, shift: Shift) -> None:
    place = make_place(mo, Duty.HOST, shift, state=State.GIVEN_UP)
    told = page(browse, mo, f"/shifts/{shift.pk}/")
    assert "You told us that you cannot come" in told
    assert f"/shifts/places/{place.pk}/come-after-all/" in told
