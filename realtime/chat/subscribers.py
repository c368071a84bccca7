"""What a room hears of: names and identifiers, never a word. Everybody then looks for themselves."""

from typing import Any

from forum.blocks.events import MemberBlocked, MemberUnblocked
from forum.core.events import after_commit
from forum.rooms.events import (
    AttendanceChanged,
    CallRaised,
    ChatChanged,
    ChatEmptied,
    ChatEntered,
    ChatLeft,
    MessageChanged,
    MessageWithdrawn,
    MessageWritten,
)
from forum.rooms.standings import sessions_of
from forum.warnings.events import ProfileSet
from moderation.hosting.events import CallTaken, HostEntered, HostLeft
from realtime import broadcast, groups

_OF_A_MESSAGE: tuple[type[Any], ...] = (MessageWritten, MessageWithdrawn, MessageChanged)
_OF_A_PERSON: tuple[type[Any], ...] = (ChatEntered, ChatLeft, AttendanceChanged)
_OF_THE_SESSION: tuple[type[Any], ...] = (CallRaised, CallTaken, ChatChanged, ChatEmptied, HostEntered, HostLeft)


def tell_of_a_message(event: MessageWritten | MessageWithdrawn | MessageChanged) -> None:
    broadcast.hint(groups.chat(event.session_id), event, message=event.message_id)


for _event in _OF_A_MESSAGE:
    after_commit(_event)(tell_of_a_message)


def tell_of_a_person(event: ChatEntered | ChatLeft | AttendanceChanged) -> None:
    broadcast.hint(groups.chat(event.session_id), event, attendance=event.attendance_id)


for _event in _OF_A_PERSON:
    after_commit(_event)(tell_of_a_person)


def tell_of_the_session(
    event: CallRaised | CallTaken | ChatChanged | ChatEmptied | HostEntered | HostLeft,
) -> None:
    broadcast.hint(groups.chat(event.session_id), event)


for _event in _OF_THE_SESSION:
    after_commit(_event)(tell_of_the_session)


@after_commit(ProfileSet)
def tell_of_a_profile(event: ProfileSet) -> None:
    for session_id in sessions_of(event.account_id):
        broadcast.hint(groups.chat(session_id), event, account=event.account_id)


def tell_of_a_block(event: MemberBlocked | MemberUnblocked) -> None:
    """Both see each other's messages no more, or again. No hint names the two of them together."""
    for session_id in sessions_of(event.account_id):
        broadcast.hint(groups.chat(session_id), event, account=event.account_id)
    for session_id in sessions_of(event.blocked_id):
        broadcast.hint(groups.chat(session_id), event, other=event.blocked_id)


after_commit(MemberBlocked)(tell_of_a_block)
after_commit(MemberUnblocked)(tell_of_a_block)
