"""The choices that were changed, one row each."""

from django.db import models

from forum.core.held import NOTHING_PERSONAL, held
from forum.core.models import Record

_PUBLIC = "What the charity chose about this place. Everybody sees what it does."
_KEPT = "Until it is changed."


class Choice(Record):
    """One choice that differs from what the software brings. What nobody changed has no row."""

    key = held(models.CharField(max_length=60, unique=True), NOTHING_PERSONAL, why=_PUBLIC, kept=_KEPT)
    value = held(models.TextField(), NOTHING_PERSONAL, why=_PUBLIC, kept=_KEPT)
    changed_at = held(models.DateTimeField(), NOTHING_PERSONAL, why="Since when this choice holds.", kept=_KEPT)
