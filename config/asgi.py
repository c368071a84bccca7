"""The stacks that the server runs: pages in a pool of threads, sockets on its own loop."""

import os
from typing import Any

# Django first: what follows reads its settings and models.
from config.wsgi import application as wsgi

from channels.routing import ProtocolTypeRouter  # isort: skip

from config.pages import Pages  # isort: skip
from realtime import broadcast  # isort: skip
from realtime.middleware import session_key_middleware  # isort: skip
from realtime.origin import same_origin_only  # isort: skip
from realtime.routing import sockets  # isort: skip


async def lifespan(scope: Any, receive: Any, send: Any) -> None:
    """Servers that announce their start and end are answered; there is nothing to do."""
    while (await receive())["type"] != "lifespan.shutdown":
        await send({"type": "lifespan.startup.complete"})
    await send({"type": "lifespan.shutdown.complete"})


_stacks = ProtocolTypeRouter(
    {
        "http": Pages(wsgi, threads=int(os.environ.get("ASGI_THREADS", "8"))),
        "websocket": same_origin_only(session_key_middleware(sockets)),
        "lifespan": lifespan,
    }
)


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Every request and every socket. Hints are put on the loop that serves them."""
    broadcast.serve_here()
    await _stacks(scope, receive, send)
