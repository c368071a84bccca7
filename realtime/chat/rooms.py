"""Everybody of one chat session who is connected to this process."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from forum.blocks.events import MemberBlocked, MemberUnblocked
from forum.core import clock
from forum.rooms.events import MessageChanged, MessageWithdrawn, MessageWritten
from forum.rooms.faces import Face, MessageRow, Seat, face_of
from forum.rooms.models import Attendance, Channel, SessionState
from forum.rooms.reading import PAGE, RoomNow, room_now
from forum.rooms.services.attending import admit_waiting, be_seen
from forum.rooms.telling import state_told, you_told
from forum.warnings.events import ProfileSet
from realtime.chat import frames
from realtime.chat.keeping import keep
from realtime.chat.look import Asked, Found, look
from realtime.database import db
from realtime.frames import REFUSED, TROUBLE, Frame, framed
from realtime.room import Room

if TYPE_CHECKING:
    from realtime.chat.consumers import ChatConsumer
    from realtime.hub import Hub

log = logging.getLogger(__name__)
OF_MESSAGES = frozenset({MessageWritten.name, MessageChanged.name, MessageWithdrawn.name})
OF_SEATS = frozenset({ProfileSet.name, MemberBlocked.name, MemberUnblocked.name})
NOBODY = UUID(int=0)
NO_TIMES: Any = ()
OVER = (SessionState.CLOSED, SessionState.CANCELLED)

# In ticks of the hub, which are seconds.
ALONE = 2  # Nothing is heard from the other processes: look so often.
ANYWAY = 15  # A hint may be lost: look so often whatever was heard.
QUEUE = 5  # Somebody waits for a place: give free ones away so often.
KEEP = 10  # Look so often whether enough of the team are here, and whether anybody called and had no answer.
CALM = 3.0  # Seconds between two frames that differ only in how many people are here.
LATELY = 25.0  # Whose browser has said nothing for so many seconds is not told to be here.


class ChatRoom(Room):
    """One chat session in this process.

    Hints say that something changed; one look then reads what, however many hints came meanwhile. Every message is read
    once and encoded once for each face that somebody here gets it with. Who is not `is_live` is catching up by
    themselves, and gets the rest from here once they have come as far as the room (`ChatConsumer.catch_up`).
    """

    def __init__(self, hub: "Hub", name: str) -> None:
        super().__init__(hub, name)
        self.session_id = UUID(hex=name.rpartition(".")[2])
        self.revision = 0
        self._now: RoomNow | None = None
        self._hosts: list[str] = []
        self._asked = Asked()
        self._is_behind = False
        self._ticks = 0
        self._told: dict[bool, dict[str, Any]] = {}
        self._told_at = 0.0
        self._views: dict[tuple[Seat, frozenset[tuple[UUID, datetime]]], int] = {}

    async def opened(self) -> None:
        now = await db(room_now, self.session_id, clock.now())
        if now is None:
            raise LookupError("The session is not there any more.")
        # Whoever is first brought the names of the hosts along from the door.
        self._hosts = next(iter(self._everybody())).hosts_at_door
        self._now, self.revision = now, max(self.revision, now.revision)
        self._told = {to_hosts: self._state(to_hosts=to_hosts) for to_hosts in (False, True)}

    async def hear(self, message: dict[str, str]) -> None:
        kind = message.get("type", "")
        if kind in OF_SEATS:
            self._change_seats(message)
            return
        if kind in OF_MESSAGES:
            self._asked.messages = True
        else:
            self._asked.session = True
            self._asked.attendances |= {UUID(attendance) for attendance in [message.get("attendance")] if attendance}
        self.do(self._look)

    async def tick(self) -> None:
        self._ticks += 1
        often = ALONE if self.hub.is_alone or self._is_behind else ANYWAY
        if self._ticks % often == 0:
            self._asked.add(Asked(True, True, {socket.attendance_id for socket in self._everybody()}))
            self.do(self._look)
        elif self._has_news():
            await self._tell_state()
        if self._now is not None and self._now.waiting and self._ticks % QUEUE == 0:
            await db(partial(admit_waiting, session_id=self.session_id, now=clock.now()))
        if self._ticks % KEEP == 0:
            await db(keep, self.session_id)

    async def beat(self) -> None:
        """A sign of life for everybody, and a note in the database of who is here: one question."""
        await self.say(frames.heartbeat(self.revision))
        since = asyncio.get_running_loop().time() - LATELY
        here = [socket.attendance_id for socket in self._everybody() if socket.is_open and socket.heard_at > since]
        if here:
            await db(partial(be_seen, attendance_ids=here, now=clock.now()))

    def look_at(self, attendance_id: UUID) -> None:
        """Somebody does not stand as they stood: look at them, and at the session."""
        self._asked.add(Asked(session=True, attendances={attendance_id}))
        self.do(self._look)

    def state_frame(self, *, to_hosts: bool) -> Frame:
        """How the session is, for somebody who comes in."""
        return framed(self._state(to_hosts=to_hosts))

    def view_of(self, seat: Seat) -> int:
        """A number for everything about `seat` that others may share: whoever has the same number gets the same face of
        any message that is neither their own nor said aside."""
        shared = replace(seat, account_id=NOBODY, attendance_id=NOBODY, blocked_since=NO_TIMES)
        return self._views.setdefault((shared, frozenset(seat.blocked_since.items())), len(self._views))

    async def _look(self) -> None:
        asked, self._asked = self._asked, Asked()
        try:
            found = await db(look, self.session_id, self.revision, asked)
        except Exception:
            # What was asked is asked again at the next turn of the clock.
            self._asked.add(asked)
            self._is_behind = True
            raise
        self._is_behind = False
        await self._tell_messages(found.messages)
        await self._tell_people(asked.attendances, found.people)
        if asked.session:
            await self._take_in(found)
        if len(found.messages) == PAGE:
            self._asked.messages = True
            self.do(self._look)

    async def _tell_messages(self, rows: list[MessageRow]) -> None:
        if not rows:
            return
        # First of all, so that whoever catches up meanwhile knows how far there is to come.
        self.revision = max(self.revision, rows[-1].revision)
        try:
            for row in rows:
                for face, sockets in self._by_face(row).items():
                    await self.say(frames.message(row, face), sockets)
        except Exception:
            # Nobody stays with a gap: they come back and ask.
            for socket in self._everybody():
                self.hub.drop(socket, TROUBLE)
            raise

    def _by_face(self, row: MessageRow) -> "dict[Face, list[ChatConsumer]]":
        """Who gets `row` with which face. Decided in memory, and once for all who see things alike."""
        alike: dict[int, Face | None] = {}
        found: dict[Face, list[ChatConsumer]] = defaultdict(list)
        for socket in self._everybody():
            seat = socket.seat
            if not socket.is_live or seat is None or socket.after >= row.revision:
                continue
            socket.after = row.revision
            if row.channel == Channel.ASIDE or row.author_id == seat.account_id:
                face = face_of(row, seat)
            else:
                if socket.view not in alike:
                    alike[socket.view] = face_of(row, seat)
                face = alike[socket.view]
            if face is not None:
                found[face].append(socket)
        return found

    async def _tell_people(self, asked: set[UUID], people: "dict[UUID, Attendance] | Any") -> None:
        """Tell everybody who was asked about how they take part, if that is different; and goodbye to who is not in."""
        now = clock.now()
        for socket in self._everybody():
            if socket.attendance_id not in asked:
                continue
            attendance = people.get(socket.attendance_id)
            if attendance is None:
                self.hub.drop(socket, frames.OVER)
                continue
            await self._tell_person(socket, attendance, now)

    async def _tell_person(self, socket: "ChatConsumer", attendance: Attendance, now: datetime) -> None:
        you = you_told(attendance, now)
        if you != socket.you:
            socket.you = you
            await self.say(framed(you), [socket])
        if not attendance.is_in:
            self.hub.drop(socket, REFUSED)

    async def _take_in(self, found: Found) -> None:
        if found.session is not None:
            self._now, self._hosts = found.session, found.hosts
            if self._has_news():
                await self._tell_state(at_once=found.session.state in OVER)
        if found.session is None or found.session.state in OVER:
            for socket in self._everybody():
                self.hub.drop(socket, frames.OVER)

    def _has_news(self) -> bool:
        return any(_without(self._state(to_hosts=of), "revision") != _without(told, "revision")
                   for of, told in self._told.items())  # fmt: skip

    async def _tell_state(self, *, at_once: bool = False) -> None:
        """Say how the session is to whom it is news. A mere count waits until the last one is a little old."""
        time = asyncio.get_running_loop().time()
        is_calm = time - self._told_at >= CALM
        for to_hosts in (False, True):
            state, told = self._state(to_hosts=to_hosts), self._told[to_hosts]
            is_pressing = _without(state, "revision", "people") != _without(told, "revision", "people")
            if not (at_once or is_pressing or (is_calm and state["people"] != told["people"])):
                continue
            self._told[to_hosts] = state
            self._told_at = time
            await self.say(framed(state), [one for one in self._everybody() if one.is_host == to_hosts])

    def _state(self, *, to_hosts: bool) -> dict[str, Any]:
        if self._now is None:
            return {}
        now = replace(self._now, revision=self.revision)
        return state_told(now, self._hosts, to_hosts=to_hosts, slower=self.hub.is_alone)

    def _change_seats(self, message: dict[str, str]) -> None:
        """Somebody sees things differently from now on. From this moment they get nothing by their old seat."""
        mine, other = message.get("account", ""), message.get("other", "")
        for socket in self._everybody():
            account = str(socket.account.pk)
            if account in (mine, other):
                socket.stand_up()
                self.do(partial(self._seat_again, socket, reload=account == mine))

    async def _seat_again(self, socket: "ChatConsumer", *, reload: bool) -> None:
        try:
            if socket.seat is not None:  # Whoever is only coming in finds a seat by themselves.
                await socket.sit_down()
        except Exception:
            self.hub.drop(socket, TROUBLE)
            raise
        if reload:
            await socket.say(frames.RELOAD)

    def _everybody(self) -> "Iterable[ChatConsumer]":
        return cast("list[ChatConsumer]", list(self.sockets))


def _without(told: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in names}
