"""Sessions, who takes part, and what was written, for tests: plain rows, as the services leave them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from forum.accounts.models import Account
from forum.blocks.models import Block
from forum.confidentiality.models import Notice
from forum.core import clock
from forum.rooms.ledger import next_revision
from forum.rooms.models import (
    Attendance,
    Call,
    CallKind,
    Channel,
    ChatSession,
    ClosedFor,
    Message,
    Mode,
    SessionKind,
    SessionState,
)
from tests.factories.threads import ready_to_write


def make_session(host: Account, *, starts_at: datetime | None = None, minutes: int = 60, **fields: Any) -> ChatSession:
    """A group that `host` planned; without a time, for now. Nobody is held for being new unless a test says so."""
    start = starts_at or clock.now()
    known: dict[str, Any] = {
        "title": "An evening together",
        "purpose": "To sit together for a while.",
        "host": host,
        "planned_by": host,
        "holds_newcomers": False,
        "submission": uuid4(),
    }
    return ChatSession.objects.create(starts_at=start, ends_at=start + timedelta(minutes=minutes), **known | fields)


def make_support(host: Account, *, starts_at: datetime | None = None, **fields: Any) -> ChatSession:
    """A one-to-one time that `host` offers; without a time, for now."""
    known: dict[str, Any] = {"title": "A quiet talk", "capacity": 1, "kind": SessionKind.SUPPORT, "minutes": 30}
    return make_session(host, starts_at=starts_at, **known | fields)


def open_session_for(*hosts: Account, **fields: Any) -> ChatSession:
    """A session that is open now, with `hosts` in it; the first holds it. Put them on duty if the test needs it."""
    known: dict[str, Any] = {"state": SessionState.OPEN, "opened_at": clock.now()}
    session = make_session(hosts[0], **known | fields)
    for host in hosts:
        attend(session, host)
    return session


def attend(session: ChatSession, account: Account, mode: Mode = Mode.WRITE, **fields: Any) -> Attendance:
    """`account` is in the session: a host if they are of the team, otherwise a member who acknowledged the notice."""
    now = clock.now()
    known: dict[str, Any] = {"came_at": now, "entered_at": now, "seen_at": now, "mode": mode}
    known["as_host"] = account.is_team
    if not account.is_team:
        ready_to_write(account)
        known["notice"] = Notice.objects.current()
    return Attendance.objects.create(session=session, account=account, **known | fields)


@transaction.atomic
def write(
    session: ChatSession,
    account: Account,
    words: str = "Good to be here.",
    *,
    warnings: Sequence[str] = (),
    aside: Attendance | None = None,
    **fields: Any,
) -> Message:
    """`account` has written in the session: to the room, or aside with `aside`."""
    number = next_revision(session.pk)
    known: dict[str, Any] = {"channel": Channel.ASIDE if aside else Channel.ROOM, "submission": uuid4()}
    known |= {"written_at": clock.now(), "number": number, "revision": number, "aside": aside}
    return Message.objects.create(
        session=session, author=account, words=words, warnings=list(warnings), **known | fields
    )


def call(attendance: Attendance, kind: CallKind = CallKind.NOT_OK, **fields: Any) -> Call:
    """Whoever has `attendance` needs a host; the aside is open."""
    now = clock.now()
    if kind == CallKind.NOT_OK:
        Attendance.objects.filter(pk=attendance.pk).update(aside_at=now, aside_closed_at=None)
        attendance.aside_at = now
    known: dict[str, Any] = {"raised_at": now, "due_at": now + settings.CHAT["answer"]}
    return Call.objects.create(session_id=attendance.session_id, attendance=attendance, kind=kind, **known | fields)


def close_now(session: ChatSession) -> ChatSession:
    """The session came to its end at this moment."""
    session.state, session.closed_at, session.closed_for = SessionState.CLOSED, clock.now(), ClosedFor.ROUND
    session.save(update_fields=["state", "closed_at", "closed_for"])
    return session


def make_block(account: Account, other: Account) -> Block:
    """`account` does not want to meet `other` any more."""
    return Block.objects.create(account=account, blocked=other, at=clock.now())
