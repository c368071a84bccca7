"""Planning by patterns, as a manager meets it."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from forum.accounts.models import Account
from moderation.rota.duties import USUAL, Duty
from moderation.rota.models import Holiday, Pattern, PatternException, Shift
from moderation.rota.models.patterns import OnHoliday
from moderation.rota.services.holidays import begin_with_holidays
from moderation.rota.services.patterns import Shape, leave_out_day, make_pattern
from tests.conftest import Browse, FakeClock
from tests.factories.patterns import day
from tests.factories.rota import make_place

NEW = "/shifts/patterns/new/"
FORM = {
    "name": "Week nights",
    "rhythm": "weekly",
    "weekdays": ["0", "3"],
    "every": "2",
    "nth": "1",
    "month_day": "0",
    "first_day": "2026-11-25",
    "last_day": "",
    "starts": "18:00",
    "ends": "22:00",
    "on_holidays": "skip",
    "host_least": "1",
    "host_ideal": "2",
}


@pytest.fixture(autouse=True)
def _still(clock: FakeClock) -> None:
    clock.set(datetime(2026, 11, 24, 12, tzinfo=UTC))


def _shape(**fields: Any) -> Shape:
    usual: dict[str, Any] = {
        "name": "Evenings",
        "rule": "FREQ=DAILY",
        "first_day": day("2026-11-24"),
        "last_day": None,
        "starts": time(18),
        "ends": time(22),
        "needs": USUAL,
    }
    return Shape(**usual | fields)


@pytest.fixture
def pattern(nia: Account) -> Pattern:
    return make_pattern(actor=nia, shape=_shape())[0]


def _shift(pattern: Pattern, on: date = date(2026, 11, 25)) -> Shift:
    return Shift.objects.get(pattern=pattern, pattern_day=on)


def test_first_the_dates_then_the_pattern(browse: Browse, nia: Account) -> None:
    Holiday.objects.create(day=day("2026-12-24"), name="A day off")
    client = browse(nia)
    assert "Save this pattern" not in client.get(NEW).content.decode()
    page = client.post(NEW, FORM).content.decode()
    for words in ("Thu 26 Nov 2026, 18:00 to 22:00", "Mon 7 Dec 2026", "Left out as bank holidays: Thu 24 Dec 2026"):
        assert words in page
    assert "Mon 30 Nov" not in page
    assert "7 new shifts will be made now." in page
    assert not Pattern.objects.exists()
    answer = client.post(NEW, {**FORM, "save": "1"})
    made = Pattern.objects.get()
    assert answer["Location"] == reverse("rota:pattern", args=[made.pk])
    assert (made.rule, made.on_holidays, made.needs["host"]) == (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        OnHoliday.SKIP,
        [1, 2],
    )
    page = client.get(answer["Location"]).content.decode()
    assert "New shifts: 7." in page
    assert "Every 2 weeks on Monday and Thursday, from Wed 25 Nov 2026" in page
    assert "New shifts" not in client.get(answer["Location"]).content.decode()


def test_a_monthly_and_a_daily_rhythm(browse: Browse, nia: Account) -> None:
    client = browse(nia)
    client.post(NEW, {**FORM, "rhythm": "monthly", "nth": "-1", "month_day": "6", "save": "1"})
    client.post(NEW, {**FORM, "rhythm": "daily", "weekdays": [], "save": "1"})
    assert set(Pattern.objects.values_list("rule", flat=True)) == {"FREQ=MONTHLY;BYDAY=-1SU", "FREQ=DAILY"}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"weekdays": []}, "Please choose at least one day of the week."),
        ({"weekdays": ["7"]}, "Please choose days of the week."),
        ({"last_day": "2026-11-01"}, "The pattern ends on its first day or later."),
        ({"ends": "17:00"}, "A shift lasts at most 12 hours"),
        ({"ends": "18:00"}, "A shift lasts at most 12 hours"),
        ({"first_day": "1926-11-25"}, "Please choose a day within five years."),
        ({"name": ""}, "Please give it a name."),
        ({"rhythm": "hourly"}, "Please choose one of these."),
        ({"host_least": "3"}, "What would be good is at least as many"),
    ],
)
def test_what_cannot_be_comes_back_as_it_was(browse: Browse, nia: Account, fields: dict[str, Any], words: str) -> None:
    answer = browse(nia).post(NEW, {**FORM, **fields, "save": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="22:00"' in page or "ends" in fields
    assert not Pattern.objects.exists()


def test_the_nights_of_the_clock_change_are_told(browse: Browse, nia: Account) -> None:
    night = {**FORM, "rhythm": "daily", "first_day": "2027-03-25", "ends": "06:00"}
    page = browse(nia).post(NEW, {**night, "starts": "22:00"}).content.decode()
    assert "The clocks change while it lasts, so it is 7 hours long." in page
    page = browse(nia).post(NEW, {**night, "starts": "01:30"}).content.decode()
    assert "The clocks go forward, so it starts at the first moment" in page
    assert "Sun 28 Mar 2027, 02:00 to 06:00" in page


def test_a_change_says_first_whom_it_is_about(browse: Browse, nia: Account, mo: Account, pattern: Pattern) -> None:
    make_place(mo, Duty.HOST, _shift(pattern))
    client, address = browse(nia), reverse("rota:change_pattern", args=[pattern.pk])
    assert 'value="Evenings"' in client.get(address).content.decode()
    form = {**FORM, "rhythm": "daily", "first_day": "2026-11-24", "starts": "19:00", "ends": "23:00"}
    page = client.post(address, form).content.decode()
    assert "57 shifts will have other times." in page
    assert "1 person on them will be told" in page
    assert _shift(pattern).starts_at.hour == 18
    page = client.post(address, {**form, "save": "1"}, follow=True).content.decode()
    assert "We told the one person it is about." in page
    assert _shift(pattern).starts_at.hour == 19


def test_shifts_that_are_left_standing_are_listed(browse: Browse, nia: Account, mo: Account, pattern: Pattern) -> None:
    place = make_place(mo, Duty.HOST, _shift(pattern))
    leave_out_day(actor=nia, pattern=pattern, day=day("2026-11-25"))
    page = browse(nia).get(reverse("rota:patterns")).content.decode()
    assert "Single shifts that a pattern left" in page
    assert reverse("rota:shift", args=[place.shift_id]) in page


def test_a_day_is_left_out_and_put_back(browse: Browse, nia: Account, pattern: Pattern) -> None:
    client, here = browse(nia), reverse("rota:pattern", args=[pattern.pk])
    page = client.post(reverse("rota:leave_out", args=[pattern.pk]), {"day": "2026-11-26"}, follow=True)
    assert "Put it back" in page.content.decode()
    assert "Thu 26 Nov 2026, 18:00" not in client.get(here).content.decode()
    client.post(reverse("rota:put_back", args=[pattern.pk]), {"day": "2026-11-26"})
    assert "Thu 26 Nov 2026, 18:00" in client.get(here).content.decode()
    assert not PatternException.objects.exists()
    answer = client.post(reverse("rota:leave_out", args=[pattern.pk]), {"day": "soon"})
    assert answer.status_code == 422
    assert "Write the day like 2026-11-24." in answer.content.decode()


def test_a_pattern_is_ended(browse: Browse, nia: Account, pattern: Pattern) -> None:
    client, address = browse(nia), reverse("rota:end_pattern", args=[pattern.pk])
    answer = client.post(address, {"last_day": "2026-11-01"})
    assert answer.status_code == 422
    assert "If it should never begin, delete it." in answer.content.decode()
    page = client.post(address, {"last_day": "2026-11-30"}, follow=True).content.decode()
    assert "until Mon 30 Nov 2026" in page
    assert Shift.objects.count() == 7


def test_deleting_says_how_many_shifts_and_people(
    browse: Browse, nia: Account, mo: Account, lea: Account, pattern: Pattern
) -> None:
    for on, who, duty in ((25, mo, Duty.HOST), (26, mo, Duty.HOST), (26, lea, Duty.ON_CALL)):
        make_place(who, duty, _shift(pattern, date(2026, 11, on)))
    client, address = browse(nia), reverse("rota:remove_pattern", args=[pattern.pk])
    page = client.get(address).content.decode()
    assert "It has 57 coming shifts. 2 people are on 2 of them." in page
    assert "Nobody loses their place." in page
    answer = client.post(address, {"people": "keep"}, follow=True)
    assert "2 shifts stay as single shifts" in answer.content.decode()
    assert (Pattern.objects.count(), Shift.objects.count()) == (0, 2)
    assert client.post(address, {"people": "keep"}).status_code == 404


def test_deleting_with_people_tells_them(browse: Browse, nia: Account, mo: Account, pattern: Pattern) -> None:
    make_place(mo, Duty.HOST, _shift(pattern))
    address = reverse("rota:remove_pattern", args=[pattern.pk])
    browse(nia).post(address, {"people": "take"})
    assert not Shift.objects.exists()
    assert "This shift does not take place" in browse(mo).get(reverse("nudges:list")).content.decode()


def test_a_new_site_knows_the_bank_holidays_and_managers_keep_them(browse: Browse, nia: Account) -> None:
    call_command("starter")
    assert Holiday.objects.count() == 24
    Holiday.objects.filter(day=day("2026-12-25")).delete()
    begin_with_holidays(actor=nia)
    assert Holiday.objects.count() == 23
    client, address = browse(nia), reverse("rota:holidays")
    page = client.post(address, {"day": "2026-12-25", "name": "Christmas Day"}, follow=True).content.decode()
    assert "Fri 25 Dec 2026: Christmas Day" in page
    assert "check them each year" in page
    christmas = Holiday.objects.get(day=day("2026-12-25"))
    client.post(reverse("rota:remove_holiday", args=[christmas.pk]))
    assert not Holiday.objects.filter(pk=christmas.pk).exists()
    assert client.post(address, {"day": "", "name": "Soon"}).status_code == 422


def test_no_bank_holiday_of_the_starter_lies_on_a_weekend(nia: Account) -> None:
    begin_with_holidays(actor=nia)
    assert {one.weekday() for one in Holiday.objects.values_list("day", flat=True)} <= set(range(5))


def test_the_list_asks_little_however_many_there_are(
    browse: Browse, nia: Account, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        make_pattern(actor=nia, shape=_shape(name=f"Pattern {number}", starts=time(number), ends=time(number + 1)))
    client = browse(nia)
    client.get(reverse("rota:patterns"))
    with django_assert_max_num_queries(14):
        client.get(reverse("rota:patterns"))
