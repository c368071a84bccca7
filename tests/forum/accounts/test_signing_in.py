"""Signing in: what it tells to somebody who guesses, and where one lands."""

from typing import Any

import pytest
from django.contrib.auth.hashers import get_hasher
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forum.accounts.models import Account
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import PASS_PHRASE, make_account
from tests.forum.answers import fields, said, text, without_tokens

pytestmark = pytest.mark.django_db


def _sign_in(client: Client, name: str = "ada-1000", phrase: str = PASS_PHRASE, **more: str) -> Any:
    return client.post("/sign-in/", {"sign_in_name": name, "pass_phrase": phrase, **more})


def test_the_name_may_be_typed_loosely_and_the_phrase_may_not(ada: Account, browse: Browse) -> None:
    for name in ("ada-1000", " ADA-1000 ", "Ada 1000"):
        assert _sign_in(browse(), name)["Location"] == "/"
    assert _sign_in(browse(), phrase=PASS_PHRASE.upper()).status_code == 422
    assert _sign_in(browse(), phrase=f" {PASS_PHRASE}").status_code == 422


def test_an_unknown_name_a_wrong_phrase_and_a_closed_account_get_the_same_answer(
    ada: Account, kit: Account, browse: Browse
) -> None:
    wrong = _sign_in(browse(), "ada-1000", "a wrong pass phrase")
    unknown = _sign_in(browse(), "eve-1000", "a wrong pass phrase")
    closed = _sign_in(browse(), "kit-1000", PASS_PHRASE)
    pages = {without_tokens(answer).replace(name, "") for answer, name in
             ((wrong, "ada-1000"), (unknown, "eve-1000"), (closed, "kit-1000"))}  # fmt: skip
    assert len(pages) == 1
    assert {answer.status_code for answer in (wrong, unknown, closed)} == {422}
    assert len({str(sorted(answer.headers)) for answer in (wrong, unknown, closed)}) == 1
    assert "do not go together" in said(wrong)


def test_an_unknown_name_costs_as_much_work_as_a_wrong_phrase(
    ada: Account, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr("forum.accounts.sign_in.make_password", made.append)
    _sign_in(client, "eve-1000")
    assert made == [PASS_PHRASE]


@pytest.mark.parametrize("name", ["ada-1000", "nobody-1000"])
def test_guessing_at_one_name_is_slowed_whether_it_exists_or_not(
    name: str, ada: Account, browse: Browse, clock: FakeClock
) -> None:
    for _ in range(6):
        assert "do not go together" in said(_sign_in(browse(), name, "a guess at it"))
    assert "Wait a little" in said(_sign_in(browse(), name.upper(), "a guess at it"))
    assert "do not go together" in said(_sign_in(browse(), "other-1000", "a guess at it"))
    clock.advance(minutes=5)
    assert "do not go together" in said(_sign_in(browse(), name, "a guess at it"))


def _from(network: int) -> Client:
    return Client(REMOTE_ADDR=f"203.0.113.{network}")


def test_whoever_guesses_at_a_name_from_elsewhere_does_not_lock_its_owner_out(ada: Account, clock: FakeClock) -> None:
    for network in range(1, 40):
        for _ in range(6):
            _sign_in(_from(network), phrase="a guess at it")
    assert _sign_in(_from(99))["Location"] == "/"


def test_the_more_networks_guess_at_a_name_the_fewer_tries_each_has(ada: Account, clock: FakeClock) -> None:
    for network in range(1, 11):
        for _ in range(6):
            _sign_in(_from(network), phrase="a guess at it")
    told = [said(_sign_in(_from(50), phrase="a guess at it")) for _ in range(4)]
    assert ["do not go together" in page for page in told] == [True, True, True, False]
    clock.advance(hours=1)
    told = [said(_sign_in(_from(51), phrase="a guess at it")) for _ in range(4)]
    assert all("do not go together" in page for page in told)


def test_only_wrong_tries_count(ada: Account, clock: FakeClock) -> None:
    for _ in range(12):
        assert _sign_in(Client())["Location"] == "/"


def test_the_answer_to_too_many_tries_is_one_for_every_name(ada: Account, kit: Account, clock: FakeClock) -> None:
    pages = set()
    for name in ("ada-1000", "kit-1000", "nobody-1000"):
        for _ in range(6):
            _sign_in(Client(), name, "a guess at it")
        answer = _sign_in(Client(), name, "a guess at it")
        pages.add((answer.status_code, without_tokens(answer).replace(name, "")))
    assert len(pages) == 1


@pytest.mark.parametrize(
    ("name", "phrase"),
    [("ada-1000", "a guess at it"), ("nobody-1000", "a guess at it"), ("kit-1000", PASS_PHRASE),
     ("kit-1000", "a guess at it"), ("gone-1000", "a guess at it")],
)  # fmt: skip
def test_every_answer_of_no_costs_one_hash_and_the_same_questions(
    name: str, phrase: str, ada: Account, kit: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_account("Gone").set_unusable_password()
    hasher, made = get_hasher(), []
    encode = type(hasher).encode

    def counted(self: Any, password: str, salt: str, *rest: Any, **more: Any) -> str:
        made.append(password)
        return encode(self, password, salt, *rest, **more)

    monkeypatch.setattr(type(hasher), "encode", counted)
    with CaptureQueriesContext(connection) as asked:
        assert _sign_in(Client(), name, phrase).status_code == 422
    assert made == [made[0]]
    assert sum('"sign_in_index" IN' in query["sql"] for query in asked) == 1


def test_no_key_of_the_limit_holds_the_name_or_the_address(client: Client) -> None:
    Client(REMOTE_ADDR="203.0.113.77").post("/sign-in/", {"sign_in_name": "river-4821", "pass_phrase": "x"})
    kept = repr(getattr(cache, "_cache", ""))
    assert "river" not in kept
    assert "203.0.113" not in kept


def test_one_lands_where_one_wanted_to_go(ada: Account, client: Client) -> None:
    sent = client.get("/filters/")
    assert sent["Location"] == "/sign-in/?next=%2Ffilters%2F"
    page = client.get(sent["Location"])
    assert fields(page)["next"] == "/filters/"
    assert _sign_in(client, next="/filters/")["Location"] == "/filters/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "/\t/evil.example/",
        "/\n/evil.example/",
        " //evil.example/",
        "javascript:alert(1)",
        "http:evil.example",
        "evil.example",
        "//testserver@evil.example/",
        "http://testserver/filters/",
    ],
)
def test_one_never_lands_on_another_site(elsewhere: str, ada: Account, client: Client) -> None:
    assert _sign_in(client, next=elsewhere)["Location"] == "/"


