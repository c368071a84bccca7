"""What a session still needs before anybody may write in it: enough of the team on duty, on call, and in the room.

A group has two hosts in the room, one of them past probation; a one-to-one has the one who offered it. Both need the
cover that chat asks of the rota. What is missing is said in sentences, because a host has to do something about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.rooms.models import Attendance, ChatSession, SessionState
from moderation.rota.counted import PROVEN
from moderation.rota.cover import Cover, fresh_cover


@dataclass(frozen=True)
class Room:
    """What of a session decides whether it is safe. `hosts` are in the room now, with their stages."""

    is_one_to_one: bool
    is_planned: bool
    host_id: UUID | None
    hosts: Mapping[UUID, str]


def look(session: ChatSession, cover: Cover, *, arriving: UUID | None = None) -> tuple[str, ...]:
    """What is missing in `session` at the moment of `cover`, in sentences; nothing if it is safe. `arriving` comes in
    with this very press. One question."""
    here = Attendance.objects.filter(session=session, as_host=True).here(cover.looked_at)
    people = Account.objects.filter(Q(pk__in=here.values("account_id")) | Q(pk=arriving))
    room = Room(
        is_one_to_one=session.is_one_to_one,
        is_planned=session.state == SessionState.PLANNED,
        host_id=session.host_id,
        hosts=dict(people.values_list("pk", "stage")),
    )
    return missing(room, cover)


def missing(room: Room, cover: Cover) -> tuple[str, ...]:
    """What is missing, in sentences. Asks no database."""
    yet = " yet" if room.is_planned else ""
    on_duty = cover.host_ids | cover.second_ids
    return (*_of_the_rota(cover, len(on_duty), yet), *_in_the_room(room, cover, on_duty, yet))


def is_alone(session: ChatSession, cover: Cover) -> bool:
    """Is nobody of the team who is on duty in the room? One question."""
    here = Attendance.objects.filter(session=session, as_host=True).here(cover.looked_at)
    return not here.filter(account_id__in=cover.host_ids | cover.second_ids).exists()


def now_missing(session: ChatSession, now: datetime, *, arriving: UUID | None = None) -> tuple[str, ...]:
    """`look`, by the rota as the database has it."""
    return look(session, fresh_cover(now), arriving=arriving)


def _of_the_rota(cover: Cover, count: int, yet: str) -> tuple[str, ...]:
    if cover.chat_allowed:
        return ()
    found = [] if cover.on_call else [gettext("Nobody is on call{yet}.").format(yet=yet)]
    if count < 2:
        found.append(
            gettext("A second moderator is not signed on{yet}.").format(yet=yet)
            if count
            else gettext("No moderator is signed on{yet}.").format(yet=yet)
        )
    elif cover.on_call or not cover.host_ids:
        found.append("One of the two on duty has to be past probation.")
    return tuple(found)


def _in_the_room(room: Room, cover: Cover, on_duty: frozenset[UUID], yet: str) -> tuple[str, ...]:
    hosts = {pk: stage for pk, stage in room.hosts.items() if pk in on_duty}
    if room.is_one_to_one:
        return () if room.host_id in hosts else (gettext("The host is not in the room{yet}.").format(yet=yet),)
    if len(hosts) < 2:
        # Whoever is not even on duty was named above.
        return (
            gettext("A second host is not in the room{yet}.").format(yet=yet)
            if hosts
            else gettext("No host is in the room{yet}.").format(yet=yet),
        )
    if not PROVEN.intersection(hosts.values()):
        return ("One of the hosts in the room has to be past probation.",)
    return ()
