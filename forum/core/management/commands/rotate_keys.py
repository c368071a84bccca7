"""`manage.py rotate_keys`: put every sealed text under the newest key, so that older keys can be taken away."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import models

from forum.core.sealed import SealedTextField, Token, rotate


class Command(BaseCommand):
    help = "Re-seal every sealed text with the first of FIELD_KEYS. Safe to stop and to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say how many rows there are, change nothing.")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        for model, fields in _sealed_models():
            count = 0
            for row in model._base_manager.values("pk", *fields).iterator():
                count += 1
                if not dry_run:
                    sealed = {name: Token(row[name]) for name in fields if row[name]}
                    fresh = {name: rotate(token) for name, token in sealed.items()}
                    # Only if nobody wrote in between: a text written meanwhile is already under the newest key.
                    model._base_manager.filter(pk=row["pk"], **sealed).update(**fresh)
            self.stdout.write(f"{model._meta.label}: {count} rows")


def _sealed_models() -> Iterator[tuple[type[models.Model], list[str]]]:
    for model in apps.get_models():
        fields = [field.name for field in model._meta.concrete_fields if isinstance(field, SealedTextField)]
        if fields:
            yield model, fields
