"""The index on PostgreSQL: a text vector for each post, under a GIN index.

The vector is written word by word with its places, so no dictionary and no parser of PostgreSQL has a say in what is a
word: both databases find the same.
"""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

from forum.search.models import IndexedPost
from forum.search.words import Entry, Term

CREATE = (
    "ALTER TABLE search_indexedpost ADD COLUMN words tsvector",
    "CREATE INDEX search_indexedpost_words ON search_indexedpost USING gin (words)",
)
REMOVE = ("ALTER TABLE search_indexedpost DROP COLUMN words",)
_MATCHING = "SELECT entry.post_id FROM search_indexedpost entry WHERE entry.words @@ %s::tsquery"
_LAST_PLACE = 16_383


class Vectors:
    """Text vectors, asked with words that were folded already."""

    def put(self, entries: Sequence[Entry]) -> None:
        rows = [(_vector(words), number) for number, words in entries]
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE search_indexedpost SET words = %s::tsvector WHERE id = %s", rows)

    def drop(self, post_id: UUID) -> None:
        IndexedPost.objects.filter(post_id=post_id).delete()

    def sweep(self) -> int:
        """Nothing is left behind: a deleted row is cleared out with all others that are deleted (autovacuum)."""
        return 0

    def matching(self, terms: Sequence[Term]) -> RawSQL:
        # Folded words hold letters and digits alone: nothing in them can mean anything to PostgreSQL.
        asked = " & ".join("(" + " <-> ".join(_asked(term)) + ")" for term in terms)
        return RawSQL(_MATCHING, [asked])  # noqa: S611


def _vector(words: Sequence[str]) -> str:
    places: dict[str, list[str]] = defaultdict(list)
    for place, word in enumerate(words, start=1):
        places[word].append(str(min(place, _LAST_PLACE)))
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())


def _asked(term: Term) -> list[str]:
    words = [f"'{word}'" for word in term.words]
    return [*words[:-1], words[-1] + ":*"] if term.begins else words