@pytest.mark.parametrize("odd", ["/" + "x" * 400, "\u0000", "/\u0000/"])
def test_a_strange_way_in_stops_nobody(odd: str, ada: Account, client: Client) -> None:
    answer = _sign_in(client, next=odd, kept=odd)
    assert answer.status_code == 302
    assert answer["Location"] == "/"


def test_signing_in_makes_a_new_session_and_a_new_form_token(ada: Account, client: Client) -> None:
    client.get("/sign-in/")
    before = client.cookies["form"].value
    _sign_in(client)
    session = client.cookies["session"].value
    assert client.cookies["form"].value != before
    client.post("/sign-out/")
    _sign_in(client)
    assert client.cookies["session"].value != session


def test_the_cookies_cannot_be_read_by_a_script(ada: Account, client: Client) -> None:
    answer = _sign_in(client)
    for name in ("session", "form"):
        cookie = answer.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert answer.cookies["session"]["expires"] == "", "It goes with the browser."


@pytest.mark.parametrize("cookie", ["", "x", "x" * 4000, "../../etc/passwd", '"\\000"', "é"])
def test_a_session_we_did_not_make_is_nobodys(cookie: str, client: Client) -> None:
    client.cookies["session"] = cookie
    assert client.get("/spaces/").status_code == 302


def test_every_page_that_is_not_public_asks_first(client: Client) -> None:
    unknown = "00000000-0000-4000-8000-000000000000"
    for path in (
        "/spaces/",
        f"/t/{unknown}/",
        f"/p/{unknown}/",
        "/filters/",
        "/second-factor/",
        "/notices/",
        "/directory/",
    ):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in/"), path


def test_signing_out_ends_the_session_here_and_clears_the_browser(ada: Account, browse: Browse) -> None:
    client = browse(ada)
    key = client.cookies["session"].value
    assert client.get("/sign-out/").status_code == 405
    answer = client.post("/sign-out/")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "cookies" in answer["Clear-Site-Data"]
    client.cookies["session"] = key
    assert client.get("/spaces/").status_code == 302


def test_a_pass_phrase_never_comes_back(ada: Account, client: Client) -> None:
    assert "my own secret words" not in text(_sign_in(client, phrase="my own secret words"))
