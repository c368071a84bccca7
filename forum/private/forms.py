"""The shape of private words."""

from django import forms
from django.conf import settings

from forum.core.fields import Words
from forum.core.submission import SubmissionForm
from forum.warnings.forms import WarningsField


class PrivateForm(SubmissionForm):
    """Words for the other one, and the warnings they get."""

    words = Words(max_length=settings.POST_MAX_LENGTH, rows=6, label="Your words")
    warnings = WarningsField()


class DoorForm(forms.Form):
    """Whether others may ask."""

    is_open = forms.BooleanField(required=False)
