"""Whatever people and managers do in whatever order: nobody is on two shifts at once, rest and hours hold, and the
reasons are the same each time and tell on nobody."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import transaction
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from forum.core.refusals import Refusal
from moderation.rota import eligibility, services, week
from moderation.rota.duties import CALLED, Duty
from moderation.rota.eligibility import Away, Other, Person, ShiftFacts, Stint
from moderation.rota.models import Place
from moderation.supervision.due import Due
from moderation.training.validity import Lapse
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift, make_wish, needing

# The clock goes back in the night to Sunday 25 October 2026.
MONDAY = datetime(2026, 10, 19, tzinfo=UTC)
NOW = MONDAY - timedelta(days=1)
NAMES = ("Quillon", "Zephira", "Xanthe", "Yarrow")

moments = st.integers(0, 3 * 7 * 24 * 2).map(lambda half_hours: MONDAY + timedelta(minutes=30 * half_hours))
lengths = st.integers(1, 24).map(lambda half_hours: timedelta(minutes=30 * half_hours))
spans = st.tuples(moments, lengths).map(lambda pair: (pair[0], pair[0] + pair[1]))
stages = st.sampled_from([Stage.SHADOW, Stage.PAIRED, Stage.SOLO, Stage.LEAD])


@dataclass
class Rota:
    """A rota in memory that asks the rules before every change."""

    people: dict[UUID, Person]
    shifts: list[tuple[UUID, datetime, datetime]]
    taken: dict[tuple[int, UUID], Duty] = field(default_factory=dict)

    def person(self, key: UUID) -> Person:
        stints = tuple(
            Stint(uuid4(), *self.shifts[index], duty) for (index, who), duty in self.taken.items() if who == key
        )
        return Person(**{**vars(self.people[key]), "stints": stints})

    def shift(self, index: int) -> ShiftFacts:
        others = tuple(
            Other(who, duty, self.people[who].stage) for (one, who), duty in self.taken.items() if one == index
        )
        return ShiftFacts(*self.shifts[index], others)

    def put(self, index: int, key: UUID, duty: Duty, *, override: bool) -> None:
        reasons = eligibility.reasons(self.person(key), duty, self.shift(index), now=NOW)
        if not reasons or (override and not any(reason.is_hard for reason in reasons)):
            self.taken[index, key] = duty

    def spans_of(self, key: UUID) -> list[tuple[datetime, datetime]]:
        return sorted(self.shifts[index][1:] for index, who in self.taken if who == key)


@st.composite
def rotas(draw: st.DrawFn) -> Rota:
    people = {}
    for name in NAMES:
        key = UUID(int=draw(st.integers(1, 2**64)))
        minutes = draw(st.none() | st.integers(0, 24 * 60))
        people[key] = Person(key, name, Role.MODERATOR, draw(stages), weekly_minutes=minutes)
    spread = draw(st.lists(spans, min_size=1, max_size=8))
    return Rota(people, [(UUID(int=number), *span) for number, span in enumerate(spread)])


def moves(rota: Rota) -> st.SearchStrategy[list[tuple[int, UUID, Duty, str]]]:
    return st.lists(
        st.tuples(
            st.integers(0, len(rota.shifts) - 1),
            st.sampled_from(sorted(rota.people)),
            st.sampled_from([Duty.HOST, Duty.SECOND, Duty.SHADOW]),
            st.sampled_from(["take", "take", "drop", "fill"]),
        ),
        max_size=40,
    )


def play(rota: Rota, done: list[tuple[int, UUID, Duty, str]], *, overrides: bool) -> None:
    for index, key, duty, verb in done:
        if verb == "drop":
            rota.taken.pop((index, key), None)
        else:
            rota.put(index, key, duty, override=overrides and verb == "fill")


@given(st.data())
def test_nobody_is_on_two_shifts_at_once_whatever_is_set_aside(data: Any) -> None:
    rota = data.draw(rotas())
    play(rota, data.draw(moves(rota)), overrides=True)
    for key in rota.people:
        for one, other in combinations(rota.spans_of(key), 2):
            assert week.shared(one, other) == timedelta(0)


@given(st.data())
def test_no_week_and_no_rest_is_ever_broken_by_signing_up(data: Any) -> None:
    rota = data.draw(rotas())
    play(rota, data.draw(moves(rota)), overrides=False)
    for key, person in rota.people.items():
        mine = rota.spans_of(key)
        usual = settings.ROTA["week"]
        limit = usual if person.weekly_minutes is None else timedelta(minutes=person.weekly_minutes)
        for one in {week.of(moment) for span in mine for moment in span}:
            assert sum((week.weighed_in(one, span) for span in mine), timedelta(0)) <= limit
        for before, after in pairwise(mine):
            assert after[0] - before[1] >= settings.ROTA["rest"]


def everything_against() -> st.SearchStrategy[Person]:
    """People with any mixture of what a rule may look at."""
    others = st.frozensets(st.sampled_from([UUID(int=number) for number in (7, 8)]))
    return st.builds(
        Person,
        account_id=st.just(UUID(int=1)),
        name=st.just("Quillon"),
        role=st.sampled_from([Role.MODERATOR, Role.PRACTITIONER, Role.MANAGER]),
        stage=st.sampled_from(list(Stage)),
        is_open=st.booleans(),
        stints=st.lists(
            st.builds(
                lambda span, duty: Stint(UUID(int=3), UUID(int=4), span[0], span[1], duty),
                spans,
                st.sampled_from(list(Duty)),
            ),
            max_size=4,
        ).map(tuple),
        aways=st.lists(st.builds(Away, moments, st.none() | moments), max_size=2).map(tuple),
        lapses=st.lists(
            st.builds(Lapse, st.just("Boundaries"), st.none() | moments.map(lambda moment: moment.date())), max_size=2
        ).map(tuple),
        supervision=st.none() | st.builds(Due, st.none() | moments, moments, moments),
        supervisor=st.sampled_from(["", "Nia"]),
        heavy_at=st.lists(moments, max_size=20).map(tuple),
        weekly_minutes=st.none() | st.integers(0, 600),
        wished=others,
        wished_by=others,
    )


def any_shift() -> st.SearchStrategy[ShiftFacts]:
    beside = st.lists(
        st.builds(
            Other,
            st.sampled_from([UUID(int=number) for number in (7, 8, 9)]),
            st.sampled_from(list(Duty)),
            st.sampled_from(list(Stage)),
            st.booleans(),
        ),
        max_size=3,
    )
    return st.builds(lambda span, there: ShiftFacts(UUID(int=5), span[0], span[1], tuple(there)), spans, beside)


@given(everything_against(), any_shift(), st.sampled_from(list(Duty)), moments)
def test_reasons_are_the_same_each_time_and_tell_on_nobody(
    person: Person, shift: ShiftFacts, duty: Duty, now: datetime
) -> None:
    found = eligibility.reasons(person, duty, shift, now=now)
    assert found == eligibility.reasons(person, duty, shift, now=now)
    for reason in found:
        assert reason.words.strip()
        assert reason.of_them.strip()
        assert reason.is_hard == (reason.code not in eligibility.SOFT)
        if reason.is_hard:
            assert reason.of_them == eligibility.NEUTRAL
    told = eligibility.to_the_person(found)
    assert bool(told) == bool(found)
    assert all(told)


@given(everything_against(), any_shift(), st.sampled_from(list(Duty)), moments)
def test_a_manager_cannot_tell_a_wish_from_being_away(
    person: Person, shift: ShiftFacts, duty: Duty, now: datetime
) -> None:
    away = Person(**{**vars(person), "aways": (Away(MONDAY - timedelta(days=400), None),), "wished": frozenset()})
    away = Person(**{**vars(away), "wished_by": frozenset()})
    shift = ShiftFacts(shift.shift_id, shift.starts_at, shift.ends_at, (Other(UUID(int=7), Duty.HOST, Stage.SOLO),))
    wished = Person(**{**vars(person), "wished_by": frozenset({UUID(int=7)})})
    told = [eligibility.to_a_manager(eligibility.reasons(one, duty, shift, now=now)) for one in (away, wished)]
    assert told == [[eligibility.NEUTRAL]] * 2


@given(moments, lengths)
def test_the_weeks_of_a_span_hold_all_of_it(begins: datetime, length: timedelta) -> None:
    weeks = week.touched(begins, begins + length)
    assert sum((week.weighed_in(one, (begins, begins + length)) for one in weeks), timedelta(0)) == week.weighed(
        begins, begins + length
    )


@pytest.fixture
def team(db: None) -> list[Account]:
    stages_of = (Stage.SOLO, Stage.PAIRED, Stage.SHADOW)
    return [make_account(name, Role.MODERATOR, stage=stage) for name, stage in zip(NAMES, stages_of, strict=False)]


def _anything_may_happen(team: list[Account], nia: Account, clock: FakeClock, data: Any) -> None:
    hours = data.draw(st.lists(st.integers(0, 100), min_size=2, max_size=4, unique=True))
    length = data.draw(st.integers(1, 4))
    shifts = [
        make_shift(starts_at=clock() + timedelta(hours=3 + one), hours=length, needs=needing(second=(1, 3)))
        for one in hours
    ]
    make_wish(team[0], team[2])
    for _ in range(data.draw(st.integers(1, 12))):
        who, shift = data.draw(st.sampled_from(team)), data.draw(st.sampled_from(shifts))
        duty = data.draw(st.sampled_from([Duty.HOST, Duty.SECOND, Duty.SHADOW]))
        verb = data.draw(st.sampled_from(["take", "fill", "force", "drop", "clear"]))
        with suppress(Refusal), transaction.atomic():
            _do(verb, who, nia, shift, duty)
    for who in team:
        mine = [(place.shift.starts_at, place.shift.ends_at) for place in _places(who)]
        assert all(week.shared(one, other) == timedelta(0) for one, other in combinations(mine, 2))
        assert all(Stage(who.stage).rung >= 1 for _ in mine)
    assert not {place.shift_id for place in _places(team[0])} & {place.shift_id for place in _places(team[2])}


def _do(verb: str, who: Account, nia: Account, shift: Any, duty: Duty) -> None:
    if verb == "take":
        services.take(actor=who, shift=shift, duty=duty)
    elif verb == "drop":
        services.drop(actor=who, shift=shift)
    elif verb == "clear":
        services.clear(actor=nia, shift=shift, account=who)
    else:
        services.fill(actor=nia, shift=shift, duty=duty, account=who, reason="We talked." if verb == "force" else "")


def _places(who: Account) -> Iterator[Place]:
    return Place.objects.filter(account=who).exclude(duty__in=CALLED).select_related("shift").iterator()


def test_whatever_is_pressed_nobody_is_in_two_places(team: list[Account], nia: Account, clock: FakeClock) -> None:
    def one_example(data: Any) -> None:
        with transaction.atomic():
            _anything_may_happen(team, nia, clock, data)
            transaction.set_rollback(True)

    hypothesis_settings(max_examples=25, deadline=None)(given(st.data())(one_example))()


def test_a_wish_keeps_two_people_apart_either_way(clock: FakeClock, team: list[Account]) -> None:
    shift = make_shift(starts_at=clock() + timedelta(days=3), needs=needing(second=(1, 3)))
    make_wish(team[0], team[2])
    make_place(team[0], Duty.HOST, shift)
    with pytest.raises(Refusal, match=r"^This place is not open to you this time\.$"):
        services.take(actor=team[2], shift=shift, duty=Duty.SHADOW)
