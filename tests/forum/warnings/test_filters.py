"""Filters, through the pages: choosing, and how the same post then appears in the list and in the thread."""

from typing import Any

import pytest
from django.test import Client

from forum.accounts.models import Account
from forum.threads.models import Thread
from forum.warnings.models import FilterChoice
from forum.warnings.services import set_profile
from forum.warnings.taxonomy import BY_KEY, View
from tests.conftest import Browse
from tests.factories.threads import make_thread
from tests.forum.answers import fields, said, text

pytestmark = pytest.mark.django_db
WORDS = "They took my statement."


@pytest.fixture
def thread(ada: Account) -> Thread:
    return make_thread(ada, title="At the station", words=WORDS, warnings=["sys.police", "mind.flashback"])


def _choose(client: Client, **choices: str) -> Any:
    form = {key: warning.default.value for key, warning in BY_KEY.items()}
    return client.post("/filters/", form | {key.replace("_", "."): view for key, view in choices.items()})


def _pages(client: Client, thread: Thread) -> tuple[str, str]:
    """The list and the thread, as this reader meets them."""
    return text(client.get(f"/spaces/{thread.board_id}/")), text(client.get(f"/t/{thread.pk}/"))


def test_until_somebody_chooses_the_shared_defaults_hold(ben: Account, browse: Browse) -> None:
    page = fields(browse(ben).get("/filters/"))
    assert {key: page[key] for key in BY_KEY} == {key: warning.default.value for key, warning in BY_KEY.items()}


def test_shown_means_like_any_other_post(ben: Account, thread: Thread, browse: Browse) -> None:
    client = browse(ben)
    assert _choose(client, sys_police="show", mind_flashback="show")["Location"] == "/filters/saved/"
    for page in _pages(client, thread):
        assert "Police and court" not in page
        assert "Flashbacks" not in page
        assert '<details class="cover">' not in page
    assert WORDS in page


def test_labelled_means_open_with_the_names_above(ben: Account, thread: Thread, browse: Browse) -> None:
    client = browse(ben)
    _choose(client, sys_police="label", mind_flashback="show")
    for page in _pages(client, thread):
        assert '<span class="chip">Police and court</span>' in page
        assert "Flashbacks" not in page
        assert '<details class="cover">' not in page
    assert WORDS in page


def test_covered_means_closed_until_pressed_and_never_remembered(ben: Account, thread: Thread, browse: Browse) -> None:
    client = browse(ben)
    _choose(client, sys_police="cover", mind_flashback="label")
    for _ in range(2):
        board, page = _pages(client, thread)
        title, cover = (part.split("</details>")[0] for part in page.split('<details class="cover">')[1:])
        assert "At the station" in title
        assert page.count("At the station") == 1
        assert WORDS in cover
        assert page.count(WORDS) == 1
        assert "<b>Police and court</b>" in cover.split("</summary>")[0]
        assert "At the station" in board.split('<details class="cover">')[1].split("</details>")[0]
        assert board.count("At the station") == 1
        assert '<details class="cover" open' not in page + board


def test_hidden_means_that_no_word_of_it_reaches_the_page(ben: Account, thread: Thread, browse: Browse) -> None:
    client = browse(ben)
    _choose(client, sys_police="hide")
    board, page = _pages(client, thread)
    for told in (board, page):
        assert WORDS not in told
        assert "At the station" not in told
        assert "out of sight" in told
    assert str(thread.pk) not in board
    answer = client.get(f"/t/{thread.pk}/reply/")
    assert WORDS not in text(answer)
    assert "At the station" not in text(answer)


def test_the_strictest_of_several_choices_decides(ben: Account, thread: Thread, browse: Browse) -> None:
    client = browse(ben)
    _choose(client, sys_police="show", mind_flashback="hide")
    assert all(WORDS not in page for page in _pages(client, thread))


def test_ones_own_words_are_never_covered_from_oneself(ada: Account, thread: Thread, browse: Browse) -> None:
    client = browse(ada)
    _choose(client, sys_police="hide", mind_flashback="hide")
    board, page = _pages(client, thread)
    assert WORDS in page
    assert "At the station" in board
    assert '<details class="cover">' not in page + board


def test_one_persons_filters_change_nothing_for_another(
    ben: Account, kit: Account, thread: Thread, browse: Browse
) -> None:
    set_profile(actor=ben, choices={"sys.police": View.HIDE})
    Account.objects.filter(pk=kit.pk).update(is_active=True)
    assert all("At the station" in page for page in _pages(browse(kit), thread))
    assert "hide" not in {view for view in fields(browse(kit).get("/filters/")).values() if view == "sys.police"}
    assert not FilterChoice.objects.visible_to(kit).exists()


def test_only_what_differs_from_the_defaults_is_stored_and_all_of_it_can_go(ben: Account, browse: Browse) -> None:
    client = browse(ben)
    _choose(client, sys_police="hide", sv_rape="cover")
    assert list(FilterChoice.objects.values_list("warning", "view")) == [("sys.police", "hide")]
    page = client.get("/filters/saved/")
    assert "Kept. It holds everywhere from now on." in said(page)
    assert fields(page)["sys.police"] == "hide"
    client.post("/filters/", {"all": "default"})
    assert not FilterChoice.objects.exists()


@pytest.mark.parametrize("odd", ["", "shown", "HIDE", "\u0000", "x" * 5000])
def test_a_choice_that_does_not_exist_keeps_the_others_on_the_page(odd: str, ben: Account, browse: Browse) -> None:
    answer = _choose(browse(ben), sys_police=odd, mind_body="hide")
    assert answer.status_code == 422
    assert "how you want to meet “Police and court”" in said(answer)
    assert fields(answer)["mind.body"] == "hide"
    assert not FilterChoice.objects.exists()


def test_visitors_have_no_filters(client: Client) -> None:
    assert client.get("/filters/")["Location"].startswith("/sign-in/")
    assert _choose(client, sys_police="hide").status_code == 302
    assert not FilterChoice.objects.exists()


def test_one_choice_counts_for_a_whole_group(ben: Account, thread: Thread, browse: Browse) -> None:
    client = browse(ben)
    form = {key: warning.default.value for key, warning in BY_KEY.items()}
    client.post("/filters/", form | {"all_sys": "hide", "sys.care": "show"})
    chosen = dict(FilterChoice.objects.values_list("warning", "view"))
    assert chosen == {"sys.police": "hide", "sys.disbelief": "hide", "sys.care": "hide"}
    assert WORDS not in "".join(_pages(client, thread))
