"""How far an application has come, as the person who wrote it reads it. It says what is, and no more."""

from django.utils.translation import gettext

from forum.core.when import spelled
from moderation.joining.models import Application, State
from moderation.joining.policy import READERS

Step = tuple[str, str, str]
"""The words, "done", "now" or "next", and a note."""


def steps(application: Application) -> list[Step]:
    """The way of one application, what is behind it first."""
    due = gettext("By {day}").format(day=spelled(application.due_on, "%-d %B %Y"))
    sent: Step = (
        "We have it",
        "done",
        gettext("Sent on {day}").format(day=spelled(application.sent_on, "%-d %B")),
    )
    if not application.is_open:
        answered = application.answered_on
        note = gettext("On {day}").format(day=spelled(answered, "%-d %B")) if answered else ""
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
