import pytest

from forum.accounts.models import Account
from forum.rooms.models import ChatSession
from tests.conftest import FakeClock
from tests.factories.hosting import make_sol, opened, put_team_on


@pytest.fixture
def sol(db: None) -> Account:
    """A second peer moderator, second factor shown."""
    return make_sol()


@pytest.fixture
def team(mo: Account, sol: Account, lea: Account, clock: FakeClock) -> tuple[Account, Account]:
    """Mo and Sol are on shift until 22:00, and Lea is on call."""
    put_team_on(mo, sol, lea)
    return mo, sol


@pytest.fixture
def room(team: tuple[Account, Account]) -> ChatSession:
    """A group from 19:00 to 20:00, open, with both hosts in it."""
    return opened(*team)
