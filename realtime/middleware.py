"""Who stands behind a socket: the session, the account, the second factor. Asked at the handshake and ever after."""

from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import parse_cookie
from django.utils.crypto import constant_time_compare
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.models import Device

from forum.accounts import sessions
from forum.accounts.models import Account

Scope = dict[str, Any]
Application = Callable[[Scope, Callable[[], Awaitable[Any]], Callable[[Any], Awaitable[None]]], Awaitable[None]]


def session_key_middleware(application: Application) -> Any:
    """Leave the key of the session cookie in the scope, the address and what it asks for (how far somebody had read),
    and nothing else: the session is read when it is needed. For as long as the socket is open nobody keeps its cookies,
    its headers or where it came from."""

    async def with_key(scope: Scope, receive: Any, send: Any) -> None:
        key = _cookies(scope).get(settings.SESSION_COOKIE_NAME, "")
        scope.update(headers=[], client=None)
        kept = {name: scope[name] for name in ("type", "path", "query_string")}
        await application({**kept, "session_key": key}, receive, send)

    return with_key


def _cookies(scope: Scope) -> dict[str, str]:
    sent = [value.decode("latin1") for name, value in scope["headers"] if name.lower() == b"cookie"]
    return parse_cookie("; ".join(sent))


def session_of(session_key: str) -> SessionBase:
    """The session with this key, to be read only: a socket that stays open does not keep a session alive."""
    store: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore(session_key or None)
    return store


def who_is(session: SessionBase) -> Account | None:
    """The account behind a session that is still good, with its second factor if that was shown; None for anybody
    else."""
    if not session.session_key:
        return None
    account = _account(session)
    if account is None or sessions.is_over(session):
        return None
    account.otp_device = _device(session, account)
    # A member who chose a second step is nobody here until they have shown it.
    return None if sessions.ASKS_CODE in session and account.otp_device is None else account


def _account(session: SessionBase) -> Account | None:
    if SESSION_KEY not in session or session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    account = sessions.holder(session.session_key or "", Account._meta.pk.to_python(session[SESSION_KEY]))
    if account is None:
        return None
    known = [account.get_session_auth_hash(), *account.get_session_auth_fallback_hash()]
    shown = session.get(HASH_SESSION_KEY, "")
    return account if any(constant_time_compare(shown, one) for one in known) else None


def _device(session: SessionBase, account: Account) -> Device | None:
    device: Device | None = Device.from_persistent_id(session.get(DEVICE_ID_SESSION_KEY, ""))
    if device is not None and device.user_id == account.pk and device.confirmed:
        return device
    return None
