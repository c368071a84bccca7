"""The same thing done twice at the same moment on a shift: it happens once, and everybody gets an answer."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core import clock
from moderation.handover import services
from moderation.handover.models import Break, Debrief, Handover, HandoverRead
from moderation.handover.policy import AlreadyAnswered
from moderation.rota.models import Duty
from moderation.rota.services import sign_off_for, sign_on
from tests.conftest import Browse
from tests.factories.accounts import make_account
from tests.factories.handover import make_debrief, make_ended_shift, make_handover, make_supporter
from tests.factories.rota import make_place, put_on_duty
from tests.forum.answers import fields

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


def _at_once(*asks: Callable[[], Any]) -> list[Any]:
    """Everything at the same moment. SQLite in memory lives in one thread: there, one after the other."""

    def once(ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        finally:
            if connection.vendor == "postgresql":
                connection.close()

    if connection.vendor != "postgresql":
        return [once(ask) for ask in asks]
    with ThreadPoolExecutor(len(asks)) as pool:
        return list(pool.map(once, asks))


def test_a_note_read_many_times_at_once_is_one_receipt(mo: Account, browse: Browse) -> None:
    place = put_on_duty(mo)
    handover = make_handover(mo, place)
    kay = make_account("Kay", Role.MODERATOR)
    make_place(kay, Duty.SECOND, place.shift, signed_on=True)
    clients = [browse(kay) for _ in range(TIMES)]
    answers = _at_once(*(lambda client=client: client.get("/shift/").status_code for client in clients))
    assert answers == [200] * TIMES
    assert HandoverRead.objects.get().handover_id == handover.pk


def test_a_note_sent_many_times_at_once_is_one(mo: Account, browse: Browse) -> None:
    path = f"/shift/write/{put_on_duty(mo).pk}/"
    form = {**fields(browse(mo).get(path)), "words": "All quiet."}
    clients = [browse(mo) for _ in range(TIMES)]
    assert _at_once(*(lambda client=client: client.post(path, form).status_code for client in clients)) == [302] * TIMES
    assert Handover.objects.count() == 1


def test_a_break_begun_while_it_is_asked_for_is_one(mo: Account) -> None:
    place = put_on_duty(mo)
    _at_once(
        *(
            lambda: services.start_break(actor=mo, place=place),
            lambda: services.ask_for_break(account_id=mo.pk, at=clock.now()),
        )
        * 3
    )
    assert Break.objects.count() == 1


def test_a_debrief_sent_many_times_at_once_is_one(mo: Account, nia: Account, browse: Browse) -> None:
    place = make_ended_shift(mo)
    path = f"/shift/{place.pk}/debrief/"
    form = {**fields(browse(mo).get(path)), "strain": "2"}
    clients = [browse(mo) for _ in range(TIMES)]
    assert _at_once(*(lambda client=client: client.post(path, form).status_code for client in clients)) == [302] * TIMES
    assert Debrief.objects.count() == 1


def test_two_who_answer_at_once_leave_one_answer(mo: Account, lea: Account, sam: Account) -> None:
    make_supporter(mo, lea)
    debrief = make_debrief(make_ended_shift(mo))
    Debrief.objects.filter(pk=debrief.pk).update(passed_to=sam)

    def answer(account: Account) -> str:
        try:
            services.answer_debrief(actor=account, debrief=debrief, words=account.pseudonym)
        except AlreadyAnswered:
            return ""
        return account.pseudonym

    answers = _at_once(lambda: answer(lea), lambda: answer(sam))
    assert [name for name in answers if name] == [Debrief.objects.get().answer]


def test_a_shift_started_while_it_is_ended_for_somebody_is_whole(mo: Account, nia: Account) -> None:
    place = put_on_duty(mo)
    _at_once(lambda: sign_off_for(actor=nia, place=place), lambda: sign_on(actor=mo, place=place))
    place.refresh_from_db()
    assert place.signed_on_at is not None
    assert place.signed_off_at is None or place.signed_off_at >= place.signed_on_at
