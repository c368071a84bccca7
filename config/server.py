"""Daphne, made discreet: no address in any line it writes, no name of its own, nothing of a request on disk."""

import asyncio
import signal
from collections.abc import Callable
from io import BytesIO
from typing import Any

from daphne import http_protocol
from daphne.server import Server, twisted_loop
from daphne.ws_protocol import WebSocketProtocol
from django.conf import settings
from twisted.internet.endpoints import quoteStringArgument
from twisted.internet.tcp import Connection

from config.listening import COMING_BACK, FRAME_LIMIT, PATIENCE, Wire

# What a form may weigh is Django's to say, and it answers with a page. Well beyond that nothing is kept any more.
KEPT = 4 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
SWALLOWED = 8 * KEPT
PING, PING_PATIENCE, NEVER = 20, 30, 10**9  # Seconds.
PAGE = "<!doctype html><title>%(title)s</title><p>%(body)s</p>"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, noarchive",
}


class DiscreetRequest(http_protocol.WebRequest):  # type: ignore[misc]
    """A request whose body stays in memory, up to a limit: Twisted would write a long one to a temporary file."""

    error_template = PAGE
    received = 0

    def gotLength(self, length: int | None) -> None:  # noqa: N802  (the name is Twisted's)
        self.content = BytesIO()

    def handleContentChunk(self, data: bytes) -> None:  # noqa: N802  (the name is Twisted's)
        self.received += len(data)
        if self.received <= KEPT:
            self.content.write(data)
        elif self.received > SWALLOWED:
            self.channel.loseConnection()

    def process(self) -> Any:
        if self.received <= KEPT:
            return super().process()
        self.basic_error(413, b"Too long", "That is longer than we can take. Your words are still on the page before.")
        return None

    def basic_error(self, status: int, status_text: bytes, body: str) -> None:
        """The few answers that Django has no part in are as private as its own."""
        for name, value in HEADERS.items():
            self.setHeader(name.encode(), value.encode())
        super().basic_error(status, status_text, body)


http_protocol.WebRequest = DiscreetRequest


def _sent_at_once(protocol: Any, wire: bytes) -> int:
    """Give the network as much as it takes now. Twisted would wait until it is told that the network takes something,
    which costs more than all the rest; where anything waits already, it goes on waiting in order."""
    line = protocol.transport
    if protocol.send_queue or not isinstance(line, Connection) or line.TLS or not line.connected or line.disconnecting:
        return 0
    if line.dataBuffer or line._tempDataBuffer or line._writeDisconnected:
        return 0
    sent = line.writeSomeData(wire)
    return sent if isinstance(sent, int) else 0  # A line that broke is noticed where it always is.


class DiscreetServer(Server):  # type: ignore[misc]
    """A server that says where it listens, forgets who calls once the application knows, and ends gently.

    When told to stop it takes no new connection, lets running requests finish, tells every socket that it will be
    back, and goes. Told again, it goes at once.
    """

    def __init__(self, application: Any, *, host: str, port: int, on_listening: Callable[[str, int], None]) -> None:
        self.on_listening = on_listening
        self.ports: list[Any] = []
        self.draining = self.failed = False
        super().__init__(
            application,
            endpoints=[f"tcp:port={port}:interface={quoteStringArgument(host)}"],  # type: ignore[no-untyped-call]
            signal_handlers=False,
            action_logger=None,
            server_name="",
            verbosity=0,
            ping_interval=NEVER,
            ping_timeout=PING_PATIENCE,
            websocket_max_message_size=FRAME_LIMIT,
            websocket_max_frame_size=FRAME_LIMIT,
            ready_callable=self._say_why,
        )

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        """Hand the request over. What is written about this connection from here on cannot name its caller, and no
        header of the caller's can move the site to another path."""
        scope["root_path"] = ""
        queue = super().create_application(protocol, scope)
        protocol.client_addr = None
        return queue

    async def handle_reply(self, protocol: Any, message: Any) -> None:
        """Send what many are told as it is; Daphne would make the same frame anew for everybody."""
        wire = b""
        if isinstance(protocol, WebSocketProtocol) and protocol.state == WebSocketProtocol.STATE_OPEN:
            wire = Wire.of(message)
        if not wire:
            await super().handle_reply(protocol, message)
        elif (sent := _sent_at_once(protocol, wire)) < len(wire):
            protocol.sendData(wire[sent:])

    def listen_success(self, port: Any) -> None:
        super().listen_success(port)
        self.ports.append(port)
        address = port.getHost()
        self.on_listening(address.host, address.port)

    def listen_error(self, failure: Any) -> None:
        super().listen_error(failure)
        self.failed = True

    def run(self) -> None:
        """Serve until told to end, which may be said from the moment it is known that somebody listens."""
        for number in (signal.SIGTERM, signal.SIGINT):
            twisted_loop.add_signal_handler(number, self.drain)
        super().run()

    def _say_why(self) -> None:
        """A frame that is too long ends its socket with a code that says so, instead of a cut line. Every socket is
        pinged and has to answer, also one that talks: whoever talks and never reads does not find the ping, which
        stands behind what they have not read, and Daphne's own way would never ask them."""
        self.ws_factory.setProtocolOptions(failByDrop=False, autoPingInterval=PING, autoPingRestartOnAnyTraffic=False)

    def drain(self) -> None:
        if self.draining:
            self.stop()
            return
        self.draining = True
        for port in self.ports:
            port.stopListening()
        self._drain_until(asyncio.get_event_loop().time() + PATIENCE)

    def _drain_until(self, deadline: float) -> None:
        loop = asyncio.get_event_loop()
        if self._pages_under_way() and loop.time() < deadline:
            loop.call_later(0.05, self._drain_until, deadline)
            return
        for protocol in list(self.connections):
            if not isinstance(protocol, http_protocol.WebRequest):
                protocol.serverClose(code=COMING_BACK)
        loop.call_later(0.2, self.stop)

    def _pages_under_way(self) -> int:
        return sum(
            isinstance(protocol, http_protocol.WebRequest)
            and "disconnected" not in details
            and "application_instance" in details
            and not details["application_instance"].done()
            for protocol, details in self.connections.items()
        )

    def kill_all_applications(self) -> Any:
        """Daphne expects every connection to have a running application; one between two requests has none."""
        for protocol in [key for key, details in self.connections.items() if "application_instance" not in details]:
            del self.connections[protocol]
        return super().kill_all_applications()
