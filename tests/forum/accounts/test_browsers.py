"""Where somebody is signed in: one entry a session, a name of their own, and signing out there from here."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from forum.accounts import sessions
from forum.accounts.chores import forget_browsers_that_are_gone
from forum.accounts.events import SessionEnded
from forum.accounts.models import Account, SignedIn
from forum.core import events
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import PASS_PHRASE
from tests.forum.answers import said

pytestmark = pytest.mark.django_db


def enter(name: str = "ada-1000") -> Client:
    """Somebody who signs in through the page."""
    client = Client()
    assert client.post("/sign-in/", {"sign_in_name": name, "pass_phrase": PASS_PHRASE}).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/spaces/").status_code == 200


def entry_of(client: Client) -> SignedIn:
    return SignedIn.objects.get(mark=sessions.session_mark(client.cookies["session"].value))


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The marks of the sessions whose sockets were told to close."""
    marks: list[str] = []
    monkeypatch.setitem(events._within, SessionEnded, [lambda event: marks.append(event.session_mark)])
    return marks


def test_every_sign_in_is_one_entry_that_ends_with_the_session(ada: Account) -> None:
    here, there = enter(), enter()
    assert SignedIn.objects.count() == 2
    here.post("/sign-out/")
    assert list(SignedIn.objects.all()) == [entry_of(there)]
    there.get("/leave/")
    assert SignedIn.objects.count() == 0


def test_the_list_says_which_is_this_one_and_what_they_are_called(ada: Account, ben: Account, clock: FakeClock) -> None:
    here, there = enter(), enter()
    enter("ben-1000")
    here.post(f"/yours/browsers/{entry_of(there).pk}/name/", {"name": "Library"})
    page = said(here.get("/yours/browsers/"))
    assert page.count('class="row stack-close"') == 2
    assert page.count("this one") == 1
    assert "Library" in page
    assert "A browser, since tonight" in page


def test_nothing_about_the_browser_is_kept(ada: Account) -> None:
    client = Client(HTTP_USER_AGENT="Tulip/7.3", REMOTE_ADDR="203.0.113.7")
    client.post("/sign-in/", {"sign_in_name": "ada-1000", "pass_phrase": PASS_PHRASE})
    client.get("/yours/browsers/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_signedin")
        stored = repr(cursor.fetchall())
    assert not any(word in stored for word in ("Tulip", "203.0.113", client.cookies["session"].value))


def test_signing_out_there_ends_that_session_and_its_sockets(ada: Account, ended: list[str]) -> None:
    here, there = enter(), enter()
    mark = entry_of(there).mark
    answer = here.post(f"/yours/browsers/{entry_of(there).pk}/sign-out/")
    assert answer["Location"] == "/yours/browsers/"
    assert ended == [mark]
    assert (is_in(here), is_in(there)) == (True, False)
    assert here.post(f"/yours/browsers/{entry_of(here).pk}/sign-out/")["Clear-Site-Data"]
    assert not is_in(here)


def test_signing_out_everywhere_else_and_everywhere(ada: Account, ben: Account, browse: Browse) -> None:
    here, there, unlisted, other = enter(), enter(), browse(ada), enter("ben-1000")
    here.post("/yours/browsers/sign-out/")
    assert [is_in(client) for client in (here, there, unlisted, other)] == [True, False, False, True]
    again = enter()
    here.post("/yours/browsers/sign-out-all/")
    assert [is_in(client) for client in (here, again, other)] == [False, False, True]
    assert SignedIn.objects.filter(account=ada).count() == 0


def test_nobody_signs_out_or_names_a_browser_of_somebody_else(ada: Account, ben: Account) -> None:
    mine, theirs = enter("ben-1000"), enter()
    place = f"/yours/browsers/{entry_of(theirs).pk}"
    mine.post(f"{place}/sign-out/")
    assert mine.post(f"{place}/name/", {"name": "Mine now"}).status_code == 404
    assert is_in(theirs)


def test_a_session_from_before_the_list_enters_it_when_it_is_looked_at(ada: Account, browse: Browse) -> None:
    client = browse(ada)
    assert SignedIn.objects.count() == 0
    assert "this one" in said(client.get("/yours/browsers/"))


def test_the_steward_forgets_entries_whose_session_is_gone(ada: Account, clock: FakeClock) -> None:
    here, there = enter(), enter()
    Session.objects.filter(session_key=there.cookies["session"].value).delete()
    assert forget_browsers_that_are_gone(clock()) == 1
    assert list(SignedIn.objects.all()) == [entry_of(here)]


def test_signing_in_as_somebody_else_leaves_no_entry_behind(ada: Account, ben: Account) -> None:
    client = enter()
    client.post("/yours/cover/now/")
    client.post("/sign-in/", {"sign_in_name": "ben-1000", "pass_phrase": PASS_PHRASE})
    assert [entry.account for entry in SignedIn.objects.all()] == [ben]


def test_the_page_asks_the_same_few_questions_for_many_browsers(
    ada: Account, django_assert_max_num_queries: Any
) -> None:
    client = enter()
    for _ in range(12):
        enter()
    with django_assert_max_num_queries(12):
        client.get("/yours/browsers/")
