"""What is written down in a case, and that it stays."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from forum.accounts.models import Account
from forum.core.refusals import NotNow
from moderation.audit.models import Entry as TrailEntry
from moderation.review.levels import Level
from moderation.review.measures import ReasonNeeded
from moderation.safeguarding import services
from moderation.safeguarding.choices import ChildrenAtRisk, Consent, TellFirst
from moderation.safeguarding.models import Case, CaseEntry, Consultation
from moderation.safeguarding.policy import AlreadyAdvised, NotTheOwner
from moderation.safeguarding.services.consultations import AlreadyAsked
from tests.factories.accounts import make_account
from tests.factories.rota import put_on_call
from tests.factories.safeguarding import make_consultation


def _level(actor: Account, case: Case, level: Level) -> None:
    services.change_level(
        actor=actor,
        case=case,
        level=level,
        children_at_risk=ChildrenAtRisk.NO,
        reason="It is calmer.",
        submission=uuid4(),
    )


def test_a_note_sent_twice_is_one(case: Case, lea: Account) -> None:
    submission = uuid4()
    for _ in range(2):
        services.note(actor=lea, case=case, words="They have a sister nearby.", submission=submission)
    assert CaseEntry.objects.filter(kind="note").count() == 1
    assert TrailEntry.objects.filter(action="case.noted").count() == 1


def test_entries_lie_sealed(case: Case, lea: Account) -> None:
    services.note(actor=lea, case=case, words="They have a sister nearby.", submission=uuid4())
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM safeguarding_caseentry")
        assert "sister" not in str(cursor.fetchall())


def test_entries_are_never_changed_or_deleted(case: Case) -> None:
    with pytest.raises(TypeError):
        CaseEntry.objects.update(kind="note")
    with pytest.raises(TypeError):
        CaseEntry.objects.all().delete()


def test_telling_first_is_written_down(case: Case, lea: Account) -> None:
    services.record_tell_first(
        actor=lea, case=case, tell_first=TellFirst.TOLD, reason="In my letter.", submission=uuid4()
    )
    case.refresh_from_db()
    assert (case.tell_first, case.tell_first_reason) == ("told", "In my letter.")
    assert "In my letter." in case.entries.get(kind="tell_first").words


def test_not_telling_first_needs_its_reason(case: Case, lea: Account) -> None:
    with pytest.raises(ReasonNeeded):
        services.record_tell_first(actor=lea, case=case, tell_first=TellFirst.COULD_NOT, reason="", submission=uuid4())


def test_consent_and_wishes_are_written_down(case: Case, lea: Account) -> None:
    services.record_consent(
        actor=lea, case=case, consent=Consent.GIVEN, reason="", wishes="A call with my GP.", submission=uuid4()
    )
    case.refresh_from_db()
    assert (case.consent, case.wishes) == ("given", "A call with my GP.")


@pytest.mark.parametrize("consent", [Consent.REFUSED, Consent.COULD_NOT_ASK])
def test_no_consent_needs_its_reason(case: Case, lea: Account, consent: Consent) -> None:
    with pytest.raises(ReasonNeeded):
        services.record_consent(actor=lea, case=case, consent=consent, reason="", wishes="", submission=uuid4())


def test_a_lower_level_keeps_the_second_person(case: Case, lea: Account) -> None:
    _level(lea, case, Level.GREEN)
    case.refresh_from_db()
    assert (case.level, case.gravest_level, case.children_at_risk) == ("green", "red", "no")
    assert case.needs_second_person
    assert "Red → Green" in case.entries.get(kind="level").words


def test_a_higher_level_asks_for_one(case: Case, lea: Account) -> None:
    _level(lea, case, Level.CRISIS)
    case.refresh_from_db()
    assert case.gravest_level == "crisis"


def test_a_colleague_is_asked_and_advises(case: Case, lea: Account, sam: Account, clock: Any) -> None:
    asked = make_consultation(lea, case, sam, advice="Write to them first.")
    asked.refresh_from_db()
    assert (asked.advice, asked.advised_at) == ("Write to them first.", clock())
    assert [entry.kind for entry in CaseEntry.objects.filter(case=case).in_order()] == ["step", "consulted", "advice"]


def test_nobody_consults_themselves(case: Case, lea: Account) -> None:
    with pytest.raises(NotNow):
        make_consultation(lea, case, lea)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.create(
            case=case, asked_by=lea, asked=lea, question="?", asked_at=case.opened_at, submission=uuid4()
        )


def test_only_practitioners_are_asked(case: Case, lea: Account, mo: Account, nia: Account) -> None:
    for other in (mo, nia):
        with pytest.raises(NotNow):
            make_consultation(lea, case, other)


def test_one_open_question_to_each_colleague(case: Case, lea: Account, sam: Account) -> None:
    make_consultation(lea, case, sam)
    with pytest.raises(AlreadyAsked):
        make_consultation(lea, case, sam)


def test_advice_is_given_once(case: Case, lea: Account, sam: Account) -> None:
    asked = make_consultation(lea, case, sam, advice="Write to them first.")
    same = services.advise(actor=sam, consultation=asked, advice="Write to them first.", submission=uuid4())
    assert same == asked
    with pytest.raises(AlreadyAdvised):
        services.advise(actor=sam, consultation=asked, advice="Something else.", submission=uuid4())
    assert CaseEntry.objects.filter(kind="advice").count() == 1


def test_whoever_is_on_call_takes_over(case: Case, lea: Account, sam: Account) -> None:
    put_on_call(sam)
    with pytest.raises(NotTheOwner):
        services.note(actor=sam, case=case, words="Hello.", submission=uuid4())
    submission = uuid4()
    for _ in range(2):
        services.take_over(actor=sam, case=case, reason="They wrote tonight.", submission=submission)
    case.refresh_from_db()
    assert case.owner == sam
    assert case.entries.filter(author=sam).count() == 1
    with pytest.raises(NotTheOwner):
        services.note(actor=lea, case=case, words="Hello.", submission=uuid4())


def test_the_record_stays_when_a_colleague_leaves(case: Case, lea: Account) -> None:
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        lea.delete()
    assert make_account("Ida").pk
