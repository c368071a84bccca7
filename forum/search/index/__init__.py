"""The index of words: one interface, and behind it what each database offers."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

from forum.search.index import postgres, sqlite
from forum.search.words import Entry, Term


class Index(Protocol):
    """What a database has to offer. Entries are known by the number of their `IndexedPost`."""

    def put(self, entries: Sequence[Entry]) -> None:
        """Keep the words of new entries."""

    def drop(self, post_id: UUID) -> None:
        """Nothing of the post is found from now on."""

    def sweep(self) -> int:
        """Clear out what dropped entries left behind, so that nobody finds their words in the file either."""

    def matching(self, terms: Sequence[Term]) -> RawSQL:
        """The posts in which every term stands, for `pk__in`."""


def index() -> Index:
    """That of the database in use."""
    return postgres.Vectors() if connection.vendor == "postgresql" else sqlite.FullText()
