"""Who may stay: one look a second at everybody who listens in this process, however many they are.

Shifts end, sessions end, roles change, sometimes in another process and while nothing else can be heard of it; so the
database is asked, in a fixed number of questions for all sockets together. What can be told at once (somebody signed
out, an account was closed) is told to this room, and looked at without waiting.
"""

import logging
from collections import defaultdict
from typing import TYPE_CHECKING, cast
from uuid import UUID

from forum.accounts.events import SessionCovered
from forum.accounts.permissions import SITE, TEAM, Permission, allows
from forum.accounts.sessions import session_mark
from forum.core import clock
from moderation.rota.cover import Cover, renew_cover
from realtime import standing
from realtime.database import db_in_time
from realtime.frames import COVERED, REFUSED, SIGNED_OUT, TROUBLE
from realtime.room import Room

if TYPE_CHECKING:
    from realtime.consumer import Consumer

log = logging.getLogger(__name__)
THOROUGH = 15  # Every so many looks what is inside the sessions is read as well, and every permission is asked again.
PATIENCE = 3  # Whoever cannot be asked about so many times in a row may not stay; the page tries again by itself.

Codes = dict["Consumer", int]


class Warden(Room):
    """The room that every socket is in."""

    _looks = _failures = 0
    _at_once = False
    _places: dict[tuple[UUID, Permission], tuple[bool, bool]]

    async def opened(self) -> None:
        self._places = {}

    async def hear(self, message: dict[str, str]) -> None:
        """A session ended, or was covered: its sockets close. Anything else that changed: look now."""
        mark = message.get("session")
        code = COVERED if message.get("type") == SessionCovered.name else SIGNED_OUT
        for socket in self._all() if mark else ():
            if session_mark(socket.session_key) == mark:
                self.hub.drop(socket, code)
        if not mark:
            self._at_once = True
            self.do(self.tick)

    async def beat(self) -> None:
        """Nobody is told anything here."""

    async def tick(self) -> None:
        """Look at everybody, and close whoever may not stay."""
        sockets = [socket for socket in self._all() if socket.is_open]
        if not sockets:
            return
        self._looks += 1
        thorough, self._at_once = self._at_once or self._looks % THOROUGH == 0, False
        try:
            codes = await db_in_time(self._look, sockets, thorough)
            self._failures = 0
        except Exception:
            self._failures += 1
            if self._failures < PATIENCE:
                return
            log.exception("Who stands behind the sockets could not be asked.")
            codes = dict.fromkeys(sockets, TROUBLE)
        for socket, code in codes.items():
            self.hub.drop(socket, code)

    def _all(self) -> "list[Consumer]":
        return cast("list[Consumer]", list(self.sockets))

    def _look(self, sockets: "list[Consumer]", thorough: bool) -> Codes:
        """Everybody who may not stay, each with the code to close with. Runs in a thread that may use the database."""
        codes: Codes = dict(standing.lost(sockets, thorough=thorough))
        team = [socket for socket in sockets if socket not in codes and socket.account.role in TEAM]
        if team:
            codes.update(self._refused(team, thorough))
        by_class: dict[type[Consumer], list[Consumer]] = defaultdict(list)
        for socket in sockets:
            if socket not in codes:
                by_class[type(socket)].append(socket)
        for cls, theirs in by_class.items():
            codes.update(cls.gone(theirs))
        return codes

    def _refused(self, sockets: "list[Consumer]", thorough: bool) -> Codes:
        """Ask the permission of everybody on the team whose place in the rota is not what it was, and now and then
        everybody's; once a person, however many pages they have open. What opens a socket to members is their role."""
        cover = renew_cover(clock.now())
        answers: dict[tuple[UUID, Permission], bool] = {}
        known, self._places = self._places, {}
        for account, needed in ((socket.account, socket.requires) for socket in sockets):
            key, place = (account.pk, needed), _place(cover, account.pk)
            if key not in answers:
                is_same = known.get(key) == place and not thorough
                answers[key] = is_same or allows(account, needed, SITE)
                if answers[key]:  # Whoever was refused and comes again is asked again.
                    self._places[key] = place
        return {socket: REFUSED for socket in sockets if not answers[socket.account.pk, socket.requires]}


def _place(cover: Cover, account_id: UUID) -> tuple[bool, bool]:
    """What the rota says of somebody now: on duty, on call."""
    return account_id in cover.on_duty_ids, account_id in cover.on_call_ids
