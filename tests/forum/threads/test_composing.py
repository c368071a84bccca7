"""While somebody writes: how others will see it, what could lead to them, whole groups of warnings. All without a
script, and nothing of it is kept."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.accounts.models import Account
from forum.boards.models import Holds
from forum.support.models import Line
from forum.threads.models import Post, Thread
from tests.conftest import Browse
from tests.factories.threads import make_board, ready_to_write
from tests.forum.answers import fields, said, text

_TELLING = "Ring 07700 900123 & write to robin@mail.example."


@pytest.fixture
def path(ada: Account) -> str:
    ready_to_write(ada)
    return f"/spaces/{make_board().pk}/write/"


def _press(client: Any, path: str, button: str, value: str = "1", **typed: Any) -> Any:
    form = {**fields(client.get(path)), "title": "Low tide", "words": "It was windy.", **typed}
    return client.post(path, {**form, button: value})


def test_it_is_shown_as_others_will_see_it(ada: Account, path: str, browse: Browse) -> None:
    page = said(_press(browse(ada), path, "preview", words="*Soft* sand.", warnings=["sys.police"]))
    parts = page.split("<summary>With ")
    assert [part.split(" filters")[0] for part in parts[1:]] == ["gentle", "the usual", "open"]
    assert 'class="cover"' in parts[1]
    for part in parts[2:]:
        assert 'class="cover"' not in part
        assert "Police and court" in part
        assert "Soft" in part
    page = said(_press(browse(ada), path, "preview", words="*Soft* sand.", warnings=["form.graphic"]))
    assert "Soft" not in page.split("<summary>With ")[2], "What a profile hides is not on the page."


def test_what_could_lead_to_somebody_is_pointed_out_and_stays_theirs(ada: Account, path: str, browse: Browse) -> None:
    client = browse(ada)
    page = _press(client, path, "look", words=_TELLING)
    assert page.status_code == 200
    assert "07700 900123” looks like" in said(page) or "looks like a phone number" in said(page)
    assert "looks like an e-mail address" in said(page)
    assert fields(page)["words"] == _TELLING
    assert client.post(path, fields(page)).status_code == 302, "It never stops anybody from sending."
    assert Post.objects.get().words == _TELLING


def test_one_or_all_of_it_is_taken_out_for_them(ada: Account, path: str, browse: Browse) -> None:
    client = browse(ada)
    page = _press(client, path, "take_out", "words:5-17", words=_TELLING)
    assert fields(page)["words"] == "Ring (left out) & write to robin@mail.example."
    page = _press(client, path, "take_out", "all", words=_TELLING, title="I am @soft_sand")
    assert fields(page)["words"] == "Ring (left out) & write to (left out)."
    assert fields(page)["title"] == "I am (left out)"
    page = _press(client, path, "take_out", "words:0-4", words=_TELLING)
    assert fields(page)["words"] == _TELLING, "Only what is pointed out goes."


def test_looking_over_leaves_no_trace(
    ada: Account, path: str, browse: Browse, caplog: pytest.LogCaptureFixture
) -> None:
    client = browse(ada)
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        _press(client, path, "look", words=_TELLING)
    written = [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert not any("07700" in sql or "thread" in sql or "draft" in sql for sql in written)
    assert "07700" not in caplog.text


def test_words_of_danger_open_a_quiet_panel(ada: Account, path: str, browse: Browse) -> None:
    Line.objects.create(name="Somebody to talk to", always_open=True, region="UK", phone="0800 000 000")
    page = said(_press(browse(ada), path, "look", words="He is outside and I am alone."))
    assert "call 999" in page
    assert "Somebody to talk to" in page
    assert 'class="look-danger"' not in said(_press(browse(ada), path, "look"))


def test_a_whole_group_of_warnings_is_one_tick(ada: Account, path: str, browse: Browse) -> None:
    client = browse(ada)
    form = {**fields(client.get(path)), "title": "Low tide", "words": "Hm.", "warnings": ["all:loss", "loss.death"]}
    assert client.post(path, form).status_code == 302
    assert Thread.objects.get().warnings == ["loss.death", "loss.pregnancy"]
    answer = client.post(
        path,
        {
            **fields(client.get(path)),
            **form,
            "submission": fields(client.get(path))["submission"],
            "warnings": ["all:no"],
        },
    )
    assert answer.status_code == 422


def test_the_page_says_who_can_read_it_and_what_waits(ada: Account, path: str, browse: Browse) -> None:
    assert "Members who are signed in, and the team." in said(browse(ada).get(path))
    ready_to_write(ada)
    waiting = make_board("Soft start", holds_newcomers=Holds.ALWAYS)
    page = said(browse(ada).get(f"/spaces/{waiting.pk}/write/"))
    assert "We read the first posts of new members before others see them." in page


def test_a_thread_says_what_would_be_welcome(ada: Account, ben: Account, path: str, browse: Browse) -> None:
    client = browse(ada)
    client.post(path, {**fields(client.get(path)), "title": "Low tide", "words": "Hm.", "wish": "listen"})
    thread = Thread.objects.get()
    assert thread.wish == "listen"
    assert "just to listen" in text(browse(ben).get(f"/t/{thread.pk}/"))
