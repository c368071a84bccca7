"""Boards that are joined by choice, put away, shaped by a manager."""

from typing import Any
from uuid import uuid4

import pytest

from forum.accounts.models import Account
from forum.boards.models import Board, BoardMembership, BoardState, DetailLevel
from forum.boards.policy import JoinFirst, NothingNew
from forum.boards.services import join_board, leave_board
from forum.core.refusals import NotGranted
from forum.threads.models import Post, Thread
from forum.threads.services.writing import reply, start_thread
from moderation.audit.models import Entry
from tests.conftest import Browse
from tests.factories.threads import make_board, make_post, ready_to_write
from tests.forum.answers import fields, said, text

_SHAPE = {
    "name": "Long walks",
    "purpose": "For walks.",
    "audience": "",
    "ground_rules": "Go slowly.\n\nTurn back when you like.",
    "detail": "some",
    "holds_newcomers": "never",
    "position": "3",
    "state": "open",
}


@pytest.fixture
def corner(ada: Account) -> Board:
    """A board that Ada joined, with a thread of hers."""
    ready_to_write(ada)
    board = make_board("A corner", by_choice=True, audience="people who like corners")
    join_board(actor=ada, board=board)
    start_thread(actor=ada, board=board, title="Low tide", words="It was quiet.", warnings=[], submission=uuid4())
    return board


def test_its_name_is_known_to_everybody_and_its_threads_to_those_who_joined(
    corner: Board, ada: Account, ben: Account, mo: Account, browse: Browse
) -> None:
    page = said(browse(ben).get("/spaces/"))
    assert "A corner" in page
    assert "people who like corners" in page
    page = said(browse(ben).get(f"/spaces/{corner.pk}/"))
    assert "Joined by choice" in page
    assert "Low tide" not in page
    thread = Thread.objects.get()
    assert browse(ben).get(f"/t/{thread.pk}/").status_code == 404
    for reader in (ada, mo):
        assert "Low tide" in text(browse(reader).get(f"/spaces/{corner.pk}/"))
        assert browse(reader).get(f"/t/{thread.pk}/").status_code == 200


def test_one_joins_with_one_press_and_leaves_with_one_press(corner: Board, ben: Account, browse: Browse) -> None:
    client = browse(ben)
    assert client.post(f"/spaces/{corner.pk}/join/")["Location"] == f"/spaces/{corner.pk}/"
    assert "Low tide" in text(client.get(f"/spaces/{corner.pk}/"))
    client.post(f"/spaces/{corner.pk}/leave/")
    assert not Post.objects.visible_to(ben).exists()
    assert not Entry.objects.filter(action__startswith="board.").exists(), "Nobody keeps a list of who joins."


def test_what_one_wrote_stays_ones_own_after_leaving(corner: Board, ada: Account, ben: Account) -> None:
    ready_to_write(ben)
    join_board(actor=ben, board=corner)
    answer = reply(actor=ben, thread=Thread.objects.get(), words="I know it.", warnings=[], submission=uuid4())
    leave_board(actor=ben, board=corner)
    assert list(Post.objects.visible_to(ben)) == [answer]
    with pytest.raises(NotGranted):
        reply(actor=ben, thread=Thread.objects.get(), words="And more.", warnings=[], submission=uuid4())
    with pytest.raises(JoinFirst):
        start_thread(actor=ben, board=corner, title="Hm", words="And.", warnings=[], submission=uuid4())


def test_an_open_board_is_not_joined(ben: Account) -> None:
    with pytest.raises(NotGranted):
        join_board(actor=ben, board=make_board())
    assert not BoardMembership.objects.exists()


def test_graphic_detail_is_shown_its_place_kindly(ada: Account, browse: Browse) -> None:
    ready_to_write(ada)
    board = make_board()
    make_board("In our own words", by_choice=True, detail=DetailLevel.OPEN)
    form = {"title": "It", "words": "As it was.", "warnings": ["form.graphic"]}
    client = browse(ada)
    page = client.get(f"/spaces/{board.pk}/write/")
    answer = client.post(f"/spaces/{board.pk}/write/", {**_token(page), **form})
    assert answer.status_code == 422
    assert "It has its place in “In our own words”" in said(answer)
    assert "As it was." in said(answer)
    assert not Post.objects.exists()


def _token(page: Any) -> dict[str, Any]:
    return {name: value for name, value in fields(page).items() if name == "submission"}


def test_a_board_that_is_closed_is_still_read(ada: Account, browse: Browse) -> None:
    post = make_post(ada)
    board = post.thread.board
    Board.objects.update(state=BoardState.RETIRED)
    client = browse(ada)
    assert board.name not in text(client.get("/spaces/"))
    assert client.get(f"/t/{post.thread_id}/").status_code == 200
    assert "reply/" not in text(client.get(f"/t/{post.thread_id}/"))
    with pytest.raises(NothingNew):
        reply(actor=ada, thread=Thread.objects.get(), words="And.", warnings=[], submission=uuid4())


def test_a_board_put_away_waits_at_the_end(ada: Account, browse: Browse) -> None:
    board, client = make_board(), browse(ada)
    client.post(f"/spaces/{board.pk}/put-away/", {"away": "1"})
    assert "Boards you put away (1)" in said(client.get("/spaces/"))
    client.post(f"/spaces/{board.pk}/put-away/", {"away": "0"})
    assert "Boards you put away" not in said(client.get("/spaces/"))


def test_a_manager_adds_and_changes_a_board_and_it_is_written_down(nia: Account, browse: Browse) -> None:
    client = browse(nia)
    assert client.post("/boards/new/", _SHAPE).status_code == 302
    board = Board.objects.get()
    assert board.rules == ["Go slowly.", "Turn back when you like."]
    client.post(f"/boards/{board.pk}/shape/", {**_SHAPE, "name": "Short walks"})
    assert Board.objects.get().name == "Short walks"
    assert Entry.objects.filter(action="board.shaped").count() == 2


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"name": "being HEARD"}, "There is a board of that name already."),
        ({"detail": "open"}, "A board with open detail is joined by choice."),
        ({"ground_rules": "One.\nTwo.\nThree.\nFour."}, "Three are enough"),
        ({"purpose": " "}, "Say in a sentence"),
    ],
)
def test_a_shape_that_does_not_fit_comes_back(
    changed: dict[str, str], reason: str, nia: Account, browse: Browse
) -> None:
    make_board()
    answer = browse(nia).post("/boards/new/", {**_SHAPE, **changed})
    assert answer.status_code == 422
    assert reason in said(answer)
    assert Board.objects.count() == 1
