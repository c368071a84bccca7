"""Several people do something to one post at the same moment: one after the other, and nobody waits for ever."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.refusals import Refusal
from forum.referrals.models import Referral
from forum.referrals.services import ask as refer
from forum.threads.models import Post, WarningSuggestion
from forum.threads.services.editing import edit_post
from forum.threads.services.hiding import hide_post
from forum.threads.services.suggesting import answer_suggestion, suggest_warnings
from forum.threads.services.withdrawing import withdraw_post
from forum.updates.kinds import UpdateKind
from forum.updates.models import Unheard
from forum.updates.services.noting import choose
from forum.warnings.models import FilterChoice
from forum.warnings.services import set_profile
from forum.warnings.taxonomy import View
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.referrals import make_line
from tests.factories.threads import make_post, ready_to_write

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, WARNING = 4, "mind.flashback"


@pytest.fixture(autouse=True, scope="module")
def _trail_stands_again(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        call_command("migrate", "audit", "0002", verbosity=0)


@pytest.fixture(autouse=True)
def _trail_gives_way(transactional_db: None) -> Iterator[None]:
    """What is really committed is emptied after the test, which the trail of the audit would refuse."""
    call_command("migrate", "audit", "0002", verbosity=0)
    yield
    call_command("migrate", "audit", "0001", verbosity=0)


def _at_once(asking: list[Callable[[], Any]]) -> None:
    """Ask all of these at the same moment. A refusal is an answer; anything else that goes wrong is not. SQLite in
    memory lives in one thread: there, one after the other."""
    together = Barrier(len(asking) if connection.vendor == "postgresql" else 1)

    def once(ask: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            together.wait()
            ask()
        except Refusal:
            pass
        finally:
            if connection.vendor == "postgresql":
                connection.close()

    if connection.vendor != "postgresql":
        for ask in asking:
            once(ask)
        return
    with ThreadPoolExecutor(len(asking)) as pool:
        list(pool.map(once, asking))


def test_changing_answering_hiding_and_taking_back_wait_for_each_other_in_turn(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("forum.threads.services.hiding.authorize", lambda *about: None)  # No desk is needed for this.
    ada, ben, mo = make_account("Ada"), make_account("Ben"), make_account("Mo", Role.MODERATOR)
    for _ in range(ROUNDS):
        _all_of_it(ada, ben, mo)


def _all_of_it(ada: Account, ben: Account, mo: Account) -> None:
    post = make_post(ada, warnings=[])
    suggest_warnings(actor=ben, post=post, warnings=[WARNING])
    _at_once([
        lambda: edit_post(actor=ada, post=_now(post), words="Rain again.", warnings=[WARNING]),
        lambda: answer_suggestion(actor=ada, post=_now(post), warning=WARNING, add=True),
        lambda: hide_post(actor=mo, post=_now(post), reason="It could tell who you are."),
        lambda: withdraw_post(actor=ada, post=_now(post)),
    ])  # fmt: skip
    left = Post.objects.get(pk=post.pk)
    assert (left.words, left.html, left.warnings) == ("", "", [])


def test_a_form_sent_twice_at_once_counts_once(clock: FakeClock) -> None:
    ada, ben = make_account("Ada"), make_account("Ben")
    ready_to_write(ben)
    post, line, sent = make_post(ada, warnings=[]), make_line(), uuid4()
    _at_once([
        *[lambda: _suggest(ben, post)] * 3,
        *[lambda: set_profile(actor=ben, choices={WARNING: View.HIDE})] * 3,
        *[lambda: choose(actor=ben, kinds=[])] * 3,
        *[lambda: refer(actor=ben, line=line, words="A call, please.", reach="", submission=sent)] * 3,
    ])  # fmt: skip
    assert WarningSuggestion.objects.count() == FilterChoice.objects.count() == Referral.objects.count() == 1
    assert Unheard.objects.count() == len(UpdateKind)


def _suggest(actor: Account, post: Post) -> None:
    suggest_warnings(actor=actor, post=post, warnings=[WARNING])


def _now(post: Post) -> Post:
    return Post.objects.select_related("thread__board").get(pk=post.pk)
