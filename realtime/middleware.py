"""Who stands behind a socket: the session, the account, the second factor. Asked at the handshake and ever after."""

from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any

from channels.sessions import CookieMiddleware
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, load_backend
from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.models import Device

from forum.accounts import sessions
from forum.accounts.models import Account

Scope = dict[str, Any]
Application = Callable[[Scope, Callable[[], Awaitable[Any]], Callable[[Any], Awaitable[None]]], Awaitable[None]]


def session_key_middleware(application: Application) -> Any:
    """Put the key of the session cookie into the scope, and nothing else: the session is read when it is needed."""

    async def with_key(scope: Scope, receive: Any, send: Any) -> None:
        key = scope["cookies"].get(settings.SESSION_COOKIE_NAME, "")
        await application({**scope, "session_key": key}, receive, send)

    return CookieMiddleware(with_key)


def who_is(session_key: str) -> Account | None:
    """The account behind a session that is still good, with its second factor if that was shown; None for anybody else.

    Nothing is written: a socket that stays open does not keep a session alive.
    """
    if not session_key:
        return None
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    account = _account(session)
    if account is None or sessions.is_over(session):
        return None
    account.otp_device = _device(session, account)
    return account


def _account(session: SessionBase) -> Account | None:
    if SESSION_KEY not in session or session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    key = Account._meta.pk.to_python(session[SESSION_KEY])
    account = load_backend(session[BACKEND_SESSION_KEY]).get_user(key)
    if not isinstance(account, Account):
        return None
    known = [account.get_session_auth_hash(), *account.get_session_auth_fallback_hash()]
    shown = session.get(HASH_SESSION_KEY, "")
    return account if any(constant_time_compare(shown, one) for one in known) else None


def _device(session: SessionBase, account: Account) -> Device | None:
    device: Device | None = Device.from_persistent_id(session.get(DEVICE_ID_SESSION_KEY, ""))
    if device is not None and device.user_id == account.pk and device.confirmed:
        return device
    return None
