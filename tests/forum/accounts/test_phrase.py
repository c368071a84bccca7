"""Keeping the recovery phrase, and coming back with it."""

import re
from typing import Any

import pytest
from django.test import Client

from forum.accounts import services
from forum.accounts.models import Account
from forum.accounts.secrets import is_phrase, new_phrase
from tests.conftest import Browse
from tests.factories.threads import make_board, ready_to_write
from tests.forum.answers import fields, said, text

pytestmark = pytest.mark.django_db
NEW = {"word": "harbour", "pass_phrase": "gulls over the pier", "pass_phrase_again": "gulls over the pier"}


@pytest.fixture
def fern(client: Client) -> Account:
    """Somebody who joined a moment ago and has not proved yet that they kept their phrase."""
    phrase = "four words about tides"
    client.post(
        "/join/",
        {"pseudonym": "Fern", "word": "fern", "pass_phrase": phrase, "pass_phrase_again": phrase, "adult": "on"},
    )
    return Account.objects.get(pseudonym="Fern")


def _words(page: Any) -> list[str]:
    return re.findall(r"<li>([a-z]+)</li>", text(page).split('<ol class="phrase">')[1].split("</ol>")[0])


def _asked(page: Any) -> list[str]:
    return [name for name in fields(page) if name.startswith("word_")]


def _prove(client: Client) -> str:
    """Keep the phrase that the page shows. Returns it."""
    page = client.get("/join/phrase/")
    words = _words(page)
    answer = client.post("/join/phrase/", {name: words[int(name[5:]) - 1].upper() for name in _asked(page)})
    assert answer["Location"] == "/limits/read/"
    return " ".join(words)


def test_three_of_the_words_are_asked_and_they_are_the_right_kind_of_words(fern: Account, client: Client) -> None:
    page = client.get("/join/phrase/")
    assert len(_words(page)) == 12
    assert is_phrase(" ".join(_words(page)))
    assert len(_asked(page)) == 3


def test_wrong_words_are_named_and_the_phrase_stays_to_be_looked_at(fern: Account, client: Client) -> None:
    page = client.get("/join/phrase/")
    answer = client.post("/join/phrase/", dict.fromkeys(_asked(page), "seaweed"))
    assert answer.status_code == 422
    assert said(answer).count("is a different one. Have another look.") >= 3
    assert _words(answer) == _words(page)
    fern.refresh_from_db()
    assert not fern.has_kept_phrase


def test_once_kept_the_phrase_is_never_shown_again(fern: Account, client: Client) -> None:
    phrase = _prove(client)
    answer = client.get("/join/phrase/", follow=True)
    assert not any(word in text(answer) for word in [phrase, phrase.split()[0] + "</li>"])
    fern.refresh_from_db()
    assert fern.has_kept_phrase
    assert fern.recovery_index is not None
    assert phrase not in fern.recovery_index


def test_nobody_writes_before_they_kept_their_phrase(fern: Account, client: Client) -> None:
    board = make_board()
    ready_to_write(fern)
    refused = client.get(f"/spaces/{board.pk}/write/")
    assert refused.status_code == 403
    assert "keep your recovery phrase" in said(refused)
    assert 'href="/join/phrase/"' in text(refused)
    assert client.get(f"/spaces/{board.pk}/").status_code == 200
    _prove(client)
    assert client.get(f"/spaces/{board.pk}/write/").status_code == 200


def test_the_phrase_lets_somebody_back_in_under_a_new_sign_in_name(
    fern: Account, client: Client, browse: Browse
) -> None:
    phrase = _prove(client)
    elsewhere = browse()
    answer = elsewhere.post("/recover/", {"phrase": f"  {phrase.upper()} ", **NEW})
    assert answer["Location"] == "/join/phrase/"
    page = elsewhere.get("/join/phrase/")
    assert "harbour-" in text(page)
    assert " ".join(_words(page)) != phrase
    assert client.get("/spaces/").status_code == 302, "The other session has ended."
    fern.refresh_from_db()
    assert not fern.has_kept_phrase
    assert fern.check_password("gulls over the pier")


def test_a_phrase_works_once(fern: Account, client: Client, browse: Browse) -> None:
    phrase = _prove(client)
    assert browse().post("/recover/", {"phrase": phrase, **NEW}).status_code == 302
    again = browse().post("/recover/", {"phrase": phrase, **NEW})
    assert again.status_code == 422
    assert "We do not know that phrase" in said(again)


def test_after_coming_back_one_keeps_the_new_phrase_before_writing(fern: Account, client: Client) -> None:
    phrase = _prove(client)
    ready_to_write(fern)
    board = make_board()
    client.post("/recover/", {"phrase": phrase, **NEW})
    assert client.get(f"/spaces/{board.pk}/write/").status_code == 403
    _prove(client)
    assert client.get(f"/spaces/{board.pk}/write/").status_code == 200


@pytest.mark.parametrize("phrase", ["", "seaweed", "abandon " * 12, "abandon " * 400, "\u0000", "\u202e", "é " * 12])
def test_what_is_no_phrase_of_ours_is_said_kindly(phrase: str, client: Client) -> None:
    answer = client.post("/recover/", {"phrase": phrase, **NEW})
    assert answer.status_code == 422
    assert "twelve" in said(answer)


def test_guessing_phrases_is_slowed(client: Client) -> None:
    for _ in range(60):
        assert "We do not know that phrase" in said(client.post("/recover/", {"phrase": new_phrase(), **NEW}))
    assert "Wait a little" in said(client.post("/recover/", {"phrase": new_phrase(), **NEW}))


def test_a_closed_account_is_not_opened_by_its_phrase(kit: Account, client: Client) -> None:
    phrase = new_phrase()
    services.keep_phrase(actor=kit, phrase=phrase)
    assert client.post("/recover/", {"phrase": phrase, **NEW}).status_code == 422
