"""A room that the moderator on shift holds, with members in it and one in front of it, and everything one meets there;
sessions that are to come and that are over; times for one to one."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from forum.accounts.permissions import Role
from forum.core import clock
from forum.rooms.models import CallKind, Channel, MessageState, Mode, SessionState, Standing
from tests.factories.accounts import make_account
from tests.factories.rooms import (
    attend,
    call,
    close_now,
    make_block,
    make_session,
    make_support,
    open_session_for,
    write,
)


def build(world: Any) -> SimpleNamespace:
    """The member is in the room, blocks one who is there too, and booked a time."""
    host, member = world.cast["moderator on shift"], world.cast["member"]
    other, blocked, waits = (make_account(name) for name in ("Ida", "Jon", "Kim"))
    session = open_session_for(host, make_account("Sol", Role.MODERATOR), capacity=3)
    mine, theirs = attend(session, member), attend(session, other, aside_at=clock.now())
    attend(session, blocked, Mode.LISTEN)
    attend(session, waits, standing=Standing.WAITING)
    message = write(session, other, warnings=["mind.flashback"])
    over = close_now(open_session_for(host))
    attend(over, member)
    tomorrow = clock.now() + timedelta(days=1)
    return SimpleNamespace(
        session=session,
        mine=mine,
        theirs=theirs,
        asks=attend(session, make_account("Lou"), Mode.ASK, standing=Standing.ASKING, aside_at=clock.now()),
        removed=attend(session, make_account("Max"), standing=Standing.REMOVED, reason="It was too much for others."),
        message=message,
        own=write(session, member),
        held=write(session, other, state=MessageState.HELD),
        hidden=write(session, other, state=MessageState.HIDDEN, reason="It could tell who you are."),
        of_blocked=write(session, blocked),
        taken_back=write(session, other, "", state=MessageState.WITHDRAWN),
        among_hosts=write(session, host, "All calm.", channel=Channel.HOSTS),
        aside=write(session, host, "How are you?", aside=theirs),
        call=call(mine),
        flag_call=call(theirs, CallKind.FLAG, message=message),
        block=make_block(member, blocked),
        planned=make_session(host, starts_at=tomorrow),
        over=over,
        own_in_over=write(over, member),
        cancelled=make_session(host, starts_at=tomorrow, state=SessionState.CANCELLED),
        free=make_support(host, starts_at=tomorrow),
        booked=make_support(host, starts_at=tomorrow + timedelta(hours=1), member=member),
        taken=make_support(host, starts_at=tomorrow + timedelta(hours=2), member=other),
    )
