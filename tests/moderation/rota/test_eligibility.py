"""Every rule of who may take which place: where it begins to say no, and in which words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from forum.accounts.permissions import Role, Stage
from moderation.rota import eligibility, week
from moderation.rota.duties import Duty
from moderation.rota.eligibility import Away, Other, Person, ShiftFacts, Stint
from moderation.supervision.due import Due
from moderation.training.validity import Lapse

NOW = datetime(2026, 11, 24, 19, tzinfo=UTC)
START = datetime(2026, 11, 26, 18, tzinfo=UTC)
SHIFT = ShiftFacts(uuid4(), START, START + timedelta(hours=4))
MO = Person(uuid4(), "Mo", Role.MODERATOR, Stage.SOLO)
LEA = Person(uuid4(), "Lea", Role.PRACTITIONER, Stage.SOLO)
OTHER = Other(uuid4(), Duty.SECOND, Stage.SOLO)


def told(person: Person, duty: Duty = Duty.HOST, shift: ShiftFacts = SHIFT, now: datetime = NOW) -> list[str]:
    return [reason.words for reason in eligibility.reasons(person, duty, shift, now=now)]


def codes(person: Person, duty: Duty = Duty.HOST, shift: ShiftFacts = SHIFT, now: datetime = NOW) -> list[str]:
    return [reason.code for reason in eligibility.reasons(person, duty, shift, now=now)]


def stint(start: datetime, hours: float = 4, duty: Duty = Duty.HOST) -> Stint:
    return Stint(uuid4(), uuid4(), start, start + timedelta(hours=hours), duty)


def with_stints(*stints: Stint, who: Person = MO) -> Person:
    return replace(who, stints=stints)


def test_nothing_in_the_way_is_no_reason() -> None:
    assert told(MO) == []
    assert told(LEA, Duty.ON_CALL) == []


@pytest.mark.parametrize(
    ("duty", "needed"),
    [
        (Duty.HOST, Stage.PAIRED),
        (Duty.SECOND, Stage.PAIRED),
        (Duty.SHADOW, Stage.SHADOW),
    ],
)
def test_each_duty_opens_with_its_stage(duty: Duty, needed: Stage) -> None:
    shift = replace(SHIFT, others=(OTHER,))
    for stage in Stage:
        found = codes(replace(MO, stage=stage), duty, shift)
        assert ("stage" in found) == (stage.rung < needed.rung)


def test_a_shadow_never_hosts() -> None:
    assert "“Host” opens with the stage “paired”." in told(replace(MO, stage=Stage.SHADOW))[0]


def test_each_duty_is_for_its_role() -> None:
    assert told(LEA) == ["The duty “Host” is for moderators."]
    assert codes(MO, Duty.DEPUTY) == ["role"]


def test_who_is_away_or_on_a_pause_is_left_in_peace() -> None:
    away = replace(MO, aways=(Away(START - timedelta(days=1), START + timedelta(hours=1)),))
    assert told(away) == ["You are away then, until Thu 26 Nov, 19:00. If that has changed, end your absence first."]
    assert "pause" in told(replace(MO, aways=(Away(NOW, None),)))[0]
    assert told(replace(MO, aways=(Away(NOW, START), Away(SHIFT.ends_at, None)))) == []


def test_nobody_is_on_two_shifts_at_that_time() -> None:
    assert "elsewhere" in codes(with_stints(stint(START + timedelta(hours=3))))
    assert "elsewhere" in codes(with_stints(stint(START, duty=Duty.DEPUTY), who=LEA), Duty.ON_CALL)
    assert told(with_stints(stint(START - timedelta(hours=24), hours=4))) == []


def test_a_shift_that_is_over_is_over() -> None:
    assert codes(MO, now=SHIFT.ends_at) == ["over"]
    assert codes(MO, now=SHIFT.ends_at - timedelta(seconds=1)) == []


def test_a_closed_account_takes_nothing() -> None:
    assert codes(replace(MO, is_open=False)) == ["closed"]


def test_a_module_counts_on_the_day_of_the_shift() -> None:
    lapses = (
        Lapse("Boundaries", date(2026, 5, 3)),
        Lapse("Diversity", date(2026, 11, 25)),
        Lapse("Own story", None),
        Lapse("Well-being", date(2026, 11, 26)),
    )
    assert told(replace(MO, lapses=lapses)) == [
        "The module “Boundaries” ran out on 3 May. You can do it again at any time.",
        "The module “Diversity” runs out on 25 November, before this shift. You can do it again now.",
        "The module “Own story” is still to come. You find it with your modules.",
    ]


def test_four_weeks_without_supervision_stop_new_shifts_and_say_who_to_ask() -> None:
    last = datetime(2026, 10, 3, 10, tzinfo=UTC)
    due = Due(last, last + timedelta(days=7), last + timedelta(days=28))
    person = replace(MO, supervision=due, supervisor="Nia")
    assert told(person) == ["Your supervision is overdue: the last one was on 3 October. Ask Nia for a time."]
    assert "Ask a manager" in told(replace(person, supervisor=""))[0]
    assert told(person, now=last + timedelta(days=27)) == []


def test_what_will_stop_new_shifts_is_said_ahead_of_time_and_stops_nothing() -> None:
    last = NOW - timedelta(days=22)
    person = replace(MO, supervision=Due(last, last + timedelta(days=28), last + timedelta(days=28)), supervisor="Nia")
    assert eligibility.warnings(person, now=NOW) == [
        "New shifts wait from 30 November on until you have had supervision again; the places you have stay yours. "
        "Ask Nia for a time."
    ]
    assert told(person) == []
    assert eligibility.warnings(person, now=NOW - timedelta(days=10)) == []
    module = replace(MO, lapses=(Lapse("Boundaries", date(2026, 12, 1)),))
    assert "runs out on 1 December" in eligibility.warnings(module, now=NOW)[0]


def test_people_before_solo_keep_to_short_shifts() -> None:
    long = ShiftFacts(SHIFT.shift_id, START, START + timedelta(hours=4, minutes=30), (OTHER,))
    new = replace(MO, stage=Stage.PAIRED)
    assert told(new, shift=long) == [
        "This shift takes 4 hours 30 minutes. Before the stage “solo” we keep to 4 hours at a time."
    ]
    assert told(new, shift=replace(SHIFT, others=(OTHER,))) == []
    assert told(MO, shift=long) == []


def test_a_week_is_full_at_what_was_agreed() -> None:
    monday = stint(datetime(2026, 11, 23, 9, tzinfo=UTC))
    assert told(with_stints(monday)) == []
    assert told(replace(with_stints(monday), weekly_minutes=7 * 60)) == [
        "Your week would come to 8 hours; 7 hours were agreed."
    ]
    last_week = stint(datetime(2026, 11, 21, 9, tzinfo=UTC), hours=8)
    assert told(with_stints(last_week)) == []


def test_hours_of_the_night_weigh_more() -> None:
    night = ShiftFacts(uuid4(), datetime(2026, 11, 26, 23, tzinfo=UTC), datetime(2026, 11, 27, 7, tzinfo=UTC))
    assert told(MO, shift=night) == [
        "Your week would come to 12 hours; 8 hours were agreed. Hours of the night weigh more."
    ]


def test_both_nights_of_the_clock_change_count_what_passes() -> None:
    autumn = datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 7, tzinfo=UTC)
    spring = datetime(2027, 3, 27, 23, tzinfo=UTC), datetime(2027, 3, 28, 6, tzinfo=UTC)
    assert week.night(*autumn) == timedelta(hours=9)
    assert week.night(*spring) == timedelta(hours=7)


def test_a_week_ends_on_sunday_night_by_the_services_clock() -> None:
    over = ShiftFacts(uuid4(), datetime(2026, 7, 5, 21, tzinfo=UTC), datetime(2026, 7, 6, 1, tzinfo=UTC))
    first, second = week.touched(over.starts_at, over.ends_at)
    assert first[1] == second[0] == datetime(2026, 7, 5, 23, tzinfo=UTC)
    assert len(week.touched(first[0], first[1])) == 1


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (START - timedelta(hours=10), "You would have 6 hours of rest before this shift; we keep 11 hours."),
        (START + timedelta(hours=5), "You would have 1 hour of rest after this shift; we keep 11 hours."),
        (START + timedelta(hours=4), "You would have no rest after this shift; we keep 11 hours."),
        (START - timedelta(hours=15), None),
        (START + timedelta(hours=15), None),
    ],
)
def test_there_is_rest_between_shifts(start: datetime, words: str | None) -> None:
    assert told(replace(with_stints(stint(start)), weekly_minutes=3000)) == ([words] if words else [])


def test_being_on_call_is_not_time_at_the_desk() -> None:
    stints = [stint(START + timedelta(hours=hours), duty=Duty.ON_CALL) for hours in (-4, 4, 8, 12)]
    assert told(with_stints(*stints, who=LEA), Duty.ON_CALL) == []


def test_enough_that_is_heavy_is_enough_for_a_week() -> None:
    heavy = replace(MO, heavy_at=tuple(NOW - timedelta(hours=hours) for hours in range(15)))
    assert codes(heavy) == ["exposure"]
    assert not any(
        character.isdigit()
        for reason in eligibility.reasons(heavy, Duty.HOST, SHIFT, now=NOW)
        for character in reason.of_them
    )
    assert told(replace(heavy, heavy_at=heavy.heavy_at[:-1])) == []
    next_week = ShiftFacts(uuid4(), NOW + timedelta(days=7), NOW + timedelta(days=7, hours=4))
    assert told(heavy, shift=next_week) == []


@pytest.mark.parametrize(
    ("other", "is_open"),
    [
        (OTHER, True),
        (replace(OTHER, stage=Stage.PAIRED), False),
        (replace(OTHER, duty=Duty.SHADOW), False),
        (replace(OTHER, duty=Duty.ON_CALL), False),
        (replace(OTHER, is_confirmed=False), False),
    ],
)
def test_before_solo_there_is_a_partner_past_probation(other: Other, is_open: bool) -> None:
    found = codes(replace(MO, stage=Stage.PAIRED), shift=replace(SHIFT, others=(other,)))
    assert found == ([] if is_open else ["partner"])


def test_a_wish_is_told_to_whoever_wished_and_to_nobody_else() -> None:
    shift = replace(SHIFT, others=(OTHER,))
    (own,) = eligibility.reasons(replace(MO, wished=frozenset({OTHER.account_id})), Duty.HOST, shift, now=NOW)
    (the_others,) = eligibility.reasons(replace(MO, wished_by=frozenset({OTHER.account_id})), Duty.HOST, shift, now=NOW)
    assert own.words == "You asked not to share a shift with somebody who is on this one."
    assert the_others.words == "This place is not open to you this time."
    assert own.of_them == the_others.of_them == "They cannot take this place."
    assert own.is_hard
    assert the_others.is_hard


def test_where_another_reason_is_enough_a_wish_is_not_heard_of() -> None:
    shift = replace(SHIFT, others=(OTHER,))
    person = replace(MO, wished_by=frozenset({OTHER.account_id}), aways=(Away(NOW, None),))
    (only,) = eligibility.to_the_person(eligibility.reasons(person, Duty.HOST, shift, now=NOW))
    assert "pause" in only


def test_a_place_keeps_to_standing_rules_alone() -> None:
    last = NOW - timedelta(days=40)
    person = replace(
        MO,
        supervision=Due(last, last, last),
        heavy_at=(NOW,) * 20,
        wished_by=frozenset({OTHER.account_id}),
        lapses=(Lapse("New for everybody", None),),
        weekly_minutes=0,
    )
    shift = replace(SHIFT, others=(OTHER,))
    assert eligibility.standing(person, Duty.HOST, shift, now=NOW) == ()
    ran_out = replace(person, lapses=(Lapse("Boundaries", date(2026, 5, 3)),))
    assert [one.code for one in eligibility.standing(ran_out, Duty.HOST, shift, now=NOW)] == ["training"]


def test_a_place_given_back_at_the_same_moment_is_not_in_the_way() -> None:
    clash = stint(START)
    assert told(with_stints(clash).without({clash.place_id})) == []
    assert told(with_stints(clash).without({UUID(int=1)})) != []
