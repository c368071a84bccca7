"""Whoever has every right on the database but not the key cannot tidy the past unseen."""

import random

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings

from moderation.audit.chain import seal_head, seal_line
from moderation.audit.models import Entry, Head
from moderation.audit.verification import Kind, verify, verify_newest
from tests.moderation.audit.conftest import Sql


def found() -> list[tuple[Kind, int]]:
    return [(finding.kind, finding.sequence) for finding in verify().findings]


def move(sql: Sql, old: int, new: int) -> None:
    sql("UPDATE audit_entry SET sequence = %s WHERE sequence = %s", new, old)


def copy(sql: Sql, old: int, new: int) -> None:
    sql(
        "INSERT INTO audit_entry"
        " (sequence, at, action, actor_id, actor_role, subject, previous, hash)"
        " SELECT %s, at, action, actor_id, actor_role, subject, previous, hash FROM audit_entry WHERE sequence = %s",
        new,
        old,
    )


def test_an_untouched_trail_is_whole(trail: list[Entry]) -> None:
    verdict = verify()
    assert verdict.is_whole
    assert verdict.checked == 10
    assert verdict.anchor == f"10:{trail[-1].hash}"


def test_an_empty_trail_is_whole(db: None) -> None:
    assert verify().is_whole
    assert verify().anchor == "0:-"


@pytest.mark.parametrize(
    "change",
    [
        "action = 'case.closed'",
        "actor_role = 'manager'",
        "subject = '{}'",
        "actor_id = '00000000000000000000000000000001'",
        "at = '2026-01-01 00:00:00'",
        f"previous = '{'0' * 64}'",
        f"hash = '{'0' * 64}'",
    ],
)
def test_a_changed_entry_is_found(trail: list[Entry], sql: Sql, change: str) -> None:
    sql("UPDATE audit_entry SET " + change + " WHERE sequence = 4")  # noqa: S608
    assert found() == [(Kind.CHANGED, 4)]


def test_a_removed_entry_is_found(trail: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE sequence = 4")
    assert found() == [(Kind.REMOVED, 4)]


def test_a_removed_run_is_told_as_one(trail: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE sequence BETWEEN 1 AND 3")
    assert [finding.sentence for finding in verify().findings] == ["Entries 1 to 3 are missing."]


def test_a_removed_entry_is_found_though_the_others_close_up(trail: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE sequence = 8")
    move(sql, 9, 8)
    move(sql, 10, 9)
    assert found() == [(Kind.MOVED, 8), (Kind.MOVED, 9), (Kind.REMOVED, 8)]


def test_two_swapped_entries_are_found(trail: list[Entry], sql: Sql) -> None:
    move(sql, 4, 99)
    move(sql, 7, 4)
    move(sql, 99, 7)
    assert found() == [(Kind.MOVED, 4), (Kind.MOVED, 7)]
    assert "Entry 4 was moved: it was written as entry 7." in [finding.sentence for finding in verify().findings]


def test_an_entry_put_in_between_is_found(trail: list[Entry], sql: Sql) -> None:
    move(sql, 10, 11)
    move(sql, 9, 10)
    copy(sql, 5, 9)
    assert set(found()) == {(Kind.INSERTED, 9), (Kind.MOVED, 10), (Kind.MOVED, 11)}


def test_an_entry_put_at_the_end_is_found(trail: list[Entry], sql: Sql) -> None:
    copy(sql, 5, 11)
    assert found() == [(Kind.INSERTED, 11)]


def test_a_cut_tail_is_found(trail: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE sequence > 7")
    assert found() == [(Kind.CUT, 8)]


def test_a_cut_tail_is_found_though_the_head_was_set_to_match(trail: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE sequence > 7")
    sql("UPDATE audit_head SET sequence = 7, hash = %s", trail[6].hash)
    assert found() == [(Kind.HEAD, 7)]


def test_an_emptied_trail_is_found(trail: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry")
    assert found() == [(Kind.CUT, 1)]
    sql("DELETE FROM audit_head")
    assert found() == [(Kind.HEAD, 0)]


def test_a_head_set_back_alone_is_found(trail: list[Entry], sql: Sql) -> None:
    before = Head.objects.get()
    sql("UPDATE audit_head SET sequence = 7, hash = %s", trail[6].hash)
    assert (Kind.HEAD, 7) in found()
    assert before.sequence == 10


def test_a_database_set_back_as_a_whole_is_found_by_what_was_written_down(trail: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE sequence > 7")
    # The head as an old copy of the database holds it: really ours.
    sql("UPDATE audit_head SET sequence = 7, hash = %s, seal = %s", trail[6].hash, seal_head(7, trail[6].hash))
    assert verify().is_whole
    assert [f.kind for f in verify(expect=(10, trail[9].hash)).findings] == [Kind.UNEXPECTED]
    assert verify(expect=(7, trail[6].hash)).is_whole


def test_our_own_entries_from_another_copy_of_the_trail_are_found(trail: list[Entry], sql: Sql) -> None:
    other = trail[4].line.renumbered(5)
    forked = type(other)(**{**other.__dict__, "previous": "f" * 64})
    sql("UPDATE audit_entry SET previous = %s, hash = %s WHERE sequence = 5", forked.previous, seal_line(forked))
    assert found() == [(Kind.SPLICED, 5), (Kind.SPLICED, 6)]


def test_old_entries_verify_under_an_earlier_key(trail: list[Entry]) -> None:
    old = settings.SECRET_KEY
    with override_settings(SECRET_KEY="n" * 64, SECRET_KEY_FALLBACKS=[old]):
        assert verify().is_whole
    with override_settings(SECRET_KEY="n" * 64, SECRET_KEY_FALLBACKS=[]):
        assert not verify().is_whole


def test_a_page_checks_the_newest_entries_only(trail: list[Entry], sql: Sql) -> None:
    verdict = verify_newest(4)
    assert (verdict.first, verdict.checked, verdict.is_whole) == (7, 4, True)
    sql("DELETE FROM audit_entry WHERE sequence = 8")
    assert not verify_newest(4).is_whole


def _edit(sql: Sql, dice: random.Random) -> None:
    change = dice.choice(["action = %s", "actor_role = %s", "previous = %s", "hash = %s"])
    words = "UPDATE audit_entry SET " + change + " WHERE sequence = %s"  # noqa: S608
    sql(words, f"x{dice.random()}"[:16], dice.randint(1, 10))


def _delete(sql: Sql, dice: random.Random) -> None:
    sql("DELETE FROM audit_entry WHERE sequence = %s", dice.randint(1, 10))


def _swap(sql: Sql, dice: random.Random) -> None:
    one, two = dice.sample(range(1, 11), 2)
    move(sql, one, 99)
    move(sql, two, one)
    move(sql, 99, two)


def _insert(sql: Sql, dice: random.Random) -> None:
    copy(sql, dice.randint(1, 10), dice.randint(11, 1_000_000))


def _cut(sql: Sql, dice: random.Random) -> None:
    sql("DELETE FROM audit_entry WHERE sequence > %s", dice.randint(0, 9))


def test_a_thousand_random_forgeries_are_all_found(trail: list[Entry], sql: Sql) -> None:
    dice = random.Random(11)
    for number in range(1_000):
        mark = transaction.savepoint()
        dice.choice([_edit, _delete, _swap, _insert, _cut])(sql, dice)
        assert not verify().is_whole, f"Forgery {number} was not found."
        transaction.savepoint_rollback(mark)
    assert verify().is_whole
    assert connection.in_atomic_block
