"""A session that ends while somebody writes: their words wait, sealed, for them alone."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from forum.accounts.kept import KEPT_AN_HOUR
from forum.accounts.models import Account, KeptDraft
from forum.core.submission import new_token
from forum.threads.models import Post, Thread
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import PASS_PHRASE
from tests.factories.threads import make_thread, ready_to_write
from tests.forum.answers import fields, said, text

pytestmark = pytest.mark.django_db
WORDS = "Gorse on the cliff path.\n\nIt smelled of *coconut* & rain."
WARNINGS = ["mind.flashback", "sys.police"]


@pytest.fixture
def thread(ada: Account, ben: Account) -> Thread:
    ready_to_write(ben)
    return make_thread(ada)


def _ended(client: Client, path: str, clock: FakeClock, **typed: Any) -> Any:
    """Open the form at `path`, stay away too long, then send it."""
    page = client.get(path)
    assert page.status_code == 200
    clock.advance(minutes=40)
    return client.post(path, {**fields(page), "words": WORDS, "warnings": WARNINGS, **typed})


def _sign_in(client: Client, name: str, asked: Any) -> Any:
    carried = {"kept": fields(asked)["kept"], "next": ""}
    return client.post("/sign-in/", {"sign_in_name": f"{name}-1000", "pass_phrase": PASS_PHRASE, **carried})


def test_what_was_typed_is_back_in_its_form_after_signing_in(
    ben: Account, thread: Thread, browse: Browse, clock: FakeClock
) -> None:
    client, path = browse(ben), f"/t/{thread.pk}/reply/"
    asked = _ended(client, path, clock)
    assert asked.status_code == 401
    assert "What you wrote is kept" in said(asked)
    assert _sign_in(client, "ben", asked)["Location"] == path
    page = client.get(path)
    assert fields(page)["words"] == WORDS
    assert fields(page)["warnings"] == WARNINGS
    assert client.post(path, fields(page)).status_code == 302
    assert Post.objects.get(author=ben).warnings == WARNINGS
    assert Post.objects.get(author=ben).words == WORDS


def test_one_warning_and_a_title_come_back_as_well(
    ben: Account, thread: Thread, browse: Browse, clock: FakeClock
) -> None:
    client, path = browse(ben), f"/spaces/{thread.board_id}/write/"
    asked = _ended(client, path, clock, title="Cliff path", warnings=["sys.police"])
    _sign_in(client, "ben", asked)
    page = fields(client.get(path))
    assert (page["title"], page["words"], page["warnings"]) == ("Cliff path", WORDS, ["sys.police"])


def test_the_words_are_sealed_while_they_wait_and_gone_once_given_back(
    ben: Account, thread: Thread, browse: Browse, clock: FakeClock
) -> None:
    client, path = browse(ben), f"/t/{thread.pk}/reply/"
    asked = _ended(client, path, clock)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_keptdraft")
        stored = repr(cursor.fetchall())
    assert "Gorse" not in stored
    assert str(ben.pk.hex) not in stored
    assert fields(asked)["kept"] not in stored
    _sign_in(client, "ben", asked)
    assert not KeptDraft.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_data FROM django_session")
        assert "Gorse" not in repr(cursor.fetchall())


def test_they_come_back_only_once(ben: Account, thread: Thread, browse: Browse, clock: FakeClock) -> None:
    client, path = browse(ben), f"/t/{thread.pk}/reply/"
    asked = _ended(client, path, clock)
    _sign_in(client, "ben", asked)
    client.get(path)
    assert fields(client.get(path))["words"] == ""
    elsewhere = browse()
    assert _sign_in(elsewhere, "ben", asked)["Location"] == "/"
    assert fields(elsewhere.get(path))["words"] == ""


def test_somebody_else_who_signs_in_there_does_not_get_them(
    ada: Account, ben: Account, thread: Thread, browse: Browse, clock: FakeClock
) -> None:
    client, path = browse(ben), f"/t/{thread.pk}/reply/"
    asked = _ended(client, path, clock)
    assert _sign_in(client, "ada", asked)["Location"] == "/"
    assert "Gorse" not in text(client.get(path))
    client.post("/sign-out/")
    assert _sign_in(client, "ben", asked)["Location"] == path, "They still wait for their writer."


def test_a_wrong_pass_phrase_in_between_loses_nothing(
    ben: Account, thread: Thread, browse: Browse, clock: FakeClock
) -> None:
    client, path = browse(ben), f"/t/{thread.pk}/reply/"
    asked = _ended(client, path, clock)
    wrong = client.post(
        "/sign-in/", {"sign_in_name": "ben-1000", "pass_phrase": "not this one", "kept": fields(asked)["kept"]}
    )
    assert _sign_in(client, "ben", wrong)["Location"] == path
    assert fields(client.get(path))["words"] == WORDS


def test_after_an_hour_they_are_gone(ben: Account, thread: Thread, browse: Browse, clock: FakeClock) -> None:
    client, path = browse(ben), f"/t/{thread.pk}/reply/"
    asked = _ended(client, path, clock)
    clock.advance(minutes=61)
    assert _sign_in(client, "ben", asked)["Location"] == "/"
    assert fields(client.get(path))["words"] == ""


def test_only_a_form_of_ours_is_kept(thread: Thread, client: Client) -> None:
    answer = client.post(f"/t/{thread.pk}/reply/", {"words": WORDS, "submission": "forged"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?")
    assert not KeptDraft.objects.exists()


def test_a_guess_at_the_token_brings_nothing(ben: Account, thread: Thread, browse: Browse, clock: FakeClock) -> None:
    _ended(browse(ben), f"/t/{thread.pk}/reply/", clock)
    answer = browse().post("/sign-in/", {"sign_in_name": "ben-1000", "pass_phrase": PASS_PHRASE, "kept": "x" * 43})
    assert answer["Location"] == "/"


def test_a_second_tab_finds_its_words_after_the_first_one_signed_in(
    ben: Account, thread: Thread, browse: Browse, clock: FakeClock
) -> None:
    client, path = browse(ben), f"/t/{thread.pk}/reply/"
    client.handler.enforce_csrf_checks = True
    client.get(path)
    clock.advance(minutes=40)
    token = new_token(ben)
    tabs = [client.post(path, _with_csrf(client, submission=token, words=f"{WORDS} {n}")) for n in range(2)]
    signing = {"sign_in_name": "ben-1000", "pass_phrase": PASS_PHRASE}
    old = _with_csrf(client, **signing, kept=fields(tabs[1])["kept"])
    first = _with_csrf(client, **signing, kept=fields(tabs[0])["kept"])
    assert client.post("/sign-in/", first)["Location"] == path
    assert client.post("/sign-in/", old)["Location"] == path
    assert fields(client.get(path))["words"] == f"{WORDS} 1"


def test_an_old_sign_in_page_keeps_what_waits_behind_it(browse: Browse) -> None:
    client = browse()
    client.handler.enforce_csrf_checks = True
    answer = client.post("/sign-in/", {"sign_in_name": "x", "pass_phrase": "y", "kept": "a-token", "next": "/spaces/"})
    assert answer.status_code == 403
    assert (fields(answer)["kept"], fields(answer)["next"]) == ("a-token", "/spaces/")


def test_words_that_keep_coming_are_given_back_instead_of_kept(
    ben: Account, thread: Thread, browse: Browse, clock: FakeClock
) -> None:
    client, path = browse(), f"/t/{thread.pk}/reply/"
    token = new_token(ben)
    answers = [client.post(path, {"submission": token, "words": WORDS}) for _ in range(KEPT_AN_HOUR + 1)]
    assert [answer.status_code for answer in answers] == [401] * KEPT_AN_HOUR + [403]
    assert "Gorse on the cliff path" in text(answers[-1])


def _with_csrf(client: Client, **sent: str) -> dict[str, str]:
    return {**sent, "csrfmiddlewaretoken": client.cookies[settings.CSRF_COOKIE_NAME].value}
