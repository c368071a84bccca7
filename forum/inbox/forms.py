"""The box in which a member answers the team."""

from django.conf import settings

from forum.core.fields import Words
from forum.core.submission import SubmissionForm


class AnswerForm(SubmissionForm):
    words = Words(max_length=settings.POST_MAX_LENGTH, label="Write back")
