"""The virtual environment is filled once, and again when the lock or the Python changes."""

import json
from pathlib import Path

import pytest

from bootstrap import environment, locks
from bootstrap.environment import DEV_LOCK, RUN_LOCK, SetupError


@pytest.fixture
def installs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A checkout with two locks and a ready environment; holds the name of every lock that gets installed."""
    for lock in (RUN_LOCK, DEV_LOCK):
        (tmp_path / lock).write_text("a==1\n")
    interpreter = tmp_path / ".venv" / "bin" / "python"
    interpreter.parent.mkdir(parents=True)
    interpreter.touch()
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "STAMP", tmp_path / ".venv" / "stamp.json")
    installed: list[str] = []
    monkeypatch.setattr(environment, "_install", installed.append)
    monkeypatch.setattr(environment, "_make_venv", lambda: installed.append("venv"))
    return installed


def test_nothing_is_installed_twice(installs: list[str]) -> None:
    environment.prepare()
    environment.prepare()
    assert installs == [RUN_LOCK]


def test_the_development_set_holds_the_run_set(installs: list[str]) -> None:
    environment.prepare(dev=True)
    environment.prepare()
    assert installs == [DEV_LOCK]


def test_a_changed_lock_is_installed_again(installs: list[str]) -> None:
    environment.prepare()
    (environment.ROOT / RUN_LOCK).write_text("a==2\n")
    environment.prepare()
    assert installs == [RUN_LOCK, RUN_LOCK]


def test_another_python_gets_an_environment_of_its_own(installs: list[str]) -> None:
    environment.prepare()
    stamps = json.loads(environment.STAMP.read_text())
    environment.STAMP.write_text(json.dumps(stamps | {"python": "3.11.0 (an older one)"}))
    environment.prepare()
    assert installs == [RUN_LOCK, "venv", RUN_LOCK]


def test_a_stamp_that_makes_no_sense_is_no_stamp(installs: list[str]) -> None:
    environment.STAMP.write_text("nonsense")
    environment.prepare()
    assert installs == [RUN_LOCK]


def test_a_failed_install_leaves_no_stamp(installs: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(lock: str) -> None:
        raise SetupError("no")

    monkeypatch.setattr(environment, "_install", fail)
    with pytest.raises(SetupError):
        environment.prepare()
    assert not environment.STAMP.exists()


def test_a_lock_whose_source_changed_shows_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "ROOT", tmp_path)
    for name in ("requirements.in", "requirements-dev.in"):
        (tmp_path / name).write_text("a\n")
    for lock in (RUN_LOCK, DEV_LOCK):
        (tmp_path / lock).write_text(locks.heading(lock) + "a==1\n")
    assert locks.stale() == []
    (tmp_path / "requirements-dev.in").write_text("a\nb\n")
    assert locks.stale() == [DEV_LOCK]
