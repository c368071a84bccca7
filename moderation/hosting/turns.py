"""Whose turn it is: a session counts the presses of its hosts, and a press made from a page that shows an older count
changes nothing. Of two hosts who press opposite buttons at once, the second learns what the first one did."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.core import clock
from forum.core.events import Event, publish
from forum.core.refusals import NotGranted, Refusal
from forum.rooms.events import ChatChanged
from forum.rooms.models import ChatSession
from moderation.audit.models import Entry
from moderation.hosting.events import (
    ChatCancelled,
    ChatClosed,
    ChatClosing,
    ChatOpened,
    ChatPaceSet,
    ChatPaused,
    ChatPlanChanged,
    ChatResumed,
)

_DID = {
    ChatCancelled.name: "cancelled this session",
    ChatClosed.name: "closed the room",
    ChatClosing.name: "began the closing round",
    ChatOpened.name: "opened the room",
    ChatPaceSet.name: "changed the pace of the room",
    ChatPaused.name: "gave the room a breathing space",
    ChatPlanChanged.name: "changed the plan of this session",
    ChatResumed.name: "ended the breathing space",
}
_LATELY = timedelta(days=1)


class SomethingChanged(Refusal):
    """Somebody else pressed something since this page was shown."""

    code = "something_changed"

    def __init__(self, who: str = "Somebody", did: str = "changed something here") -> None:
        super().__init__(gettext("{who} {did} a moment ago. Look again, then decide.").format(who=who, did=did))


def find(session_id: UUID) -> ChatSession | None:
    """The session as the database has it, held until this transaction ends, if it is still there. Whoever only comes in
    need not wait."""
    return ChatSession.objects.select_for_update(of=("self",), no_key=True).filter(pk=session_id).first()


def lock(session_id: UUID) -> ChatSession:
    """The same; what is not there is not for anybody."""
    session = find(session_id)
    if session is None:
        raise NotGranted
    return session


def is_repeat(session: ChatSession, actor: Account, seen: int, act: type[Event]) -> bool:
    """Is this the same press twice? Raises SomethingChanged if somebody did something else since the page was shown."""
    if session.turn == seen:
        return False
    last = _last_act(session)
    if last is None:
        raise SomethingChanged
    if last.action == act.name and last.actor_id == actor.pk and session.turn == seen + 1:
        return True
    raise SomethingChanged(_name(last.actor_id, actor), _DID[last.action])


def take(session: ChatSession, event: Event, **fields: Any) -> None:
    """Write `fields` to the locked session as its next turn, and tell of it. The last thing a verb does: the trail
    comes after every other lock."""
    session.turn += 1
    write(session, **fields)
    publish(ChatChanged(actor_id=event.actor_id, session_id=session.pk))
    publish(event)


def write(session: ChatSession, **fields: Any) -> None:
    """Write `fields` and the turn of the locked session."""
    for name, value in fields.items():
        setattr(session, name, value)
    session.save(update_fields=["turn", *fields])


def _last_act(session: ChatSession) -> Entry | None:
    """The trail knows who did what."""
    acts = Entry.objects.filter(action__in=list(_DID), subject__session_id=str(session.pk))
    return acts.filter(at__gt=clock.now() - _LATELY).order_by("-sequence").first()


def _name(account_id: UUID | None, actor: Account) -> str:
    if account_id is None:
        return "The service"
    if account_id == actor.pk:
        return "You"
    return Account.objects.filter(pk=account_id).values_list("pseudonym", flat=True).first() or "Somebody"
