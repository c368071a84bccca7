"""A room that is open: two members in it, and two hosts who are on duty."""

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.rooms.models import ChatSession
from moderation.rota.models import Duty
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rooms import attend, open_session_for
from tests.factories.rota import put_on_call, put_on_duty


@pytest.fixture
def sol(db: None) -> Account:
    """A second moderator, second factor shown."""
    return make_account("Sol", Role.MODERATOR)


@pytest.fixture
def room(clock: FakeClock, ada: Account, ben: Account, mo: Account, sol: Account, lea: Account) -> ChatSession:
    put_on_duty(mo)
    put_on_duty(sol, Duty.SECOND)
    put_on_call(lea)
    session = open_session_for(mo, sol)
    attend(session, ada)
    attend(session, ben)
    return session
