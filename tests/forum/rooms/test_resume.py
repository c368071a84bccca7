"""Whoever was away and asks for what came after the last thing they saw has the picture of somebody who was there."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from forum.accounts.models import Account
from forum.rooms.faces import Seat, face_of, told
from forum.rooms.ledger import change
from forum.rooms.models import ChatSession, Message, MessageState
from forum.rooms.reading import rows_after, seat_of
from forum.rooms.services.writing import withdraw_message
from tests.factories.rooms import attend, open_session_for, write

Picture = dict[str, Any]
ACTS = ("write", "write aside", "withdraw", "cover", "hold", "hide", "show")
pytestmark = pytest.mark.usefixtures("clock")


def _ask(seat: Seat, session: ChatSession, picture: Picture, after: int) -> int:
    """What a browser does: ask until there is no more, and put in every message by its id."""
    while rows := rows_after(session.pk, after, limit=3):
        for row in rows:
            assert row.revision > after, "Nothing twice, and nothing out of its order."
            after, face = row.revision, face_of(row, seat)
            if face is not None:
                picture[str(row.id)] = told(row, face)
    return after


def _do(act: str, which: int, session: ChatSession, people: list[Account], place: Any) -> None:
    if act.startswith("write"):
        write(session, people[which % len(people)], f"Words {which}.", aside=place if "aside" in act else None)
        return
    rows = list(Message.objects.filter(session=session).order_by("number").select_related("author", "session"))
    if not rows:
        return
    message = rows[which % len(rows)]
    if act == "withdraw":
        if not message.is_withdrawn:
            withdraw_message(actor=message.author, message=message)
        return
    fields: dict[str, dict[str, Any]] = {
        "cover": {"is_covered": True},
        "hold": {"state": MessageState.HELD},
        "hide": {"state": MessageState.HIDDEN, "reason": "It could tell who you are."},
        "show": {"state": MessageState.SHOWN, "reason": ""},
    }
    change(message, actor_id=None, **fields[act])


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    acts=some.lists(some.tuples(some.sampled_from(ACTS), some.integers(0, 20)), max_size=14),
    left_after=some.integers(0, 14),
)
def test_resuming_gives_the_picture_of_having_been_there(
    acts: list[tuple[str, int]], left_after: int, ada: Account, ben: Account, mo: Account
) -> None:
    session = open_session_for(mo)
    place = attend(session, ada)
    attend(session, ben)
    for seat in [seat_of(place), seat_of(session.attendances.get(account=mo))]:
        there: Picture = {}
        away: Picture = {}
        seen = gone_at = _ask(seat, session, there, 0)
        away.update(there)
        for count, (act, which) in enumerate(acts):
            with transaction.atomic():
                _do(act, which, session, [ada, ben], place)
            seen = _ask(seat, session, there, seen)
            if count < left_after:
                away, gone_at = dict(there), seen
        assert _ask(seat, session, away, gone_at) == seen
        assert away == there
        fresh: Picture = {}
        _ask(seat, session, fresh, 0)
        assert fresh == there


def test_every_change_has_a_number_of_its_own(ada: Account, mo: Account) -> None:
    session = open_session_for(mo)
    first, second = write(session, ada), write(session, mo)
    with transaction.atomic():
        change(first, actor_id=mo.pk, is_covered=True)
    assert [row.id for row in rows_after(session.pk, 0)] == [second.pk, first.pk]
    assert [row.number for row in rows_after(session.pk, 0)] == [2, 1]
    assert rows_after(session.pk, 3) == []
