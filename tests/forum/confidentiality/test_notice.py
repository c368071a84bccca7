"""The notice: read by everybody, acknowledged before one writes, asked again when it changes."""

from typing import Any

import pytest
from django.test import Client

from forum.accounts.actors import SYSTEM
from forum.accounts.models import Account
from forum.boards.models import Board
from forum.confidentiality.models import Acknowledgement, Notice, NoticeDraft
from forum.confidentiality.services import publish_notice
from forum.threads.models import Thread
from tests.conftest import Browse
from tests.factories.threads import make_board, make_notice, make_thread, ready_to_write
from tests.forum.answers import fields, said, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(db: None) -> Board:
    make_notice(1)
    return make_board()


def _send(client: Client, path: str) -> Any:
    return client.post(path, {**fields(client.get(path)), "title": "Low tide", "words": "It was *windy*."})


def test_until_it_is_acknowledged_one_reads_and_does_not_write(
    ada: Account, ben: Account, board: Board, browse: Browse
) -> None:
    thread = make_thread(ada)
    client = browse(ben)
    for path in ("/spaces/", f"/spaces/{board.pk}/", f"/t/{thread.pk}/", "/filters/"):
        assert client.get(path).status_code == 200, path
    for path in (f"/spaces/{board.pk}/write/", f"/t/{thread.pk}/reply/"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert "what stays private here and what cannot" in said(answer)
        assert 'href="/limits/read/"' in text(answer)


def test_crisis_help_is_never_behind_it(ben: Account, board: Board, browse: Browse) -> None:
    for client in (browse(), browse(ben)):
        for path in ("/help/", "/limits/", "/about/", "/who-reads/", "/safety/", "/held/", "/cover/"):
            assert client.get(path).status_code == 200, path
        assert 'href="/help/"' in text(client.get("/limits/"))


def test_saying_that_one_has_read_it_opens_writing_and_twice_is_once(
    ben: Account, board: Board, browse: Browse
) -> None:
    client = browse(ben)
    page = client.get("/limits/read/")
    assert fields(page)["version"] == "1"
    for _ in range(2):
        assert client.post("/limits/read/", fields(page))["Location"] == "/filters/begin/"
    assert Acknowledgement.objects.filter(account=ben).count() == 1
    assert client.get(f"/spaces/{board.pk}/write/").status_code == 200
    assert client.get("/limits/read/")["Location"] == "/limits/"


def test_a_new_version_asks_again_and_the_words_come_back_after_it(ben: Account, board: Board, browse: Browse) -> None:
    ready_to_write(ben)
    client, path = browse(ben), f"/spaces/{board.pk}/write/"
    form = {**fields(client.get(path)), "title": "Low tide", "words": "It was *windy*.", "warnings": ["sys.police"]}
    publish_notice(actor=SYSTEM, words="Version two.")
    answer = client.post(path, form)
    assert answer.status_code == 422
    assert "Your words wait, and you come back to them." in said(answer)
    assert fields(answer)["words"] == "It was *windy*."
    assert not Thread.objects.exists()
    assert client.get(path).status_code == 403, "Looking there first must not lose them."
    asked = client.get("/limits/read/")
    assert "Version two." in text(asked)
    assert client.post("/limits/read/", fields(asked))["Location"] == path
    page = fields(client.get(path))
    assert (page["title"], page["words"], page["warnings"]) == ("Low tide", "It was *windy*.", ["sys.police"])
    assert client.post(path, page).status_code == 302


def test_acknowledging_an_old_version_does_not_count(ben: Account, board: Board, browse: Browse) -> None:
    client = browse(ben)
    page = client.get("/limits/read/")
    publish_notice(actor=SYSTEM, words="Version two.")
    answer = client.post("/limits/read/", fields(page))
    assert answer.status_code == 403
    assert "There is a newer version" in said(answer)
    assert not Acknowledgement.objects.exists()


@pytest.mark.parametrize("version", ["", "0", "7", "-1", "x", "9" * 400, "²", "\u0000"])
def test_a_version_that_does_not_exist_cannot_be_acknowledged(
    version: str, ben: Account, board: Board, browse: Browse
) -> None:
    assert browse(ben).post("/limits/read/", {"version": version}).status_code == 404


def test_every_version_stays_readable_by_everybody(board: Board, client: Client) -> None:
    publish_notice(actor=SYSTEM, words="Version two.")
    assert "Version two." in text(client.get("/limits/"))
    assert 'href="/limits/1/"' in text(client.get("/limits/"))
    assert "Read me." in text(client.get("/limits/1/"))
    for number in (0, 3, 10**30):
        assert client.get(f"/limits/{number}/").status_code == 404, number


def test_without_any_version_nobody_writes(ben: Account, browse: Browse) -> None:
    client = browse(ben)
    assert client.get(f"/spaces/{make_board().pk}/write/").status_code == 403
    assert "has not published this page yet" in said(client.get("/limits/read/"))
    assert client.post("/limits/read/", {"version": "1"}).status_code in (302, 200)
    assert not Acknowledgement.objects.exists()


def test_a_manager_publishes_the_next_version_once(nia: Account, board: Board, browse: Browse) -> None:
    client = browse(nia)
    form = {**fields(client.get("/notices/")), "words": "Version *two*."}
    assert client.post("/notices/", form)["Location"] == "/limits/"
    assert Notice.objects.get(version=2).html.strip() == "<p>Version <em>two</em>.</p>"
    client.post("/notices/", form)
    assert Notice.objects.count() == 2, "The same form sent twice is one version."


def test_nobody_else_publishes(ada: Account, mo: Account, lea: Account, board: Board, browse: Browse) -> None:
    for account in (ada, mo, lea):
        assert browse(account).get("/notices/").status_code == 404
        assert browse(account).post("/notices/", {"words": "Mine now."}).status_code == 404
    assert Notice.objects.count() == 1


def test_an_empty_version_is_refused(nia: Account, board: Board, browse: Browse) -> None:
    client = browse(nia)
    answer = client.post("/notices/", {**fields(client.get("/notices/")), "words": "\u200b"})
    assert answer.status_code == 422
    assert Notice.objects.count() == 1


def test_a_draft_is_seen_by_managers_only_until_it_is_published(
    nia: Account, ada: Account, board: Board, browse: Browse, client: Client
) -> None:
    manager = browse(nia)
    form = {**fields(manager.get("/notices/")), "words": "Version *two*.", "easy": "Two. It is easy.", "draft": "1"}
    assert manager.post("/notices/", form)["Location"] == "/notices/preview/"
    shown = text(manager.get("/notices/preview/"))
    assert "Version <em>two</em>." in shown
    assert "Two. It is easy." in shown
    assert "Version *two*." in text(manager.get("/notices/")), "The form goes on from the draft."
    for other in (client, browse(ada)):
        assert "two" not in text(other.get("/limits/"))
    assert browse(ada).get("/notices/preview/").status_code == 404
    form = fields(manager.get("/notices/"))
    assert manager.post("/notices/", form)["Location"] == "/limits/"
    assert "Version <em>two</em>." in text(client.get("/limits/"))
    assert not NoticeDraft.objects.exists()


def test_a_draft_can_be_thrown_away(nia: Account, board: Board, browse: Browse) -> None:
    manager = browse(nia)
    manager.post("/notices/", {**fields(manager.get("/notices/")), "words": "Version two.", "draft": "1"})
    manager.post("/notices/drop/")
    assert manager.get("/notices/preview/").status_code == 404
    assert Notice.objects.count() == 1


def test_easy_words_belong_to_their_version(board: Board, ben: Account, browse: Browse, client: Client) -> None:
    assert "no easy words for this version yet" in said(client.get("/limits/easy/"))
    publish_notice(actor=SYSTEM, words="Version two.", easy="- Two.\n- Short.")
    publish_notice(actor=SYSTEM, words="Version three.", easy="- Three.")
    assert "<li>Three.</li>" in text(client.get("/limits/easy/"))
    assert "<li>Two.</li>" in text(client.get("/limits/2/easy/"))
    assert 'href="/limits/3/easy/"' in text(browse(ben).get("/limits/read/")), "Where one is asked to read it, too."
    assert client.get("/limits/7/easy/").status_code == 404


def test_managers_are_told_how_many_have_yet_to_read_it_and_nobody_who(
    nia: Account, ada: Account, ben: Account, kit: Account, board: Board, browse: Browse
) -> None:
    ready_to_write(ben)
    page = said(browse(nia).get("/notices/"))
    assert "yet to read version 1: <b>1</b>" in page
    assert "Ada" not in page
    publish_notice(actor=SYSTEM, words="Version two.")
    assert "yet to read version 2: <b>2</b>" in said(browse(nia).get("/notices/"))
