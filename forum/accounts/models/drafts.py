"""Words kept for somebody whose session ended while they wrote."""

from django.db import models

from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField


class KeptDraft(Record):
    """Words that arrived after their writer's session had ended, sealed until the same person signs in again."""

    token_hash = held(
        models.CharField(max_length=64, unique=True),
        NOTHING_PERSONAL,
        why="So that only the browser the words came from can ask for them.",
        kept="One hour.",
    )
    writer_mark = held(
        models.CharField(max_length=16),
        PSEUDONYMOUS,
        why="So that only the person who wrote the words gets them back.",
        kept="One hour.",
    )
    words = held(
        SealedTextField(),
        SEALED,
        why="What you were writing when your session ended, so that it is not lost.",
        kept="One hour, or until you have it back.",
    )
    expires_at = held(
        models.DateTimeField(),
        NOTHING_PERSONAL,
        why="When the words are thrown away.",
        kept="One hour.",
    )
