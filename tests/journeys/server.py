"""A real site for a story: `manage.py serve` in its own process, on its own data, its log in a file."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What the test session set for itself, or a developer for their own site, means nothing to the site under test.
NOT_OURS = (
    "DATABASE_URL", "REDIS_URL", "SITE_URL", "SECRET_KEY", "SECRET_KEY_FILE", "FIELD_KEYS", "FIELD_KEYS_FILE",
    "ALLOWED_HOSTS", "PROCESSES", "TRUSTED_PROXIES", "DATA_DIR", "LEAVE_URL", "DEBUG", "SITE_NAME",
)  # fmt: skip


class Server:
    """One process of a site. Stopping and starting it keeps its address and its data."""

    def __init__(
        self,
        folder: Path,
        *,
        name: str = "a",
        host: str = "127.0.0.1",
        arguments: tuple[str, ...] = (),
        env: dict[str, str] | None = None,
    ) -> None:
        self.folder, self.name, self.host, self.arguments = folder, name, host, arguments
        self.port = free_port(host)
        self.address = f"{host}:{self.port}"
        self.url = f"http://{self.address}"
        self.log_path = folder / f"{name}.log"
        self.env = clean_environment() | {"DATA_DIR": str(folder / "data"), "SITE_URL": self.url} | (env or {})
        self.process: subprocess.Popen[bytes] | None = None
        self.known = 0  # How much of its log is from before it was started the last time.

    def start(self, *, within: float = 60) -> None:
        """Start it and wait until it says that it listens."""
        self.launch()
        self.wait(within=within)

    def launch(self, *more: str) -> None:
        """Start it; `wait` waits for it."""
        self.known = len(self.log())
        place = ["--host", self.host, "--port", str(self.port)]
        command = [sys.executable, "manage.py", "serve", *place, *self.arguments, *more]
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.env, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def wait(self, *, within: float = 60) -> None:
        """Until it says that it listens."""
        deadline = time.monotonic() + within
        while f"Listening on {self.url}" not in self.log()[self.known :]:
            if self.process is None or self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"The site did not start:\n{self.log()[self.known :]}")
            time.sleep(0.05)

    def stop(self) -> int:
        """Ask it to end, as an operator would; returns its exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.kill()
            return -9
        finally:
            self.process = None

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def manage(self, *words: str, fed: str | None = None) -> str:
        """What a management command prints, run on the same data."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=self.env, input=fed, capture_output=True, text=True,
            timeout=120, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(f"manage.py {' '.join(words)} ended with {done.returncode}:\n{done.stderr}{done.stdout}")
        return done.stdout

    def log(self) -> str:
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""


def clean_environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    return kept | {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONUNBUFFERED": "1"}


def free_port(host: str) -> int:
    """A port nobody uses, known beforehand because links and origins contain it."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def fresh_name() -> str:
    return f"holdfast_story_{secrets.token_hex(6)}"
