"""Sockets as a browser opens them: through the whole stack, with its headers."""

from typing import Any

from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings

from config.asgi import application
from forum.accounts.models import Account
from tests.factories.sessions import signed_in

OURS = "http://testserver"


async def cookie_of(account: Account, **options: bool) -> str:
    """The session cookie of `account`, freshly signed in."""
    client = await sync_to_async(signed_in)(account, **options)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def socket(
    path: str, cookie: str = "", *, origin: str | None = OURS, host: str = "testserver"
) -> WebsocketCommunicator:
    """A socket that has not connected yet."""
    headers = [(b"host", host.encode())]
    if origin is not None:
        headers.append((b"origin", origin.encode()))
    if cookie:
        headers.append((b"cookie", f"{settings.SESSION_COOKIE_NAME}={cookie}".encode()))
    return WebsocketCommunicator(application, path, headers=headers)


async def opened(path: str, account: Account, **options: bool) -> WebsocketCommunicator:
    """A socket of `account` that was accepted."""
    found = socket(path, await cookie_of(account, **options))
    accepted, _ = await found.connect()
    assert accepted
    return found


async def code_of(found: WebsocketCommunicator) -> int:
    """The code with which the server closes the socket."""
    message: dict[str, Any] = await found.receive_output(2)
    assert message["type"] == "websocket.close", message
    return int(message["code"])
