"""Neutral e-mail: it names nobody and nothing.

Whoever sees an inbox, on a shared screen or at a provider, learns a sender, a time and a sentence that could come from
anywhere. Only the sentences that stand in our own code are ever sent, never anybody's words.
"""

import logging
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

log = logging.getLogger(__name__)


def is_on() -> bool:
    """Did the operator set up e-mail?"""
    return bool(settings.REMINDER_MAIL["on"])


def names_site() -> bool:
    """Did the operator say that the address of the site may stand in a mail?"""
    return bool(settings.REMINDER_MAIL["names_site"])


def send(address: str, *, subject: str, lines: list[str]) -> bool:
    """Send one neutral mail. False if it could not be sent; the log then says so, without the address."""
    lines = [*lines, settings.SITE_URL] if names_site() else lines
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    message = EmailMessage(
        subject,
        "\n\n".join(lines) + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [address],
        # Django's own message id would name this machine.
        headers={"Message-ID": make_msgid(domain=domain), "Auto-Submitted": "auto-generated"},
    )
    try:
        return bool(message.send())
    except Exception as error:  # noqa: BLE001
        # What a mail server answers often repeats the address, so only the kind of trouble is written down.
        log.warning("A reminder could not be sent (%s); it will be tried again.", type(error).__name__)
        return False
