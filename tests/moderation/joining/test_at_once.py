"""The same thing asked for many times at once: it happens once."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.refusals import Refusal
from moderation.joining import services
from moderation.joining.models import Application, Reading
from moderation.team.models import Invitation
from tests.factories.accounts import make_account
from tests.factories.joining import answers, make_answered, make_application
from tests.factories.threads import ready_to_write

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 5


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


def _at_once(tasks: Sequence[Callable[[], object]]) -> int:
    """How many of the tasks, begun in the same moment, were not refused. SQLite does them one after the other."""

    def once(task: Callable[[], object]) -> bool:
        try:
            task()
        except Refusal:
            return False
        finally:
            if connection.vendor == "postgresql":
                connection.close()
        return True

    if connection.vendor != "postgresql":
        return sum(once(task) for task in tasks)
    with ThreadPoolExecutor(len(tasks)) as pool:
        return sum(pool.map(once, tasks))


def test_one_link_is_made(ada: Account, nia: Account, lea: Account, sam: Account) -> None:
    application = make_answered(ada, nia, [lea, sam])
    assert _at_once([lambda: services.take_link(actor=ada, application=application)] * TIMES) == 1
    assert Invitation.objects.count() == 1


def test_one_application_is_sent(ada: Account) -> None:
    ready_to_write(ada)
    tasks = [lambda: services.send(actor=ada, answers=answers(), submission=uuid4())] * TIMES
    assert _at_once(tasks) == 1
    assert Application.objects.count() == 1


def test_two_readers_are_asked(ada: Account, nia: Account) -> None:
    application = make_application(ada)
    some = [make_account(f"Reader {name}", Role.PRACTITIONER) for name in ("One", "Two", "Three", "Four")]

    def asking(reader: Account) -> Callable[[], object]:
        return lambda: services.ask_reader(actor=nia, application=application, reader=reader)

    assert _at_once([asking(reader) for reader in some]) == 2
    assert Reading.objects.count() == 2


def test_taking_back_while_somebody_answers_leaves_nothing_behind(
    ada: Account, nia: Account, lea: Account, sam: Account
) -> None:
    application = make_answered(ada, nia, [lea, sam], welcome=False)
    tasks: list[Callable[[], object]] = [
        lambda: services.withdraw(actor=ada, application=application),
        lambda: services.plan_talk(actor=nia, application=application, words="Tuesday?"),
        lambda: services.withdraw(actor=ada, application=application),
    ]
    _at_once(tasks)
    assert not Application.objects.exists()
    assert not Reading.objects.exists()
