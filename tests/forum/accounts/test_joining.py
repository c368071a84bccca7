"""Joining, through its page."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from forum.accounts.models import Account
from tests.conftest import Browse
from tests.forum.answers import fields, said, text

WANTED = {
    "pseudonym": "Sea Glass",
    "word": "Quiet River",
    "pass_phrase": "four words about tides",
    "pass_phrase_again": "four words about tides",
    "adult": "on",
}

pytestmark = pytest.mark.django_db


def _join(client: Client, **changes: str) -> Any:
    return client.post("/join/", {key: value for key, value in {**WANTED, **changes}.items() if value})


def _phrase(page: Any) -> list[str]:
    return re.findall(r"<li>([a-z]+)</li>", text(page).split('<ol class="phrase">')[1].split("</ol>")[0])


def _everything_stored() -> str:
    """Every value of every table, as it lies in the database."""
    rows: list[object] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  (the names are the database's own)
            rows += cursor.fetchall()
    return repr(rows)


def test_the_page_asks_for_a_name_a_word_a_pass_phrase_and_whether_one_is_grown_up(client: Client) -> None:
    page = client.get("/join/")
    assert set(fields(page)) <= {"csrfmiddlewaretoken", "pseudonym", "word", "adult"}
    assert text(page).count('type="password"') == 2
    assert not any(f'type="{kind}"' in text(page) for kind in ("email", "tel", "date", "number", "file"))


def test_whoever_joins_is_shown_a_sign_in_name_and_twelve_words(client: Client) -> None:
    assert _join(client)["Location"] == "/join/phrase/"
    page = client.get("/join/phrase/")
    assert len(_phrase(page)) == 12
    assert "quiet-river-" in text(page)
    account = Account.objects.get()
    assert (account.pseudonym, account.role, account.has_kept_phrase) == ("Sea Glass", "member", False)


def test_neither_the_sign_in_name_nor_a_phrase_lies_anywhere_in_clear(client: Client) -> None:
    _join(client)
    page = text(client.get("/join/phrase/"))
    name = page.split('<p class="code-big">')[1].split("<")[0]
    words = _phrase(client.get("/join/phrase/"))
    asked = [name for name in fields(client.get("/join/phrase/")) if name.startswith("word_")]
    assert client.post("/join/phrase/", {box: words[int(box[5:]) - 1] for box in asked}).status_code == 302
    stored = _everything_stored()
    for secret in (name, "quiet river", "quiet-river", " ".join(words), WANTED["pass_phrase"]):
        assert secret.lower() not in stored.lower()


@pytest.mark.parametrize(
    "alike", ["sea glass", "SEAGLASS", "Sea  Glass", "Sea-Glass", "S\u0435a Gl\u0430ss", "Sea G1ass"]
)
def test_a_name_that_looks_like_somebody_elses_is_refused_kindly(alike: str, client: Client, browse: Browse) -> None:
    _join(client)
    answer = _join(browse(), pseudonym=alike)
    assert answer.status_code == 422
    assert "a name that looks like this one" in said(answer)
    assert fields(answer)["pseudonym"] == alike
    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"pseudonym": "ada@example.org"}, "looks like an e-mail address, a phone number"),
        ({"pseudonym": "07700 900123"}, "looks like an e-mail address, a phone number"),
        ({"pseudonym": "Moderator"}, "taken for somebody from the team"),
        ({"pseudonym": "\u202e\u200b"}, "Please choose a name that others will see"),
        ({"pseudonym": "A" * 31}, "31 characters long"),
        ({"adult": ""}, "18 or over"),
        ({"adult": ""}, "0800 1111"),
        ({"pass_phrase_again": "other words about tides"}, "These two are not the same"),
        ({"pass_phrase": "short", "pass_phrase_again": "short"}, "at least 12 characters"),
        ({"pass_phrase": "", "pass_phrase_again": ""}, "Please choose a pass phrase"),
        ({"word": "me@example.org"}, "not an e-mail address"),
        ({"word": ""}, "Please choose a word to sign in with"),
        ({"word": "a\u0000"}, "at least three letters"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(changes: dict[str, str], reason: str, client: Client) -> None:
    answer = _join(client, **changes)
    assert answer.status_code == 422
    assert reason in said(answer)
    assert not Account.objects.exists()


def test_a_pass_phrase_is_never_sent_back_to_a_page(client: Client) -> None:
    assert WANTED["pass_phrase"] not in text(_join(client, adult=""))


def test_two_people_may_choose_the_same_word(client: Client, browse: Browse) -> None:
    assert _join(client).status_code == 302
    assert _join(browse(), pseudonym="Heather").status_code == 302


def test_many_joins_from_one_network_are_slowed_without_its_address_being_kept() -> None:
    answers = [_join(Client(REMOTE_ADDR="203.0.113.77"), pseudonym=f"Gorse {'abcdefghijk'[n]}") for n in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [422]
    assert "Wait a little" in said(answers[-1])
    assert _join(Client(REMOTE_ADDR="198.51.100.4"), pseudonym="Bracken").status_code == 302
    assert "203.0.113" not in _everything_stored() + repr(getattr(cache, "_cache", ""))


def test_whoever_is_signed_in_does_not_join_again(ada: Account, browse: Browse) -> None:
    assert browse(ada).get("/join/")["Location"] == "/"
