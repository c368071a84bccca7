"""Quotes: lent words that stay with the post they come from."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.accounts.models import Account
from forum.core import clock as clocks
from forum.core.markup import render
from forum.threads.models import Post, Thread
from forum.threads.parts import parts_of
from forum.threads.services.withdrawing import withdraw_post
from forum.warnings.base import View
from forum.warnings.services import set_profile
from tests.conftest import Browse
from tests.factories.accounts import make_account
from tests.factories.threads import make_post, make_reply, ready_to_write
from tests.forum.answers import fields, text

_WORDS = "Gulls in the morning.\n\nA *quiet* noon.\n\n- rope\n- shells"


@pytest.fixture
def original(ada: Account, ben: Account) -> Post:
    ready_to_write(ben)
    return make_post(ada, words=_WORDS, warnings=["sys.police"])


def _quote(client: Any, original: Post, parts: list[str], **typed: Any) -> Post:
    path = client.get(f"/p/{original.pk}/quote/")["Location"]
    page = client.get(path)
    form = {**fields(page), "words": "I know that noon.", "quoted_parts": parts, **typed}
    assert client.post(path.partition("?")[0], form).status_code == 302
    return Post.objects.order_by("-created_at")[0]


def test_chosen_paragraphs_stand_above_the_reply_and_are_not_copied(
    original: Post, ada: Account, ben: Account, browse: Browse
) -> None:
    answer = _quote(browse(ben), original, ["1"])
    assert (answer.quotes_id, answer.quoted_parts) == (original.pk, [1])
    assert "noon" not in answer.html.replace("that noon", "")
    page = text(browse(ada).get(f"/t/{original.thread_id}/"))
    assert page.count("A <em>quiet</em> noon.") == 2
    assert page.count("Gulls in the morning.") == 1


def test_the_warnings_of_the_original_are_chosen_already(original: Post, ben: Account, browse: Browse) -> None:
    page = browse(ben).get(f"/t/{original.thread_id}/reply/?quote={original.pk}")
    assert fields(page)["warnings"] == ["sys.police"]
    assert "Gulls in the morning." in text(page)


def test_a_quote_has_the_veil_of_the_original(
    original: Post, ada: Account, ben: Account, kim: Account, browse: Browse
) -> None:
    _quote(browse(ben), original, ["0"], warnings=[])
    set_profile(actor=kim, choices={"sys.police": View.HIDE})
    page = text(browse(kim).get(f"/t/{original.thread_id}/"))
    assert "I know that noon." in page
    assert "Gulls" not in page
    set_profile(actor=kim, choices={"sys.police": View.COVER})
    page = text(browse(kim).get(f"/t/{original.thread_id}/"))
    assert page.index("the quote of Ada") < page.rindex("Gulls")


@pytest.fixture
def kim(db: None) -> Account:
    return make_account("Kim")


@pytest.mark.parametrize("gone", ["withdrawn", "hidden", "held"])
def test_a_quote_goes_with_the_original(gone: str, ada: Account, ben: Account, kim: Account, browse: Browse) -> None:
    thread = make_post(kim).thread
    original = make_reply(ada, thread, _WORDS)
    ready_to_write(ben)
    _quote(browse(ben), original, ["0"])
    if gone == "withdrawn":
        withdraw_post(actor=ada, post=original)
    else:
        Post.objects.filter(pk=original.pk).update(**{f"{gone}_at": clocks.now()})
    page = text(browse(kim).get(f"/t/{thread.pk}/"))
    assert "I know that noon." in page
    assert "Gulls" not in page


def test_what_stands_elsewhere_is_not_quoted(original: Post, ada: Account, ben: Account, browse: Browse) -> None:
    other = make_post(ada, words="Elsewhere.")
    page = browse(ben).get(f"/t/{original.thread_id}/reply/?quote={other.pk}")
    assert "Elsewhere." not in text(page)
    for odd in ("", "x", "\u0000", str(original.thread_id)):
        assert browse(ben).get(f"/t/{original.thread_id}/reply/", {"quote": odd}).status_code == 200


def test_quotes_cost_one_question_for_a_whole_page(
    original: Post, ben: Account, browse: Browse, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        _quote(browse(ben), original, ["0", "1"])
    client = browse(ben)
    client.get(f"/t/{original.thread_id}/")
    assert Thread.objects.get().reply_count == 4
    with django_assert_max_num_queries(12):
        client.get(f"/t/{original.thread_id}/")


@given(st.text(alphabet=st.sampled_from("ab *_->\n1.<&"), max_size=120))
def test_the_parts_of_a_post_are_the_whole_of_it(words: str) -> None:
    html = render(words)
    assert "".join(parts_of(html)).replace("\n", "") == html.replace("\n", "")
