"""What the steward does: everything at first, then only what has come due."""

from datetime import datetime, timedelta

import pytest

from config import steward
from forum.accounts.models import KeptDraft
from forum.core import chores
from tests.conftest import FakeClock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_fresh_start() -> None:
    steward.huey.flush()


def test_it_does_what_is_due_and_the_next_time_what_came_due_since(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def chore(name: str, every: timedelta) -> chores.Chore:
        def work(now: datetime) -> int:
            done.append(name)
            return 1

        return chores.Chore(name, every, work)

    chosen = [chore("often", timedelta(minutes=1)), chore("seldom", timedelta(hours=1))]
    monkeypatch.setattr(chores, "CHORES", chosen)
    for minutes, expected in ((0, ["often", "seldom"]), (1, ["often"]), (60, ["often", "seldom"])):
        done.clear()
        clock.advance(minutes=minutes)
        steward.do_what_is_due()
        assert done == expected


def test_it_really_throws_away_what_nobody_came_back_for(clock: FakeClock) -> None:
    KeptDraft.objects.create(token_hash="0" * 64, writer_mark="m", words="x", expires_at=clock() - timedelta(minutes=1))
    steward.do_what_is_due()
    assert not KeptDraft.objects.exists()
