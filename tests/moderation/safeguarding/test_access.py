"""Who reads and writes what: querysets and rules agree for everybody, in every state."""

from typing import Any

import pytest
from django.db import models

from forum.accounts.actors import VISITOR
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, allows
from forum.core.refusals import NotGranted
from moderation.safeguarding import services
from moderation.safeguarding.models import Alarm, Case, CaseEntry, Concern, Consultation
from tests.factories.accounts import make_account
from tests.factories.rota import put_on_call
from tests.factories.safeguarding import close, decide, make_consultation

CAST = ["ada", "ben", "kit", "mo", "lea", "sam", "tim", "nia", "una"]


@pytest.fixture
def tim(db: None) -> Account:
    """A practitioner who has nothing to do with it."""
    return make_account("Tim", Role.PRACTITIONER)


@pytest.fixture
def una(db: None) -> Account:
    """A practitioner who is on call and has not shown her second factor."""
    account = make_account("Una", Role.PRACTITIONER, verified=False)
    put_on_call(account)
    return account


def _readers(row: models.Model, permission: Permission, cast: dict[str, Any]) -> set[str]:
    """Who reads `row`, after checking that list and rule say the same."""
    manager: Any = type(row)._default_manager
    readers = set()
    for name, actor in cast.items():
        listed = manager.visible_to(actor).filter(pk=row.pk).exists()
        assert listed == allows(actor, permission, row), name
        readers |= {name} if listed else set()
    return readers


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> dict[str, Any]:
    return {name: request.getfixturevalue(name) for name in CAST} | {"visitor": VISITOR}


def test_a_waiting_concern_is_for_whoever_is_on_call(concern: Concern, cast: dict[str, Any]) -> None:
    assert _readers(concern, Permission.CONCERN_READ, cast) == set()
    put_on_call(cast["lea"])
    assert _readers(concern, Permission.CONCERN_READ, cast) == {"lea"}


def test_a_concern_nobody_took_on_in_time_is_for_every_practitioner(
    concern: Concern, cast: dict[str, Any], clock: Any
) -> None:
    clock.advance(minutes=60)
    services.ring(now=clock())
    assert _readers(concern, Permission.CONCERN_READ, cast) == {"lea", "sam", "tim"}
    alarm = Alarm.objects.all()[0]
    assert _readers(alarm, Permission.CONCERN_READ, cast) == {"lea", "sam", "tim"}
    assert allows(cast["tim"], Permission.CONCERNS_OPEN, SITE)


def test_a_case_is_for_its_owner_who_was_asked_and_who_is_on_call(case: Case, cast: dict[str, Any], clock: Any) -> None:
    clock.advance(hours=8)  # Lea's shift is over.
    assert _readers(case, Permission.CASE_READ, cast) == {"lea"}
    make_consultation(cast["lea"], case, cast["sam"], advice="Write to them first.")
    assert _readers(case, Permission.CASE_READ, cast) == {"lea", "sam"}
    put_on_call(cast["tim"])
    assert _readers(case, Permission.CASE_READ, cast) == {"lea", "sam", "tim"}
    for row in (*CaseEntry.objects.all(), *Consultation.objects.all()):
        assert _readers(row, Permission.CASE_READ, cast) == {"lea", "sam", "tim"}
    assert _readers(case.concern, Permission.CONCERN_READ, cast) == {"lea", "sam", "tim"}


def test_a_closed_case_is_for_those_who_decided(case: Case, cast: dict[str, Any]) -> None:
    make_consultation(cast["lea"], case, cast["sam"], advice="Write to them first.")
    decide(cast["lea"], case)
    close(cast["lea"], case)
    put_on_call(cast["tim"])
    assert _readers(Case.objects.get(), Permission.CASE_READ, cast) == {"lea", "sam"}
    assert _readers(Concern.objects.get(), Permission.CONCERN_READ, cast) == {"lea", "sam"}


def test_only_the_owner_writes(case: Case, cast: dict[str, Any]) -> None:
    put_on_call(cast["tim"])
    writing = (Permission.CASE_WRITE, Permission.CASE_CONSULT, Permission.CASE_DECIDE, Permission.CASE_CLOSE)
    for permission in writing:
        assert [name for name, actor in cast.items() if allows(actor, permission, case)] == ["lea"]
    assert [n for n, actor in cast.items() if allows(actor, Permission.CASE_TAKE_OVER, case)] == ["tim"]


def test_the_board_opens_for_those_with_work_there(case: Case, cast: dict[str, Any], clock: Any) -> None:
    clock.advance(hours=8)

    def open_to() -> set[str]:
        return {name for name, actor in cast.items() if allows(actor, Permission.CONCERNS_OPEN, SITE)}

    assert open_to() == {"lea"}
    make_consultation(cast["lea"], case, cast["sam"])
    assert open_to() == {"lea", "sam"}
    put_on_call(cast["tim"])
    assert open_to() == {"lea", "sam", "tim"}


def test_only_whoever_was_asked_advises(case: Case, cast: dict[str, Any]) -> None:
    asked = make_consultation(cast["lea"], case, cast["sam"])
    assert [name for name, actor in cast.items() if allows(actor, Permission.CASE_ADVISE, asked)] == ["sam"]


@pytest.mark.parametrize("who", ["ada", "ben", "mo", "nia"])
def test_others_do_not_learn_that_it_exists(who: str, case: Case, browse: Any, request: pytest.FixtureRequest) -> None:
    client = browse(request.getfixturevalue(who))
    for path in ("/concerns/", "/concerns/board/", f"/concerns/{case.concern_id}/", f"/cases/{case.pk}/"):
        assert client.get(path).status_code == 404
    for verb in ("note", "write", "told", "consent", "level", "consult", "decide", "close", "take-over", "letters"):
        assert client.get(f"/cases/{case.pk}/{verb}/").status_code == 404
    assert client.post(f"/concerns/{case.concern_id}/acknowledge/").status_code == 404


def test_a_practitioner_with_nothing_here_is_told_kindly(tim: Account, case: Case, browse: Any) -> None:
    board = browse(tim).get("/concerns/")
    assert board.status_code == 403
    assert "This opens when you are on call" in board.content.decode()
    assert browse(tim).get(f"/cases/{case.pk}/").status_code == 404


def test_without_the_second_factor_the_page_asks_for_it(lea: Account, case: Case, browse: Any) -> None:
    for path in ("/concerns/", f"/cases/{case.pk}/", f"/concerns/{case.concern_id}/"):
        answer = browse(lea, verified=False).get(path)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/second-factor/")


def test_visitors_sign_in_first(case: Case, browse: Any) -> None:
    assert browse().get(f"/cases/{case.pk}/").status_code == 302


def test_nobody_reads_a_case_through_a_service(case: Case, mo: Account) -> None:
    with pytest.raises(NotGranted):
        services.read_case(actor=mo, case=case)
