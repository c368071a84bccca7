"""Opening somebody's envelope: one asks, a second agrees, the first reads it for a while, its owner is told."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage, StageNeeded
from forum.core.refusals import NotGranted
from forum.core.submission import new_token
from forum.envelope.models import EnvelopeOpening
from forum.envelope.services import NothingInside, write_envelope
from forum.inbox.models import Letter
from moderation.audit.models import Entry
from moderation.nudges.models import Nudge
from moderation.safeguarding import services
from moderation.safeguarding.models import Case, EnvelopeRequest
from moderation.safeguarding.policy import NothingToAgreeTo, NotTheOwner
from moderation.safeguarding.services.envelopes import AskedAlready, NotAgreed
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import put_on_call
from tests.factories.safeguarding import close, decide
from tests.factories.sessions import signed_in

INSIDE = "My sister knows where I am."


@pytest.fixture
def sam(db: None) -> Account:
    """A second practitioner, past probation."""
    return make_account("Sam", Role.PRACTITIONER)


@pytest.fixture
def full(case: Case, ada: Account) -> Case:
    """The case of Ada, who put something into her envelope."""
    write_envelope(actor=ada, words=INSIDE)
    return case


def ask(case: Case, who: Account, **fields: Any) -> EnvelopeRequest:
    known: dict[str, Any] = {"reason": "She may be in danger.", "tell_later": "", "submission": uuid4()}
    return services.ask_for_envelope(actor=who, case=case, **known | fields)


def agree(request: EnvelopeRequest, who: Account) -> EnvelopeRequest:
    return services.agree_to_envelope(actor=who, request=request, submission=uuid4())


def open_it(case: Case, who: Account) -> EnvelopeRequest:
    return services.open_envelope(actor=who, case=case, submission=uuid4())


def _page(case: Case, who: Account) -> str:
    return str(signed_in(who).get(reverse("safeguarding:envelope", args=[case.pk])).content.decode())


def test_an_empty_one_cannot_be_asked_for(case: Case, lea: Account) -> None:
    with pytest.raises(NothingInside):
        ask(case, lea)
    page = _page(case, lea)
    assert "There is nothing in it." in page
    assert "Ask to open it" not in page


def test_two_people_and_a_quarter_of_an_hour(full: Case, lea: Account, sam: Account, clock: FakeClock) -> None:
    request = ask(full, lea)
    assert set(Nudge.objects.values_list("account", flat=True)) == {sam.pk}
    with pytest.raises(NotAgreed):
        open_it(full, lea)
    with pytest.raises(NotGranted):
        agree(request, lea)
    agree(request, sam)
    assert INSIDE not in _page(full, lea)
    open_it(full, lea)
    assert INSIDE in _page(full, lea)
    put_on_call(sam)
    assert INSIDE not in _page(full, sam)
    clock.advance(minutes=16)
    put_on_call(lea)
    assert INSIDE not in _page(full, lea)
    with pytest.raises(NotAgreed):
        open_it(full, lea)
    steps = list(Entry.objects.filter(action__startswith="envelope.").values_list("action", flat=True))
    assert steps == ["envelope.asked", "envelope.agreed", "envelope.opened", "envelope.owner_told"]


def test_its_owner_is_told_at_once_who_and_why(full: Case, ada: Account, lea: Account, sam: Account) -> None:
    agree(ask(full, lea), sam)
    open_it(full, lea)
    log = EnvelopeOpening.objects.visible_to(ada).get()
    assert (log.opened_by, log.agreed_by, log.reason) == ("Lea", "Sam", "She may be in danger.")
    letter = Letter.objects.get(conversation__member=ada)
    assert "opened your envelope" in letter.words
    assert letter.conversation.is_over


def test_or_within_a_week_when_there_is_a_reason(
    full: Case, ada: Account, lea: Account, sam: Account, clock: FakeClock
) -> None:
    agree(ask(full, lea, tell_later="Somebody reads her messages."), sam)
    open_it(full, lea)
    assert not EnvelopeOpening.objects.visible_to(ada).exists()
    clock.advance(days=6, hours=23)
    assert services.tell_owners_of_envelopes(now=clock()) == 0
    clock.advance(hours=1)
    assert services.tell_owners_of_envelopes(now=clock()) == 1
    assert services.tell_owners_of_envelopes(now=clock()) == 0
    assert EnvelopeOpening.objects.visible_to(ada).exists()
    assert Letter.objects.filter(conversation__member=ada).count() == 1


def test_agreeing_holds_for_a_day(full: Case, lea: Account, sam: Account, clock: FakeClock) -> None:
    request = ask(full, lea)
    with pytest.raises(AskedAlready):
        ask(full, lea)
    clock.advance(hours=25)
    with pytest.raises(NothingToAgreeTo):
        agree(request, sam)
    put_on_call(lea)
    request = agree(ask(full, lea), sam)
    clock.advance(hours=25)
    with pytest.raises(NotAgreed):
        open_it(full, lea)


def test_whoever_may(full: Case, lea: Account, sam: Account, mo: Account) -> None:
    put_on_call(sam)
    with pytest.raises(NotTheOwner):
        ask(full, sam)
    request = ask(full, lea)
    with pytest.raises(StageNeeded):
        agree(request, make_account("Pat", Role.PRACTITIONER, stage=Stage.PAIRED))
    with pytest.raises(NotGranted):
        agree(request, mo)
    assert EnvelopeRequest.objects.get().agreed_by is None


def test_emptied_meanwhile_there_is_nothing_to_open(full: Case, ada: Account, lea: Account, sam: Account) -> None:
    agree(ask(full, lea), sam)
    write_envelope(actor=ada, words="")
    with pytest.raises(NothingInside):
        open_it(full, lea)
    assert not EnvelopeOpening.objects.exists()


def test_a_closed_case_opens_nothing(full: Case, lea: Account, sam: Account) -> None:
    request = ask(full, lea)
    services.advise(
        actor=sam,
        consultation=services.consult(actor=lea, case=full, colleague=sam, question="?", submission=uuid4()),
        advice="Yes.",
        submission=uuid4(),
    )
    decide(lea, full)
    close(lea, full)
    with pytest.raises(NothingToAgreeTo):
        agree(request, sam)


def test_the_pages_lead_through_it(full: Case, lea: Account, sam: Account) -> None:
    mine, address = signed_in(lea), reverse("safeguarding:envelope", args=[full.pk])
    assert "Something is in it" in mine.get(reverse("safeguarding:case", args=[full.pk])).content.decode()
    assert mine.post(address, {"submission": new_token(lea), "reason": ""}).status_code == 422
    assert mine.post(address, {"submission": new_token(lea), "reason": "Danger."}).status_code == 302
    request = EnvelopeRequest.objects.get()
    theirs, agreeing = signed_in(sam), reverse("safeguarding:agree", args=[request.pk])
    page = theirs.get(agreeing).content.decode()
    assert "Danger." in page
    assert INSIDE not in page
    assert theirs.post(agreeing, {"submission": new_token(sam)}).status_code == 302
    assert "Sam agreed" in theirs.get(agreeing).content.decode()
    assert mine.post(address, {"submission": new_token(lea), "open": "1"}).status_code == 302
    assert INSIDE in mine.get(address).content.decode()
    assert "opened the envelope" in mine.get(reverse("safeguarding:case", args=[full.pk])).content.decode()


def test_a_second_person_finds_it_on_the_board(full: Case, lea: Account, sam: Account) -> None:
    request = ask(full, lea)
    put_on_call(sam)
    assert reverse("safeguarding:agree", args=[request.pk]) in signed_in(sam).get("/concerns/").content.decode()
    assert reverse("safeguarding:agree", args=[request.pk]) not in signed_in(lea).get("/concerns/").content.decode()
