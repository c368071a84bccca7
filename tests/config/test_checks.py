"""A site that is not safe to start says so, and a production site as documented has nothing to say."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.conf import settings as site
from pytest_django import Settings

from config.checks import safe_to_start

PRODUCTION = {
    "SITE_URL": "https://forum.example",
    "SECRET_KEY": "salt-gorse-heather-tide-" * 3,
    "FIELD_KEYS": Fernet.generate_key().decode(),
    "ALLOWED_HOSTS": "forum.example",
    "DATABASE_URL": "postgres://holdfast:x@127.0.0.1:5432/holdfast",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "PROCESSES": "2",
    "TRUSTED_PROXIES": "1",
    "CHARITY_NAME": "An example",
}


def _check(folder: Path, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """`manage.py check --deploy` in a process of its own, with the environment of a production site and `changes`."""
    given = {name: value for name, value in {**PRODUCTION, **changes}.items() if value is not None}
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), **given}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=site.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _refusals() -> set[str | None]:
    return {message.id for message in safe_to_start(None)}


def test_a_production_site_as_documented_has_nothing_to_say(tmp_path: Path) -> None:
    answer = _check(tmp_path)
    assert answer.returncode == 0, answer.stderr
    assert "no issues" in answer.stdout + answer.stderr
    assert not list(tmp_path.iterdir()), "A public site makes no keys of its own."


def test_secrets_may_lie_in_files(tmp_path: Path) -> None:
    files = {}
    for name in ("SECRET_KEY", "FIELD_KEYS"):
        (tmp_path / name).write_text(PRODUCTION[name] + "\n")
        files[f"{name}_FILE"] = str(tmp_path / name)
    answer = _check(tmp_path, SECRET_KEY=None, FIELD_KEYS=None, **files)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    ("missing", "told"),
    [("SECRET_KEY", "SECRET_KEY"), ("FIELD_KEYS", "holdfast.E006"), ("ALLOWED_HOSTS", "holdfast.E003"),
     ("DATABASE_URL", "holdfast.E009"), ("REDIS_URL", "holdfast.E008")],
)  # fmt: skip
def test_a_production_site_without_something_it_needs_does_not_start(missing: str, told: str, tmp_path: Path) -> None:
    answer = _check(tmp_path, **{missing: None})
    assert answer.returncode != 0
    assert told in answer.stdout + answer.stderr
    assert not list(tmp_path.iterdir())


def test_these_very_tests_are_safe_to_run() -> None:
    assert _refusals() == set()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"LOCAL": False, "SITE_URL": "https://forum.example", "DEBUG": True}, "holdfast.E001"),
        ({"LOCAL": False, "SITE_URL": "http://forum.example"}, "holdfast.E002"),
        ({"LOCAL": False, "SITE_URL": "https://forum.example", "ALLOWED_HOSTS": []}, "holdfast.E003"),
        ({"LOCAL": False, "SITE_URL": "https://forum.example", "ALLOWED_HOSTS": ["*"]}, "holdfast.E003"),
        ({"LOCAL": False, "SITE_URL": "https://forum.example", "TRUSTED_PROXIES": 0}, "holdfast.E012"),
        ({"LOCAL": False, "SITE_URL": "https://forum.example", "CHARITY_NAME": ""}, "holdfast.E011"),
        ({"LEAVE_URL": "javascript:history.back()"}, "holdfast.E004"),
        ({"LEAVE_URL": ""}, "holdfast.E004"),
        ({"LEAVE_URL": "https://"}, "holdfast.E004"),
        ({"SECRET_KEY": "short"}, "holdfast.E005"),
        ({"FIELD_KEYS": []}, "holdfast.E006"),
        ({"FIELD_KEYS": [PRODUCTION["FIELD_KEYS"], "not a key"]}, "holdfast.E007"),
        ({"FIELD_KEYS": ["é" * 44]}, "holdfast.E007"),
        ({"PROCESSES": 2, "CHANNEL_LAYERS": {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}},
         "holdfast.E008"),
        ({"ALLOW_SQLITE": False, "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3"}}}, "holdfast.E009"),
        ({"PROCESSES": 2, "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3"}}}, "holdfast.E010"),
    ],
)  # fmt: skip
def test_each_danger_has_its_own_refusal(changes: dict[str, Any], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in changes.items():
        monkeypatch.setattr(site, name, value)
    assert told in _refusals()
    named = next(message for message in safe_to_start(None) if message.id == told)
    assert "not a key" not in named.msg, "A refusal never repeats a secret."


def test_a_small_public_site_may_say_that_it_means_sqlite(settings: Settings) -> None:
    settings.ALLOW_SQLITE = True
    settings.PROCESSES = 1
    assert not _refusals() & {"holdfast.E008", "holdfast.E009", "holdfast.E010"}
