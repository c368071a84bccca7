"""What holds of cover and of gaps whatever the rota looks like, on ordinary nights and on those of the clock change."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from forum.accounts.models import Account
from forum.accounts.permissions import TEAM, Role, Stage
from moderation.rota.counted import COUNTED, counts
from moderation.rota.cover import Cover, cover_of
from moderation.rota.duties import HERE, ROLE_FOR, STAGE_FOR, USUAL, Need
from moderation.rota.models import GRACE, Duty, Place, Shift, State
from moderation.rota.overview.coverage import Away, Level, Piece, Standing, Stretch, coverage
from moderation.rota.walltime import instant
from tests.factories.accounts import make_account
from tests.factories.rota import make_shift

# An ordinary evening, and the hours before the clock goes back and forward in London.
NIGHTS = (
    datetime(2026, 11, 24, 18, tzinfo=UTC),
    instant(date(2026, 10, 24), time(22)),
    instant(date(2027, 3, 27), time(22)),
)
quarters = some.integers(-32, 32).map(lambda number: timedelta(minutes=15 * number))
lengths = some.integers(1, 32).map(lambda number: timedelta(minutes=15 * number))


@some.composite
def a_place(draw: some.DrawFn, night: datetime, people: Sequence[Account]) -> Place:
    start = night + draw(quarters)
    shift = Shift(starts_at=start, ends_at=start + draw(lengths))
    signed_on = draw(some.none() | some.just(start))
    signed_off = draw(some.none() | some.just(shift.ends_at)) if signed_on else None
    return Place(
        shift=shift, account=draw(some.sampled_from(people)), duty=draw(some.sampled_from(Duty)),
        state=draw(some.sampled_from(State)), signed_on_at=signed_on, signed_off_at=signed_off,
    )  # fmt: skip


@some.composite
def a_rota(draw: some.DrawFn) -> tuple[list[Place], set[object], datetime]:
    """Places of a few people, who of them is away, and an instant. Most people and places are in order."""
    night = draw(some.sampled_from(NIGHTS))
    people = [
        Account(
            pseudonym=f"Person {number}", role=draw(some.sampled_from(sorted(TEAM - {Role.MANAGER}))),
            stage=draw(some.sampled_from(Stage)), is_active=draw(some.integers(0, 4)) > 0,
        )
        for number in range(draw(some.integers(1, 5)))
    ]  # fmt: skip
    places = draw(some.lists(a_place(night, people), max_size=10))
    absent = draw(some.sets(some.sampled_from([person.pk for person in people]), max_size=2))
    return places, set(absent), night + draw(quarters)


def stands(place: Place) -> bool:
    """Whether somebody may stand where they stand, said once more and differently."""
    rungs = list(Stage)
    return (
        place.state == "confirmed"
        and place.account.is_active
        and place.account.role == ROLE_FOR[Duty(place.duty)]
        and rungs.index(Stage(place.account.stage)) >= rungs.index(STAGE_FOR[Duty(place.duty)])
    )


@given(a_rota())
def test_nobody_counts_who_may_not_or_is_away(rota: tuple[list[Place], set[object], datetime]) -> None:
    places, absent, now = rota
    cover = cover_of(places, absent, now, None)  # type: ignore[arg-type]
    fit = [place for place in places if stands(place) and place.account_id not in absent]
    here = {place.account_id for place in fit if place.duty in HERE and place.is_signed_on}
    called = {place.account_id for place in fit if place.duty in (Duty.ON_CALL, Duty.DEPUTY)}
    assert cover.host_ids | cover.second_ids <= here
    assert cover.host_ids.isdisjoint(cover.second_ids)
    assert cover.practitioner_ids <= cover.on_call_ids <= called
    assert cover.on_duty_ids <= {place.account_id for place in fit if place.is_signed_on}
    names = {place.account.pseudonym for place in fit}
    assert {*cover.moderators, *cover.on_call, *cover.deputy} <= names


@given(a_rota())
def test_chat_needs_two_people_one_past_probation_and_somebody_to_reach(
    rota: tuple[list[Place], set[object], datetime],
) -> None:
    places, absent, now = rota
    cover = cover_of(places, absent, now, None)  # type: ignore[arg-type]
    if cover.chat_allowed:
        here = cover.host_ids | cover.second_ids
        assert cover.host_ids
        assert len(here) >= 2
        assert cover.practitioner_ids
        proven = {each.account_id for each in places if each.account.stage in (Stage.SOLO, Stage.LEAD)}
        assert here & proven


@given(a_rota(), some.randoms())
def test_cover_follows_from_the_facts_of_that_instant(
    rota: tuple[list[Place], set[object], datetime], chance: object
) -> None:
    places, absent, now = rota
    near = [place for place in places if place.shift.starts_at <= now + GRACE and place.shift.ends_at > now - GRACE]
    whole: Cover = cover_of(places, absent, now, None)  # type: ignore[arg-type]
    assert cover_of(near, absent, now, None) == whole  # type: ignore[arg-type]
    chance.shuffle(near)  # type: ignore[attr-defined]
    assert cover_of(near, absent, now, None) == whole  # type: ignore[arg-type]


@some.composite
def a_stretch(draw: some.DrawFn, night: datetime) -> Stretch:
    start = night + draw(quarters)
    needs = tuple(
        Need(duty, least, least + draw(some.integers(0, 1))) for duty in Duty for least in [draw(some.integers(0, 2))]
    )
    people = [
        Standing(
            duty, Account().pk, duty.label, draw(some.booleans()), tuple(draw(some.lists(an_away(night), max_size=2)))
        )
        for duty in draw(some.lists(some.sampled_from(Duty), max_size=5))
    ]
    return Stretch(Shift().pk, start, start + draw(lengths), needs, tuple(people))


@some.composite
def an_away(draw: some.DrawFn, night: datetime) -> Away:
    start = night + draw(quarters)
    return Away(start, draw(some.none() | lengths.map(lambda length: start + length)))


@some.composite
def a_span(draw: some.DrawFn) -> tuple[datetime, datetime, list[Stretch]]:
    night = draw(some.sampled_from(NIGHTS))
    start = night + draw(quarters)
    return start, start + draw(lengths), draw(some.lists(a_stretch(night), max_size=4))


@given(a_span())
def test_the_pieces_are_the_span(span: tuple[datetime, datetime, list[Stretch]]) -> None:
    start, end, stretches = span
    pieces = coverage(start, end, stretches)
    assert (pieces[0].starts_at, pieces[-1].ends_at) == (start, end)
    assert all(one.ends_at == other.starts_at for one, other in pairwise(pieces))
    assert all(piece.starts_at < piece.ends_at for piece in pieces)
    assert sum((piece.ends_at - piece.starts_at for piece in pieces), timedelta()) == end - start


@given(a_span(), some.integers(0, 10**6))
def test_no_instant_is_both_covered_and_a_gap(
    span: tuple[datetime, datetime, list[Stretch]], parts_of_a_million: int
) -> None:
    start, end, stretches = span
    moment = min(start + (end - start) * parts_of_a_million / 10**6, end - timedelta(microseconds=1))
    holding: list[Piece] = [
        piece for piece in coverage(start, end, stretches) if piece.starts_at <= moment < piece.ends_at
    ]
    assert len(holding) == 1
    assert [holding[0].is_covered, holding[0].is_gap, holding[0].level == Level.QUIET].count(True) == 1
    missing = {
        need.duty
        for stretch in stretches
        if stretch.starts_at <= moment < stretch.ends_at
        for need in stretch.needs
        if sum(person.duty == need.duty and person.covers(moment) for person in stretch.people) < need.minimum
    }
    assert {short.duty for short in holding[0].shortfalls if short.missing} == missing
    assert holding[0].is_gap == bool(missing)


@given(a_rota())
def test_a_shift_with_everybody_it_needs_is_cover_once_they_signed_on(
    rota: tuple[list[Place], set[object], datetime],
) -> None:
    places, absent, now = rota
    shift = Shift(starts_at=now, ends_at=now + timedelta(hours=4))
    for place in places:
        place.shift, place.signed_on_at, place.signed_off_at = shift, now, None
    stretch = Stretch(shift.pk, shift.starts_at, shift.ends_at, USUAL, tuple(standing(each, absent) for each in places))
    [piece] = coverage(shift.starts_at, shift.ends_at, [stretch])
    missing = {short.duty for short in piece.shortfalls if short.missing}
    cover = cover_of(places, absent, now, None)  # type: ignore[arg-type]
    assert bool(cover.practitioner_ids) == (Duty.ON_CALL not in missing)
    assert cover.is_staffed == (not {Duty.HOST, Duty.SECOND} <= missing)


def standing(place: Place, absent: set[object]) -> Standing:
    away = (Away(place.shift.starts_at, None),) if place.account_id in absent else ()
    return Standing(Duty(place.duty), place.account_id, place.account.pseudonym, counts(place), away)


@pytest.mark.parametrize("role", sorted(TEAM))
def test_a_row_counts_exactly_where_the_database_says_so(db: None, role: Role) -> None:
    made = []
    for number, (stage, is_active) in enumerate(product(Stage, (True, False))):
        account = make_account(f"Person {number}", role, stage=stage, is_active=is_active)
        made += [
            Place(account=account, duty=duty, state=state, shift=make_shift(starts_at=NIGHTS[0] + timedelta(days=each)))
            for each, (duty, state) in enumerate(product(Duty, State))
        ]
    Place.objects.bulk_create(made)
    counted = set(Place.objects.filter(COUNTED).values_list("pk", flat=True))
    assert counted == {place.pk for place in made if counts(place)}
    assert bool(counted) == (role != Role.MANAGER)
