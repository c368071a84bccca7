"""How the time of a session is told."""

from datetime import UTC, datetime, timedelta

import pytest

from forum.rooms.hours import day_of, hours, length

NOW = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "yesterday"), (0, "today"), (1, "tomorrow"), (2, "on Thursday 26 November"), (8, "on Wednesday 2 December")],
)
def test_a_day_is_told_by_how_near_it_is(days: int, words: str) -> None:
    assert day_of(NOW + timedelta(days=days), NOW) == words


def test_the_days_are_those_of_the_service_not_of_utc() -> None:
    summer = datetime(2026, 7, 1, 20, 0, tzinfo=UTC)
    late = hours(summer + timedelta(hours=3, minutes=30), summer + timedelta(hours=4), summer)
    assert (late.day, late.begins, late.ends) == ("tomorrow", "00:30", "01:00")
    assert late.begins_iso == "2026-07-01T23:30+00:00"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "a minute"), (50, "50 minutes"), (60, "an hour"), (90, "90 minutes"), (120, "2 hours"), (1440, "24 hours")],
)
def test_a_stretch_of_time_in_words(minutes: int, words: str) -> None:
    assert length(minutes) == words
