"""The small forms of a case. Each is shown on the page of the case and, with what was typed, at its own address."""

from typing import Any

from django import forms
from django.conf import settings

from forum.core.fields import Words
from forum.core.submission import Person, SubmissionForm
from moderation.review.levels import CHOICES, Level
from moderation.safeguarding.choices import ChildrenAtRisk, Consent, Decision, TellFirst
from moderation.safeguarding.colleagues import colleagues_of

_LONG = settings.POST_MAX_LENGTH
_SHORT = 4000


def _optional(label: str, **kwargs: Any) -> Words:
    return Words(max_length=_SHORT, rows=3, label=label, required=False, **kwargs)


class NoteForm(SubmissionForm):
    words = Words(
        max_length=_LONG,
        label="Your note",
        help_text="Facts first, then what you think. Notes stay as they are: a correction is another note.",
    )


class WriteForm(SubmissionForm):
    words = Words(max_length=_LONG, rows=7, label="Write to them")


class TellFirstForm(SubmissionForm):
    tell_first = forms.ChoiceField(
        choices=TellFirst.choices, widget=forms.RadioSelect, label="Did you tell them before anybody else?"
    )
    reason = _optional("How you told them, or why you could not")


class ConsentForm(SubmissionForm):
    consent = forms.ChoiceField(
        choices=Consent.choices, widget=forms.RadioSelect, label="Do they agree that we speak with somebody else?"
    )
    reason = _optional("What you asked and what they said, or why you could not ask")
    wishes = _optional("What they want, in their own words")


class LevelForm(SubmissionForm):
    level = forms.TypedChoiceField(
        choices=CHOICES, coerce=Level, widget=forms.RadioSelect, label="How soon must somebody act?"
    )
    children_at_risk = forms.ChoiceField(
        choices=ChildrenAtRisk.choices, widget=forms.RadioSelect, label="Is a child at risk now, as far as you know?"
    )
    reason = Words(max_length=_SHORT, rows=3, label="Why")


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of practitioners by duty name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.pseudonym)


class ConsultForm(SubmissionForm):
    question = Words(max_length=_SHORT, rows=4, label="What do you want to know from them?")

    def __init__(self, *args: Any, actor: Person, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["colleague"] = ColleagueField(
            queryset=colleagues_of(actor),
            empty_label="Choose a colleague",
            label="Whom do you ask?",
            help_text="From then on they can read this case.",
            error_messages={"required": "Choose whom you want to ask."},
        )
        self.order_fields(["colleague", "question"])


class AdviseForm(SubmissionForm):
    advice = Words(max_length=_SHORT, rows=6, label="Your advice", help_text="What you would do, and why.")


class DecideForm(SubmissionForm):
    decision = forms.ChoiceField(choices=Decision.choices, widget=forms.RadioSelect, label="What do we do?")
    rationale = Words(
        max_length=_SHORT,
        rows=5,
        label="Why",
        help_text="The harm if we act and the harm if we do not, and what you chose not to share.",
    )
    told_member = _optional(
        "In plain words for them", help_text="They read this as you write it, below one line that says what we decided."
    )


def _day(label: str, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Choose a day on which somebody looks at this again.",
            "invalid": "We could not read that date. Write it like 2027-01-31.",
        },
        **kwargs,
    )


class LookAgainForm(SubmissionForm):
    words = Words(max_length=_SHORT, rows=4, label="What did you find, and what do we learn from it?")
    review_on = _day("Another day to look at it", required=False)


class CloseForm(SubmissionForm):
    review_on = _day("On which day do you look at this again?")
    words = _optional("Anything to add for whoever looks again")


class AskForEnvelopeForm(SubmissionForm):
    reason = Words(
        max_length=_SHORT, rows=4, label="Why it has to be opened", help_text="A colleague reads it, and so do they."
    )
    tell_later = _optional(
        "If telling them at once could put them in danger: why",
        help_text="Then they are told within seven days. Otherwise leave this empty.",
    )


class TakeOverForm(SubmissionForm):
    reason = Words(max_length=_SHORT, rows=3, label="Why it cannot wait")
