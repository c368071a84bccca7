"""Lines of the log: what the software did, never who asked or what they wrote."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.db import OperationalError

from forum.core.logs import PrivateFilter, PrivateFormatter


class Log:
    """A logger of its own, as the settings make one."""

    def __init__(self) -> None:
        self.written = io.StringIO()
        handler = logging.StreamHandler(self.written)
        handler.setFormatter(PrivateFormatter("{levelname} {message}", style="{"))
        handler.addFilter(PrivateFilter())
        self.logger = logging.getLogger("tests.private")
        self.logger.propagate = False
        self.logger.addHandler(handler)

    def text(self) -> str:
        return self.written.getvalue()


@pytest.fixture
def log() -> Iterator[Log]:
    made = Log()
    yield made
    made.logger.handlers.clear()
    made.logger.propagate = True


def test_no_line_holds_an_address(log: Log) -> None:
    log.logger.warning("Asked by %s and by %s.", "203.0.113.77:4711", "2001:db8:0:0::77")
    assert log.text() == "WARNING Asked by [address] and by [address].\n"


def test_an_error_tells_where_it_came_from_but_not_what_it_quotes(log: Log) -> None:
    try:
        try:
            raise KeyError("I sat by the window")
        except KeyError as first:
            raise ValueError("asked by 203.0.113.77") from first
    except ValueError:
        log.logger.exception("It did not work.")
    assert "in test_an_error_tells_where" in log.text()
    assert "builtins.KeyError" in log.text()
    assert "builtins.ValueError" in log.text()
    assert "And from there:" in log.text()
    assert "by the window\n" not in log.text()
    assert "203.0.113" not in log.text().replace('raise ValueError("asked by 203.0.113.77")', "")


def test_an_error_of_the_machine_says_what_is_wrong(log: Log) -> None:
    try:
        raise OperationalError("connection to server at 10.0.0.7 refused")
    except OperationalError:
        log.logger.exception("The database is away.")
    assert "OperationalError: connection to server at [address] refused" in log.text()
