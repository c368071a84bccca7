"""The neutral site that "Leave now" goes to: a page about the weather, on a loopback address of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PAGE = b"<!doctype html><html lang=en><title>Weather</title><h1>Dry, with a light wind.</h1>"


@dataclass
class Neutral:
    """Where it is, and what it was told by those who came: (path, referrer) of every request."""

    url: str
    host: str
    visits: list[tuple[str, str | None]] = field(default_factory=list)


@contextmanager
def neutral_site(address: str = "127.0.0.2") -> Iterator[Neutral]:
    server = ThreadingHTTPServer((address, 0), _Handler)
    host = f"{address}:{server.server_port}"
    server.neutral = neutral = Neutral(f"http://{host}/", host)  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield neutral
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.neutral.visits.append((self.path, self.headers.get("Referer")))  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *args: Any) -> None:
        pass
