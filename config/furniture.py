"""Where one can go from any page."""

from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from forum.accounts.actors import actor_of
from forum.accounts.permissions import GRANTS, Permission, Role


class Way(NamedTuple):
    """One entry of the navigation; `current` says that this is where one is."""

    label: str
    href: str
    current: bool


# In this order; each is offered to whoever is granted the permission.
_WAYS = (
    ("Boards", "boards:list", Permission.BOARD_READ),
    ("Messages", "inbox:list", Permission.INBOX_OPEN),
    ("Filters", "warnings:filters", Permission.PROFILE_SET),
    ("Desk", "review:desk", Permission.DESK_OPEN),
    ("Concerns", "safeguarding:board", Permission.CONCERNS_OPEN),
    ("Shifts", "rota:shifts", Permission.SHIFT_READ),
    ("Team", "team:list", Permission.TEAM_INVITE),
    ("Notice", "confidentiality:publish", Permission.NOTICE_PUBLISH),
    ("Directory", "support:directory", Permission.DIRECTORY_CHECK),
    ("Trail", "audit:trail", Permission.AUDIT_READ),
)


def navigation(request: HttpRequest) -> list[Way]:
    """The ways that are open to whoever asks."""
    granted = GRANTS[Role(actor_of(request).role)]
    return [
        Way(label, href, request.path.startswith(href))
        for label, name, permission in _WAYS
        if permission in granted
        for href in [reverse(name)]
    ]
