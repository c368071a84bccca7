"""`manage.py code NAME`: the second-factor code of a made-up person, now."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_otp.oath import TOTP

from config import people
from config.management.commands.demo import KEYS
from forum.core import clock


class Command(BaseCommand):
    help = "Print the code that the authenticator app of somebody in the made-up community would show now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="A duty name, such as Birch.")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        path = settings.DATA_DIR / KEYS
        if not path.exists():
            raise CommandError("There is no made-up community in this data folder. `make demo` makes one.")
        found = [
            one for one in map(_keys, json.loads(path.read_text())) if one.name.lower() == name.lower() and one.seed
        ]
        if not found:
            raise CommandError(f"Nobody on the made-up team is called {name}.")
        totp = TOTP(bytes.fromhex(found[0].seed))
        totp.time = clock.now().timestamp()
        self.stdout.write(f"{totp.token():06d}")


def _keys(row: dict[str, Any]) -> people.Keys:
    return people.Keys(**row)
