"""Two people at the same moment: a stage is signed off once, and the last two who can sign do not both go back."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from moderation.ladder import services
from moderation.ladder.models import Step
from tests.factories.accounts import make_account

pytestmark = pytest.mark.django_db(transaction=True)


def _audit_at(migration: str) -> None:
    call_command("migrate", "audit", migration, verbosity=0)


@pytest.fixture(autouse=True)
def _trail_gives_way(transactional_db: None) -> Iterator[None]:
    """What is really committed is emptied after the test, which the trail of the audit would refuse."""
    yield
    _audit_at("0001")


@pytest.fixture(autouse=True, scope="module")
def _trail_stands_again(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        _audit_at("0002")


@pytest.fixture(autouse=True)
def _trail_stands(_trail_gives_way: None) -> None:
    _audit_at("0002")


def _at_once(*acts: Callable[[], Step | None]) -> list[str]:
    """What came of each. SQLite in memory lives in one thread: there, one after the other."""

    def outcome(act: Callable[[], Step | None]) -> str:
        try:
            return "a step" if act() else "nothing more"
        except services.TheLastToSign:
            return "the last to sign"
        finally:
            if connection.vendor == "postgresql":
                connection.close()

    if connection.vendor != "postgresql":
        return [outcome(act) for act in acts]
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(outcome, acts))


def test_two_managers_sign_the_same_stage_off_once(nia: Account) -> None:
    uma, pip = make_account("Uma", Role.MANAGER), make_account("Pip", Role.MODERATOR, stage=Stage.SHADOW)
    came = _at_once(
        *(
            lambda by=by: services.sign_off(actor=by, account=pip, to=Stage.PAIRED, words="Ready.")
            for by in (nia, uma, nia, uma)
        )
    )
    assert sorted(came) == ["a step", "nothing more", "nothing more", "nothing more"]
    assert Step.objects.count() == 1


def test_the_last_two_managers_do_not_both_go_back(nia: Account) -> None:
    uma = make_account("Uma", Role.MANAGER)
    came = _at_once(*(lambda by=by: services.go_back(actor=by, to=Stage.SOLO) for by in (nia, uma)))
    assert sorted(came) == ["a step", "the last to sign"]
    assert Account.objects.filter(role=Role.MANAGER, stage=Stage.LEAD).count() == 1
