"""How the server reaches the pages: a fixed pool of threads, each running the synchronous stack.

The whole request is here before a thread starts on it, and the whole answer before the first byte leaves, so that a
thread never waits for somebody's connection: a browser that goes away, or a server that stops, holds nothing up.
"""

import asyncio
import contextvars
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from a2wsgi.wsgi import build_environ

# More than a page accepts (DATA_UPLOAD_MAX_MEMORY_SIZE). What is longer is not kept; Django refuses it by its length.
MAX_BODY = 1024 * 1024
# Beyond this it is not even heard to its end. Daphne cuts such a line before it comes here.
SWALLOWED = 16 * MAX_BODY
TOO_LONG = {
    "type": "http.response.start", "status": 413,
    "headers": [(b"connection", b"close"), (b"content-length", b"0"), (b"cache-control", b"no-store")],
}  # fmt: skip


@dataclass
class _Answer:
    """What the synchronous stack said."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    def start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        """WSGI's start_response."""
        self.status = int(status.split(" ", 1)[0])
        # Django writes a blank before each cookie, which not every server sends.
        self.headers = [(name.lower().encode("latin1"), value.strip().encode("latin1")) for name, value in headers]


class Pages:
    """An ASGI application that answers HTTP with a WSGI one."""

    def __init__(self, application: Any, *, threads: int) -> None:
        self.application = application
        self.executor = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="page")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            body = await _body(receive)
        except ValueError:
            await send(TOO_LONG)
            await send({"type": "http.response.body", "body": b""})
            return
        if body is None:
            return
        context = contextvars.copy_context()
        environ = build_environ(scope, BytesIO(body))  # type: ignore[arg-type]
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(self.executor, context.run, self._run, environ)
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": answer.body})

    def _run(self, environ: Any) -> _Answer:
        answer = _Answer()
        chunks: Iterable[bytes] = self.application(environ, answer.start)
        try:
            answer.body = b"".join(chunks)
        finally:
            # Django closes what the request used, its database connection among it, when the answer is closed.
            getattr(chunks, "close", lambda: None)()
        return answer


async def _body(receive: Any) -> bytes | None:
    """The body of the request; None if the browser went away before it was all here, ValueError for an endless one."""
    parts: list[bytes] = []
    length = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part = message.get("body", b"")
        length += len(part)
        if length > SWALLOWED:
            raise ValueError
        if length <= MAX_BODY:
            parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts) if length <= MAX_BODY else b""
