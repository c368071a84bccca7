"""Drafts: kept while one types or with a button, for their writer alone, and gone when they are sent."""

import json
from datetime import timedelta
from typing import Any

import pytest

from forum.accounts.models import Account
from forum.core import clock as clocks
from forum.drafts.chores import forget_after_a_week
from forum.drafts.content import POST, SPACE, THREAD, Content, place_of
from forum.drafts.models import WritingDraft
from forum.drafts.reading import draft_at, drafts_of
from forum.drafts.services import MOST, TooLongToKeep, TooManyDrafts, forget_drafts_of, keep_draft
from forum.threads.services.withdrawing import withdraw_post
from tests.conftest import Browse, FakeClock
from tests.factories.threads import make_board, make_post, ready_to_write
from tests.forum.answers import fields, said, text


def _keep(client: Any, place: str, **typed: Any) -> dict[str, Any]:
    answer = client.post("/drafts/keep/", {"place": place, **typed})
    assert answer.status_code == 200
    told: dict[str, Any] = json.loads(answer.content)
    return told


def test_a_button_keeps_what_is_typed_and_the_page_begins_with_it(ada: Account, browse: Browse) -> None:
    ready_to_write(ada)
    path, client = f"/spaces/{make_board().pk}/write/", browse(ada)
    typed = {"title": "Low", "words": "It was", "warnings": ["sys.police"], "wish": "listen", "one_off": "Soft Otter"}
    answer = client.post(path, {**fields(client.get(path)), **typed, "keep": "1"})
    assert answer["Location"] == path
    page = client.get(path)
    kept = fields(page)
    assert {name: kept[name] for name in typed} == typed
    assert "This is what you kept at" in said(page)
    assert "Low" in text(client.get("/drafts/"))


def test_what_is_typed_is_kept_without_a_word_of_it_in_the_answer(
    ada: Account, browse: Browse, clock: FakeClock
) -> None:
    place = place_of(SPACE, make_board().pk)
    told = _keep(browse(ada), place, words="Gulls & rope")
    assert told == {"at": "19:00", "revision": 1, "other": False}
    draft = WritingDraft.objects.get()
    assert draft.account_id == ada.pk
    stored = WritingDraft.objects.values_list("content", flat=True).get()
    assert "Gulls" not in str(stored)


def test_two_pages_for_one_place_lose_nothing(ada: Account, browse: Browse) -> None:
    place, client = place_of(SPACE, make_board().pk), browse(ada)
    first = _keep(client, place, words="On the first page")
    second = _keep(client, place, words="On the second page", draft_seen="0")
    assert (first["other"], second["other"]) == (False, True)
    found = draft_at(place, ada)
    assert found is not None
    assert found.content.words == "On the second page"
    assert found.other is not None
    assert found.other.words == "On the first page"
    third = _keep(client, place, words="On the second page, further", draft_seen=str(second["revision"]))
    found = draft_at(place, ada)
    assert found is not None
    assert found.other is not None
    assert (third["revision"], found.other.words) == (3, "On the first page")


def test_sending_it_deletes_it(ada: Account, ben: Account, browse: Browse) -> None:
    thread = make_post(ben).thread
    ready_to_write(ada)
    client, path = browse(ada), f"/t/{thread.pk}/reply/"
    _keep(client, place_of(THREAD, thread.pk), words="I know")
    client.post(path, {**fields(client.get(path)), "words": "I know that wind."})
    assert not WritingDraft.objects.exists()


def test_a_draft_goes_after_a_week_with_its_writer_and_on_request(
    ada: Account, ben: Account, browse: Browse, clock: FakeClock
) -> None:
    board = make_board()
    for account in (ada, ben):
        keep_draft(actor=account, place=place_of(SPACE, board.pk), content=Content(words="Not yet"))
    assert "Not yet" in text(browse(ada).get("/drafts/"))
    forget_drafts_of(account_id=ben.pk)
    assert len(drafts_of(ada)) == 1
    assert drafts_of(ben) == []
    browse(ada).post("/drafts/forget/", {"place": place_of(SPACE, board.pk), "then": "anew"})
    assert drafts_of(ada) == []
    keep_draft(actor=ada, place=place_of(SPACE, board.pk), content=Content(words="Again"))
    assert forget_after_a_week(clocks.now() + timedelta(days=6)) == 0
    assert forget_after_a_week(clocks.now() + timedelta(days=7)) == 1


