"""The index on SQLite: a table of FTS5.

FTS5 notes a deletion beside the words and keeps those until it merges its segments. `sweep` merges everything, so
that deleted words are gone from the file (which overwrites what it deletes: `PRAGMA secure_delete`).
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from forum.search.models import IndexedPost
from forum.search.words import Entry, Term

CREATE = """
CREATE VIRTUAL TABLE search_words USING fts5(
    words, columnsize=0, tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
)
"""
REMOVE = "DROP TABLE search_words"
_MATCHING = """
SELECT entry.post_id FROM search_indexedpost entry
WHERE entry.id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)
"""


class FullText:
    """FTS5, asked with words that were folded already."""

    def put(self, entries: Sequence[Entry]) -> None:
        rows = [(number, " ".join(words)) for number, words in entries]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT OR REPLACE INTO search_words (rowid, words) VALUES (%s, %s)", rows)

    def drop(self, post_id: UUID) -> None:
        for number in IndexedPost.objects.filter(post_id=post_id).values_list("pk", flat=True):
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM search_words WHERE rowid = %s", [number])
        IndexedPost.objects.filter(post_id=post_id).update(post=None)

    def sweep(self) -> int:
        gone = IndexedPost.objects.filter(post=None)
        if not gone.exists():
            return 0
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words (search_words) VALUES ('optimize')")
            return gone.delete()[0]

    def matching(self, terms: Sequence[Term]) -> RawSQL:
        # Folded words hold letters and digits alone: nothing in them can mean anything to FTS5.
        asked = " ".join(f'"{" ".join(term.words)}"{" *" if term.begins else ""}' for term in terms)
        return RawSQL(_MATCHING, [asked])  # noqa: S611
