"""The shape of an envelope."""

from forum.core.fields import Words
from forum.core.submission import SubmissionForm

LONGEST = 4000


class EnvelopeForm(SubmissionForm):
    words = Words(
        max_length=LONGEST,
        rows=8,
        required=False,
        label="What the team should have",
        help_text="For example a phone number that is safe to call and when, a place, or a person you trust. "
        "Leave it empty to have nothing in it.",
    )
