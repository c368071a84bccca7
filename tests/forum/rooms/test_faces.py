"""How a message appears to each person: words that somebody hides, or may not read, leave the server by no door."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from forum.accounts.models import Account
from forum.rooms.faces import Face, Look, MessageRow, Seat, face_of, told
from forum.rooms.models import Attendance, Channel, Message, MessageState, Standing
from forum.rooms.reading import rows_after, seat_of
from forum.warnings.services import set_profile
from forum.warnings.taxonomy import BY_KEY, WARNINGS, View
from forum.warnings.veil import FilterProfile
from forum.warnings.words import OwnWords
from tests.factories.rooms import attend, make_block, open_session_for, write

CANARY = "a canary that sings"
ME, OTHER, MY_PLACE, THEIR_PLACE = (uuid4() for _ in range(4))
NOW = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
KEYS = sorted(warning.key for warning in WARNINGS)

warnings = some.lists(some.sampled_from(KEYS), max_size=4, unique=True)
profiles = some.builds(FilterProfile, some.dictionaries(some.sampled_from(KEYS), some.sampled_from(View), max_size=8))
seats = some.builds(
    Seat,
    account_id=some.just(ME),
    attendance_id=some.just(MY_PLACE),
    is_host=some.booleans(),
    profile=profiles,
    blocked=some.sampled_from([frozenset(), frozenset({OTHER})]),
    is_in=some.booleans(),
)


@some.composite
def rows(draw: some.DrawFn) -> MessageRow:
    channel = draw(some.sampled_from(Channel))
    aside_id: UUID | None = draw(some.sampled_from([MY_PLACE, THEIR_PLACE])) if channel == Channel.ASIDE else None
    return MessageRow(
        id=uuid4(),
        number=1,
        revision=draw(some.integers(1, 99)),
        channel=channel,
        aside_id=aside_id,
        author_id=draw(some.sampled_from([ME, OTHER])),
        author_name="Ada",
        by_team=draw(some.booleans()),
        words=CANARY,
        warnings=tuple(draw(warnings)),
        state=draw(some.sampled_from(MessageState)),
        is_covered=draw(some.booleans()),
        is_flagged=draw(some.booleans()),
        reason="It could tell who you are.",
        written_at=NOW,
        submission=uuid4(),
    )


def _may_read(row: MessageRow, seat: Seat) -> bool:
    """Said again from the words of the design, not from the code."""
    if row.state == MessageState.WITHDRAWN or row.author_id in seat.blocked:
        return False
    if seat.is_host or row.author_id == seat.account_id:
        return True
    in_room = row.channel == Channel.ROOM and seat.is_in
    with_me = row.channel == Channel.ASIDE and row.aside_id == seat.attendance_id
    return row.state == MessageState.SHOWN and (in_room or with_me)


def _hides(row: MessageRow, seat: Seat) -> bool:
    if seat.is_host or row.author_id == seat.account_id:
        return False
    return any(seat.profile.get(key, BY_KEY[key].default) is View.HIDE for key in row.warnings)


@given(row=rows(), seat=seats)
def test_words_are_told_to_whom_they_are_for_and_nobody_else(row: MessageRow, seat: Seat) -> None:
    face = face_of(row, seat)
    sent = json.dumps(told(row, face)) if face else ""
    assert (CANARY in sent) == (_may_read(row, seat) and not _hides(row, seat))


@given(row=rows(), seat=seats)
def test_what_is_about_the_author_is_told_to_them_and_the_hosts_alone(row: MessageRow, seat: Seat) -> None:
    face = face_of(row, seat)
    found = told(row, face) if face else {}
    if not (seat.is_host or row.author_id == seat.account_id):
        assert found.keys().isdisjoint({"reason", "state", "submission"})
    if not seat.is_host:
        assert found.keys().isdisjoint({"flagged", "covered", "warnings", "author_id"})
    if face and face.look is Look.GONE:
        assert found.keys() == {"id", "number", "revision", "look", "channel", "aside"}


@given(row=rows(), one=seats, other=seats)
def test_people_with_one_face_get_the_very_same(row: MessageRow, one: Seat, other: Seat) -> None:
    first, second = face_of(row, one), face_of(row, other)
    if first is not None and first == second:
        assert json.dumps(told(row, first)) == json.dumps(told(row, second))


def test_a_host_who_covers_says_so_where_no_warning_does() -> None:
    seat = Seat(ME, MY_PLACE, is_host=False)
    row = _plain(is_covered=True)
    assert face_of(row, seat) == Face(Look.COVERED, ("A host covered this",))


def test_ones_own_are_never_covered_and_say_how_they_stand() -> None:
    row = _plain(author_id=ME, state=MessageState.HELD, warnings=("mind.flashback",))
    face = face_of(row, Seat(ME, MY_PLACE, is_host=False, profile=FilterProfile({"mind.flashback": View.HIDE})))
    assert face == Face(Look.OWN)
    assert told(row, face)["state"] == "held"
    assert told(row, face)["names"] == [BY_KEY["mind.flashback"].name]


@pytest.mark.parametrize("block", ["none", "mine", "theirs"])
@pytest.mark.usefixtures("clock")
def test_faces_agree_with_the_lists(block: str, ada: Account, ben: Account, mo: Account) -> None:
    session = open_session_for(mo)
    mine, theirs = attend(session, ada), attend(session, ben)
    for state, aside in product(MessageState, (None, mine, theirs)):
        write(session, ben, state=state, aside=aside)
    write(session, ada, state=MessageState.HIDDEN)
    write(session, mo, channel=Channel.HOSTS)
    if block != "none":
        make_block(*(ada, ben) if block == "mine" else (ben, ada))
    set_profile(actor=ada, choices={"mind.flashback": View.HIDE})
    for standing in Standing:
        Attendance.objects.filter(pk=mine.pk).update(standing=standing)
        seat = seat_of(Attendance.objects.get(pk=mine.pk))
        faces = {row.id: face_of(row, seat) for row in rows_after(session.pk, 0)}
        read = {pk for pk, face in faces.items() if face and face.look is not Look.GONE}
        assert read == set(Message.objects.visible_to(ada).values_list("pk", flat=True)), standing


@pytest.mark.usefixtures("clock")
def test_a_host_who_went_out_sees_nothing_more(mo: Account, ada: Account) -> None:
    session = open_session_for(mo)
    write(session, ada)
    Attendance.objects.filter(account=mo).update(standing=Standing.LEFT)
    (row,) = rows_after(session.pk, 0)
    assert face_of(row, seat_of(Attendance.objects.get(account=mo))) is None


def _plain(**fields: object) -> MessageRow:
    known: dict[str, object] = {
        "id": uuid4(),
        "number": 1,
        "revision": 1,
        "channel": Channel.ROOM,
        "aside_id": None,
        "author_id": OTHER,
        "author_name": "Ada",
        "by_team": False,
        "words": CANARY,
        "warnings": (),
        "state": MessageState.SHOWN,
        "is_covered": False,
        "is_flagged": False,
        "reason": "",
        "written_at": NOW,
        "submission": uuid4(),
    }
    return MessageRow(**(known | fields))  # type: ignore[arg-type]


@some.composite
def _with_own_words(draw: some.DrawFn) -> Seat:
    hides = OwnWords([("canary", View.HIDE)])
    return replace(draw(seats), is_host=False, profile=FilterProfile(words=hides))


@given(row=rows(), seat=_with_own_words())
def test_what_has_ones_own_words_never_leaves_the_server(row: MessageRow, seat: Seat) -> None:
    face = face_of(row, seat)
    if face is not None and row.author_id != seat.account_id:
        assert face.look in (Look.HIDDEN, Look.GONE)
        assert CANARY not in str(told(row, face))
