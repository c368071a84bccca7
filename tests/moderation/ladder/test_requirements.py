"""What the next stage asks for, without a database."""

from dataclasses import replace
from datetime import date, timedelta

from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from forum.accounts.permissions import GRANTS, OPENED_AT, TEAM, Role, Stage
from moderation.ladder.opens import IN_WORDS, opened
from moderation.ladder.requirements import Facts, lines, missing, next_stage, stage_before

TODAY = date(2026, 11, 24)
NEW = Facts(Role.MODERATOR, Stage.TRAINEE, TODAY, TODAY, ("Boundaries",), is_supervision_overdue=True)
FULL = Facts(
    Role.MODERATOR,
    Stage.TRAINEE,
    TODAY - timedelta(days=900),
    TODAY - timedelta(days=400),
    has_supervisor=True,
    has_supporter=True,
    has_care_plan=True,
    practised=3,
    shadow_shifts=4,
    first_shadow_on=TODAY - timedelta(days=300),
    paired_shifts=6,
    beside_learners=3,
    has_talked=True,
)
days = st.dates(date(2020, 1, 1), TODAY)
some_facts = st.builds(
    Facts,
    role=st.sampled_from(sorted(TEAM)),
    stage=st.sampled_from(list(Stage)),
    began_on=days,
    since=days,
    missing_modules=st.lists(st.sampled_from(["Boundaries", "Confidentiality"]), max_size=2).map(tuple),
    has_supervisor=st.booleans(),
    has_supporter=st.booleans(),
    has_care_plan=st.booleans(),
    practised=st.integers(0, 9),
    shadow_shifts=st.integers(0, 9),
    first_shadow_on=st.none() | days,
    paired_shifts=st.integers(0, 9),
    beside_learners=st.integers(0, 9),
    is_supervision_overdue=st.booleans(),
    has_talked=st.booleans(),
)


def test_somebody_new_has_everything_still_to_come() -> None:
    assert len(missing(NEW, TODAY, settings.LADDER)) == 5
    assert missing(NEW, TODAY, settings.LADDER)[0].note == "Boundaries"


def test_whoever_has_it_all_lacks_nothing_at_any_stage() -> None:
    for stage in Stage:
        for role in TEAM:
            assert missing(replace(FULL, stage=stage, role=role), TODAY, settings.LADDER) == ()


def test_figures_are_told_in_words() -> None:
    shadow = replace(FULL, stage=Stage.SHADOW, shadow_shifts=2, first_shadow_on=TODAY - timedelta(days=7))
    assert [(line.words, line.note) for line in missing(shadow, TODAY, settings.LADDER)] == [
        ("Shifts as a shadow", "2 of 4"),
        ("4 weeks since the first of them", "from 15 December 2026"),
    ]
    paired = replace(FULL, stage=Stage.PAIRED, began_on=TODAY - timedelta(days=60), is_supervision_overdue=True)
    assert [(line.words, line.note) for line in missing(paired, TODAY, settings.LADDER)] == [
        ("3 months on the team", "from 25 December 2026"),
        ("Supervision up to date", "the next session is overdue"),
    ]


def test_there_is_nothing_after_lead_and_nothing_before_trainee() -> None:
    assert next_stage(Stage.LEAD) is None
    assert stage_before(Stage.TRAINEE) is None
    assert lines(replace(FULL, stage=Stage.LEAD), TODAY, settings.LADDER) == ()


@given(some_facts)
def test_the_ladder_goes_up_one_stage_at_a_time_and_down_the_same_way(facts: Facts) -> None:
    after = next_stage(facts.stage)
    assert (after is None) == (facts.stage == Stage.LEAD) == (lines(facts, TODAY, settings.LADDER) == ())
    if after:
        assert stage_before(after) == facts.stage


@given(some_facts, st.integers(0, 400))
def test_time_and_more_of_anything_never_take_a_line_away(facts: Facts, later: int) -> None:
    more = replace(
        facts,
        missing_modules=(),
        practised=facts.practised + 1,
        shadow_shifts=facts.shadow_shifts + 1,
        first_shadow_on=facts.first_shadow_on or TODAY,
        paired_shifts=facts.paired_shifts + 1,
        beside_learners=facts.beside_learners + 1,
        is_supervision_overdue=False,
        has_talked=True,
    )
    before = [line.is_done for line in lines(facts, TODAY, settings.LADDER)]
    after = [line.is_done for line in lines(more, TODAY + timedelta(days=later), settings.LADDER)]
    assert all(now or not then for then, now in zip(before, after, strict=True))


def test_everything_that_a_stage_opens_is_said_in_words() -> None:
    assert set(OPENED_AT) - set(IN_WORDS) == set()
    for role in TEAM:
        for permission, stage in OPENED_AT.items():
            said = IN_WORDS[permission] in opened(role, stage)
            assert said == (permission in GRANTS[role]) or IN_WORDS[permission] in opened(role, stage)
    assert "be on a shift as shadow" in opened(Role.MODERATOR, Stage.SHADOW)
    assert "be on a shift as on call" in opened(Role.PRACTITIONER, Stage.SOLO)
    assert "be on a shift as host" not in opened(Role.PRACTITIONER, Stage.PAIRED)
