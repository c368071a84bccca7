"""The two or three lines that every page names while nobody from the team is here."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string

from forum.support.listing import open_now
from forum.support.models import Line
from tests.conftest import FakeClock

pytestmark = pytest.mark.django_db


def _line(name: str, **fields: Any) -> Line:
    return Line.objects.create(**{"name": name, "region": "UK", "phone": "0800 000", **fields})


def test_three_that_are_open_at_this_moment(clock: FakeClock) -> None:
    _line("Danger", emergency=True, always_open=True)
    _line("Always", always_open=True)
    _line("Evenings", opens=time(18), closes=time(22), position=1)
    _line("Mornings", opens=time(9), closes=time(12), position=2)
    _line("Mondays", opens=time(18), closes=time(22), days="mon", position=3)
    _line("Unknown", position=4)
    _line("Elsewhere", always_open=True, region="Wales")
    _line("Doubtful", opens=time(18), closes=time(22), checked_on=date(2026, 1, 1), position=5)
    assert [line.name for line in open_now(clock())] == ["Always", "Evenings"]
    for number in range(3):
        _line(f"More {number}", always_open=True)
    assert len(open_now(clock())) == 2, "Looked at a moment ago."
    clock.advance(minutes=1)
    assert len(open_now(clock())) == 3


def test_hours_are_those_of_the_service(clock: FakeClock) -> None:
    _line("Evenings", opens=time(18), closes=time(22))
    clock.set(clock.moment.replace(month=7, hour=17, minute=30))
    assert [line.name for line in open_now(clock())] == ["Evenings"], "Half past six in British summer."


def test_a_page_asks_the_database_at_most_once_a_minute(clock: FakeClock, django_assert_max_num_queries: Any) -> None:
    _line("Always", always_open=True)
    with django_assert_max_num_queries(1):
        for _ in range(5):
            open_now(clock())
    clock.advance(seconds=59)
    with django_assert_max_num_queries(0):
        open_now(clock())


class _Cover:
    def __init__(self, *, is_staffed: bool) -> None:
        self.is_staffed = is_staffed


@pytest.mark.parametrize("staffed", [True, False])
def test_the_part_of_the_page_shows_only_while_nobody_is_here(clock: FakeClock, staffed: bool) -> None:
    _line("Always", always_open=True, hours="day and night")
    context = {"cover": _Cover(is_staffed=staffed), "open_lines": open_now(clock() + timedelta(0))}
    shown = render_to_string("components/open_lines.html", context)
    assert ("Always" in shown) is not staffed
    assert ("day and night" in shown) is not staffed
