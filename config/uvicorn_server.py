"""Uvicorn, made as discreet as Daphne: no address in any line it writes, no name of its own, and it ends gently.

It is not among the packages a site needs; whoever wants its speed installs it beside them (docs/operating/servers.md).
"""

import asyncio
import logging
import signal
import socket
from collections.abc import Callable
from typing import Any

from uvicorn import Config, Server
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

from config.listening import COMING_BACK, FRAME_LIMIT, PATIENCE, Wire
from realtime import hub

# What strangers can make it write as often as they like.
NOISE = ("Invalid UTF-8", "Invalid HTTP request")
GOODBYE = 0.2  # How long a stopping process waits until sockets heard that it will be back.


class DiscreetSocket(WebSocketsSansIOProtocol):
    """A socket that forgets who calls, is cut when its close is not answered, and sends what many are told as it is."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.client = None

    async def send(self, message: Any) -> None:
        is_free = self.conn.state is State.OPEN and not self.disconnected and self.writable.is_set()
        if is_free and (wire := Wire.of(message)):
            self.transport.write(wire)
            return
        await super().send(message)
        if message["type"] == "websocket.close":
            # To close a line waits until everything was read; somebody who never reads would keep it for ever.
            self.loop.call_later(self.close_timeout, self.transport.abort)


class DiscreetUvicorn(Server):
    """A server that says where it listens. When told to stop it takes no new connection, tells every socket that it
    will be back, lets running requests finish, and goes. Told again, it goes at once."""

    def __init__(self, application: Any, *, host: str, port: int, on_listening: Callable[[str, int], None]) -> None:
        self.host, self.port, self.on_listening = host, port, on_listening
        self.failed = False
        # Below a warning it tells of every socket, with the address of whoever opened it.
        logging.getLogger("uvicorn").setLevel(logging.WARNING)
        logging.getLogger("uvicorn.error").addFilter(lambda record: not str(record.msg).startswith(NOISE))
        super().__init__(
            Config(
                application,
                loop="asyncio",
                http="h11",
                ws=DiscreetSocket,
                lifespan="on",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                ws_max_size=FRAME_LIMIT,
                ws_per_message_deflate=False,
                ws_ping_interval=20.0,
                ws_ping_timeout=30.0,
                timeout_graceful_shutdown=int(PATIENCE),
            )
        )

    def run(self, sockets: Any = None) -> None:
        """Serve until told to end, which may be said from the moment it is known that somebody listens."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        try:
            line = socket.create_server((self.host, self.port), family=family, backlog=2048)
        except OSError:
            self.failed = True
            return
        with line:
            super().run(sockets=[line])

    async def serve(self, sockets: Any = None) -> None:
        """Signals are heard on the loop, and are not raised again at the end: the steward beside us ends gently too."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._end)
        await self._serve(sockets)

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.on_listening(*sockets[0].getsockname()[:2])

    async def shutdown(self, sockets: Any = None) -> None:
        for server in self.servers:
            server.close()
        hub.here().send_everybody_home(COMING_BACK)
        await asyncio.sleep(GOODBYE)
        await super().shutdown(sockets)

    def _end(self) -> None:
        self.force_exit = self.should_exit
        self.should_exit = True
