"""The cover over a session: when it comes, what is behind it, and that nothing typed is lost."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forum.accounts.choices import choices_of
from forum.accounts.models import Account
from forum.accounts.services import set_choices, set_lock
from forum.accounts.services.choosing import NoSuchTime
from forum.core.submission import new_token
from tests.conftest import FakeClock
from tests.factories.accounts import PASS_PHRASE
from tests.factories.threads import make_post
from tests.forum.accounts.test_browsers import enter
from tests.forum.answers import said

pytestmark = pytest.mark.django_db
IN_PLACE = {"X-Cover": "1"}


def is_covered(client: Client, path: str = "/spaces/") -> bool:
    answer = client.get(path)
    return answer.status_code == 403 and answer.get("X-Covered") == "1"


def take_off(client: Client, phrase: str = PASS_PHRASE, **more: Any) -> Any:
    return client.post("/yours/cover/off/", {"pass_phrase": phrase}, **more)


@pytest.fixture
def client_of_ada(ada: Account, clock: FakeClock) -> Client:
    set_lock(actor=ada, minutes=5)
    return enter()


def test_it_is_off_unless_somebody_asks_for_it(ada: Account, clock: FakeClock) -> None:
    client = enter()
    clock.advance(minutes=29)
    assert not is_covered(client)


def test_it_comes_after_the_time_one_chose_and_covers_every_page(client_of_ada: Client, clock: FakeClock) -> None:
    for _ in range(3):
        clock.advance(minutes=5)
        assert not is_covered(client_of_ada)
    clock.advance(minutes=5, seconds=21)
    for path in ("/spaces/", "/filters/", "/yours/", "/messages/"):
        assert is_covered(client_of_ada, path), path
    assert client_of_ada.post("/yours/cover/", {"minutes": "0"}).status_code == 403
    clock.advance(minutes=-5)
    assert is_covered(client_of_ada), "Once it is on, only the pass phrase takes it off."


def test_the_cover_and_public_pages_tell_nothing_of_who_is_behind_it(client_of_ada: Client, ada: Account) -> None:
    client_of_ada.post("/yours/cover/now/")
    page = said(client_of_ada.get("/spaces/"))
    assert "<title>Holdfast</title>" in page
    assert not any(word in page for word in ("Ada", "Boards", "Messages", "Help now"))
    assert said(client_of_ada.get("/help/")).count("Sign out") == 0


@pytest.mark.parametrize("path", ["/no-such-page/", "/t/no-number/", "/held/?q=1"])
def test_a_page_that_is_not_there_tells_nothing_either(path: str, client_of_ada: Client) -> None:
    client_of_ada.post("/yours/cover/now/")
    page = client_of_ada.get(path).content.decode()
    for telling in ("Ada", "Sign out", "Cover this page", "/new/", "/yours/"):
        assert telling not in page


def test_the_pass_phrase_takes_it_off_and_one_is_where_one_was(client_of_ada: Client) -> None:
    client_of_ada.post("/yours/cover/now/")
    client_of_ada.get("/filters/")
    wrong = take_off(client_of_ada, "not my pass phrase")
    assert wrong.status_code == 409
    assert "not the pass phrase" in said(wrong)
    assert is_covered(client_of_ada, "/filters/")
    assert take_off(client_of_ada)["Location"] == "/filters/"
    assert not is_covered(client_of_ada)


@pytest.mark.parametrize(("at", "then"), [("/filters/", "/filters/"), ("//evil.example/", "/"), ("", "/")])
def test_whoever_covers_a_page_is_back_on_it_and_nowhere_else(at: str, then: str, client_of_ada: Client) -> None:
    client_of_ada.post("/yours/cover/now/", {"at": at})
    assert take_off(client_of_ada)["Location"] == then


def test_guessing_is_slowed_here_and_nowhere_else(client_of_ada: Client) -> None:
    client_of_ada.post("/yours/cover/now/")
    for _ in range(8):
        take_off(client_of_ada, "a guess at it")
    slow = take_off(client_of_ada)
    assert (slow.status_code, "Wait a little" in said(slow)) == (429, True)
    there = enter()
    there.post("/yours/cover/now/")
    assert take_off(there).status_code == 302


def test_a_post_that_met_the_cover_is_there_afterwards(client_of_ada: Client, ada: Account, clock: FakeClock) -> None:
    path = f"/t/{make_post(ada).thread_id}/reply/"
    clock.advance(minutes=6)
    met = client_of_ada.post(path, {"words": "We walked by the sea.", "submission": new_token(ada)})
    assert met.status_code == 403
    assert "by the sea" not in said(met)
    assert "by the sea" not in repr(dict(client_of_ada.session))
    assert take_off(client_of_ada)["Location"] == path
    assert "We walked by the sea." in said(client_of_ada.get(path))


def test_words_that_no_page_waits_for_are_given_back(client_of_ada: Client, clock: FakeClock) -> None:
    clock.advance(minutes=6)
    client_of_ada.post("/yours/break/", {"on": "2026-12-20", "note": "The sea is still there."})
    back = take_off(client_of_ada)
    assert "The sea is still there." in said(back)
    assert "The sea" not in repr(dict(client_of_ada.session))


def test_what_a_page_fetches_by_itself_neither_keeps_the_cover_away_nor_shows_anything(
    client_of_ada: Client, clock: FakeClock
) -> None:
    for _ in range(3):
        clock.advance(minutes=2)
        answer = client_of_ada.get("/spaces/", headers={"X-Live": "1"})
    assert (answer.status_code, answer.content) == (423, b"")
    assert is_covered(client_of_ada)


def test_a_hand_on_the_page_keeps_it_away(client_of_ada: Client, clock: FakeClock) -> None:
    for _ in range(4):
        clock.advance(minutes=4)
        assert client_of_ada.post("/yours/here/", headers=IN_PLACE).status_code == 204
    assert not is_covered(client_of_ada)


def test_a_page_asks_whether_it_may_be_seen_without_being_a_hand(client_of_ada: Client, clock: FakeClock) -> None:
    look = {"X-Live": "1"}
    assert client_of_ada.get("/yours/here/", headers=look).status_code == 204
    clock.advance(minutes=3)
    client_of_ada.get("/yours/here/", headers=look)
    clock.advance(minutes=3)
    assert client_of_ada.get("/yours/here/", headers=look).status_code == 423


def test_a_page_that_covered_itself_is_answered_in_place(client_of_ada: Client) -> None:
    assert client_of_ada.post("/yours/cover/now/", headers=IN_PLACE).status_code == 204
    wrong = take_off(client_of_ada, "a guess at it", headers=IN_PLACE)
    assert json.loads(wrong.content)["open"] is False
    assert "not the pass phrase" in json.loads(wrong.content)["words"]
    assert json.loads(take_off(client_of_ada, "", headers=IN_PLACE).content)["words"] == "Please type your pass phrase."
    assert json.loads(take_off(client_of_ada, headers=IN_PLACE).content) == {"open": True}
    assert not is_covered(client_of_ada)


def test_one_can_sign_out_or_leave_under_the_cover(client_of_ada: Client) -> None:
    client_of_ada.post("/yours/cover/now/")
    assert client_of_ada.post("/sign-out/")["Location"] == "/"
    other = enter()
    other.post("/yours/cover/now/")
    assert other.get("/leave/").status_code == 303


def test_signing_in_again_on_a_covered_browser_takes_it_off(client_of_ada: Client) -> None:
    client_of_ada.post("/yours/cover/now/")
    client_of_ada.post("/sign-in/", {"sign_in_name": "ada-1000", "pass_phrase": PASS_PHRASE})
    assert not is_covered(client_of_ada)


def test_a_choice_reaches_the_other_browsers_within_a_minute_of_use(ada: Account, clock: FakeClock) -> None:
    here, there = enter(), enter()
    assert here.post("/yours/cover/", {"minutes": "2"})["Location"] == "/yours/cover/"
    clock.advance(minutes=1)
    there.get("/spaces/")
    clock.advance(minutes=2, seconds=21)
    assert is_covered(here)
    assert is_covered(there)


def test_only_the_times_in_the_list_can_be_chosen(ada: Account) -> None:
    client = enter()
    assert client.post("/yours/cover/", {"minutes": "3"}).status_code == 422
    with pytest.raises(NoSuchTime):
        set_lock(actor=ada, minutes=3)


def test_choices_hold_for_whoever_chose_nothing_and_change_one_by_one(ada: Account) -> None:
    assert (choices_of(ada).region, choices_of(ada).keeps_place) == ("", True)
    set_choices(actor=ada, region="north", keeps_place=False)
    set_choices(actor=ada, own_word="survivor")
    chosen = choices_of(ada)
    assert (chosen.region, chosen.keeps_place, chosen.own_word) == ("north", False, "survivor")
    set_choices(actor=ada, region="")
    assert choices_of(ada).region == ""


def test_a_page_costs_no_more_questions_with_a_cover_chosen(ada: Account, ben: Account, clock: FakeClock) -> None:
    set_lock(actor=ada, minutes=5)
    made = []
    for name in ("ada-1000", "ben-1000"):
        client = enter(name)
        client.get("/filters/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/filters/")
        made.append(len(asked))
    assert made[0] == made[1]
