from forum.core.fields import Words
from forum.core.submission import SubmissionForm


class NoticeForm(SubmissionForm):
    """A new version of the notice."""

    words = Words(
        max_length=20_000,
        rows=24,
        label="The new version",
        help_text="Plain paragraphs, short sentences. Say what stays private before you say what cannot.",
    )
