"""What a manager chooses holds on every page, and the trail names the choice."""

import pytest
from django.test import Client

from forum.accounts.models import Account
from forum.shaping.models import Choice
from forum.shaping.reading import SHAPED, shaped
from forum.shaping.services import shape
from forum.shaping.wording import DEFAULTS
from moderation.audit.models import Entry
from tests.conftest import Browse
from tests.forum.answers import said

pytestmark = pytest.mark.django_db
USUAL = {"people": "people", "own": "", "region": ""}


def test_what_nobody_changed_is_what_is_shipped(client: Client) -> None:
    assert shaped().region == ""
    assert not shaped().private_messages
    assert DEFAULTS["home.lede"] in said(client.get("/"))
    assert "people who have lived through sexual violence" in said(client.get("/about/"))


@pytest.mark.parametrize(
    ("chosen", "said_there"),
    [
        ({"people": "survivors"}, "a place where survivors of sexual violence read"),
        ({"people": "own", "own": "women & girls we know"}, "a place where women & girls we know read"),
    ],
)
def test_the_words_for_people_stand_on_public_pages(
    chosen: dict[str, str], said_there: str, nia: Account, browse: Browse, client: Client, at_once: None
) -> None:
    assert browse(nia).post("/site/choices/", USUAL | chosen).status_code == 302
    assert said_there in said(client.get("/about/"))


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change is known at once, as after a commit."""
    monkeypatch.setattr(type(SHAPED), "changed", type(SHAPED).forget)


def test_ones_own_words_cannot_be_empty_or_markup(nia: Account, browse: Browse, client: Client) -> None:
    answer = browse(nia).post("/site/choices/", {"people": "own", "own": " "})
    assert answer.status_code == 422
    assert "Write your own words" in said(answer)
    assert not Choice.objects.exists()


def test_wording_stands_in_place_of_what_is_shipped_and_goes_back_when_emptied(
    nia: Account, browse: Browse, client: Client, at_once: None
) -> None:
    manager = browse(nia)
    page = said(manager.get("/site/wording/"))
    assert DEFAULTS["home.lede"] in page, "What is shipped stands beside its box."
    manager.post("/site/wording/", {"home.lede": "Come in, <b>sit</b> down.", "cover.note": "Most evenings."})
    assert "Come in, <b>sit</b> down." in said(client.get("/"))
    assert b"&lt;b&gt;sit" in client.get("/").content
    assert "Most evenings." in said(client.get("/cover/"))
    manager.post("/site/wording/", {"home.lede": "", "cover.note": ""})
    assert DEFAULTS["home.lede"] in said(client.get("/"))
    assert not Choice.objects.exists()


def test_the_trail_names_each_choice_that_changed_and_none_that_did_not(nia: Account) -> None:
    for _ in range(2):
        shape(actor=nia, choices={"region": "Wales", "people": "", "private_messages": "on"})
    told = [entry.subject["choice"] for entry in Entry.objects.filter(action="site.shaped").order_by("sequence")]
    assert told == ["private_messages", "region"]
    SHAPED.forget()
    assert shaped().region == "Wales"
    assert shaped().private_messages


def test_a_region_that_is_none_of_ours_counts_for_nothing(nia: Account) -> None:
    shape(actor=nia, choices={"region": "Atlantis"})
    SHAPED.forget()
    assert shaped().region == ""
