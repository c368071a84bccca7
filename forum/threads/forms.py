"""The shape of a thread and of a reply."""

from django.conf import settings

from forum.accounts.pseudonyms import LONGEST
from forum.core.fields import Line, Words
from forum.core.submission import SubmissionForm
from forum.names.reading import suggested
from forum.warnings.forms import WarningsField


class ReplyForm(SubmissionForm):
    """Somebody's words, and the warnings they give them."""

    words = Words(max_length=settings.POST_MAX_LENGTH, rows=10, label="Your words")
    warnings = WarningsField()


class ThreadForm(ReplyForm):
    """A reply with a title above it."""

    title = Line(
        max_length=120,
        label="A title",
        help_text="Everybody sees it, also people who cover what you write about, so keep it gentle.",
        error_messages={"required": "Please give it a title. A few plain words are enough."},
    )
    one_off = Line(
        max_length=LONGEST,
        required=False,
        label="Another name, for this thread only",
        help_text="Leave this empty to write under your own name here.",
    )
    field_order = ("title", "words", "warnings", "one_off")

    def suggested_name(self) -> str:
        """A made-up name that somebody may take for this thread."""
        return suggested()
