"""The socket of one person in one chat session."""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Self, cast
from urllib.parse import parse_qs
from uuid import UUID

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows
from forum.blocks.events import MemberBlocked, MemberUnblocked
from forum.core import clock
from forum.core.refusals import Refusal
from forum.rooms import events
from forum.rooms.faces import MessageRow, Seat, face_of
from forum.rooms.models import Attendance, ChatSession, Message, Standing
from forum.rooms.models.attendances import HERE
from forum.rooms.reading import PAGE, rows_after, seat_of
from forum.rooms.services.writing import write_message
from forum.rooms.standings import at_the_door, standings, those_not_over, those_out
from forum.rooms.telling import you_told
from forum.warnings.events import ProfileSet
from moderation.hosting.events import CallTaken, HostEntered, HostLeft
from realtime import groups, hub
from realtime.chat import frames, writing
from realtime.chat.rooms import OVER, ChatRoom
from realtime.consumer import MAX_MALFORMED, Consumer
from realtime.database import db
from realtime.frames import MALFORMED, REFUSED, TROUBLE, framed

log = logging.getLogger(__name__)

# So many bytes of what somebody missed are sent before their browser says that it has read them.
BATCH = 12 * 1024


class ChatConsumer(Consumer):
    """Somebody in a session. They are told what is theirs to see, in order, and write.

    `after` is how far they were told. While they are not `is_live` they catch up, and the room passes them by. `seat`
    decides how messages appear to them; it is None until it was read.
    """

    requires = Permission.CHAT_READ
    room = ChatRoom
    keeps_alive = True
    hints = frozenset(
        event.name
        for event in (
            events.MessageWritten, events.MessageWithdrawn, events.MessageChanged, events.ChatEntered, events.ChatLeft,
            events.AttendanceChanged, events.CallRaised, events.ChatChanged, events.ChatEmptied, CallTaken,
            HostEntered, HostLeft, MemberBlocked, MemberUnblocked, ProfileSet,
        )
    )  # fmt: skip

    session_id: UUID
    attendance_id: UUID
    is_host: bool
    you: Mapping[str, Any]
    hosts_at_door: list[str]
    seat: Seat | None = None
    view = after = _round = 0
    is_live = is_noticed = _is_standing = False
    heard_at = 0.0
    chat: ChatRoom
    loop: asyncio.AbstractEventLoop

    def room_name(self) -> str:
        return groups.chat(self.session_id)

    def admit(self, account: Account) -> int:
        """Whoever is in, while the session runs. Somebody else's session is like one that does not exist."""
        self.session_id = self.kwargs["session_id"]
        if not allows(account, self.requires, SITE):
            return REFUSED
        own, hosts = at_the_door(self.session_id, account.pk)
        if own is None:
            return self._elsewhere(account)
        if own.session.state in OVER:
            return frames.OVER
        if not own.is_in or not _may_stay(account, own.as_host):
            return REFUSED
        now = clock.now()
        self.attendance_id, self.is_host, self.you = own.pk, own.as_host, you_told(own, now)
        self.hosts_at_door = [one.account.pseudonym for one in hosts if _is_here(one, now)]
        return 0

    async def welcome(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.heard_at = self.loop.time()
        self.chat = cast(ChatRoom, hub.here().rooms[self.room_name()])
        self.after = min(_after(self.query), self.chat.revision)
        await self.say(self.chat.state_frame(to_hosts=self.is_host))
        await self.say(framed(self.you))
        await self.sit_down()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        self.heard_at = asyncio.get_running_loop().time()
        await super().receive(text_data, bytes_data)

    def stand_up(self) -> None:
        """From now on nothing is told by the old seat."""
        self._is_standing, self.is_live = True, False
        self._round += 1

    async def sit_down(self) -> None:
        """Learn how this person sees things, then tell what they missed."""
        self._is_standing = True
        while self._is_standing and self.is_open:
            self._is_standing = False
            seat = await db(self._find_seat)
            self.seat, self.view = seat, self.chat.view_of(seat)
        await self.catch_up()

    async def catch_up(self) -> None:
        """Tell what changed after `after`, as much at once as anybody is owed; the browser asks for more. Whoever has
        come as far as the room hears what follows from there. If this is begun anew meanwhile, the new one goes on."""
        self.is_live = False
        self._round += 1
        this = self._round
        while self.is_open and not self._is_standing:
            target = self.chat.revision
            rows = await db(rows_after, self.session_id, self.after)
            more = this == self._round and await self._tell(rows, this)
            if this != self._round:
                return
            if not more:
                self.after = max(self.after, target)
            if not more and self.after < self.chat.revision:
                continue
            # Nothing may come between these two lines: what the room tells from here on follows what was told.
            self.is_live = not more
            await self.say(frames.caught_up(self.after, more=more))
            return

    async def resume(self, frame: dict[str, Any]) -> None:
        """The browser has read everything up to `after`, and asks for what came then."""
        after = writing.revision(frame.get("after"))
        if after is None:
            await self._not_understood()
            return
        self._owed.acknowledge(after)
        self.after = min(after, self.chat.revision)
        try:
            await self.catch_up()
        except Exception:
            # Whoever is not told what they missed would be told nothing more: they come back and ask again.
            log.exception("What somebody missed could not be read.")
            await self.close(TROUBLE)

    async def write(self, frame: dict[str, Any]) -> None:
        """Somebody wrote. "Kept" is said only once it is in the database."""
        written = writing.read(frame)
        if written is None:
            await self._not_understood()
            return
        try:
            message = await db(self._keep, written)
        except Refusal as refusal:
            await self.say(frames.refused(written.submission, refusal))
        except Exception:
            log.exception("A message could not be kept.")
            await self.say(frames.refused(written.submission, writing.NotKept()))
        else:
            await self.say(frames.kept(written.submission, message.pk, message.revision))

    commands = {"message.write": write, "resume": resume}

    @classmethod
    def gone(cls, sockets: Iterable[Self]) -> Mapping[Self, int]:
        """Who left or was asked to leave, whose session is over, and hosts who are not on duty any more.

        The room tells people first how things are, so it has until the next look to say goodbye by itself."""
        everybody = list(sockets)
        sessions = {socket.session_id for socket in everybody}
        out, not_over = those_out(sessions), those_not_over(sessions)
        lost = {one for one in everybody if one.attendance_id in out or one.session_id not in not_over}
        known = standings({socket.attendance_id for socket in lost})
        codes: dict[Self, int] = {}
        for socket in everybody:
            standing, state = known.get(socket.attendance_id, (None, None))
            if not _may_stay(socket.account, socket.is_host):
                codes[socket] = REFUSED
            elif socket not in lost or (standing == Standing.IN and state not in OVER):
                socket.is_noticed = False
            elif socket.is_noticed:
                codes[socket] = REFUSED if state is not None and state not in OVER else frames.OVER
            else:
                socket.is_noticed = True
                socket.loop.call_soon_threadsafe(socket.chat.look_at, socket.attendance_id)
        return codes

    async def _tell(self, rows: list[MessageRow], this: int) -> bool:
        """Tell these to this person alone, as far as they are owed it; is there more?"""
        length = 0
        for count, row in enumerate(rows):
            face = face_of(row, self.seat) if self.seat else None
            frame = frames.message(row, face) if face else None
            if frame is not None and count and length + frame.length > BATCH:
                return True
            self.after = max(self.after, row.revision)
            if frame is not None:
                length += frame.length
                await self.say(frame)
            if this != self._round:
                return True
        return len(rows) == PAGE

    async def _not_understood(self) -> None:
        self.malformed += 1
        await self.say({"type": "error", "code": "malformed"})
        if self.malformed >= MAX_MALFORMED:
            await self.close(MALFORMED)

    def _elsewhere(self, account: Account) -> int:
        emptied = ChatSession.objects.visible_to(account).filter(pk=self.session_id, emptied_at__isnull=False)
        return frames.OVER if emptied.exists() else frames.NOTHING_HERE

    def _find_seat(self) -> Seat:
        return seat_of(Attendance(pk=self.attendance_id, account_id=self.account.pk, as_host=self.is_host))

    def _keep(self, written: writing.Written) -> Message:
        return write_message(
            actor=self.account,
            session_id=self.session_id,
            words=written.words,
            warnings=written.warnings,
            submission=written.submission,
            channel=written.channel,
            aside_id=written.aside_id,
        )


def _may_stay(account: Account, is_host: bool) -> bool:
    return not is_host or allows(account, Permission.CHAT_HOST, SITE)


def _is_here(host: Attendance, now: datetime) -> bool:
    return host.is_in and host.seen_at > now - HERE


def _after(query: bytes) -> int:
    typed = parse_qs(query.decode("ascii", "ignore")).get("after", ["0"])[0]
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0
