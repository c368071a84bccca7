"""The page that tells everybody when we are here, and the team's pages of shifts."""

from datetime import UTC, date, datetime, time

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from moderation.rota.models import Duty, Place, Shift
from moderation.rota.walltime import NoSuchTime, instant
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift, put_on_duty

THURSDAY = datetime(2026, 11, 26, 18, tzinfo=UTC)
EVENING = {"day": "2026-11-26", "starts": "18:00", "ends": "22:00"}


def test_everybody_reads_when_we_are_here(browse: Browse, mo: Account, clock: FakeClock) -> None:
    make_place(mo, Duty.HOST, make_shift(starts_at=THURSDAY))
    page = browse().get("/cover/").content.decode()
    assert "We are back on Thursday at 18:00." in page
    assert "Thursday 26 November" in page
    assert "18:00 to 22:00 · one person" in page
    assert "London time" in page
    assert "/help/" in page
    assert "Mo" not in page.replace("Monday", "")


def test_an_empty_plan_is_told_honestly(browse: Browse, db: None, clock: FakeClock) -> None:
    assert "We have not planned the next times yet." in browse().get("/cover/").content.decode()


def test_a_moderator_starts_and_ends_their_shift(browse: Browse, mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST)
    visitor = browse(mo)
    assert "Start my shift" in visitor.get("/shifts/").content.decode()
    assert visitor.post(f"/shifts/places/{place.pk}/start/").headers["Location"] == "/shift/"
    page = visitor.get("/shifts/").content.decode()
    assert "End my shift" in page
    assert "Start my shift" not in page
    visitor.post(f"/shifts/places/{place.pk}/end/")
    place.refresh_from_db()
    assert place.signed_off_at == clock()


def test_a_shift_to_come_has_no_button_yet(browse: Browse, mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=THURSDAY))
    visitor = browse(mo)
    page = visitor.get("/shifts/").content.decode()
    assert "Start my shift" not in page
    assert "from 17:45" in page
    assert visitor.post(f"/shifts/places/{place.pk}/start/").status_code == 403


def test_somebody_elses_place_does_not_exist_for_signing_on(browse: Browse, mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST)
    kay = make_account("Kay", Role.MODERATOR)
    assert browse(kay).post(f"/shifts/places/{place.pk}/start/").status_code == 404
    assert not Place.objects.get(pk=place.pk).is_signed_on


def test_a_button_that_is_got_instead_of_pressed_does_nothing(browse: Browse, mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST)
    assert browse(mo).get(f"/shifts/places/{place.pk}/start/").status_code == 405


def test_the_plan_shows_names_and_gaps(browse: Browse, nia: Account, mo: Account, clock: FakeClock) -> None:
    make_place(mo, Duty.HOST, make_shift(starts_at=THURSDAY))
    page = browse(nia).get("/shifts/").content.decode()
    assert '<span class="rota-place">Mo</span> (host)' in page
    assert '<p class="rota-gap">Second</p><p class="rota-gap">On call</p>' in page
    assert "Add a shift" in page
    assert "Add a shift" not in browse(mo).get("/shifts/").content.decode()


def test_a_manager_adds_a_shift(browse: Browse, nia: Account, mo: Account, lea: Account, clock: FakeClock) -> None:
    answer = browse(nia).post("/shifts/new/", {**EVENING, "host": str(mo.pk), "deputy": [str(lea.pk)]})
    shift = Shift.objects.get()
    assert answer.headers["Location"] == f"/shifts/{shift.pk}/"
    assert (shift.starts_at, shift.ends_at.hour) == (THURSDAY, 22)
    assert set(shift.places.values_list("account", "duty")) == {(mo.pk, "host"), (lea.pk, "deputy")}


def test_a_shift_may_end_on_the_next_day(browse: Browse, nia: Account, clock: FakeClock) -> None:
    browse(nia).post("/shifts/new/", {**EVENING, "starts": "20:00", "ends": "02:00"})
    assert Shift.objects.get().ends_at == datetime(2026, 11, 27, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"day": ""}, "Please choose a day."),
        ({"day": "soon"}, "Write the day like 2026-11-24."),
        ({"day": "9999-12-31"}, "Please choose a day within the next year."),
        ({"day": "2020-01-01"}, "Please choose a day within the next year."),
        ({"starts": "late"}, "Write the time like 18:00."),
        ({"starts": "06:00", "ends": "21:00"}, "at most 12 hours"),
        ({"day": "2027-03-28", "starts": "01:30", "ends": "04:00"}, "The clocks go forward over this time"),
        ({"host": "nobody-we-know"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_a_shift_is_told_and_kept(
    browse: Browse, nia: Account, clock: FakeClock, change: dict[str, str], told: str
) -> None:
    answer = browse(nia).post("/shifts/new/", {**EVENING, **change})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Shift.objects.exists()


def test_a_manager_changes_what_a_shift_needs(browse: Browse, nia: Account, mo: Account, clock: FakeClock) -> None:
    shift = make_place(mo, Duty.HOST, make_shift(starts_at=THURSDAY)).shift
    path = f"/shifts/{shift.pk}/change/"
    assert 'name="host_least" value="1"' in browse(nia).get(path).content.decode()
    needs = {f"{duty}_{kind}": "2" for duty in Duty.values for kind in ("least", "ideal")}
    assert browse(nia).post(path, needs | {"needs_approval": "on"}).headers["Location"] == f"/shifts/{shift.pk}/"
    shift.refresh_from_db()
    assert shift.needs["host"] == [2, 2]
    assert shift.needs_approval
    answer = browse(nia).post(path, needs | {"host_least": "3"})
    assert answer.status_code == 422
    assert "Please make it larger." in answer.content.decode()


def test_a_shift_underway_is_not_removed(browse: Browse, nia: Account, mo: Account, clock: FakeClock) -> None:
    assert browse(nia).post(f"/shifts/{put_on_duty(mo).shift_id}/remove/").status_code == 409


def test_a_manager_removes_a_shift(browse: Browse, nia: Account, clock: FakeClock) -> None:
    shift = make_shift(starts_at=THURSDAY)
    assert browse(nia).post(f"/shifts/{shift.pk}/remove/").status_code == 302
    assert not Shift.objects.exists()


def test_who_may_see_and_plan(
    browse: Browse, ada: Account, mo: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    shift = make_shift(starts_at=THURSDAY)
    paths = ("/shifts/", "/shifts/new/", f"/shifts/{shift.pk}/", f"/shifts/{shift.pk}/change/")
    outcomes = {who.pseudonym: [browse(who).get(path).status_code for path in paths] for who in (ada, mo, lea, nia)}
    assert outcomes == {
        "Ada": [404, 404, 404, 404],
        "Mo": [200, 404, 200, 404],
        "Lea": [200, 404, 200, 404],
        "Nia": [200, 200, 200, 200],
    }
    assert browse(mo, verified=False).get("/shifts/").status_code == 302
    assert browse().get("/shifts/").status_code == 302


def test_wall_times_are_those_of_the_service() -> None:
    assert instant(date(2026, 7, 7), time(18)) == datetime(2026, 7, 7, 17, tzinfo=UTC)
    assert instant(date(2026, 10, 25), time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    with pytest.raises(NoSuchTime):
        instant(date(2027, 3, 28), time(1, 30))
