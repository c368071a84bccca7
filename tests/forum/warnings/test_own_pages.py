"""A person's own words, presets and stricter days, through the pages; and what then reaches the pages of the forum."""

from typing import Any

import pytest
from django.test import Client

from forum.accounts.models import Account
from forum.threads.models import Thread
from forum.warnings.models import FilterChoice, FilterSheet
from forum.warnings.presets import GENTLE, OPEN, PRESETS
from forum.warnings.profile import own_words_of, profile_of
from forum.warnings.services.profile import be_stricter, begin_with, set_own_words
from forum.warnings.taxonomy import View
from tests.conftest import Browse, FakeClock
from tests.factories.threads import make_thread
from tests.forum.answers import said, text

pytestmark = pytest.mark.django_db
WORDS = "The lighthouse stood by the water."


@pytest.fixture
def thread(ada: Account) -> Thread:
    return make_thread(ada, title="A tower", words=WORDS)


def _page(client: Client, thread: Thread) -> str:
    return text(client.get(f"/t/{thread.pk}/"))


def test_own_words_are_kept_sealed_and_cover_what_has_them(ben: Account, thread: Thread, browse: Browse) -> None:
    client = browse(ben)
    assert client.post("/filters/words/", {"word": "lighthouse"})["Location"] == "/filters/words/saved/"
    assert own_words_of(ben) == [("lighthouse", View.COVER)]
    assert "lighthouse" not in str(FilterSheet.objects.filter(account=ben).values_list("own_words", flat=True)[0])
    page = _page(client, thread)
    cover = page.split('<details class="cover"')[1].split("</details>")[0]
    assert "<b>your own words</b>" in cover
    assert page.count(WORDS) == 1
    assert WORDS in cover
    assert "lighthouse" not in cover.split("</summary>")[0]


def test_hidden_words_never_reach_the_page_and_titles_count(ben: Account, thread: Thread, browse: Browse) -> None:
    client = browse(ben)
    client.post("/filters/words/", {"hide": "lighthouse\ntower"})
    assert WORDS not in _page(client, thread)
    assert "A tower" not in _page(client, thread) + text(client.get(f"/spaces/{thread.board_id}/"))


def test_own_words_are_one_s_own(ada: Account, ben: Account, thread: Thread, browse: Browse) -> None:
    set_own_words(actor=ben, entries=[("lighthouse", View.HIDE)])
    set_own_words(actor=ada, entries=[("lighthouse", View.HIDE)])
    assert WORDS in _page(browse(ada), thread), "What one wrote oneself is never covered."
    assert "lighthouse" not in text(browse(ada).get("/blocks/"))
    assert not FilterSheet.objects.visible_to(ada).filter(account=ben).exists()


def test_two_hundred_are_kept_and_one_more_is_refused_kindly(ben: Account, browse: Browse) -> None:
    client = browse(ben)
    many = "\n".join(f"word{number}" for number in range(200))
    assert client.post("/filters/words/", {"cover": many}).status_code == 302
    answer = client.post("/filters/words/", {"cover": f"{many}\nanother"})
    assert answer.status_code == 422
    assert "Nothing is lost" in said(answer)
    assert "another" in text(answer)
    assert len(own_words_of(ben)) == 200


@pytest.mark.parametrize("odd", ["a", "x" * 61, "??"])
def test_a_word_that_would_find_everything_is_refused(odd: str, ben: Account, browse: Browse) -> None:
    answer = browse(ben).post("/filters/words/", {"cover": odd})
    assert answer.status_code == 422
    assert odd in text(answer)
    assert own_words_of(ben) == []


def test_a_profile_is_two_questions(ben: Account, django_assert_max_num_queries: Any) -> None:
    set_own_words(actor=ben, entries=[("lighthouse", View.HIDE)])
    with django_assert_max_num_queries(2):
        assert profile_of(ben).words


def test_stricter_ends_by_itself(
    ben: Account, ada: Account, browse: Browse, clock: FakeClock, django_capture_on_commit_callbacks: Any
) -> None:
    thread = make_thread(ada, words=WORDS, warnings=["sys.police"])
    client = browse(ben)
    assert '<details class="cover"' not in _page(client, thread)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/filters/stricter/", {"until": "22:00"}).status_code == 302
    page = _page(client, thread)
    assert WORDS in page.split('<details class="cover"')[2].split("</details>")[0]
    assert "Filters stricter until 22:00" in page
    assert "one step stricter until 22:00" in said(client.get("/filters/"))
    clock.advance(hours=3, minutes=1)
    assert '<details class="cover"' not in _page(client, thread)


def test_stricter_can_be_ended_and_never_begins_in_the_past(ben: Account, browse: Browse, clock: FakeClock) -> None:
    client = browse(ben)
    answer = client.post("/filters/stricter/", {"until": "08:00"})
    assert answer.status_code == 422
    assert "gone by today" in said(answer)
    be_stricter(actor=ben, until=clock.moment.replace(hour=23))
    client.post("/filters/stricter/", {"act": "end"})
    assert not profile_of(ben).is_stricter


def test_without_a_time_it_is_the_end_of_the_day(ben: Account, browse: Browse, clock: FakeClock) -> None:
    browse(ben).post("/filters/stricter/", {"until": ""})
    until = profile_of(ben).stricter_until
    assert until
    assert (until.hour, until.minute) == (0, 0)
    assert until > clock.moment


def test_whoever_is_new_is_asked_once(ben: Account, browse: Browse) -> None:
    client = browse(ben)
    page = said(client.get("/filters/begin/"))
    assert all(preset.name in page for preset in PRESETS)
    assert client.post("/filters/begin/", {"preset": "gentle"})["Location"] == "/spaces/"
    assert profile_of(ben).get("sys.police", View.LABEL) is View.COVER
    assert client.get("/filters/begin/")["Location"] == "/spaces/"


def test_not_now_is_an_answer_too(ben: Account, browse: Browse) -> None:
    begin_with(actor=ben, choices=None)
    assert not FilterChoice.objects.exists()
    assert browse(ben).get("/filters/begin/")["Location"] == "/spaces/"


def test_a_preset_can_be_chosen_later(ben: Account, browse: Browse) -> None:
    client = browse(ben)
    client.post("/filters/", {"preset": "open"})
    assert dict(profile_of(ben).views) == {k: v for k, v in OPEN.choices().items() if k in profile_of(ben).views}
    assert "Yours is “Open” now" in said(client.get("/filters/"))
    assert View.SHOW not in GENTLE.choices().values()


def test_the_preview_goes_through_the_same_veil(ben: Account, browse: Browse) -> None:
    client = browse(ben)
    usual, gentle = text(client.get("/filters/look/")), text(client.get("/filters/look/?as=gentle"))
    assert usual.count('<details class="cover"') == 2
    assert gentle.count('<details class="cover"') == 4
    assert "write about “Graphic detail”" not in usual + gentle
