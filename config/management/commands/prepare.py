from typing import Any

from django.core.management.base import BaseCommand

from config.prepare import prepare


class Command(BaseCommand):
    help = "Make the site ready to serve: migrations, static files, starter content."

    def handle(self, *args: Any, **options: Any) -> None:
        prepare(say=self.stdout.write)
