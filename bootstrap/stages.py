"""One step of `make test`: a command with a name, how it went, and what to do where it could not be run."""

import json
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from bootstrap.environment import ROOT, say

NOTHING_COLLECTED = 5


@dataclass
class Stage:
    """A command to run, with what its environment needs on top of this one's."""

    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    state: str = "not reached"
    seconds: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)
    skips: list[str] = field(default_factory=list)
    log: Path | None = None

    def run(self) -> bool:
        """Run it with its output shown as it comes."""
        say(f"\n── {self.name}")
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.json"
            started = time.monotonic()
            env = os.environ | self.env | {"TEST_REPORT": str(report)}
            code = subprocess.run(self.command, cwd=ROOT, env=env, check=False).returncode
            self.seconds = time.monotonic() - started
            self._read(report)
        return self._ended(code)

    def start(self) -> "subprocess.Popen[bytes]":
        """Run it in the background, its output kept for `finish`."""
        self.log = Path(tempfile.mkstemp(prefix="holdfast-stage-")[1])
        self.seconds = -time.monotonic()
        with self.log.open("wb") as output:
            return subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=os.environ | self.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def finish(self, process: "subprocess.Popen[bytes]") -> bool:
        """Wait for a started stage and show what it said, if it failed."""
        passed = self._ended(process.wait())
        self.seconds += time.monotonic()
        say(f"── {self.name}: {self.state}")
        if self.log:
            if not passed:
                say(self.log.read_text(errors="replace"))
            self.log.unlink()
        return passed

    def skip(self, reason: str, *, fatal: bool) -> bool:
        """Say why it cannot be run; where nothing may be skipped, that is a failure."""
        self.state = "FAILED" if fatal else "skipped"
        self.skips.append(reason)
        say(f"\n── {self.name}: {self.state}: {reason}")
        return not fatal

    def _ended(self, code: int) -> bool:
        self.state = "passed" if code == 0 else "FAILED"
        if code == NOTHING_COLLECTED and self.counts.get("filtered"):
            self.state = "nothing matched"
        return self.state != "FAILED"

    def _read(self, report: Path) -> None:
        """What tests/reporting.py wrote down about a pytest run."""
        if report.exists():
            said = json.loads(report.read_text())
            self.counts, self.skips = said["counts"], said["skips"]


def all_together(stages: list[Stage]) -> bool:
    """Run short stages two at a time; true when every one passed."""
    running: list[tuple[Stage, subprocess.Popen[bytes]]] = []
    waiting, passed = list(stages), True
    while waiting or running:
        while waiting and len(running) < 2:
            stage = waiting.pop(0)
            running.append((stage, stage.start()))
        stage, process = running.pop(0)
        passed = stage.finish(process) and passed
    return passed
