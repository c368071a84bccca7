"""A calendar elsewhere learns when, and nothing else."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar
from pytest_django import Settings

from forum.accounts.models import Account
from moderation.rota.models import Duty, Feed, Place, State
from moderation.rota.services.absences import begin_pause
from moderation.rota.services.calendars import make_calendar
from moderation.rota.views import calendars as pages
from moderation.team.services import close_duty_account
from tests.conftest import Browse, FakeClock
from tests.factories.rota import make_place, make_shift


def _at(hours: int) -> datetime:
    return datetime(2026, 11, 25, tzinfo=UTC) + timedelta(hours=hours)


def _address(account: Account) -> str:
    return reverse("rota:feed", args=[make_calendar(actor=account)])


@pytest.fixture
def place(mo: Account, lea: Account, clock: FakeClock) -> Place:
    shift = make_shift(starts_at=_at(18))
    make_place(lea, Duty.ON_CALL, shift)
    return make_place(mo, Duty.HOST, shift)


def test_a_secret_address_is_made_and_shown_once(browse: Browse, mo: Account, place: Place) -> None:
    client = browse(mo)
    assert "It is off" in client.get(reverse("rota:calendar")).content.decode()
    shown = client.post(reverse("rota:make_calendar"), follow=True).content.decode()
    (token,) = re.findall(r"/calendar/([\w-]{40,})\.ics", shown)
    assert token not in str(list(Feed.objects.values_list()))
    assert browse().get(f"/calendar/{token}.ics").status_code == 200
    again = client.get(reverse("rota:calendar_address"), follow=True).content.decode()
    assert token not in again
    assert "It is on" in again
    client.post(reverse("rota:make_calendar"))
    assert browse().get(f"/calendar/{token}.ics").status_code == 404
    assert Feed.objects.count() == 1


def test_turned_off_it_opens_nothing(browse: Browse, mo: Account, place: Place) -> None:
    address = _address(mo)
    for _ in range(2):
        assert browse(mo).post(reverse("rota:turn_calendar_off")).status_code == 302
    assert browse().get(address).status_code == 404
    assert browse().get(reverse("rota:feed", args=["not-one-of-ours"])).status_code == 404


def test_an_entry_holds_its_times_and_nothing_else(
    browse: Browse, mo: Account, place: Place, settings: Settings
) -> None:
    settings.SITE_NAME, settings.CALENDAR_TITLE = "Holdfast", "Appointment"
    answer = browse().get(_address(mo))
    (entry,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert set(entry) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS"}
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (_at(18), _at(22))
    assert b"DTSTART:20261125T180000Z" in answer.content
    assert str(entry["SUMMARY"]) == "Appointment"
    text = answer.content.decode()
    for telling in ("Holdfast", "Mo", "Lea", "host", "Host", "shift", "LOCATION", "127.0.0.1", "example"):
        assert telling not in text.replace("Modified", "")
    for ours in (place.pk, place.shift_id, mo.pk, Feed.objects.get().pk):
        assert str(ours) not in text
        assert ours.hex not in text


def test_the_marks_of_entries_stay_and_are_new_with_a_new_address(browse: Browse, mo: Account, place: Place) -> None:
    def uid(address: str) -> str:
        (entry,) = Calendar.from_ical(browse().get(address).content).walk("VEVENT")
        return str(entry["UID"])

    address = _address(mo)
    first = uid(address)
    place.shift.starts_at -= timedelta(hours=1)
    place.shift.save()
    assert uid(address) == first
    assert uid(_address(mo)) != first


def test_what_a_program_has_already_is_not_sent_again(
    browse: Browse, mo: Account, place: Place, clock: FakeClock
) -> None:
    address = _address(mo)
    first = browse().get(address)
    clock.advance(minutes=10)
    same = browse().get(address, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", first["ETag"])
    make_place(mo, Duty.SECOND, make_shift(starts_at=_at(50)))
    assert browse().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_nothing_on_the_way_keeps_a_copy(browse: Browse, mo: Account, place: Place) -> None:
    answer = browse().get(_address(mo))
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["X-Robots-Tag"] == "noindex, noarchive"
    assert not answer.cookies


def test_only_confirmed_shifts_stand_in_it(browse: Browse, mo: Account, place: Place, clock: FakeClock) -> None:
    address = _address(mo)
    for state in (State.ASKED, State.GIVEN_UP):
        Place.objects.filter(pk=place.pk).update(state=state)
        assert b"VEVENT" not in browse().get(address).content
    Place.objects.filter(pk=place.pk).update(state=State.CONFIRMED)
    clock.advance(days=40)
    assert b"VEVENT" not in browse().get(address).content


def test_who_pauses_has_an_empty_one_and_who_left_has_none(
    browse: Browse, mo: Account, nia: Account, place: Place
) -> None:
    address = _address(mo)
    begin_pause(actor=mo)
    assert b"VEVENT" not in browse().get(address).content
    close_duty_account(actor=nia, account=mo)
    assert browse().get(address).status_code == 404
    assert not Feed.objects.exists()


def test_a_closed_account_has_none_whatever_else_is_there(browse: Browse, mo: Account, place: Place) -> None:
    address = _address(mo)
    Account.objects.filter(pk=mo.pk).update(is_active=False)
    assert browse().get(address).status_code == 404


def test_asking_is_limited_for_each_address_and_each_network(
    browse: Browse, mo: Account, lea: Account, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "ASKED_AN_HOUR", 3)
    monkeypatch.setattr(pages, "ASKED_FROM_ONE_NETWORK", 6)
    mine, hers = _address(mo), _address(lea)
    assert [browse().get(mine).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert [browse().get(hers).status_code for _ in range(3)] == [200, 200, 429]
    assert browse().get(hers, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_the_page_says_what_a_calendar_learns(browse: Browse, mo: Account) -> None:
    page = browse(mo).get(reverse("rota:calendar")).content.decode()
    for words in ("“Appointment”", "the company behind it", "it is safer to leave this off"):
        assert words in page
