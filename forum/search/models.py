"""Which posts stand in the index of words.

The words themselves stand beside this table: in the virtual table `search_words` on SQLite, in the column `words` on
PostgreSQL (`index/`). Neither is read by anybody but the search.
"""

from django.db import models

from forum.core.held import NOTHING_PERSONAL, SENSITIVE, held
from forum.threads.models import Post

_KEPT = "Until the post is taken back, hidden or changed. Then its words are cleared out of the index."


class IndexedPost(models.Model):
    """One post that can be found. Without a post: words that are gone, and whose traces are still to be cleared out."""

    id = held(
        models.BigAutoField(primary_key=True),
        NOTHING_PERSONAL,
        why="The number of the entry in the index.",
        kept=_KEPT,
    )
    post = held(
        models.OneToOneField(Post, on_delete=models.SET_NULL, related_name="+", null=True),
        SENSITIVE,
        why="Which post can be found by its words. They stand in the index without names, in small letters and without "
        "accents.",
        kept=_KEPT,
    )
