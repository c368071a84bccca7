"""The page of the search: the words travel in a form and under a seal, never in an address."""

import re

import pytest

from forum.accounts.models import Account
from forum.search.services import SEARCHES_AN_HOUR
from tests.conftest import Browse, FakeClock
from tests.factories.threads import make_post, make_thread
from tests.forum.answers import text

pytestmark = pytest.mark.django_db


def test_what_is_found_is_shown_with_its_place_and_no_address_tells_the_words(
    ada: Account, ben: Account, browse: Browse
) -> None:
    post = make_post(ada, words="The <b>lantern</b> was lit.")
    client = browse(ben)
    answer = client.post("/search/", {"words": "lantern"})
    assert answer.status_code == 302
    assert "lantern" not in answer["Location"]
    page = text(client.get(answer["Location"]))
    assert f'href="/p/{post.pk}/"' in page
    assert "<mark>lantern</mark>" in page
    assert "&lt;b&gt;" in page
    assert 'value="lantern"' in page


def test_an_address_opens_for_nobody_else_and_only_for_an_hour(
    ada: Account, ben: Account, browse: Browse, clock: FakeClock
) -> None:
    make_post(ada, words="A lantern.")
    client = browse(ben)
    address = client.post("/search/", {"words": "lantern"})["Location"]
    assert "lantern" not in text(browse(ada).get(address))
    clock.advance(minutes=20)
    assert "lantern" in text(client.get(address))
    clock.advance(minutes=41)
    page = text(browse(ben).get(address))
    assert "lantern" not in page
    assert "That search is over" in page
    assert browse(ben).get("/search/?asked=x").status_code == 200


@pytest.mark.parametrize("words", ["", "a", "?!", "   "])
def test_too_little_to_look_for_is_said_kindly(words: str, ben: Account, browse: Browse) -> None:
    answer = browse(ben).post("/search/", {"words": words})
    assert answer.status_code == 422
    assert "a word of at least two letters" in text(answer)


def test_nothing_found_is_said_kindly(ben: Account, browse: Browse) -> None:
    client = browse(ben)
    page = text(client.get(client.post("/search/", {"words": "lantern"})["Location"]))
    assert "We found nothing you can read here" in page


def test_very_many_searches_are_slowed(ben: Account, browse: Browse, clock: FakeClock) -> None:
    client = browse(ben)
    for _ in range(SEARCHES_AN_HOUR):
        assert client.post("/search/", {"words": "lantern"}).status_code == 302
    slowed = client.post("/search/", {"words": "lantern"})
    assert slowed.status_code == 422
    assert "a lot in a short time" in text(slowed)


def test_the_next_page_is_led_to(ada: Account, ben: Account, browse: Browse, clock: FakeClock) -> None:
    for number in range(25):
        clock.advance(hours=1)
        make_thread(ada, title=f"Lantern {number}")
    client = browse(ben)
    page = text(client.get(client.post("/search/", {"words": "lantern"})["Location"]))
    further = re.search(r'href="(\?asked=[^"]+)">Look further back', page)
    assert further
    assert "Lantern 0<" in text(client.get("/search/" + further[1].replace("&amp;", "&")))
