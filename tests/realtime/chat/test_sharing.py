"""Faces that are shared are the faces that everybody would have got alone."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from forum.rooms.faces import Face, MessageRow, Seat, face_of
from forum.rooms.models import Channel, MessageState
from forum.warnings.taxonomy import WARNINGS, View
from forum.warnings.veil import FilterProfile
from realtime.chat.rooms import ChatRoom

PEOPLE = [uuid4() for _ in range(4)]
PLACES = [uuid4() for _ in range(4)]
KEYS = sorted(warning.key for warning in WARNINGS)[:4]

seats = st.builds(
    Seat,
    account_id=st.sampled_from(PEOPLE),
    attendance_id=st.sampled_from(PLACES),
    is_host=st.booleans(),
    profile=st.builds(FilterProfile, st.dictionaries(st.sampled_from(KEYS), st.sampled_from(View), max_size=3)),
    blocked=st.frozensets(st.sampled_from(PEOPLE), max_size=2),
    is_in=st.booleans(),
)


@st.composite
def rows(draw: st.DrawFn) -> MessageRow:
    channel = draw(st.sampled_from(Channel))
    return MessageRow(
        id=uuid4(),
        number=5,
        revision=5,
        channel=channel,
        aside_id=draw(st.sampled_from(PLACES)) if channel == Channel.ASIDE else None,
        author_id=draw(st.sampled_from(PEOPLE)),
        author_name="Ada",
        by_team=False,
        words="Hello.",
        warnings=tuple(draw(st.lists(st.sampled_from(KEYS), max_size=2, unique=True))),
        state=draw(st.sampled_from(MessageState)),
        is_covered=draw(st.booleans()),
        is_flagged=False,
        reason="",
        written_at=datetime(2026, 11, 24, 19, tzinfo=UTC),
        submission=uuid4(),
    )


def _room(found: list[Seat]) -> tuple[ChatRoom, list[Any]]:
    room = ChatRoom(cast(Any, None), f"chat.{UUID(int=1).hex}")
    sockets = [SimpleNamespace(seat=seat, is_live=True, after=0, view=room.view_of(seat), number=number)
               for number, seat in enumerate(found)]  # fmt: skip
    room._everybody = lambda: cast(Any, sockets)  # type: ignore[method-assign]
    return room, sockets


@given(found=st.lists(seats, max_size=8), row=rows())
def test_what_is_shared_is_what_each_would_get(found: list[Seat], row: MessageRow) -> None:
    room, sockets = _room(found)
    got: dict[int, Face] = {}
    for face, people in room._by_face(row).items():
        got |= {cast(Any, one).number: face for one in people}
    wanted = {one.number: face_of(row, one.seat) for one in sockets}
    assert got == {number: face for number, face in wanted.items() if face is not None}
    assert all(one.after == row.revision for one in sockets)


@given(found=st.lists(seats, min_size=1, max_size=4), row=rows(), after=st.sampled_from([4, 5, 6]))
def test_whoever_was_told_or_is_not_there_yet_is_passed_by(found: list[Seat], row: MessageRow, after: int) -> None:
    room, sockets = _room(found)
    sockets[0].after = after
    sockets[-1].is_live = False
    told = [one for people in room._by_face(row).values() for one in people]
    assert sockets[-1] not in told
    if after >= row.revision:
        assert sockets[0] not in told
