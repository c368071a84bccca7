"""Names: each is somebody's once and for all; a thread can stand under one used nowhere else; one can be called
otherwise."""

from typing import Any
from uuid import uuid4

import pytest

from forum.accounts import pseudonyms
from forum.accounts.models import Account
from forum.accounts.services import close_account, join
from forum.core.refusals import NotGranted
from forum.core.throttle import TooMany
from forum.names.models import NameKind, OtherName
from forum.names.reading import name_in, suggested
from forum.names.services import TRIED_AN_HOUR, ChangedOften, SameName, change_pseudonym, take_one_off
from forum.threads.models import Post, Thread
from moderation.audit.models import Entry
from tests.conftest import FakeClock
from tests.factories.names import make_one_off_post
from tests.factories.threads import make_post, make_reply

pytestmark = pytest.mark.usefixtures("clock")


def test_what_one_writes_in_ones_thread_stands_under_its_name(ada: Account, ben: Account) -> None:
    post = make_one_off_post(ada)
    assert post.written_as is not None
    assert (post.written_as.name, post.written_as.kind) == ("Quiet Heron", NameKind.ONE_OFF)
    assert post.thread.written_as == post.written_as
    assert make_reply(ada, post.thread).written_as == post.written_as
    assert make_reply(ben, post.thread).written_as is None
    assert name_in(post.thread, ben) is None
    assert make_reply(ada, make_post(ben).thread).written_as is None


@pytest.mark.parametrize("name", ["Ada", "ADA", "A d a", "Аda"])
def test_nobody_takes_the_name_of_somebody_else(ben: Account, ada: Account, name: str) -> None:
    with pytest.raises((pseudonyms.PseudonymTaken, pseudonyms.PseudonymUnclear)):
        take_one_off(actor=ben, name=name)
    assert not OtherName.objects.exists()


def test_a_one_off_name_is_never_given_out_again(ada: Account, ben: Account) -> None:
    make_one_off_post(ada)
    for again in (ada, ben):
        with pytest.raises(pseudonyms.PseudonymTaken):
            take_one_off(actor=again, name="quiet heron")
    with pytest.raises(pseudonyms.PseudonymTaken):
        change_pseudonym(actor=ben, name="Quiet Heron", follows=True)
    with pytest.raises(pseudonyms.PseudonymTaken):
        join(word="tide", pseudonym="Quiet Heron", pass_phrase="a long walk in the rain")


def test_a_name_stays_taken_when_its_owner_leaves(ada: Account, ben: Account) -> None:
    make_one_off_post(ada)
    close_account(actor=ada, account=ada)
    assert not OtherName.objects.exists()
    for name in ("Ada", "Quiet Heron"):
        with pytest.raises((pseudonyms.PseudonymTaken, pseudonyms.PseudonymUnclear)):
            change_pseudonym(actor=ben, name=name, follows=True)


@pytest.mark.parametrize("name", ["me@example.org", "The moderator", "x", "call 07700 900123"])
def test_a_one_off_name_is_checked_like_a_pseudonym(ada: Account, name: str) -> None:
    with pytest.raises((pseudonyms.PseudonymTells, pseudonyms.PseudonymReserved, pseudonyms.PseudonymUnclear)):
        take_one_off(actor=ada, name=name)


def test_suggestions_can_be_taken(ada: Account) -> None:
    for _ in range(5):
        pseudonyms.check(suggested())
    assert take_one_off(actor=ada, name=suggested()).account == ada


def test_nobody_tries_many_names_to_see_which_are_taken(ada: Account, ben: Account) -> None:
    for _ in range(TRIED_AN_HOUR):
        with pytest.raises(pseudonyms.PseudonymTaken):
            change_pseudonym(actor=ada, name="Ben", follows=True)
    with pytest.raises(TooMany):
        change_pseudonym(actor=ada, name="Ben", follows=True)


def test_earlier_words_follow_the_new_name(ada: Account) -> None:
    post, other = make_post(ada), make_one_off_post(ada)
    change_pseudonym(actor=ada, name="Robin", follows=True)
    assert Account.objects.get(pk=ada.pk).pseudonym == "Robin"
    assert Post.objects.get(pk=post.pk).written_as is None
    assert Post.objects.get(pk=other.pk).written_as == other.written_as


def test_earlier_words_stay_under_the_old_name(ada: Account) -> None:
    post, other = make_post(ada), make_one_off_post(ada)
    change_pseudonym(actor=ada, name="Robin", follows=False)
    former = OtherName.objects.get(kind=NameKind.FORMER)
    assert former.name == "Ada"
    assert Post.objects.get(pk=post.pk).written_as == former
    assert Thread.objects.get(pk=post.thread_id).written_as == former
    assert Post.objects.get(pk=other.pk).written_as == other.written_as
    # What they write from now on, in that thread too, stands under the new one.
    assert make_reply(ada, Thread.objects.get(pk=post.thread_id)).written_as is None


def test_a_name_written_otherwise_is_the_same_name(ada: Account) -> None:
    post = make_post(ada)
    change_pseudonym(actor=ada, name="ADA Ada"[4:].upper(), follows=False)
    assert Post.objects.get(pk=post.pk).written_as is None
    with pytest.raises(SameName):
        change_pseudonym(actor=ada, name="ADA", follows=True)


def test_three_times_a_month(ada: Account, clock: FakeClock) -> None:
    for name in ("Robin", "Linden", "Juniper"):
        change_pseudonym(actor=ada, name=name, follows=True)
    with pytest.raises(ChangedOften, match="next month"):
        change_pseudonym(actor=ada, name="Hazel", follows=True)
    clock.advance(days=31)
    change_pseudonym(actor=ada, name="Hazel", follows=True)


def test_only_members_and_nothing_in_the_trail(mo: Account, ada: Account) -> None:
    for verb in (
        lambda: take_one_off(actor=mo, name="Robin"),
        lambda: change_pseudonym(actor=mo, name="Robin", follows=True),
    ):
        with pytest.raises(NotGranted):
            verb()
    before = Entry.objects.count()
    take_one_off(actor=ada, name="Linden Tree")
    change_pseudonym(actor=ada, name="Robin", follows=False)
    assert Entry.objects.count() == before


def test_the_same_form_twice_takes_one_name(ada: Account) -> None:
    from forum.boards.models import Board
    from forum.threads.services.writing import start_thread
    from tests.factories.threads import make_board, ready_to_write

    ready_to_write(ada)
    submission, board = uuid4(), Board.objects.first() or make_board()
    form: dict[str, Any] = {
        "title": "A walk",
        "words": "Windy.",
        "warnings": [],
        "submission": submission,
        "one_off": "Quiet Heron",
    }
    assert start_thread(actor=ada, board=board, **form) == start_thread(actor=ada, board=board, **form)
    assert OtherName.objects.count() == 1
