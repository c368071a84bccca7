"""Names that are spoken for."""

from hashlib import sha256

from django.db import models

from forum.accounts.pseudonyms import skeleton
from forum.core.held import NOTHING_PERSONAL, held
from forum.core.models import Record


class TakenName(Record):
    """A name that somebody here has or once had: it is never given out again. It does not say whose it is."""

    mark = held(
        models.CharField(max_length=64, unique=True),
        NOTHING_PERSONAL,
        why="A scrambled form of a name that was used here once, so that nobody can take it again and be mistaken "
        "for whoever had it. It leads to nobody.",
        kept="Always.",
    )


def mark_of(name: str) -> str:
    """The mark of `name`: equal for every name that looks the same."""
    return sha256(f"name:{skeleton(name)}".encode()).hexdigest()
