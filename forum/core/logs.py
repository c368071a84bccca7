"""What may stand in a log line: what the software did, never who asked or from where."""

import logging
import re

_ADDRESS = re.compile(
    r"\b(?:\d{1,3}\.){3}\d{1,3}\b(?::\d+)?|(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?![\w:])",
    re.IGNORECASE,
)


class PrivateFilter(logging.Filter):
    """Takes network addresses out of every line before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        hidden = _ADDRESS.sub("[address]", message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        record.__dict__.pop("request", None)
        return True
