"""A door to Redis that can be shut and opened again, and takes what went through it along."""

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Relay:
    """Stands before a Redis on a port of its own."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.beyond = (parts.hostname or "127.0.0.1", parts.port or 6379)
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}{parts.path}"
        self.open: list[socket.socket] = []

    def __enter__(self) -> "Relay":
        threading.Thread(target=self._answer, args=(self.door,), daemon=True).start()
        return self

    def __exit__(self, *args: object) -> None:
        self.cut()

    def cut(self) -> None:
        """Nobody gets through, and whoever was is cut off."""
        for one in [self.door, *self.open]:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self.open.clear()

    def mend(self) -> None:
        """The door is open again, at the same place."""
        self.door = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._answer, args=(self.door,), daemon=True).start()

    def _answer(self, door: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = door.accept()
                beyond = socket.create_connection(self.beyond)
                self.open += [caller, beyond]
                for pair in ((caller, beyond), (beyond, caller)):
                    threading.Thread(target=_carry, args=pair, daemon=True).start()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
