"""Beginning a thread and replying, through their pages: once, whole, and nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client

from forum.accounts.models import Account
from forum.core.submission import new_token
from forum.threads.models import Post, Thread
from tests.conftest import Browse, FakeClock
from tests.factories.threads import make_board, make_thread, ready_to_write
from tests.forum.answers import fields, said, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(ada: Account) -> str:
    """Where Ada, who may write, begins a thread."""
    ready_to_write(ada)
    return f"/spaces/{make_board().pk}/write/"


def _send(client: Client, path: str, **typed: Any) -> Any:
    page = client.get(path)
    return client.post(path, {**fields(page), "title": "Low tide", "words": "It was windy.", **typed})


def test_a_thread_is_written_with_its_warnings_and_read_at_once(ada: Account, path: str, browse: Browse) -> None:
    client = browse(ada)
    answer = _send(client, path, words="*Soft* sand.\n\n- shells", warnings=["sys.police", "mind.flashback"])
    thread = Thread.objects.get()
    assert answer["Location"] == f"/t/{thread.pk}/"
    assert thread.warnings == ["mind.flashback", "sys.police"]
    page = text(client.get(answer["Location"]))
    assert "<em>Soft</em> sand." in page
    assert "<li>shells</li>" in page


def test_a_reply_is_led_to_and_counted(ada: Account, ben: Account, browse: Browse) -> None:
    thread = make_thread(ada)
    ready_to_write(ben)
    answer = _send(browse(ben), f"/t/{thread.pk}/reply/", words="I know that wind.")
    post = Post.objects.get(author=ben)
    assert answer["Location"] == f"/p/{post.pk}/"
    assert browse(ada).get(answer["Location"])["Location"] == f"/t/{thread.pk}/#p-{post.pk}"
    thread.refresh_from_db()
    assert thread.reply_count == 1
    assert "1 reply" in text(browse(ada).get(f"/spaces/{thread.board_id}/"))


def test_the_same_form_sent_twice_is_one_thread(ada: Account, path: str, browse: Browse) -> None:
    client = browse(ada)
    form = {**fields(client.get(path)), "title": "Low tide", "words": "It was windy."}
    first, second = client.post(path, form), client.post(path, form)
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert (Thread.objects.count(), Post.objects.count()) == (1, 1)


def test_the_same_reply_sent_twice_is_one_reply(ada: Account, ben: Account, browse: Browse) -> None:
    thread = make_thread(ada)
    ready_to_write(ben)
    client, path = browse(ben), f"/t/{thread.pk}/reply/"
    form = {**fields(client.get(path)), "words": "I know that wind."}
    assert client.post(path, form)["Location"] == client.post(path, form)["Location"]
    thread.refresh_from_db()
    assert thread.reply_count == 1


def test_a_forged_token_or_somebody_elses_saves_nothing_and_keeps_every_word(
    ada: Account, ben: Account, path: str, browse: Browse
) -> None:
    for token in ("", "forged", new_token(ben), "\u0000", "x" * 5000):
        answer = _send(browse(ada), path, submission=token, warnings=["sys.police"], words="Dunes & dusk.")
        assert answer.status_code == 422
        kept = fields(answer)
        assert (kept["title"], kept["words"], kept["warnings"]) == ("Low tide", "Dunes & dusk.", ["sys.police"])
        assert "Your words are still below" in said(answer)
    assert not Post.objects.exists()
    client = browse(ada)
    refused = _send(client, path, submission="forged")
    assert client.post(path, fields(refused)).status_code == 302, "The form shown again can be sent."


def test_too_many_words_are_all_still_there_with_their_number(ada: Account, path: str, browse: Browse) -> None:
    words = "wave " * 4_001
    answer = _send(browse(ada), path, words=words)
    assert answer.status_code == 422
    assert "20,004 characters long and the most we can take is 20,000" in said(answer)
    assert fields(answer)["words"] == words
    assert _send(browse(ada), path, words="x" * 20_000).status_code == 302


@pytest.mark.parametrize(
    "nothing", ["", "   \n\n", "\u200b\u200b", "\u202e\u2066", "\u202e \u200d\ufeff", "\u0000", "\u2800"]
)
def test_words_that_nobody_could_see_are_no_words(nothing: str, ada: Account, path: str, browse: Browse) -> None:
    answer = _send(browse(ada), path, words=nothing)
    assert answer.status_code == 422
    assert "no words here yet" in said(answer)
    assert fields(answer)["title"] == "Low tide"


def test_deceiving_marks_are_taken_out_of_words_and_titles(ada: Account, path: str, browse: Browse) -> None:
    assert (
        _send(browse(ada), path, title="Low\u202e \u200btide", words="Safe\u202e\u0000 words\u200b").status_code == 302
    )
    assert Thread.objects.get().title == "Low tide"
    assert Post.objects.get().words == "Safe words"


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("", "Please give it a title"),
        ("\u200b\u202e", "Please give it a title"),
        ("x" * 121, "121 characters long"),
    ],
)
def test_a_title_is_asked_for_kindly(title: str, reason: str, ada: Account, path: str, browse: Browse) -> None:
    answer = _send(browse(ada), path, title=title)
    assert answer.status_code == 422
    assert reason in said(answer)
    assert fields(answer)["words"] == "It was windy."


def test_a_title_is_one_line_and_never_markup(ada: Account, path: str, browse: Browse) -> None:
    client = browse(ada)
    location = _send(client, path, title="  <b>Low</b>\n *tide* ")["Location"]
    assert "<h1>&lt;b&gt;Low&lt;/b&gt; *tide*</h1>" in text(client.get(location))


def test_a_warning_that_is_not_on_the_list_is_refused_and_the_words_stay(
    ada: Account, path: str, browse: Browse
) -> None:
    answer = _send(browse(ada), path, warnings=["sys.police", "no.such"])
    assert answer.status_code == 422
    assert "not on our list" in said(answer)
    assert fields(answer)["words"] == "It was windy."


def test_looking_first_sends_nothing(ada: Account, path: str, browse: Browse) -> None:
    client = browse(ada)
    page = _send(client, path, words="*Soft* sand.", preview="1", warnings=["sys.police"])
    assert page.status_code == 200
    assert "<em>Soft</em> sand." in text(page)
    assert not Post.objects.exists()
    assert client.post(path, fields(page)).status_code == 302
    assert Post.objects.get().warnings == ["sys.police"]


def test_writing_very_often_is_slowed_and_the_words_stay(
    ada: Account, path: str, browse: Browse, clock: FakeClock
) -> None:
    client = browse(ada)
    for number in range(30):
        assert _send(client, path, words=f"Wave {number}").status_code == 302
    answer = _send(client, path, words="Wave thirty")
    assert answer.status_code == 422
    assert fields(answer)["words"] == "Wave thirty"
    clock.advance(minutes=29)
    client.get("/spaces/")
    clock.advance(minutes=29)
    client.get("/spaces/")
    clock.advance(minutes=3)
    assert client.post(path, fields(answer)).status_code == 302


def test_the_team_does_not_write_as_members(mo: Account, path: str, browse: Browse) -> None:
    client = browse(mo)
    assert client.get(path).status_code == 404
    assert client.get(path.removesuffix("write/")).status_code == 200
    assert path not in text(client.get(path.removesuffix("write/")))
