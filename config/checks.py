"""System checks that refuse to start an unsafe site."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def safe_to_start(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Everything that must hold before a survivor writes a word here."""
    return [*_address(), *_keys(), *_stores(), *_mail()]


def _address() -> Iterator[CheckMessage]:
    if settings.DEBUG and not settings.LOCAL:
        yield Error("DEBUG is on for a public site.", hint="Take DEBUG out of the environment.", id="holdfast.E001")
    if not settings.LOCAL and urlsplit(settings.SITE_URL).scheme != "https":
        yield Error(
            "SITE_URL is plain HTTP on an address others can reach.",
            hint="Use https://, or the loopback address to try Holdfast on your own machine.",
            id="holdfast.E002",
        )
    if not settings.LOCAL and (not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS):
        yield Error(
            "ALLOWED_HOSTS must name the site's own hosts.",
            hint="ALLOWED_HOSTS=forum.example",
            id="holdfast.E003",
        )
    if not settings.LOCAL and not settings.TRUSTED_PROXIES:
        yield Error(
            "Daphne speaks plain HTTP here, and no proxy in front of it is trusted to say that a request was https.",
            hint="TRUSTED_PROXIES=1 behind one proxy of your own (docs/operating).",
            id="holdfast.E012",
        )
    leave = urlsplit(settings.LEAVE_URL)
    if leave.scheme not in ("https", "http") or not leave.hostname:
        yield Error(
            "LEAVE_URL must be a web address.",
            hint="LEAVE_URL=https://www.bbc.co.uk/weather",
            id="holdfast.E004",
        )
    if not settings.LOCAL and not settings.CHARITY_NAME:
        yield Error(
            "Nobody is told who runs this place.",
            hint="CHARITY_NAME=the name that members can turn to; the notice and the page About say it.",
            id="holdfast.E011",
        )


def _keys() -> Iterator[CheckMessage]:
    if len(settings.SECRET_KEY) < 50:
        yield Error(
            "There is no SECRET_KEY, or it is too short.",
            hint="Give SECRET_KEY_FILE a file with 64 random characters (docs/operating).",
            id="holdfast.E005",
        )
    if not settings.FIELD_KEYS:
        yield Error(
            "There is no key for sealed text.",
            hint="Give FIELD_KEYS_FILE a file with one Fernet key a line, newest first (docs/operating).",
            id="holdfast.E006",
        )
    for number, key in enumerate(settings.FIELD_KEYS, start=1):
        try:
            Fernet(key)
        except ValueError:
            yield Error(f"Line {number} of FIELD_KEYS is not a Fernet key.", id="holdfast.E007")


def _stores() -> Iterator[CheckMessage]:
    memory = "InMemory" in settings.CHANNEL_LAYERS["default"]["BACKEND"]
    if memory and settings.PROCESSES > 1:
        yield Error(
            "Several processes cannot hear each other through the in-memory channel layer.",
            hint="Set REDIS_URL, or PROCESSES=1.",
            id="holdfast.E008",
        )
    sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    if sqlite and not settings.ALLOW_SQLITE:
        yield Error(
            "This is a public site on SQLite, and nobody said that this is meant.",
            hint="Set DATABASE_URL to PostgreSQL, or ALLOW_SQLITE=1 for a small site in one process.",
            id="holdfast.E009",
        )
    if sqlite and settings.PROCESSES > 1:
        yield Error("Several processes need PostgreSQL.", hint="Set DATABASE_URL.", id="holdfast.E010")


def _mail() -> Iterator[CheckMessage]:
    if settings.REMINDER_MAIL["on"] and not settings.DEFAULT_FROM_EMAIL:
        yield Error(
            "There is a mail server for reminders, but no address that they come from.",
            hint="EMAIL_FROM=an address that does not tell what this site is about.",
            id="holdfast.E013",
        )
