"""The neutral e-mail that says to somebody on the team that there is something for them (`forum.core.mail`)."""

from forum.core import mail
from forum.core.mail import is_on, names_site

__all__ = ["SENTENCE", "SUBJECT", "TRIAL", "is_on", "names_site", "send"]

SUBJECT = "A reminder"
SENTENCE = "There is something for you to look at when you have a moment."
TRIAL = "This is how a reminder will look, and there is nothing you need to do."


def send(address: str, sentence: str = SENTENCE) -> bool:
    """Send one neutral mail. False if it could not be sent."""
    return mail.send(address, subject=SUBJECT, lines=[sentence])
