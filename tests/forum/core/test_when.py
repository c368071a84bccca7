"""Moments as members read them."""

from datetime import UTC, datetime

import pytest

from forum.core.when import coarse, exact

NOW = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("then", "told"),
    [
        (datetime(2026, 11, 24, 18, 59, tzinfo=UTC), "tonight"),
        (datetime(2026, 11, 24, 14, 0, tzinfo=UTC), "this afternoon"),
        (datetime(2026, 11, 24, 8, 0, tzinfo=UTC), "this morning"),
        (datetime(2026, 11, 24, 2, 0, tzinfo=UTC), "last night"),
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), "yesterday morning"),
        (datetime(2026, 11, 21, 9, 0, tzinfo=UTC), "on Saturday"),
        (datetime(2026, 11, 3, 9, 0, tzinfo=UTC), "earlier this month"),
        (datetime(2026, 3, 3, 9, 0, tzinfo=UTC), "in March 2026"),
    ],
)
def test_members_see_times_only_roughly(then: datetime, told: str) -> None:
    assert coarse(then, NOW) == told


def test_the_small_hours_belong_to_the_night_before() -> None:
    late = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
    assert coarse(datetime(2026, 11, 24, 23, 0, tzinfo=UTC), late) == "tonight"
    assert coarse(datetime(2026, 11, 24, 8, 0, tzinfo=UTC), late) == "yesterday morning"
    assert coarse(datetime(2026, 11, 25, 1, 0, tzinfo=UTC), late) == "tonight"


def test_the_team_reads_the_services_own_clock() -> None:
    assert exact(datetime(2026, 7, 7, 18, 4, tzinfo=UTC)) == "Tue 7 Jul, 19:04"
