"""The verbs behind `make`."""

import argparse
import os
import subprocess
import sys

from bootstrap import environment, locks, suite
from bootstrap.environment import ROOT, SetupError, prepare, python, say, tool

# What would tie the demonstration to somebody's real site.
REAL_SITE = (
    "DATABASE_URL", "REDIS_URL", "SITE_URL", "SECRET_KEY", "SECRET_KEY_FILE", "SECRET_KEY_FALLBACKS", "FIELD_KEYS",
    "FIELD_KEYS_FILE", "ALLOWED_HOSTS", "PROCESSES", "TRUSTED_PROXIES",
)  # fmt: skip


def run_command(words: list[str]) -> int:
    """Do what was asked; anything a person must put right is one clear message, not a traceback."""
    parser = argparse.ArgumentParser(prog="python3 -m bootstrap")
    parser.add_argument("verb", choices=sorted(VERBS))
    chosen, rest = parser.parse_known_args(words)
    try:
        return VERBS[chosen.verb](rest)
    except SetupError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def run(arguments: list[str]) -> int:
    """The site, from nothing to an address."""
    prepare()
    return _become([python(), "manage.py", "serve", *arguments])


def demo(arguments: list[str]) -> int:
    """The same with a made-up community, on data of its own."""
    _leave_the_real_site_alone()
    prepare()
    return _become([python(), "manage.py", "serve", "--demo", *arguments])


def code(arguments: list[str]) -> int:
    """The second-factor code that somebody on the made-up team needs now."""
    _leave_the_real_site_alone()
    prepare()
    return _become([python(), "manage.py", "code", *arguments])


def setup(arguments: list[str]) -> int:
    prepare(dev=True)
    say(f"Everything is in {environment.VENV.name}.")
    return 0


def test(arguments: list[str]) -> int:
    prepare(dev=True)
    return suite.test(arguments)


def check(arguments: list[str]) -> int:
    prepare(dev=True)
    return suite.check()


def fix(arguments: list[str]) -> int:
    prepare(dev=True)
    for words in (["check", "--fix", "."], ["format", "."]):
        subprocess.run([tool("ruff"), *words], cwd=ROOT, check=False)
    return 0


def bench(arguments: list[str]) -> int:
    prepare(dev=True)
    return subprocess.run([python(), "-m", "bench.run", *arguments], cwd=ROOT, check=False).returncode


def lock(arguments: list[str]) -> int:
    prepare(dev=True)
    locks.make_locks()
    say("requirements.txt and requirements-dev.txt are fresh.")
    return 0


VERBS = {
    "run": run,
    "code": code, "demo": demo, "setup": setup, "test": test, "check": check, "fix": fix, "bench": bench, "lock": lock,
}  # fmt: skip


def _leave_the_real_site_alone() -> None:
    for name in REAL_SITE:
        os.environ.pop(name, None)
    os.environ["DATA_DIR"] = str(ROOT / "data-demo")


def _become(command: list[str]) -> int:
    """Give this process over to the site, so that signals reach it directly."""
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execv(command[0], command)
