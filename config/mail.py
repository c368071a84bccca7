"""How neutral reminders are sent. Without EMAIL_URL nothing is ever sent, and the choice is not offered."""

from typing import Any

from config.env import env


def reminder_mail() -> dict[str, bool]:
    """Whether reminders can be chosen, and whether one may name the site."""
    return {
        "on": bool(env.str("EMAIL_URL", default="")),
        "names_site": env.bool("REMINDER_NAMES_SITE", default=False),
    }


def mail_settings() -> dict[str, Any]:
    """Django's own settings for e-mail."""
    server: dict[str, Any] = env.email_url("EMAIL_URL", default="dummymail://")
    return {
        "DEFAULT_FROM_EMAIL": env.str("EMAIL_FROM", default=""),
        "EMAIL_BACKEND": server["EMAIL_BACKEND"],
        "EMAIL_HOST": server.get("EMAIL_HOST") or "localhost",
        "EMAIL_PORT": server.get("EMAIL_PORT") or 25,
        "EMAIL_HOST_USER": server.get("EMAIL_HOST_USER") or "",
        "EMAIL_HOST_PASSWORD": server.get("EMAIL_HOST_PASSWORD") or "",
        "EMAIL_USE_TLS": bool(server.get("EMAIL_USE_TLS")),
        "EMAIL_USE_SSL": bool(server.get("EMAIL_USE_SSL")),
        "EMAIL_FILE_PATH": server.get("EMAIL_FILE_PATH") or "",
        "EMAIL_TIMEOUT": 10,
    }
