"""What one's own place leads to: every page about oneself, in groups. What this site does not have is left out."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, Role, is_granted

_P = Permission


class Place(NamedTuple):
    """One page about oneself."""

    label: str
    words: str
    name: str
    permission: Permission
    members_only: bool = False


class Group(NamedTuple):
    """Some places under one heading."""

    title: str
    places: list[tuple[Place, str]]


_EVERY: tuple[tuple[str, tuple[Place, ...]], ...] = (
    (
        "On this device and others",
        (
            Place(
                "Where you are signed in",
                "Your browsers, and signing out there from here.",
                "accounts:browsers",
                _P.ACCOUNT_CHANGE,
            ),
            Place(
                "Covering the page",
                "When you step away, so that nobody reads over your shoulder.",
                "accounts:lock",
                _P.ACCOUNT_CHANGE,
            ),
        ),
    ),
    (
        "How you get in",
        (
            Place(
                "Your pass phrase",
                "Change it. You are signed out everywhere else.",
                "accounts:pass_phrase",
                _P.ACCOUNT_CHANGE,
            ),
            Place(
                "Your sign-in name",
                "Get a new one, if somebody may know yours.",
                "accounts:sign_in_name",
                _P.ACCOUNT_CHANGE,
            ),
            Place(
                "Your recovery phrase",
                "Get twelve new words, if you lost them or somebody saw them.",
                "accounts:recovery_phrase",
                _P.ACCOUNT_CHANGE,
                True,
            ),
            Place(
                "A second step",
                "Be asked for a code as well. You choose.",
                "accounts:second_step",
                _P.ACCOUNT_CHANGE,
                True,
            ),
            Place(
                "Keys on your devices",
                "Sign in with your phone, your computer or a small stick.",
                "accounts:keys",
                _P.ACCOUNT_CHANGE,
            ),
        ),
    ),
    (
        "Who you are here",
        (
            Place("Your names", "The name others see, and names for one thread only.", "names:change", _P.NAME_CHANGE),
            Place("Your region", "Whose help lines you see first.", "support:help", _P.ACCOUNT_CHANGE),
            Place("Your filters", "What you see as it is, covered, or not at all.", "warnings:filters", _P.PROFILE_SET),
            Place("Whom you do not meet", "People you have blocked or muted.", "blocks:list", _P.BLOCK_SET),
            Place(
                "If you are in danger",
                "A sealed envelope for the team. It is empty unless you fill it.",
                "envelope:mine",
                _P.ENVELOPE_WRITE,
            ),
        ),
    ),
    (
        "Going away",
        (
            Place(
                "Taking a break",
                "Choose a day to come back. Nothing reaches you until you do.",
                "accounts:take_break",
                _P.RETURN_PLAN,
            ),
            Place("Everything about you", "One file to take with you.", "export:mine", _P.ACCOUNT_EXPORT),
            Place(
                "Taking your words back",
                "Everything you wrote on the boards, at once. Your account stays.",
                "threads:withdraw_all",
                _P.POST_WITHDRAW,
            ),
            Place("Leaving for good", "Close your account. Your words go with it.", "accounts:close", _P.ACCOUNT_CLOSE),
        ),
    ),
)


def groups_for(account: Account) -> Iterator[Group]:
    """The places of `account`, with their addresses; a group without any is left out."""
    for title, places in _EVERY:
        found = [(place, href) for place in places if _is_theirs(account, place) if (href := _href(place.name))]
        if found:
            yield Group(title, found)


def _is_theirs(account: Account, place: Place) -> bool:
    return is_granted(account, place.permission) and (account.role == Role.MEMBER or not place.members_only)


def _href(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
