"""The virtual environment: made when missing, filled from the locks, left alone when nothing changed."""

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "holdfast-installed.json"
RUN_LOCK = "requirements.txt"
DEV_LOCK = "requirements-dev.txt"
NEEDS_VENV = (
    "Python could not make a virtual environment, because its `venv` or `ensurepip` part is missing.\n"
    "On Debian and Ubuntu this adds it:  apt-get install python3-venv\n"
)


class SetupError(Exception):
    """Something a person has to put right; the message says what and how."""


def python() -> str:
    """The interpreter of the virtual environment."""
    folder = VENV / ("Scripts" if os.name == "nt" else "bin")
    return str(folder / "python")


def tool(name: str) -> str:
    """A command that was installed into the virtual environment."""
    return str(Path(python()).with_name(name))


def prepare(*, dev: bool = False) -> None:
    """Make the environment hold exactly what the lock says, doing nothing when it already does."""
    stamps = _stamps()
    if not Path(python()).exists() or stamps.get("python", sys.version) != sys.version:
        _make_venv()
        stamps = {}
    lock = DEV_LOCK if dev else RUN_LOCK
    if stamps.get(lock) == _digest(lock):
        return
    started = time.monotonic()
    say(f"Installing what {lock} lists …")
    _install(lock)
    # The development lock holds the run lock whole, at the same versions.
    stamps |= {"python": sys.version} | {name: _digest(name) for name in ([RUN_LOCK, DEV_LOCK] if dev else [RUN_LOCK])}
    STAMP.write_text(json.dumps(stamps, indent=2) + "\n")
    say(f"Installed in {time.monotonic() - started:.0f} s.")


def say(text: str) -> None:
    print(text, flush=True)


def _make_venv() -> None:
    say("Making a virtual environment in .venv …")
    done = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SetupError(f"{NEEDS_VENV}\n{(done.stderr or done.stdout).strip()}")


def _install(lock: str) -> None:
    command = [
        python(), "-m", "pip", "install", "--require-hashes", "--quiet", "--no-input", "--disable-pip-version-check",
        "-r", str(ROOT / lock),
    ]  # fmt: skip
    if subprocess.run(command, check=False).returncode != 0:
        raise SetupError(f"Installing {lock} did not work; what pip said stands above.")


def _stamps() -> dict[str, str]:
    try:
        found = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(lock: str) -> str:
    """What was installed, by the lock's own bytes: a checkout's file times say nothing."""
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
