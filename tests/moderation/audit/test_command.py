"""`manage.py verify_audit` says what it found, and its exit status tells programs."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from moderation.audit.models import Entry
from tests.moderation.audit.conftest import Sql


def verify_audit(*args: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify_audit", *args, stdout=out)
    except SystemExit as stop:
        return int(str(stop.code)), out.getvalue()
    return 0, out.getvalue()


def test_a_whole_trail_prints_its_head(trail: list[Entry]) -> None:
    status, said = verify_audit()
    assert status == 0
    assert "The trail is whole: 10 entries checked." in said
    assert f"Head: 10:{trail[-1].hash}" in said


def test_a_broken_trail_says_which_entry_and_fails(trail: list[Entry], sql: Sql) -> None:
    sql("UPDATE audit_entry SET action = 'nothing.happened' WHERE sequence = 4")
    status, said = verify_audit()
    assert status == 1
    assert "Entry 4 was changed after it was written." in said


def test_it_answers_programs_in_json(trail: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE sequence = 4")
    status, said = verify_audit("--json")
    answer = json.loads(said)
    assert status == 1
    assert answer["whole"] is False
    assert answer["findings"] == [{"kind": "removed", "sequence": 4, "sentence": "Entry 4 is missing."}]


def test_what_was_written_down_is_checked(trail: list[Entry]) -> None:
    assert verify_audit("--expect", f"4:{trail[3].hash}")[0] == 0
    assert verify_audit("--expect", f"4:{trail[4].hash}")[0] == 1
    assert verify_audit("--expect", f"400:{trail[4].hash}")[0] == 1


@pytest.mark.parametrize("text", ["", "x", "4", "4:", ":abc", "four:abc", "-1:abc"])
def test_an_unreadable_expectation_is_told(db: None, text: str) -> None:
    if not text:
        assert verify_audit("--expect", text)[0] == 0
        return
    with pytest.raises(CommandError, match="SEQ:HASH"):
        call_command("verify_audit", f"--expect={text}")
