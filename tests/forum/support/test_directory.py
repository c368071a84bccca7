"""Looking after the directory, and the pages that say what this place is."""

import pytest
from django.test import Client

from forum.accounts.models import Account
from forum.support.models import Line
from forum.support.pages import data_map
from tests.conftest import Browse, FakeClock
from tests.forum.answers import said, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(db: None) -> Line:
    return Line.objects.create(name="Harbour line", phone="0808 000 0000", region="UK", note="Check the number.")


def test_a_manager_says_that_a_line_was_checked_today(
    nia: Account, line: Line, browse: Browse, clock: FakeClock
) -> None:
    client = browse(nia)
    page = said(client.get("/directory/"))
    assert "Harbour line" in page
    assert "Check the number." in page
    assert "Never checked" in page
    assert client.post(f"/directory/{line.pk}/checked/")["Location"] == f"/directory/#line-{line.pk}"
    assert "24 November 2026" in said(client.get("/directory/"))


def test_after_ninety_days_it_asks_to_be_checked_again(
    nia: Account, line: Line, browse: Browse, clock: FakeClock
) -> None:
    browse(nia).post(f"/directory/{line.pk}/checked/")
    clock.advance(days=90)
    assert "please check again" not in said(browse(nia).get("/directory/"))
    clock.advance(days=1)
    assert "please check again" in said(browse(nia).get("/directory/"))


def test_nobody_else_may(ada: Account, mo: Account, lea: Account, nia: Account, line: Line, browse: Browse) -> None:
    path = f"/directory/{line.pk}/checked/"
    for account in (ada, mo, lea):
        client = browse(account)
        assert client.get("/directory/").status_code == 404
        assert client.post(path).status_code == 404
    assert browse(nia, verified=False).post(path).status_code == 302
    assert browse().post(path).status_code == 302
    assert browse(nia).get(path).status_code == 405
    assert Line.objects.get().checked_on is None


def test_a_line_that_does_not_exist_cannot_be_checked(nia: Account, browse: Browse) -> None:
    assert browse(nia).post("/directory/00000000-0000-4000-8000-000000000000/checked/").status_code == 404


def test_what_we_hold_is_said_for_everything_that_says_something_about_a_person(client: Client) -> None:
    page = said(client.get("/held/"))
    for row in data_map():
        assert row.held is not None, f"{row.table}.{row.field}"
        if row.held.kind != "nothing personal":
            assert row.held.why in page, f"{row.table}.{row.field}"
            assert row.held.kept[1:] in page, f"{row.table}.{row.field}"


def test_the_first_page_leads_each_to_their_own(
    ada: Account, mo: Account, nia: Account, browse: Browse, client: Client
) -> None:
    assert 'href="/before-you-start/"' in text(client.get("/"))
    for way_in in ("/join/", "/sign-in/"):
        assert f'href="{way_in}"' in text(client.get("/before-you-start/"))
    assert browse(ada).get("/")["Location"] == "/spaces/"
    assert browse(mo).get("/")["Location"] == "/shifts/"
    assert browse(nia).get("/")["Location"] == "/shifts/"


def test_every_public_page_offers_help_and_a_way_out(client: Client) -> None:
    for path in (
        "/",
        "/about/",
        "/who-reads/",
        "/safety/",
        "/guidelines/",
        "/held/",
        "/limits/",
        "/cover/",
        "/help/",
        "/help/list/",
        "/grounding/",
        "/ready/",
        "/before-you-start/",
        "/guidelines/easy/",
    ):
        page = text(client.get(path))
        assert 'href="/help/"' in page, path
        assert page.count("data-leave") >= 2, path
