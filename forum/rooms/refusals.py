"""Why something cannot be done in a session, in kind words; `wait` says in how many seconds it can."""

from datetime import datetime

from django.utils.translation import gettext

from forum.core.refusals import NotNow, Refusal
from forum.core.when import local


class NotOpenYet(NotNow):
    code = "room_not_open"
    message = "This session has not begun yet. You can come in as soon as the hosts open it."


class RoomClosing(NotNow):
    code = "room_closing"
    message = "This session is coming to its end, so nobody new comes in any more. We are glad that you came by."


class RoomClosed(NotNow):
    code = "room_closed"
    message = "This session is over. Thank you for being part of it."


class RoomPaused(NotNow):
    code = "room_paused"
    message = "The room is having a breathing space. You can send this as soon as it goes on."


class ListenOnly(NotNow):
    code = "listen_only"
    message = "Only the hosts write at the moment. You can send this later."


class OnlyListening(NotNow):
    code = "only_listening"
    message = "You chose only to listen. To write, change how you take part."


class NotInRoom(NotNow):
    code = "not_in_room"
    message = "You are not in this room at the moment. You can come back in through its door."


class AskedToLeave(NotNow):
    code = "not_in_room"
    message = (
        "A host asked you to leave this session, so you cannot come back to this one. "
        "Every other session is open to you, and these lines are there if you need somebody now."
    )
    next_step = "support:help"


class InAlready(Refusal):
    code = "in_already"
    message = (
        "You are in the room already. If you want to speak with a host, say that you are not OK: they come to you."
    )


class AsideClosed(NotNow):
    code = "aside_closed"
    message = "Your private talk with the host has ended. If you need one again, say that you are not OK."


class LimitsChanged(NotNow):
    code = "limits_changed"
    message = "What stays private here has changed since you opened this page. Look at it once more, then come in."


class Empty(Refusal):
    code = "empty"
    message = "There is nothing to send yet."
    status = 422


class TooLong(Refusal):
    code = "too_long"
    status = 422

    def __init__(self, most: int) -> None:
        super().__init__(
            gettext("This is longer than {most} characters. You can send it in two parts.").format(most=f"{most:,}")
        )


class Quiet(NotNow):
    """A host asked somebody only to read for a while."""

    code = "quiet"

    def __init__(self, until: datetime, reason: str, now: datetime) -> None:
        why = gettext(" They wrote: “{reason}”").format(reason=reason) if reason else ""
        super().__init__(
            gettext("A host asked you only to read until {local}.{why}").format(local=f"{local(until):%H:%M}", why=why)
        )
        self.wait = max(1, int((until - now).total_seconds()))


class Slow(NotNow):
    """Everybody waits a little between two messages."""

    code = "slow"

    def __init__(self, wait: int) -> None:
        seconds = "1 second" if wait == 1 else f"{wait} seconds"
        super().__init__(
            gettext("The room is taking it slowly. You can send this in {seconds}.").format(seconds=seconds)
        )
        self.wait = wait


class Taken(Refusal):
    code = "taken"
    message = "Somebody else has booked this time. Have a look at the others."


class OneAtATime(Refusal):
    code = "one_at_a_time"
    message = "You have booked a time already. To take this one, give the other back first."


class TimePassed(NotNow):
    code = "time_passed"
    message = "This time has begun or is over, so it cannot be booked or given back any more."


class KnownInChat(NotNow):
    """Everybody in a session would see one name become the other."""

    code = "known_in_chat"
    message = (
        "You are in a chat, or were in one that can still be read, and people there know you by your name of now. They "
        "would see it become the new one. A day after the chat you can leave your earlier words behind. Or you let "
        "them follow the new name."
    )
