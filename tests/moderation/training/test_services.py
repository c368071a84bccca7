"""Learning: what was answered stays, what is right counts, what runs out is said. The clock stands at 24 Nov 2026."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from forum.accounts.actors import SYSTEM
from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from forum.core.refusals import NotGranted, NotNow
from moderation.audit.models import Entry
from moderation.nudges.models import Nudge
from moderation.training import services
from moderation.training.chores import tell_what_is_due_again
from moderation.training.learning import How, mine, next_of
from moderation.training.made_up import Choice, Soon
from moderation.training.material import Asked, material_of, starter
from moderation.training.models import Answer, Completion, Module, Practice
from moderation.training.validity import Lapse, missing
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.training import make_completion, make_module

TODAY = date(2026, 11, 24)


def answers(module: Module, choice: int, words: str = "") -> dict[UUID, int | str]:
    check, thought = module.questions.order_by("position")
    return {check.pk: choice, thought.pk: words}


def test_a_wrong_answer_completes_nothing_and_stays(mo: Account, clock: FakeClock) -> None:
    module = make_module()
    assert services.complete(actor=mo, module=module, answers=answers(module, 0, "With my sister.")) is None
    assert sorted(Answer.objects.values_list("choice", flat=True), key=str) == [0, None]
    assert Answer.objects.get(choice=None).words == "With my sister."
    assert not Completion.objects.exists()


def test_the_right_answers_complete_it_and_only_ones_own_words_stay(mo: Account, clock: FakeClock) -> None:
    module = make_module(renew_months=12)
    services.keep_answers(actor=mo, module=module, answers=answers(module, 0, "With my sister."))
    completion = services.complete(actor=mo, module=module, answers=answers(module, 1, "With my sister."))
    assert completion is not None
    assert (completion.completed_on, completion.runs_out_on) == (TODAY, date(2027, 11, 24))
    assert [answer.words for answer in Answer.objects.all()] == ["With my sister."]
    assert Entry.objects.filter(action="module.completed").count() == 1


def test_completing_twice_is_completing_once(mo: Account, clock: FakeClock) -> None:
    module = make_module(renew_months=12)
    first = services.complete(actor=mo, module=module, answers=answers(module, 1))
    assert services.complete(actor=mo, module=module, answers=answers(module, 1)) == first
    assert Completion.objects.count() == 1


def test_near_its_end_it_is_renewed(mo: Account, clock: FakeClock) -> None:
    module = make_module(renew_months=12)
    make_completion(mo, module, TODAY - timedelta(days=340), TODAY + timedelta(days=25))
    renewed = services.complete(actor=mo, module=module, answers=answers(module, 1))
    assert renewed is not None
    assert renewed.runs_out_on == date(2027, 11, 24)


@pytest.mark.parametrize(
    ("months", "on", "until"),
    [
        (1, date(2026, 1, 31), date(2026, 2, 28)),
        (12, date(2024, 2, 29), date(2025, 2, 28)),
        (2, date(2026, 11, 1), date(2027, 1, 1)),
    ],
)
def test_months_end_on_a_day_there_is(
    mo: Account, nia: Account, clock: FakeClock, months: int, on: date, until: date
) -> None:
    module = make_module(renew_months=months)
    clock.set(clock().replace(year=2027))
    [completion] = services.record_elsewhere(actor=nia, account=mo, modules=[module], completed_on=on)
    assert completion.runs_out_on == until


def test_a_module_with_a_talk_counts_after_it(mo: Account, nia: Account, clock: FakeClock) -> None:
    module = make_module(needs_talk=True, renew_months=12)
    completion = services.complete(actor=mo, module=module, answers=answers(module, 1), talk_with=nia)
    assert completion is not None
    assert completion.awaits_talk
    assert missing([mo.pk], TODAY)[mo.pk] == [Lapse("Boundaries", None)]
    assert "Mo would like to talk" in Nudge.objects.get(account=nia).words
    clock.advance(days=3)
    services.confirm_talk(actor=nia, completion=completion)
    services.confirm_talk(actor=nia, completion=completion)
    completion.refresh_from_db()
    assert (completion.completed_on, completion.runs_out_on) == (date(2026, 11, 27), date(2027, 11, 27))
    assert completion.confirmed_by == nia
    assert missing([mo.pk], date(2026, 11, 27))[mo.pk] == []
    assert Nudge.objects.filter(account=mo).count() == 1


def test_nobody_confirms_their_own_talk(nia: Account, clock: FakeClock) -> None:
    module = make_module(needs_talk=True)
    completion = services.complete(actor=nia, module=module, answers=answers(module, 1))
    assert completion is not None
    with pytest.raises(NotNow):
        services.confirm_talk(actor=nia, completion=completion)
    with pytest.raises(NotNow):
        services.record_elsewhere(actor=nia, account=nia, modules=[module], completed_on=TODAY)


def test_a_moderator_who_is_no_lead_confirms_nothing(mo: Account, clock: FakeClock) -> None:
    other = make_account("Kay", Role.MODERATOR)
    module = make_module(needs_talk=True)
    completion = services.complete(actor=other, module=module, answers=answers(module, 1))
    assert completion is not None
    with pytest.raises(NotNow):
        services.confirm_talk(actor=mo, completion=completion)
    lead = make_account("Finn", Role.MODERATOR, stage=Stage.LEAD)
    assert not services.confirm_talk(actor=lead, completion=completion).awaits_talk


def test_learned_elsewhere_counts_at_once_and_is_written_once(mo: Account, nia: Account, clock: FakeClock) -> None:
    modules = [make_module(), make_module("Confidentiality", needs_talk=True)]
    services.complete(actor=mo, module=modules[1], answers=answers(modules[1], 1))
    for _ in range(2):
        services.record_elsewhere(actor=nia, account=mo, modules=modules, completed_on=TODAY - timedelta(days=9))
    assert Completion.objects.filter(is_elsewhere=True, confirmed_by=nia).count() == Completion.objects.count() == 2
    assert missing([mo.pk], TODAY)[mo.pk] == []
    with pytest.raises(services.NotYet):
        services.record_elsewhere(actor=nia, account=mo, modules=modules, completed_on=TODAY + timedelta(days=1))


def test_members_have_nothing_to_learn_here(ada: Account, nia: Account, clock: FakeClock) -> None:
    module = make_module()
    with pytest.raises(NotGranted):
        services.complete(actor=ada, module=module, answers={})
    with pytest.raises(NotGranted):
        services.record_elsewhere(actor=nia, account=ada, modules=[module], completed_on=TODAY)


def test_what_is_missing_is_about_the_role_and_the_day(
    mo: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    boundaries, talk = make_module(), make_module("Thresholds", required_for=("moderator", "practitioner"))
    make_module("Old", is_open=False)
    make_completion(mo, boundaries, TODAY - timedelta(days=400), TODAY - timedelta(days=35))
    make_completion(mo, boundaries, TODAY - timedelta(days=800), TODAY - timedelta(days=500))
    make_completion(lea, talk, TODAY, awaits_talk=True)
    assert missing([mo.pk, lea.pk, nia.pk], TODAY) == {
        mo.pk: [Lapse("Boundaries", TODAY - timedelta(days=35)), Lapse("Thresholds", None)],
        lea.pk: [Lapse("Thresholds", None)],
        nia.pk: [],
    }
    assert missing([mo.pk], TODAY - timedelta(days=40))[mo.pk] == [Lapse("Thresholds", None)]


def test_what_is_missing_costs_two_questions(
    clock: FakeClock, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    modules = [make_module(f"Module {number}") for number in range(4)]
    people = [make_account(f"Person {number}", Role.MODERATOR) for number in range(12)]
    for one in people:
        make_completion(one, modules[0], TODAY)
    with django_assert_num_queries(2):
        found = missing([one.pk for one in people], TODAY)
    assert {len(lapses) for lapses in found.values()} == {3}


def test_due_again_is_said_30_and_7_days_ahead_and_once_when_it_ran_out(mo: Account, clock: FakeClock) -> None:
    module = make_module(renew_months=12)
    make_completion(mo, module, TODAY - timedelta(days=335), TODAY + timedelta(days=31))
    assert tell_what_is_due_again(clock()) == 0
    for _ in range(35):
        clock.advance(days=1)
        tell_what_is_due_again(clock())
    told = list(Nudge.objects.filter(account=mo).order_by("told_at").values_list("words", flat=True))
    assert [words.split(". ")[0] for words in told] == [
        "“Boundaries” counts until 25 December 2026",
        "“Boundaries” counts until 25 December 2026",
        "“Boundaries” ran out on 25 December 2026",
    ]


def test_whoever_renewed_is_told_nothing(mo: Account, clock: FakeClock) -> None:
    module = make_module()
    make_completion(mo, module, TODAY - timedelta(days=300), TODAY + timedelta(days=5))
    make_completion(mo, module, TODAY, TODAY + timedelta(days=365))
    assert tell_what_is_due_again(clock()) == 0


def test_my_page_says_what_comes_next(mo: Account, clock: FakeClock) -> None:
    todo, soon, over = make_module("A"), make_module("B"), make_module("C")
    make_module("D", required_for=())
    make_completion(mo, soon, TODAY - timedelta(days=340), TODAY + timedelta(days=20))
    make_completion(mo, over, TODAY - timedelta(days=400), TODAY - timedelta(days=2))
    rows = mine(mo, TODAY)
    assert [row.how for row in rows] == [How.TO_DO, How.SOON, How.RAN_OUT, How.OPEN]
    assert (found := next_of(rows)) is not None
    assert found.module == over
    make_completion(mo, over, TODAY)
    make_completion(mo, todo, TODAY)
    assert next_of(mine(mo, TODAY)).module == soon  # type: ignore[union-attr]


def test_a_module_written_anew_keeps_what_people_have(mo: Account, nia: Account, clock: FakeClock) -> None:
    module = make_module()
    services.keep_answers(actor=mo, module=module, answers=answers(module, 0, "With my sister."))
    before = material_of(module)
    fewer = tuple(one for one in before.questions if one.choices)
    changed = before.__class__(**{**before.__dict__, "title": "Boundaries, again", "questions": fewer})
    services.rewrite_module(actor=nia, module=module, material=changed, seen=before.mark)
    assert {one.words: one.choice for one in Answer.objects.all()} == {"": 0, "With my sister.": None}
    assert material_of(Module.objects.get()).title == "Boundaries, again"
    with pytest.raises(services.ChangedMeanwhile):
        services.rewrite_module(actor=nia, module=module, material=before, seen=before.mark)


def test_other_answers_to_choose_from_begin_afresh(mo: Account, nia: Account, clock: FakeClock) -> None:
    module = make_module()
    services.keep_answers(actor=mo, module=module, answers=answers(module, 0, "Mine."))
    before = material_of(module)
    check = before.questions[0]
    other = Asked(check.words, ("No", "Yes"), 0, check.because, check.pk)
    changed = before.__class__(**{**before.__dict__, "questions": (other, before.questions[1])})
    services.rewrite_module(actor=nia, module=module, material=changed, seen=before.mark)
    assert [one.words for one in Answer.objects.all()] == ["Mine."]


def test_the_starter_material_is_whole(db: None, clock: FakeClock) -> None:
    assert services.begin_with_starter(actor=SYSTEM) == 8
    assert services.begin_with_starter(actor=SYSTEM) == 0
    for _, material in starter():
        assert 300 <= len(material.words.split()) <= 750, material.title
        checks = [one for one in material.questions if one.choices]
        assert 3 <= len(checks) <= 6
        assert all(one.because and one.right is not None and one.right < len(one.choices) for one in checks)
        assert 1 <= len(material.questions) - len(checks) <= 2
        assert len(material.scenarios) == 2
    needed = {module.key for module in Module.objects.all() if "moderator" in module.required_for}
    assert needed == {"boundaries", "confidentiality", "thresholds", "the-tool"}


def test_practice_touches_nothing_real(mo: Account, clock: FakeClock) -> None:
    before = {model: model.objects.count() for model in _real()}
    trainee = make_account("Pip", Role.MODERATOR, stage=Stage.TRAINEE)
    submission = uuid4()
    for _ in range(2):
        services.practise(
            actor=trainee,
            item="now-tonight",
            choice=Choice.HAND_ON,
            soon=Soon.CRISIS,
            words="It is now.",
            submission=submission,
        )
    assert Practice.objects.get().words == "It is now."
    assert {model: model.objects.count() for model in _real()} == before
    with pytest.raises(services.NoSuchItem):
        services.practise(
            actor=trainee, item="no-such", choice=Choice.LEAVE, soon=Soon.GREEN, words="", submission=uuid4()
        )


def _real() -> list[Any]:
    from moderation.flags.models import Flag
    from moderation.review.models import Item
    from moderation.safeguarding.models import Alarm, Case, Concern
    from moderation.welfare.models import Exposure

    return [Flag, Item, Alarm, Case, Concern, Exposure, Entry, Nudge]


def test_what_somebody_learned_goes_a_year_after_they_left(mo: Account, nia: Account, clock: FakeClock) -> None:
    module = make_module()
    services.complete(actor=mo, module=module, answers=answers(module, 1, "Mine."))
    services.forget_learning(account_id=mo.pk)
    assert not Completion.objects.exists()
    assert not Answer.objects.exists()