def test_nothing_typed_is_nothing_kept_and_there_is_an_end_to_it(ada: Account) -> None:
    places = [place_of(SPACE, make_board(f"Board {number}").pk) for number in range(MOST + 1)]
    assert keep_draft(actor=ada, place=places[0], content=Content(words=" \u200b")) is None
    for place in places[:MOST]:
        keep_draft(actor=ada, place=place, content=Content(words="Not yet"))
    with pytest.raises(TooManyDrafts):
        keep_draft(actor=ada, place=places[MOST], content=Content(words="Not yet"))
    with pytest.raises(TooLongToKeep):
        keep_draft(actor=ada, place=places[0], content=Content(words="x" * 40_001))


def test_odd_requests_are_answered(ada: Account, ben: Account, browse: Browse) -> None:
    client = browse(ada)
    for place in ("", "space:1", "account:" + str(ada.pk), "\u0000"):
        assert client.post("/drafts/keep/", {"place": place, "words": "x"}).status_code == 404
        assert client.post("/drafts/forget/", {"place": place}).status_code == 404
    place = place_of(SPACE, make_board().pk)
    for seen in ("", "-1", "²", "9" * 50):
        assert (
            client.post("/drafts/keep/", {"place": place, "words": f"x{seen}", "draft_seen": seen}).status_code == 200
        )
    assert drafts_of(ben) == []


def test_a_change_to_a_post_is_kept_while_one_types_it_and_gone_when_it_is_made(ada: Account, browse: Browse) -> None:
    post, client = make_post(ada, words="It was windy."), browse(ada)
    path = f"/p/{post.pk}/edit/"
    form = {**fields(client.get(path)), "words": "It was windy and bright."}
    assert client.post(path, {**form, "keep": "1"})["Location"] == path
    page = client.get(path)
    assert fields(page)["words"] == "It was windy and bright."
    assert "This is what you kept at" in said(page)
    listed = said(client.get("/drafts/"))
    assert "A change to a post" in listed
    post.refresh_from_db()
    assert post.words == "It was windy.", "Nobody else reads it yet."
    client.post(path, fields(page))
    post.refresh_from_db()
    assert post.words == "It was windy and bright."
    assert not WritingDraft.objects.exists()


def test_when_the_day_is_over_a_begun_change_can_still_be_read(ada: Account, browse: Browse, clock: FakeClock) -> None:
    post = make_post(ada)
    _keep(browse(ada), place_of(POST, post.pk), words="It was windy and bright.")
    clock.advance(hours=25)
    page = said(browse(ada).get(f"/p/{post.pk}/edit/"))
    assert "What you had begun to write instead" in page
    assert "It was windy and bright." in page


def test_a_begun_change_goes_with_the_post(ada: Account, browse: Browse) -> None:
    post, other = make_post(ada), make_post(ada)
    for one in (post, other):
        _keep(browse(ada), place_of(POST, one.pk), words="Hm.")
    withdraw_post(actor=ada, post=post)
    assert [draft.place for draft in WritingDraft.objects.all()] == [place_of(POST, other.pk)]


def test_the_day_stands_beside_the_time_once_it_is_over(ada: Account, browse: Browse, clock: FakeClock) -> None:
    _keep(browse(ada), place_of(SPACE, make_board().pk), words="Hm.")
    assert "kept at 19:00" in said(browse(ada).get("/drafts/"))
    clock.advance(days=2)
    assert "kept at 19:00 on Tuesday" in said(browse(ada).get("/drafts/"))
