"""What `make test` makes of a stage that passes, fails, is skipped or finds nothing."""

import sys
from pathlib import Path

import pytest

from bootstrap import suite
from bootstrap.stages import Stage, all_together

PLUGIN = [
    sys.executable,
    "-m",
    "pytest",
    "-q",
    "-p",
    "tests.reporting",
    "-p",
    "no:django",
    "-p",
    "no:cacheprovider",
    "-c",
]


def pytest_stage(folder: Path, source: str, *arguments: str, env: dict[str, str] | None = None) -> Stage:
    """A stage that runs pytest on one file."""
    (folder / "pytest.ini").write_text("[pytest]\n")
    file = folder / "test_it.py"
    file.write_text(source)
    command = [*PLUGIN, str(folder / "pytest.ini"), str(file), *arguments]
    return Stage("it", command, {"CI": "", "REQUIRE": ""} | (env or {}))


SKIPS = "import pytest\ndef test_a(): pass\ndef test_b(): pytest.skip('browser: none here')\n"


def test_counts_and_skips_are_told(tmp_path: Path) -> None:
    stage = pytest_stage(tmp_path, SKIPS)
    assert stage.run()
    assert stage.counts == {"passed": 1, "failed": 0, "skipped": 1, "filtered": 0}
    assert stage.skips == ["browser: none here"]


@pytest.mark.parametrize("demand", [{"CI": "true"}, {"REQUIRE": "postgres,browser"}])
def test_a_skip_that_may_not_be_is_a_failure(tmp_path: Path, demand: dict[str, str]) -> None:
    stage = pytest_stage(tmp_path, SKIPS, env=demand)
    assert not stage.run()
    assert stage.state == "FAILED"


def test_a_skip_of_what_nobody_requires_is_none(tmp_path: Path) -> None:
    assert pytest_stage(tmp_path, SKIPS, env={"REQUIRE": "postgres"}).run()


def test_no_test_at_all_is_a_failure(tmp_path: Path) -> None:
    assert not pytest_stage(tmp_path, "").run()


def test_no_test_is_fine_where_somebody_chose_others(tmp_path: Path) -> None:
    stage = pytest_stage(tmp_path, "def test_a(): pass\n", "-k", "b", env={"TEST_ARGUMENTS": "-k b"})
    assert stage.run()
    assert stage.state == "nothing matched"


def test_one_failure_among_many_is_a_failure() -> None:
    stages = [Stage(str(code), [sys.executable, "-c", f"raise SystemExit({code})"]) for code in (0, 3, 0)]
    assert not all_together(stages)
    assert [stage.state for stage in stages] == ["passed", "FAILED", "passed"]


def test_a_missing_server_is_said_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_POSTGRES_URL", "postgres://127.0.0.1:1/")
    for name in ("CI", "REQUIRE"):
        monkeypatch.delenv(name, raising=False)
    _, stage = suite.suites([])
    assert suite._run_where_possible(stage)
    assert stage.state == "skipped"
    assert "start PostgreSQL" in stage.skips[0]


def test_with_ci_a_missing_server_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_REDIS_URL", "redis://127.0.0.1:1/0")
    monkeypatch.setenv("CI", "true")
    stage = Stage("it", ["never-run"], needs=("redis",))
    assert not suite._run_where_possible(stage)
    assert stage.state == "FAILED"
