"""The team of a chat evening, and sessions as the services of hosting leave them, for tests."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core import clock
from forum.rooms.models import ChatSession, Detail
from moderation.hosting.services import hosts, planning, state
from moderation.rota.models import Duty
from tests.factories.accounts import make_account
from tests.factories.rooms import make_session
from tests.factories.rota import put_on_call, put_on_duty


def make_sol(**fields: Any) -> Account:
    """A second moderator, second factor shown."""
    return make_account("Sol", Role.MODERATOR, **fields)


def put_team_on(host: Account, second: Account, practitioner: Account | None = None) -> None:
    """Enough of the team for chat, signed on and on call by the rota."""
    put_on_duty(host, Duty.HOST)
    put_on_duty(second, Duty.SECOND)
    if practitioner is not None:
        put_on_call(practitioner)


def opened(host: Account, second: Account, **fields: Any) -> ChatSession:
    """A group that both hosts came into and `host` opened, through the real services."""
    session = make_session(host, **fields)
    hosts.come_in(actor=second, session=session)
    return state.open_session(actor=host, session=session, seen=session.turn)


def planned(actor: Account, starts_at: datetime, ends_at: datetime, **fields: Any) -> ChatSession:
    """A group, planned through the real service."""
    known: dict[str, Any] = {
        "title": "A quiet evening",
        "purpose": "To sit together for a while.",
        "detail": Detail.NONE,
        "for_whom": "Everybody",
        "capacity": 20,
        "holds_all": False,
        "holds_newcomers": True,
        "host": actor if actor.role == Role.MODERATOR else None,
        "submission": uuid4(),
    }
    return planning.plan(actor=actor, starts_at=starts_at, ends_at=ends_at, **known | fields)


def seen_now(session: ChatSession, *people: Account) -> None:
    """The browsers of these people were heard of at this moment."""
    session.attendances.filter(account__in=people).update(seen_at=clock.now())
