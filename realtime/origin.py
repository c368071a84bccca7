"""Sockets are opened from our own pages only."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from realtime.middleware import Application


def same_origin_only(application: Application) -> Application:
    """Refuse the handshake of a socket that another site opens, and of one that does not say where it comes from.

    Browsers send cookies along with any site's socket, so the origin is what tells a page of ours from others.
    """

    async def checked(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if is_ours({name.lower(): value.decode("latin1") for name, value in scope["headers"]}):
            await application(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 4403})

    return checked


def is_ours(headers: Mapping[bytes, str]) -> bool:
    """Is the origin the site's own address, or exactly the allowed host that was asked?"""
    origin, host = headers.get(b"origin", ""), headers.get(b"host", "")
    if origin == settings.SITE_URL:
        return True
    scheme = urlsplit(settings.SITE_URL).scheme
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS) and origin == f"{scheme}://{host}"
