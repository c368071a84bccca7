from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from forum.core import clock
from forum.core.chores import CHORES, do_chores


class Command(BaseCommand):
    help = "Do the chores that come due, again and again, apart from the server."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do every chore now and end.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self._once()
            return
        from config.steward import consumer

        self.stdout.write(f"The steward looks after {len(CHORES)} chores.")
        self.stdout.flush()
        consumer(embedded=False).run()

    def _once(self) -> None:
        done = do_chores(clock.now())
        for name, count in sorted(done.items()):
            self.stdout.write(f"{name}: {count}")
        if missed := sorted({chore.name for chore in CHORES} - done.keys()):
            raise CommandError(f"Not done: {', '.join(missed)}. The log says why.")
