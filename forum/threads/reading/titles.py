"""The title above a thread."""

from forum.accounts.actors import Actor
from forum.threads.models import Thread
from forum.threads.reading.lines import OUT_OF_SIGHT
from forum.threads.reading.shown import is_own
from forum.warnings.profile import profile_of
from forum.warnings.taxonomy import View
from forum.warnings.veil import veil

FILTERED = "A thread that your filters keep out of sight"


def title_of(thread: Thread, actor: Actor) -> str:
    """The title above a thread; a reader who hides what it is about is not told it."""
    own = is_own(thread.author_id, actor)
    if thread.is_title_hidden and not own:
        return OUT_OF_SIGHT
    seen = veil(thread.warnings, profile_of(actor), own=own, words=thread.title)
    return thread.title if seen.view is not View.HIDE else FILTERED
