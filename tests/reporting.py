"""A pytest plugin for `make test`: counts for the last line, and no skip goes unnoticed.

A skip whose reason begins with "browser:", "postgres:" or "redis:" is an error where REQUIRE names that group. With CI
set, any skip is.
"""

import json
import os
from pathlib import Path

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workerinput"):
        return  # A worker of pytest-xdist: whoever started it counts for all of them.
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    stats = reporter.stats if reporter else {}
    skips = [_reason(report) for report in stats.get("skipped", [])]
    counts = {
        "passed": len(stats.get("passed", [])),
        "failed": len(stats.get("failed", [])) + len(stats.get("error", [])),
        "skipped": len(skips),
        "filtered": int(bool(os.environ.get("TEST_ARGUMENTS"))),
    }
    if path := os.environ.get("TEST_REPORT"):
        Path(path).write_text(json.dumps({"counts": counts, "skips": sorted(set(skips))}))
    if session.exitstatus == pytest.ExitCode.OK and any(_is_required(reason) for reason in skips):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reason in sorted({_reason(report) for report in terminalreporter.stats.get("skipped", [])}):
        if _is_required(reason):
            terminalreporter.write_line(f"Skipped, which may not be here: {reason}", red=True)


def _reason(report: pytest.TestReport) -> str:
    told = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return told.removeprefix("Skipped: ")


def _is_required(reason: str) -> bool:
    groups = os.environ.get("REQUIRE", "").split(",")
    return bool(os.environ.get("CI")) or reason.partition(":")[0] in groups
