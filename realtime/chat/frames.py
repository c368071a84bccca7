"""What the socket of chat says, besides how the session is and how somebody takes part (`rooms.telling`).

The whole of it stands in docs/decisions/0027-what-a-chat-socket-says.md.
"""

from uuid import UUID

from forum.core.refusals import Refusal
from forum.rooms.faces import Face, MessageRow, told
from realtime.frames import Frame, framed

# Codes of their own: nothing is there; the session is over.
NOTHING_HERE, OVER = 4404, 4410
RELOAD = framed({"type": "reload"})


def message(row: MessageRow, face: Face) -> Frame:
    """A message, or a change of one: the browser puts it in the place of what it had under that id."""
    return framed({"type": "message", **told(row, face)}, row.revision)


def caught_up(revision: int, *, more: bool) -> Frame:
    """The end of what came while somebody was away, or of a part of it."""
    return framed({"type": "caught_up", "revision": revision, "more": more}, revision)


def heartbeat(revision: int) -> Frame:
    """A sign of life, with how far the room has come."""
    return framed({"type": "heartbeat", "revision": revision})


def kept(submission: UUID, message_id: UUID, revision: int) -> Frame:
    """What somebody wrote is in the database."""
    return framed({"type": "kept", "submission": str(submission), "id": str(message_id), "revision": revision})


def refused(submission: UUID, refusal: Refusal) -> Frame:
    """Why what somebody wrote is not in the room. Their words are in their browser; they are not sent back."""
    wait = getattr(refusal, "wait", None)
    return framed(
        {
            "type": "refused",
            "submission": str(submission),
            "code": refusal.code,
            "message": refusal.message,
            "wait": wait,
        }
    )
