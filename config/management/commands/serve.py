import ipaddress
import sys
import threading
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.listening import free_port
from config.prepare import make_folder, prepare


class Command(BaseCommand):
    help = "Make the site ready and serve it, with the steward beside it."

    def add_arguments(self, parser: CommandParser) -> None:
        here = urlsplit(settings.SITE_URL) if settings.LOCAL else urlsplit("http://127.0.0.1:8000")
        parser.add_argument("--host", default=here.hostname, help="The address to listen on.")
        parser.add_argument("--port", type=int, default=here.port or 8000, help="The port; 0 takes any that is free.")
        parser.add_argument("--no-steward", action="store_true", help="Leave the chores to `manage.py steward`.")
        parser.add_argument(
            "--no-prepare", action="store_true", help="Leave migrations and the rest to `manage.py prepare`."
        )
        parser.add_argument("--server", choices=("daphne", "uvicorn"), default="daphne", help="What serves it.")
        parser.add_argument("--demo", action="store_true", help="Fill the site with a small made-up community.")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        if settings.LOCAL and not _is_loopback(host):
            raise CommandError(
                f"This is a local site: plain HTTP, for this machine only, so it does not listen on {host}.\n"
                "For a public site set SITE_URL=https://… and what .env.example lists."
            )
        make_server = _server(options["server"])
        port = port or free_port(host)
        if settings.LOCAL:
            # Printed links and the origins that sockets accept follow the address that is really served.
            settings.SITE_URL = _address(host, port)
        make_folder()
        if not options["no_prepare"]:
            prepare(demo=options["demo"], say=self._say)
        stop_steward = None if options["no_steward"] else _start_steward()
        from config.asgi import application

        server = make_server(application, host=host, port=port, on_listening=self._listening)
        try:
            server.run()
        finally:
            if stop_steward:
                stop_steward()
        if server.failed:
            raise CommandError(f"Nothing could listen on {_address(host, port)}; is something else there already?")

    def _listening(self, host: str, port: int) -> None:
        self._say(f"Listening on {_address(host, port)}")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        sys.stdout.flush()


def _server(name: str) -> Any:
    """The class of the server called `name`, imported only when it is to run: Daphne chooses Twisted's reactor then."""
    if name == "daphne":
        from config.server import DiscreetServer

        return DiscreetServer
    try:
        from config.uvicorn_server import DiscreetUvicorn
    except ImportError as error:
        raise CommandError(
            "Uvicorn is not installed. Daphne serves the same site without it; docs/operating/servers.md says more."
        ) from error
    return DiscreetUvicorn


def _start_steward() -> Any:
    """The steward on threads of this process; returns what stops it."""
    from config.steward import consumer

    steward = consumer(embedded=True)
    thread = threading.Thread(target=steward.run, name="steward", daemon=True)
    thread.start()

    def stop() -> None:
        steward.stop(graceful=True)
        thread.join(timeout=2)

    return stop


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
