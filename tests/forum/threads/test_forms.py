"""Forms that are forged, stale, from elsewhere, or carry a file: a clear answer, and the words come back."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from forum.accounts.models import Account
from forum.threads.models import Post, Thread
from tests.conftest import Browse
from tests.factories.sessions import signed_in
from tests.factories.threads import make_thread, ready_to_write
from tests.forum.answers import fields, said, text

pytestmark = pytest.mark.django_db
WORDS = "Gorse & heather\non the <cliff> path."


@pytest.fixture
def thread(ada: Account, ben: Account) -> Thread:
    ready_to_write(ben)
    return make_thread(ada)


@pytest.fixture
def strict(ben: Account) -> Client:
    """Ben's browser, with the check that the tests of other things leave out."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(ben).cookies
    return client


def _reply(client: Client, thread: Thread, **changes: Any) -> Any:
    """Open the form and send it, with some of what a browser sends changed."""
    headers = changes.pop("headers", {})
    path = f"/t/{thread.pk}/reply/"
    form = {**fields(client.get(path)), "words": WORDS, **changes}
    return client.post(path, form, headers=headers)


def test_our_own_form_is_taken(thread: Thread, strict: Client) -> None:
    assert _reply(strict, thread).status_code == 302


@pytest.mark.parametrize("token", ["", "x", "x" * 64, "\u0000", "é" * 64])
def test_a_form_without_its_token_saves_nothing_and_gives_the_words_back(
    token: str, thread: Thread, strict: Client
) -> None:
    answer = _reply(strict, thread, csrfmiddlewaretoken=token)
    assert answer.status_code == 403
    assert "Please send that once more" in said(answer)
    assert "Gorse &amp; heather\non the &lt;cliff&gt; path." in text(answer)
    assert Post.objects.count() == 1


def test_a_form_whose_cookie_is_gone_gives_the_words_back(thread: Thread, strict: Client) -> None:
    path = f"/t/{thread.pk}/reply/"
    form = {**fields(strict.get(path)), "words": WORDS}
    del strict.cookies["form"]
    answer = strict.post(path, form)
    assert answer.status_code == 403
    assert "on the <cliff> path." in said(answer)


def test_even_a_single_word_and_a_title_come_back_and_no_secret_does(thread: Thread, strict: Client) -> None:
    path = f"/spaces/{thread.board_id}/write/"
    answer = strict.post(path, {"title": "Tide", "words": "海が静かです"})
    assert "海が静かです" in said(answer)
    assert "Tide" in said(answer)
    assert "\ntide</textarea>" in text(strict.post(path, {"words": "tide"}))
    secret = {"sign_in_name": "quiet river 4821", "word": "quiet river", "phrase": "abandon ability able"}
    secret |= {"pass_phrase": "my own secret words", "pass_phrase_again": "my own secret words", "code": "123 456"}
    for door in ("/sign-in/", "/join/", "/recover/", "/second-factor/"):
        told = said(Client(enforce_csrf_checks=True).post(door, secret))
        assert not any(words in told for words in secret.values())


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 302),
        ({"Sec-Fetch-Site": "same-origin"}, 302),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}, 302),
        ({"Origin": "null"}, 302),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "none"}, 403),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "é"}, 403),
    ],
)
def test_the_browsers_own_word_stands_in_for_an_origin_it_withholds(
    headers: dict[str, str], status: int, thread: Thread, strict: Client
) -> None:
    assert _reply(strict, thread, headers=headers).status_code == status


def test_the_same_over_https_where_the_referrer_is_withheld_too(thread: Thread, strict: Client) -> None:
    path = f"/t/{thread.pk}/reply/"
    form = {**fields(strict.get(path, secure=True)), "words": WORDS}
    for site, status in (("cross-site", 403), ("same-origin", 302)):
        headers = {"Origin": "null", "Sec-Fetch-Site": site}
        assert strict.post(path, form, secure=True, headers=headers).status_code == status


def test_a_file_is_refused_kindly_wherever_it_is_sent(thread: Thread, browse: Browse, ben: Account) -> None:
    ways = ["/join/", "/sign-in/", "/recover/", "/leave/", "/filters/", "/limits/read/", "/sign-out/"]
    ways += [f"/t/{thread.pk}/reply/", f"/spaces/{thread.board_id}/write/", f"/p/{thread.posts.get().pk}/withdraw/"]
    for client in (browse(), browse(ben), Client(enforce_csrf_checks=True)):
        for path in ways:
            picture = SimpleUploadedFile("tide.png", b"\x89PNG" * 1000, "image/png")
            answer = client.post(path, {"words": WORDS, "picture": picture})
            assert answer.status_code in (400, 302, 303, 403, 404), (path, answer.status_code)
    assert Post.objects.count() == 1


def test_the_page_that_refuses_a_file_is_one_of_ours(thread: Thread, ben: Account, browse: Browse) -> None:
    path = f"/t/{thread.pk}/reply/"
    answer = browse(ben).post(path, {"words": WORDS, "picture": SimpleUploadedFile("tide.png", b"\x89PNG")})
    assert answer.status_code == 400
    assert "We could not read that" in said(answer)
    assert "Leave now" in said(answer)


def test_a_form_of_several_parts_without_a_file_is_as_good_as_any(thread: Thread, strict: Client) -> None:
    assert _reply(strict, thread).status_code == 302  # The test client sends forms in parts.


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'--b\r\nContent-Disposition: form-data; name="words"\r\n\r\nhalf a', "multipart/form-data; boundary=b"),
        (b"", "multipart/form-data"),
        (b"x" * 600_000, "application/x-www-form-urlencoded"),
        (b"words=" + b"x" * 600_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=1" % n for n in range(300)), "application/x-www-form-urlencoded"),
        (b"words=%ff%fe&title=\xff\xfe", "application/x-www-form-urlencoded"),
        (b"words=a", "application/x-www-form-urlencoded; charset=utf-7"),
        (b"words=a", "application/x-www-form-urlencoded; charset=no-such"),
        (b"[" * 5000, "application/json"),
        (b"words", "text/plain"),
    ],
)
def test_a_body_that_is_no_form_gets_an_answer(
    body: bytes, kind: str, thread: Thread, ben: Account, browse: Browse
) -> None:
    for client in (browse(ben), browse(), Client(enforce_csrf_checks=True)):
        for path in (f"/t/{thread.pk}/reply/", f"/spaces/{thread.board_id}/write/", "/sign-in/", "/join/", "/filters/"):
            answer = client.generic("POST", path, body, content_type=kind)
            assert answer.status_code < 500, path
    assert Post.objects.count() == 1
