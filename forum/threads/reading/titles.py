"""The title above a thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from forum.accounts.actors import Actor
from forum.threads.models import Thread
from forum.threads.reading.lines import OUT_OF_SIGHT
from forum.threads.reading.shown import is_own
from forum.warnings.profile import profile_of
from forum.warnings.taxonomy import View
from forum.warnings.veil import FilterProfile, veil

FILTERED = "A thread that your filters keep out of sight"
COVERED = "A thread whose title is covered"


@dataclass(frozen=True)
class Title:
    """A title as one reader meets it. `words` are empty when their filters hide it: templates/components/title.html."""

    words: str
    view: View = View.SHOW
    warning_names: Sequence[str] = ()

    def __str__(self) -> str:
        """What a page can say in passing, without a cover to open."""
        if self.view is View.HIDE:
            return FILTERED
        return COVERED if self.view is View.COVER else self.words


def title_of(thread: Thread, actor: Actor, profile: FilterProfile | None = None) -> Title:
    """The title above a thread; a reader who hides what it is about is not told it."""
    own = is_own(thread.author_id, actor)
    if thread.is_title_hidden and not own:
        return Title(OUT_OF_SIGHT)
    seen = veil(thread.warnings, profile or profile_of(actor), own=own, words=thread.title)
    return Title(thread.title if seen.view is not View.HIDE else "", seen.view, seen.names)
