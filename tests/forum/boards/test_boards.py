"""The list of boards, and the boards a new site begins with."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import call_command

from forum.accounts.models import Account
from forum.boards.models import Board
from forum.confidentiality.models import Notice
from forum.support.models import Line
from tests.conftest import Browse
from tests.factories.threads import make_board
from tests.forum.answers import said, text, without_tokens

pytestmark = pytest.mark.django_db


def test_boards_stand_in_the_order_the_service_gave_them(ada: Account, browse: Browse) -> None:
    make_board("Second", position=2)
    make_board("First", position=1)
    page = text(browse(ada).get("/spaces/"))
    assert page.index("First") < page.index("Second")


def test_a_board_says_what_it_is_for_and_what_holds_there(ada: Account, browse: Browse) -> None:
    board = make_board("Harbour", ground_rules="No advice unless somebody asks. <b>")
    page = text(browse(ada).get(f"/spaces/{board.pk}/"))
    assert "To say how things are." in page
    assert "No advice unless somebody asks. &lt;b&gt;" in page


def test_visitors_are_asked_to_sign_in_and_closed_accounts_are_visitors(kit: Account, browse: Browse) -> None:
    board = make_board()
    for client in (browse(), browse(kit)):
        for path in ("/spaces/", f"/spaces/{board.pk}/"):
            assert client.get(path).status_code == 302
    assert not Board.objects.visible_to(kit).exists()


def test_a_board_that_does_not_exist_is_not_found_like_any_page(ada: Account, browse: Browse) -> None:
    client = browse(ada)
    unknown, page = client.get(f"/spaces/{uuid4()}/"), client.get("/spaces/no-such-page/")
    assert unknown.status_code == page.status_code == 404
    assert without_tokens(unknown) == without_tokens(page)


def test_without_boards_the_page_says_so_kindly(ada: Account, browse: Browse) -> None:
    assert "There are no boards yet." in said(browse(ada).get("/spaces/"))


def test_a_new_site_begins_with_boards_a_notice_and_lines_and_only_once(ada: Account, browse: Browse) -> None:
    call_command("starter")
    rows = json.loads((Path(settings.BASE_DIR) / "forum/boards/starter/boards.json").read_text())
    assert list(Board.objects.in_order().values_list("name", flat=True)) == [row["name"] for row in rows]
    page = text(browse(ada).get("/spaces/"))
    assert all(str(pk) in page for pk in Board.objects.values_list("pk", flat=True))
    lines = Line.objects.count()
    call_command("starter")
    assert (Board.objects.count(), Notice.objects.count(), Line.objects.count()) == (len(rows), 1, lines)
