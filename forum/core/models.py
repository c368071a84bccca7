"""The base of every row."""

from uuid import uuid4

from django.db import models

from forum.core.held import NOTHING_PERSONAL, held


class Record(models.Model):
    """A row with a random identifier, the only one it has: nothing about it can be counted or guessed."""

    id = held(
        models.UUIDField(primary_key=True, default=uuid4, editable=False),
        NOTHING_PERSONAL,
        why="A random number, so that pages have addresses nobody can guess.",
        kept="As long as the entry it belongs to.",
    )

    class Meta:
        abstract = True
