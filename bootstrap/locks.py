"""The locks: every package at one exact version, with the hashes of its files."""

import hashlib
import subprocess

from bootstrap.environment import DEV_LOCK, ROOT, RUN_LOCK, SetupError, tool

SOURCES = {RUN_LOCK: ["requirements.in"], DEV_LOCK: ["requirements.in", "requirements-dev.in"]}


def heading(lock: str) -> str:
    """The first line of a lock: which files it was worked out from, so that a stale one shows itself offline."""
    together = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in SOURCES[lock]))
    return f"# Made by `make lock` from {' and '.join(SOURCES[lock])}: {together.hexdigest()}\n"


def stale() -> list[str]:
    """The locks that no longer follow from their sources."""
    return [lock for lock in SOURCES if not (ROOT / lock).read_text().startswith(heading(lock))]


def make_locks() -> None:
    """Work out both locks; what is already locked keeps its version unless its source forbids it."""
    for lock, sources in SOURCES.items():
        command = [
            tool("uv"), "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes",
            "--no-header", "--output-file", lock, sources[-1],
        ]  # fmt: skip
        if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
            raise SetupError(f"{lock} could not be worked out; what uv said stands above.")
        path = ROOT / lock
        path.write_text(heading(lock) + path.read_text())
