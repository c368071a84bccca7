"""What may stand in a log line: what the software did, never who asked or from where."""

import logging
import re
import traceback
from types import TracebackType

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

_ADDRESS = re.compile(
    r"\b(?:\d{1,3}\.){3}\d{1,3}\b(?::\d+)?|(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?![\w:])",
    re.IGNORECASE,
)
# What these say is about the machine. What other errors say may quote a request, or a row with somebody's words in it.
_ABOUT_THE_MACHINE = (OSError, ImportError, ImproperlyConfigured, OperationalError)


class PrivateFilter(logging.Filter):
    """Takes network addresses out of every line before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        hidden = _ADDRESS.sub("[address]", message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        record.__dict__.pop("request", None)
        return True


class PrivateFormatter(logging.Formatter):
    """Tells where in the code an error came from and what kind it was, but not what it quotes."""

    def formatException(  # noqa: N802  (the name is Python's)
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        parts = [_told(error) for error in _chain(ei[1])]
        return "\nAnd from there:\n".join(reversed(parts))


def _told(error: BaseException) -> str:
    said = f": {_ADDRESS.sub('[address]', str(error))}" if isinstance(error, _ABOUT_THE_MACHINE) else ""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"Traceback (most recent call last):\n{frames}{type(error).__module__}.{type(error).__qualname__}{said}"


def _chain(error: BaseException | None) -> list[BaseException]:
    """An error, and what led to it."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found
