from forum.core.fields import Words
from forum.core.submission import SubmissionForm


class NoticeForm(SubmissionForm):
    """A new version of the notice."""

    words = Words(
        max_length=20_000,
        rows=24,
        label="The next version",
        help_text="Plain paragraphs, short sentences. Say what stays private before you say what cannot.",
    )
    easy = Words(
        max_length=10_000,
        rows=14,
        required=False,
        label="The same in easy words",
        help_text="Very short sentences, one idea in each. It is published with the version and linked from it. "
        "Without it, the easy page says that there is none.",
    )
