"""What the database says of the people behind many sockets at once (`forum.accounts.behind`), as codes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.models import Device

from forum.accounts import behind, locking, sessions
from forum.accounts.models import Account
from realtime.frames import COVERED, REFUSED, SIGNED_OUT

if TYPE_CHECKING:
    from realtime.consumer import Consumer


def lost(sockets: "Sequence[Consumer]", *, thorough: bool) -> "Mapping[Consumer, int]":
    """Who may not stay, each with the code to close with. `thorough` reads what is inside the sessions as well."""
    codes: dict[Consumer, int] = {}
    keys = {socket.session_key for socket in sockets}
    inside = behind.inside_of(keys) if thorough else {}
    good = _thoroughly_good(sockets, inside) if thorough else behind.standing_sessions(keys)
    accounts = behind.open_accounts([socket.account for socket in sockets])
    factors = behind.standing_factors(_factors(sockets))
    for socket in sockets:
        account = socket.account
        seen = accounts.get(account.pk)
        if socket.session_key not in good or seen is None or seen[2] != account.password:
            codes[socket] = SIGNED_OUT
        elif seen[:2] != (account.role, account.stage) or not _has_factor(account, factors):
            codes[socket] = REFUSED
        elif locking.is_covered(inside.get(socket.session_key, {})):
            codes[socket] = COVERED
    return codes


def _thoroughly_good(sockets: "Sequence[Consumer]", inside: "Mapping[str, dict[str, Any]]") -> set[str]:
    """The sessions that are still there, not idle for too long, and still of the same person with the same factor."""
    return {socket.session_key for socket in sockets if _is_as_it_was(inside.get(socket.session_key), socket.account)}


def _is_as_it_was(session: dict[str, Any] | None, account: Account) -> bool:
    if session is None or sessions.is_over(session) or session.get(SESSION_KEY) != str(account.pk):
        return False
    device = account.otp_device
    return device is None or session.get(DEVICE_ID_SESSION_KEY) == device.persistent_id


def _factors(sockets: "Iterable[Consumer]") -> dict[type[Device], set[Any]]:
    """The second factors that were shown at the handshakes."""
    by_class: dict[type[Device], set[Any]] = defaultdict(set)
    for socket in sockets:
        if (device := socket.account.otp_device) is not None:
            by_class[type(device)].add(device.pk)
    return by_class


def _has_factor(account: Account, factors: set[tuple[Any, UUID]]) -> bool:
    """Is what they showed at the handshake still theirs? Members show none."""
    return account.otp_device is None or (account.otp_device.pk, account.pk) in factors
