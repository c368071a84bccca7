"""Where one can go from any page: the ways of the whole site, and the rooms of the part one is in."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.actors import actor_of
from forum.accounts.permissions import Permission, is_granted
from forum.shaping.reading import shaped


class Way(NamedTuple):
    """One entry of the navigation; `current` says that this is where one is."""

    label: str
    href: str
    current: bool


class Room(NamedTuple):
    """A page one can go to, for whoever is granted the permission, unless this place does without it."""

    label: str
    name: str
    permission: Permission
    is_here: Callable[[], bool] = lambda: True


_P = Permission
_SHIFTS = (
    Room("My shifts", "rota:shifts", _P.SHIFT_READ),
    Room("On shift", "handover:shift", _P.SHIFT_SIGN_ON),
    Room("Open shifts", "rota:open_shifts", _P.SHIFT_TAKE),
    Room("Offers", "rota:offers", _P.OFFER_READ),
    Room("Month", "rota:month", _P.SHIFT_READ),
    Room("Gaps", "rota:gaps", _P.SHIFT_READ),
    Room("Time away", "rota:absences", _P.ABSENCE_DECLARE),
    Room("Wishes", "rota:wishes", _P.WISH_WRITE),
    Room("Hours", "hours:mine", _P.HOURS_READ),
    Room("Calendar", "rota:calendar", _P.FEED_MAKE),
    Room("Patterns", "rota:patterns", _P.PATTERN_WRITE),
    Room("Wall", "rota:wall", _P.SHIFT_READ),
)
_SUPPORT = (
    Room("Looking after yourself", "welfare:home", _P.WELFARE_OPEN),
    Room("Supervision", "supervision:home", _P.SUPERVISION_READ),
    Room("Debriefs", "handover:debriefs", _P.DEBRIEF_READ),
    Room("Learning", "training:mine", _P.MODULE_READ),
    Room("My stage", "ladder:mine", _P.STAGE_READ),
    Room("What is agreed", "team:mine", _P.STANDING_READ),
)
_TEAM = (
    Room("People", "team:list", _P.TEAM_READ),
    Room("Stages", "ladder:everybody", _P.STAGE_CHANGE),
    Room("Everybody's learning", "training:everybody", _P.MODULE_CONFIRM),
    Room("Everybody's supervision", "supervision:people", _P.SUPERVISION_PLAN),
    Room("Everybody's supporters", "welfare:people", _P.SUPPORTER_NAME),
    Room("Applications", "joining:list", _P.APPLICATION_READ),
    Room("Everybody's hours", "hours:all", _P.HOURS_CORRECT),
)
# What members have, and everybody for themselves.
_BOARDS = (
    Room("Boards", "boards:list", _P.BOARD_READ),
    Room("Search", "search:search", _P.SEARCH_ASK),
    Room("Unanswered", "threads:unanswered", _P.POST_WRITE),
    Room("Kept", "threads:kept", _P.BOOKMARK_KEEP),
    Room("Since you were here", "threads:since", _P.THREAD_KEEP_PLACE),
    Room("Followed", "threads:placed", _P.THREAD_KEEP_PLACE),
    Room("Drafts", "drafts:list", _P.DRAFT_KEEP),
)
_MESSAGES = (
    Room("Messages", "inbox:list", _P.INBOX_OPEN),
    Room("What is new", "updates:list", _P.UPDATE_READ),
    Room("Private messages", "private:list", _P.PRIVATE_OPEN, lambda: shaped().private_messages),
    Room("Check-ins", "checkins:mine", _P.CHECK_IN_SET),
    Room("Being put in touch", "referrals:mine", _P.REFERRAL_ASK),
)
_FILTERS = (
    Room("Warnings", "warnings:filters", _P.PROFILE_SET),
    Room("Your words", "warnings:words", _P.PROFILE_SET),
    Room("People", "blocks:list", _P.BLOCK_SET),
    Room("Boards put away", "boards:list", _P.BOARD_PUT_AWAY),
    Room("How it looks", "warnings:look", _P.PROFILE_SET),
)
_YOURS = (
    Room("Yours", "accounts:yours", _P.ACCOUNT_CHANGE),
    Room("Signed in", "accounts:browsers", _P.ACCOUNT_CHANGE),
    Room("Cover", "accounts:lock", _P.ACCOUNT_CHANGE),
    Room("Keys", "accounts:keys", _P.ACCOUNT_CHANGE),
    Room("A break", "accounts:take_break", _P.RETURN_PLAN),
)
# What a manager shapes.
_SITE = (
    Room("Boards", "boards:settings", _P.BOARD_SET),
    Room("Warnings", "warnings:shape", _P.WARNING_SHAPE),
    Room("Notice", "confidentiality:publish", _P.NOTICE_PUBLISH),
    Room("Directory", "support:directory", _P.DIRECTORY_CHECK),
    Room("Choices", "shaping:choices", _P.SITE_SHAPE),
    Room("Wording", "shaping:wording", _P.SITE_SHAPE),
)
_CONCERNS = (
    Room("Concerns", "safeguarding:board", _P.CONCERNS_OPEN),
    Room("Putting in touch", "referring:list", _P.REFERRAL_CARRY),
)
_HOSTING = (
    Room("Sessions", "hosting:list", _P.CHAT_LOG_OPEN),
    Room("Plan", "hosting:plan", _P.CHAT_PLAN),
    Room("One to one", "hosting:support", _P.SUPPORT_OFFER),
    Room("Log", "hosting:log", _P.CHAT_LOG_OPEN),
)
# In this order; each is offered to whoever is granted its first room.
_WAYS: tuple[tuple[str, tuple[Room, ...]], ...] = (
    ("Boards", _BOARDS),
    ("Chat", (Room("Chat", "rooms:list", _P.CHAT_READ),)),
    ("Messages", _MESSAGES),
    ("Filters", _FILTERS),
    ("Yours", _YOURS),
    ("Desk", (Room("Desk", "review:desk", _P.DESK_OPEN),)),
    ("Hosting", _HOSTING),
    ("Concerns", _CONCERNS),
    ("Shifts", _SHIFTS),
    ("Support", _SUPPORT),
    ("Team", _TEAM),
    ("Site", _SITE),
    ("Trail", (Room("Trail", "audit:trail", _P.AUDIT_READ),)),
)


def navigation(request: HttpRequest) -> list[Way]:
    """The ways that are open to whoever asks."""
    actor, here = actor_of(request), _room_of(request.path)
    return [
        Way(gettext(label), _href(rooms[0].name), here in rooms)
        for label, rooms in _WAYS
        if is_granted(actor, rooms[0].permission)
    ]


def rooms(request: HttpRequest) -> list[Way]:
    """The rooms beside the one this page is in, if that part of the site has more than one."""
    here = _room_of(request.path)
    beside = next((rooms for _, rooms in _WAYS if here in rooms), ())
    open_to_them = [room for room in beside if is_granted(actor_of(request), room.permission) and room.is_here()]
    return (
        [Way(gettext(room.label), _href(room.name), room is here) for room in open_to_them]
        if len(open_to_them) > 1
        else []
    )


def _room_of(path: str) -> Room | None:
    """The room whose address `path` begins with, the longest one."""
    every = (room for _, rooms in _WAYS for room in rooms)
    inside = [room for room in every if path.startswith(_href(room.name))]
    return max(inside, key=lambda room: len(_href(room.name)), default=None)


@cache
def _href(name: str) -> str:
    return reverse(name)
