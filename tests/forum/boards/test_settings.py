"""Managers choose in which boards first posts wait."""

import pytest

from forum.accounts.models import Account
from forum.boards.models import Board, Holds
from forum.boards.services import set_board
from forum.core.refusals import NotGranted
from moderation.audit.models import Entry
from tests.conftest import Browse
from tests.factories.threads import make_board


def test_a_manager_chooses_and_it_is_written_down_once(browse: Browse, nia: Account) -> None:
    board = make_board()
    client = browse(nia)
    assert "Being heard" in client.get("/boards/settings/").content.decode()
    for _ in range(2):
        answer = client.post(f"/boards/{board.pk}/settings/", {"holds": "away"})
        assert answer.headers["Location"] == f"/boards/settings/#b-{board.pk}"
    assert Board.objects.get().holds_newcomers == Holds.AWAY
    assert Entry.objects.filter(action="board.set").count() == 1


def test_a_choice_that_is_none_of_ours_comes_back(browse: Browse, nia: Account) -> None:
    board = make_board()
    answer = browse(nia).post(f"/boards/{board.pk}/settings/", {"holds": "sometimes"})
    assert answer.status_code == 422
    assert "Choose one of the three." in answer.content.decode()
    assert Board.objects.get().holds_newcomers == Holds.NEVER


def test_nobody_else_does(browse: Browse, ada: Account, mo: Account) -> None:
    board = make_board()
    for account in (ada, mo):
        assert browse(account).get("/boards/settings/").status_code == 404
        assert browse(account).post(f"/boards/{board.pk}/settings/", {"holds": "away"}).status_code == 404
        with pytest.raises(NotGranted):
            set_board(actor=account, board=board, holds=Holds.AWAY)
