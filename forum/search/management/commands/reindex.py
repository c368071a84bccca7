"""`manage.py reindex`: make the index of the search again, from the posts."""

from typing import Any

from django.core.management.base import BaseCommand

from forum.search.services import rebuild_index


class Command(BaseCommand):
    help = "Make the index of the search again, from the posts. Safe to stop and to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild_index()} posts can be found")
