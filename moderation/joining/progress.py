"""How far an application has come, as the person who wrote it reads it. It says what is, and no more."""

from django.utils.translation import gettext

from moderation.joining.models import Application, State
from moderation.joining.policy import READERS

Step = tuple[str, str, str]
"""The words, "done", "now" or "next", and a note."""


def steps(application: Application) -> list[Step]:
    """The way of one application, what is behind it first."""
    due = gettext("By {day} {due_on}").format(day=application.due_on.day, due_on=f"{application.due_on:%B %Y}")
    sent: Step = (
        "We have it",
        "done",
        gettext("Sent on {day} {sent_on}").format(day=application.sent_on.day, sent_on=f"{application.sent_on:%B}"),
    )
    if not application.is_open:
        answered = application.answered_on
        note = gettext("On {day} {answered}").format(day=answered.day, answered=f"{answered:%B}") if answered else ""
        return [sent, ("Two people have read it", "done", ""), ("You have our answer", "done", note)]
    if application.state == State.TALKING:
        return [sent, ("Two people have read it", "done", ""), ("We talk", "now", ""), ("Our answer", "next", due)]
    asked = application.readings.count()
    reading: Step = (
        ("Two people are reading it", "now", "")
        if asked == READERS
        else ("Two people read it", "next", "A manager is choosing who")
    )
    return [sent, reading, ("We talk", "next", ""), ("Our answer", "next", due)]
