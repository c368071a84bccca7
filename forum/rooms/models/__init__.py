"""Sessions, attendances, messages and calls."""

from forum.rooms.models.attendances import Attendance, Mode, Standing
from forum.rooms.models.calls import Call, CallKind
from forum.rooms.models.messages import Channel, Message, MessageState
from forum.rooms.models.sessions import ChatSession, ClosedFor, Detail, SessionKind, SessionState

__all__ = [
    "Attendance",
    "Call",
    "CallKind",
    "Channel",
    "ChatSession",
    "ClosedFor",
    "Detail",
    "Message",
    "MessageState",
    "Mode",
    "SessionKind",
    "SessionState",
    "Standing",
]
