"""Logs hold what the software did, never who asked or from where."""

from typing import Any

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"private": {"()": "forum.core.logs.PrivateFilter"}},
    "formatters": {
        "plain": {
            "()": "forum.core.logs.PrivateFormatter",
            "fmt": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["private"]},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # These name the caller's address or the full path with its query.
        "django.channels.server": {"handlers": ["nowhere"], "propagate": False},
        "django.server": {"handlers": ["nowhere"], "propagate": False},
        "daphne": {"level": "WARNING"},
        "twisted": {"level": "ERROR"},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        # Whoever scans the net with a wrong Host gets a 400; a traceback for each would drown what matters.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}
