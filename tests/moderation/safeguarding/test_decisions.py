"""Nobody decides alone, nobody outside learns of it first, and everything ends in time."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from forum.accounts.models import Account
from forum.core.refusals import NotGranted
from forum.inbox.models import Conversation, Letter
from moderation.audit.models import Entry as TrailEntry
from moderation.flags.chores import forget_old_flags
from moderation.flags.models import Flag
from moderation.review.chores import forget_old_items
from moderation.review.levels import Level
from moderation.safeguarding import services
from moderation.safeguarding.choices import SHARING, ChildrenAtRisk, Consent, Decision, TellFirst
from moderation.safeguarding.chores import forget_old_cases, let_go_of_old_items
from moderation.safeguarding.models import Case, CaseEntry, Concern, Consultation
from moderation.safeguarding.next_step import second_opinion
from moderation.safeguarding.policy import CaseIsClosed, NotTheDay
from moderation.safeguarding.services import decisions
from tests.factories.rota import put_on_call
from tests.factories.safeguarding import close, decide, make_case, make_concern, make_consultation


def _tell_first(actor: Account, case: Case, tell_first: TellFirst = TellFirst.TOLD) -> None:
    services.record_tell_first(actor=actor, case=case, tell_first=tell_first, reason="As said.", submission=uuid4())


def _consent(actor: Account, case: Case, consent: Consent = Consent.GIVEN) -> None:
    services.record_consent(actor=actor, case=case, consent=consent, reason="As said.", wishes="", submission=uuid4())


@pytest.fixture
def advised(case: Case, lea: Account, sam: Account) -> Case:
    make_consultation(lea, case, sam, advice="Stay in touch.")
    return case


def test_nobody_decides_alone_at_red(case: Case, lea: Account, sam: Account) -> None:
    with pytest.raises(decisions.SecondPersonNeeded):
        decide(lea, case)
    asked = make_consultation(lea, case, sam)
    with pytest.raises(decisions.SecondPersonNeeded):
        decide(lea, case)
    services.advise(actor=sam, consultation=asked, advice="Stay in touch.", submission=uuid4())
    decide(lea, case)
    case.refresh_from_db()
    assert (case.decision, case.decided_by) == ("support_here", lea)


def test_ones_own_advice_does_not_count_after_taking_over(case: Case, lea: Account, sam: Account) -> None:
    make_consultation(lea, case, sam, advice="Stay in touch.")
    put_on_call(sam)
    services.take_over(actor=sam, case=case, reason="Lea is ill.", submission=uuid4())
    with pytest.raises(decisions.SecondPersonNeeded):
        decide(sam, case)


def _change_level(actor: Account, case: Case, level: Level) -> None:
    services.change_level(
        actor=actor, case=case, level=level, children_at_risk=ChildrenAtRisk.NO, reason="As said.", submission=uuid4()
    )


def test_advice_from_before_the_level_changed_does_not_count(
    ada: Account, ben: Account, mo: Account, lea: Account, sam: Account
) -> None:
    case = make_case(make_concern(ada, ben, mo, level=Level.AMBER), lea)
    make_consultation(lea, case, sam, advice="Stay in touch.")
    assert second_opinion(case) == ""
    _change_level(lea, case, Level.CRISIS)
    case.refresh_from_db()
    assert second_opinion(case) == "Needed again, because the level changed, before the decision"
    with pytest.raises(decisions.SecondPersonNeeded):
        decide(lea, case)
    make_consultation(lea, case, sam, advice="Act today.")
    decide(lea, case)


@pytest.mark.parametrize("decision", SHARING)
def test_nobody_tells_somebody_outside_alone_at_any_level(
    ada: Account, ben: Account, mo: Account, lea: Account, sam: Account, decision: Decision
) -> None:
    case = make_case(make_concern(ada, ben, mo, level=Level.GREEN), lea)
    _tell_first(lea, case)
    _consent(lea, case)
    assert second_opinion(case) == "Needed before somebody outside is told"
    with pytest.raises(decisions.SecondPersonNeeded):
        decide(lea, case, decision)
    make_consultation(lea, case, sam, advice="Tell them what you will say.")
    decide(lea, case, decision)


def test_at_amber_one_person_may_decide(ada: Account, ben: Account, mo: Account, lea: Account) -> None:
    case = make_case(make_concern(ada, ben, mo, level=Level.AMBER), lea)
    decide(lea, case)
    case.refresh_from_db()
    assert case.is_decided


def test_sharing_waits_for_tell_first_and_consent(advised: Case, lea: Account) -> None:
    with pytest.raises(decisions.TellFirstNeeded):
        decide(lea, advised, Decision.SHARE_WITHOUT_CONSENT)
    _tell_first(lea, advised)
    with pytest.raises(decisions.TellFirstNeeded):
        decide(lea, advised, Decision.SHARE_WITHOUT_CONSENT)
    _consent(lea, advised, Consent.REFUSED)
    decide(lea, advised, Decision.SHARE_WITHOUT_CONSENT)


def test_with_consent_means_that_it_was_given(advised: Case, lea: Account) -> None:
    _tell_first(lea, advised)
    _consent(lea, advised, Consent.REFUSED)
    with pytest.raises(decisions.ConsentNeeded):
        decide(lea, advised, Decision.REFER_WITH_CONSENT)
    _consent(lea, advised)
    decide(lea, advised, Decision.REFER_WITH_CONSENT)


def _decide_without_words(actor: Account, case: Case) -> None:
    services.decide(
        actor=actor,
        case=case,
        decision=Decision.SUPPORT_HERE,
        rationale="Somebody else reads along.",
        told_member="",
        submission=uuid4(),
    )


def test_whoever_is_affected_is_told_unless_it_is_not_safe(advised: Case, lea: Account) -> None:
    with pytest.raises(decisions.WordsForThemNeeded):
        _decide_without_words(lea, advised)
    _tell_first(lea, advised, TellFirst.COULD_NOT)
    _decide_without_words(lea, advised)
    assert not Conversation.objects.exists()


def test_a_later_decision_is_added(advised: Case, lea: Account) -> None:
    decide(lea, advised)
    decide(lea, advised, Decision.SIGNPOST)
    assert advised.entries.filter(kind="decision").count() == 2


def test_a_decision_sent_twice_is_one(advised: Case, lea: Account) -> None:
    submission = uuid4()
    for _ in range(2):
        services.decide(
            actor=lea,
            case=advised,
            decision=Decision.SIGNPOST,
            rationale="They asked for a helpline.",
            told_member="Here is a line that fits.",
            submission=submission,
        )
    assert advised.entries.filter(kind="decision").count() == 1
    assert Letter.objects.filter(kind="step").count() == 3  # Who looks after it, the colleague, the decision.


def test_no_closing_without_a_decision(advised: Case, lea: Account) -> None:
    with pytest.raises(decisions.DecisionNeeded):
        close(lea, advised)


def test_the_review_date_is_to_come(advised: Case, lea: Account) -> None:
    decide(lea, advised)
    with pytest.raises(decisions.ReviewInThePast):
        close(lea, advised, days=0)


def test_closing_answers_whoever_raised_the_flag(advised: Case, lea: Account, clock: Any) -> None:
    decide(lea, advised)
    close(lea, advised)
    flag = Flag.objects.get()
    assert flag.is_answered
    assert "Somebody from the safeguarding team has looked into this" in flag.outcome
    advised.refresh_from_db()
    assert advised.closed_at == clock()


def test_closing_twice_with_one_form_is_once(advised: Case, lea: Account, clock: Any) -> None:
    decide(lea, advised)
    submission, review_on = uuid4(), clock().date() + timedelta(days=7)
    for _ in range(2):
        services.close(actor=lea, case=advised, review_on=review_on, words="", submission=submission)
    assert advised.entries.filter(kind="closed").count() == 1


def test_what_the_moderators_looked_at_stays_until_its_case_was_closed_long_ago(
    advised: Case, lea: Account, clock: Any
) -> None:
    clock.advance(days=400)
    let_go_of_old_items(clock())
    assert forget_old_items(clock()) == 0
    put_on_call(lea)
    decide(lea, advised)
    close(lea, advised)
    assert Flag.objects.get().is_answered
    clock.advance(days=364)
    assert (let_go_of_old_items(clock()), forget_old_items(clock())) == (0, 0)
    clock.advance(days=2)
    assert let_go_of_old_items(clock()) == 1
    assert forget_old_items(clock()) > 0
    assert Concern.objects.get().item is None
    assert forget_old_flags(clock()) == 1


def test_nothing_is_added_to_a_closed_case(advised: Case, lea: Account) -> None:
    decide(lea, advised)
    close(lea, advised)
    with pytest.raises(CaseIsClosed):
        services.note(actor=lea, case=advised, words="One more thing.", submission=uuid4())


@pytest.mark.parametrize(
    "broken",
    [
        {"closed_at": "now"},
        {"decision": Decision.SIGNPOST},
        {"decision": Decision.SHARE_WITHOUT_CONSENT, "decided_at": "now", "decided_by": "lea"},
        {
            "decision": Decision.REFER_WITH_CONSENT,
            "decided_at": "now",
            "decided_by": "lea",
            "tell_first": TellFirst.TOLD,
            "consent": Consent.REFUSED,
        },
    ],
)
def test_the_database_holds_the_promises(case: Case, lea: Account, clock: Any, broken: dict[str, Any]) -> None:
    stands_for = {"now": clock(), "lea": lea}
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(**{name: stands_for.get(value, value) for name, value in broken.items()})


def test_cases_are_forgotten_in_time_with_all_that_belongs_to_them(advised: Case, lea: Account, clock: Any) -> None:
    decide(lea, advised)
    close(lea, advised)
    assert forget_old_cases(clock() + settings.RETENTION["cases"] - timedelta(days=1)) == 0
    assert forget_old_cases(clock() + settings.RETENTION["cases"] + timedelta(days=1)) == 1
    for model in (Case, Concern, CaseEntry, Consultation, Conversation, Letter):
        assert not model._default_manager.exists(), model
    assert TrailEntry.objects.get(action="case.expired").subject == {"case_id": str(advised.pk)}


def test_the_trail_holds_every_step(case: Case, lea: Account, sam: Account) -> None:
    services.write(actor=lea, case=case, words="We noticed your words.", submission=uuid4())
    _tell_first(lea, case)
    _consent(lea, case)
    make_consultation(lea, case, sam, advice="Stay in touch.")
    decide(lea, case)
    close(lea, case)
    told = set(TrailEntry.objects.values_list("action", flat=True))
    assert {
        "item.handed_on",
        "concern.raised",
        "concern.acknowledged",
        "case.written",
        "letter.sent",
        "case.told_first",
        "case.consent_recorded",
        "case.consulted",
        "case.advised",
        "case.decided",
        "case.closed",
        "conversation.ended",
        "flag.answered",
    } <= told


def test_a_closed_case_is_looked_at_again_until_it_is_done(advised: Case, lea: Account, clock: Any) -> None:
    decide(lea, advised)
    close(lea, advised, days=7)
    with pytest.raises(NotTheDay):
        _look_again(lea, advised, None)
    clock.advance(days=7)
    with pytest.raises(decisions.ReviewInThePast):
        _look_again(lea, advised, clock().date())
    _look_again(lea, advised, clock().date() + timedelta(days=30))
    clock.advance(days=30)
    assert Case.objects.to_look_at_again(clock().date()).count() == 1
    _look_again(lea, advised, None)
    assert not Case.objects.to_look_at_again(clock().date()).exists()
    assert advised.entries.filter(kind="reviewed").count() == 2


def test_either_of_the_two_who_decided_looks_again(
    advised: Case, lea: Account, sam: Account, mo: Account, clock: Any
) -> None:
    decide(lea, advised)
    close(lea, advised, days=7)
    clock.advance(days=7)
    with pytest.raises(NotGranted):
        _look_again(mo, advised, None)
    _look_again(sam, advised, None)


def _look_again(actor: Account, case: Case, review_on: date | None) -> None:
    services.look_again(actor=actor, case=case, words="They are well.", review_on=review_on, submission=uuid4())
