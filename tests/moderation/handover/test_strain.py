"""The drawing of strain: every dot inside it, in order of time, higher for more."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from moderation.handover.strain import WORDS, Told, drawing

BEGAN = datetime(2026, 1, 1, 22, tzinfo=UTC)
TOLD = st.builds(
    lambda days, strain: Told(BEGAN + timedelta(days=days), strain), st.integers(0, 365), st.sampled_from([*WORDS])
)


@given(st.lists(TOLD, max_size=60, unique_by=lambda one: one.at))
def test_every_dot_is_inside_and_in_order(told: list[Told]) -> None:
    drawn = drawing(told)
    ordered = sorted(told, key=lambda one: one.at)
    height = dict(drawn.rules)
    assert [dot.y for dot in drawn.dots] == [height[one.strain] for one in ordered]
    assert [dot.x for dot in drawn.dots] == sorted(dot.x for dot in drawn.dots)
    assert all(0 < dot.x < drawn.width and 0 < dot.y < drawn.height for dot in drawn.dots)
    assert height[1] > height[5]  # In a drawing, more is further up.
