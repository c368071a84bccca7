"""What the service last knew about cover, so that losing it is noticed once."""

from django.db import models

from forum.core.held import NOTHING_PERSONAL, held
from forum.core.models import Record

_KEPT = "Until it changes."


class Watch(Record):
    """One row: was the team here, and was there enough cover for chat, when somebody last looked?"""

    is_staffed = held(
        models.BooleanField(default=False), NOTHING_PERSONAL, why="Whether the team was here.", kept=_KEPT
    )
    chat_allowed = held(
        models.BooleanField(default=False), NOTHING_PERSONAL, why="Whether there was enough cover for chat.", kept=_KEPT
    )
    changed_at = held(models.DateTimeField(), NOTHING_PERSONAL, why="Since when.", kept=_KEPT)

    objects = models.Manager()
