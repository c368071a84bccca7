"""Crisis help: open to everybody, what is open now first, the region one chose."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from forum.support.models import Line
from tests.conftest import FakeClock
from tests.forum.answers import said, text

pytestmark = pytest.mark.django_db


def _line(name: str, **fields: object) -> Line:
    return Line.objects.create(**{"name": name, "region": "UK", "phone": "0808 000 0000"} | fields)


@pytest.fixture
def lines(db: None) -> None:
    _line("Emergency services", phone="999", always_open=True, emergency=True)
    _line("Always there", always_open=True, hours="Day and night")
    _line("Evenings", opens=time(18), closes=time(22), days="mon tue", hours="18:00 to 22:00", region="Scotland")
    _line("Over night", opens=time(21), closes=time(6), hours="21:00 to 06:00", region="Wales")
    _line("Nobody knows when", region="NI")


def _parts(client: Client, query: str = "") -> list[str]:
    """The page before, within and after what is open now."""
    page = said(client.get(f"/help/{query}"))
    before, _, rest = page.partition('id="open-now"')
    now, _, others = rest.partition('id="others"')
    return [before, now, others]


def test_what_is_open_stands_before_what_is_not(lines: None, client: Client, clock: FakeClock) -> None:
    danger, now, others = _parts(client)
    assert "Emergency services" in danger
    assert "Always there" in now
    assert "Evenings" in now
    assert "Over night" in others
    assert "Nobody knows when" in others


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2026, 11, 24, 17, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 24, 18, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 22, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 25, 19, 0, tzinfo=UTC), False),  # A Wednesday.
        (datetime(2026, 7, 7, 17, 0, tzinfo=UTC), True),  # In summer the clocks of the service are an hour ahead.
        (datetime(2026, 7, 7, 21, 30, tzinfo=UTC), False),
    ],
)
def test_hours_are_wall_times_of_the_service(moment: datetime, is_open: bool) -> None:
    line = _line("Evenings", opens=time(18), closes=time(22), days="mon tue")
    assert line.is_open(moment) is is_open


@pytest.mark.parametrize(("hour", "is_open"), [(20, False), (21, True), (23, True), (3, True), (6, False)])
def test_hours_may_go_over_midnight(hour: int, is_open: bool) -> None:
    line = _line("Over night", opens=time(21), closes=time(6))
    assert line.is_open(datetime(2026, 11, 24, hour, tzinfo=UTC)) is is_open


def test_the_night_of_a_listed_day_goes_on_after_midnight() -> None:
    line = _line("Friday night", opens=time(21), closes=time(3), days="fri")
    assert line.is_open(datetime(2026, 11, 28, 2, tzinfo=UTC)) is True, "It is still Friday's night."
    assert line.is_open(datetime(2026, 11, 27, 2, tzinfo=UTC)) is False, "Thursday's night is not listed."


def test_one_region_shows_its_own_lines_and_those_for_all(lines: None, client: Client, clock: FakeClock) -> None:
    page = "".join(_parts(client, "?region=Scotland"))
    assert "Evenings" in page
    assert "Always there" in page
    assert "Emergency services" in page
    assert "Over night" not in page
    assert '<option value="Scotland" selected>' in page


@pytest.mark.parametrize("region", ["", "Atlantis", "scotland'--", "%00", "%ff", "x" * 3000, "Wales&region=NI"])
def test_a_region_we_do_not_know_shows_every_line(region: str, lines: None, client: Client) -> None:
    answer = client.get(f"/help/?region={region}")
    assert answer.status_code == 200
    assert "Always there" in said(answer)


def test_hours_nobody_checked_for_half_a_year_are_no_longer_told(client: Client, clock: FakeClock) -> None:
    _line("Old", hours="18:00 to 22:00", checked_on=date(2026, 5, 1))
    _line("New", hours="09:00 to 17:00", checked_on=date(2026, 11, 1))
    page = said(client.get("/help/"))
    assert "18:00 to 22:00" not in page
    assert "Look at their website for when they are open." in page
    assert "09:00 to 17:00" in page
    assert "Checked by us in November 2026." in page


def test_help_asks_for_nothing_and_keeps_nothing(lines: None, client: Client) -> None:
    answer = client.get("/help/?region=Wales")
    assert "session" not in answer.cookies
    assert "sign-in" not in text(answer).split('<main id="main"')[1].split("</main>")[0]


def test_without_any_line_in_the_directory_the_page_still_opens(client: Client) -> None:
    assert client.get("/help/").status_code == 200


def test_the_starter_directory_fits_the_table_and_asks_to_be_checked(client: Client) -> None:
    rows = json.loads((Path(settings.BASE_DIR) / "forum/support/starter/lines.json").read_text())
    lines = [Line(**row) for row in rows]
    for line in lines:
        line.full_clean(exclude=["opens", "closes"])
        assert line.checked_on is None
        assert line.region in ("UK", "England", "Wales", "Scotland", "NI"), line.name
        assert line.phone or line.text or line.web or line.email or line.hours or line.what, line.name
    assert {line.name for line in lines if line.emergency} >= {"Emergency services"}
    Line.objects.bulk_create(Line(**row, position=place) for place, row in enumerate(rows))
    assert "116 123" in said(client.get("/help/"))
    assert "999" in said(client.get("/help/"))
