"""What `make test` and `make check` run, in order."""

import base64
import os
import secrets
import tempfile

from bootstrap import browser, servers
from bootstrap.environment import python, say, tool
from bootstrap.locks import stale
from bootstrap.stages import Stage, all_together

PACKAGES = ["config", "realtime", "moderation", "forum", "bootstrap", "bench", "tests"]
PYTEST = [python(), "-m", "pytest", "-q", "-p", "tests.reporting"]
STARTS_POSTGRES = "start PostgreSQL (on Debian: pg_ctlcluster 15 main start) or name one in TEST_POSTGRES_URL"
STARTS_REDIS = "start Redis (redis-server --daemonize yes) or name one in TEST_REDIS_URL"


def quick_checks() -> list[Stage]:
    """Style, import directions and settings: seconds each."""
    scratch = {"DATA_DIR": tempfile.mkdtemp(prefix="holdfast-check-"), "DATABASE_URL": "sqlite://:memory:"}
    deploy = [python(), "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return [
        Stage("ruff check", [tool("ruff"), "check", "."]),
        Stage("ruff format", [tool("ruff"), "format", "--check", "."]),
        Stage("import directions", [tool("lint-imports")]),
        Stage("settings", [python(), "manage.py", "check"], scratch),
        Stage("production settings", deploy, scratch | production()),
        Stage("migrations", [python(), "manage.py", "makemigrations", "--check", "--dry-run"], scratch),
    ]


def types() -> Stage:
    return Stage("types", [tool("mypy"), *PACKAGES])


def production() -> dict[str, str]:
    """The environment of a public site, with made-up keys that live as long as the check."""
    return {
        "SITE_URL": "https://forum.example",
        "ALLOWED_HOSTS": "forum.example",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "FIELD_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "DATABASE_URL": "postgres://holdfast@127.0.0.1/holdfast",
        "REDIS_URL": "redis://127.0.0.1:6379/0",
        "PROCESSES": "2",
        "TRUSTED_PROXIES": "1",
        "CHARITY_NAME": "An example",
    }


def test(arguments: list[str]) -> int:
    """Everything, stopping at the first stage that fails."""
    first, typing, stories = quick_checks(), types(), journeys(arguments)
    on_sqlite, on_postgres = suites(arguments)
    passed = locks_are_fresh() and all_together(first)
    if passed:
        checking = typing.start()
        passed = on_sqlite.run()
        passed = typing.finish(checking) and passed
    for stage in (on_postgres, stories):
        passed = passed and _run_where_possible(stage)
    summarise([*first, typing, on_sqlite, on_postgres, stories])
    return 0 if passed else 1


def check() -> int:
    """The part of `make test` that runs no test."""
    stages = [types(), *quick_checks()]
    passed = locks_are_fresh() and all_together(stages)
    summarise(stages)
    return 0 if passed else 1


def suites(arguments: list[str]) -> tuple[Stage, Stage]:
    """The same tests on both stacks, shared by two workers. What asks neither store is told once."""
    pytest = [*PYTEST, "tests", "--ignore=tests/journeys", *arguments]
    plain = {"DATABASE_URL": "sqlite://:memory:", "REDIS_URL": "", "TEST_ARGUMENTS": " ".join(arguments)}
    full = plain | {
        # Django puts test_ before the name, makes that database and drops it.
        "DATABASE_URL": servers.database_url(f"holdfast_{os.getpid()}"),
        "REDIS_URL": servers.redis_url(),
    }
    second = ["--only-stores", "--create-db", "-n", "2"]
    return (
        Stage("tests on SQLite", [*pytest, "-n", "2"], plain),
        Stage("tests on PostgreSQL and Redis", [*pytest, *second], full, needs=("postgres", "redis")),
    )


def journeys(arguments: list[str]) -> Stage:
    """The stories in a real browser. Two at a time; those of one site are told one after the other."""
    command = [*PYTEST, "tests/journeys", "-n", "2", "--dist", "loadscope", *arguments]
    return Stage("browser stories", command, {"TEST_ARGUMENTS": " ".join(arguments)}, needs=("browser",))


def _run_where_possible(stage: Stage) -> bool:
    for need in stage.needs:
        if reason := _missing(need):
            return stage.skip(f"{need}: {reason}", fatal=is_required(need))
    if "browser" in stage.needs:
        stage.env["BROWSER_PATH"] = browser.find() or ""
    return stage.run()


def _missing(need: str) -> str:
    """Why something cannot be tested here, and what to do about it; empty when it can."""
    if need == "postgres" and not servers.answers(servers.postgres_url()):
        return f"no PostgreSQL answers; {STARTS_POSTGRES}"
    if need == "redis" and not servers.answers(servers.redis_url()):
        return f"no Redis answers; {STARTS_REDIS}"
    if need == "browser" and not browser.find_or_install():
        return f"no Chromium was found; {browser.REMEDY}"
    return ""


def is_required(need: str) -> bool:
    """With CI set nothing may be skipped; REQUIRE=browser,postgres,redis names what may not."""
    return bool(os.environ.get("CI")) or need in os.environ.get("REQUIRE", "").split(",")


def locks_are_fresh() -> bool:
    old = stale()
    if old:
        say(f"── locks: FAILED: {' and '.join(old)} no longer follow from requirements*.in; run: make lock")
    return not old


def summarise(stages: list[Stage]) -> None:
    """How every stage went, what was skipped and why, and the totals as the last line."""
    say("\n── summary")
    for stage in stages:
        counts = ", ".join(f"{count} {word}" for word, count in stage.counts.items() if count and word != "filtered")
        say(f"  {stage.name:<30} {stage.state:<12} {stage.seconds:5.0f} s  {counts}".rstrip())
    for reason in sorted({reason for stage in stages for reason in stage.skips}):
        say(f"  skipped: {reason}")
    totals = {word: sum(stage.counts.get(word, 0) for stage in stages) for word in ("passed", "failed", "skipped")}
    if any(stage.counts for stage in stages):
        say("\nTests: {passed} passed, {failed} failed, {skipped} skipped".format(**totals))
