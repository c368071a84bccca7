"""What every answer says to the browser, whatever kind of answer it is."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from forum.accounts.models import Account
from forum.threads.models import Post
from tests.conftest import Browse
from tests.factories.threads import ready_to_write
from tests.forum.answers import text

pytestmark = pytest.mark.django_db
UNKNOWN = UUID(int=7)
# How a page is asked for, and what it answers.
VISITOR = (
    ("get", "/", 200), ("get", "/help/", 200), ("get", "/limits/", 200), ("get", "/held/", 200), ("get", "/join/", 200),
    ("get", "/sign-in/", 200), ("get", "/recover/", 200), ("get", "/about/", 200), ("get", "/who-reads/", 200),
    ("get", "/safety/", 200), ("get", "/guidelines/", 200), ("get", "/cover/", 200), ("get", "/style/", 200),
    ("get", "/healthz", 200), ("get", "/no-such-page/", 404), ("get", "/spaces/", 302), ("post", "/help/", 405),
    ("post", "/sign-in/", 200), ("post", "/reports/csp/", 204), ("get", "/leave/", 303), ("put", "/join/", 405),
    ("get", "/static/no-such.css", 404), ("get", "/spaces", 404),
)  # fmt: skip
MEMBER = (
    ("get", "/", 302), ("get", "/spaces/", 200), ("get", "/spaces/{board}/", 200),
    ("get", "/spaces/{board}/write/", 200),
    ("get", "/t/{thread}/", 200), ("get", "/t/{thread}/reply/", 200), ("get", "/p/{post}/", 302),
    ("get", "/p/{post}/withdraw/", 404), ("get", "/filters/", 200), ("get", "/directory/", 404),
    ("get", "/messages/", 200),
    ("get", f"/t/{UNKNOWN}/", 404), ("post", "/t/{thread}/", 405), ("get", "/limits/read/", 302),
    ("post", "/sign-out/", 302),
)  # fmt: skip
ALWAYS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, noarchive",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
TELLING = (
    "abuse",
    "assault",
    "rape",
    "violen",
    "survivor",
    "victim",
    "safeguard",
    "crisis",
    "trauma",
    "walk by the sea",
)


def _assert_private(answer: Any) -> None:
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    for word in ("unsafe", "*", "data:", "blob:", "http:", "https:", "eval"):
        assert word not in policy.replace("report-uri", "")
    for part in (
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "require-trusted-types-for 'script'",
    ):
        assert part in policy
    for ability in ("camera", "microphone", "geolocation"):
        assert f"{ability}=()" in answer.headers["Permissions-Policy"]
    assert "Server" not in answer.headers


def _assert_discreet(answer: Any) -> None:
    """The page says nothing in its title, runs nothing of its own, asks nothing from elsewhere."""
    page = text(answer)
    title = re.search(r"<title>(.*?)</title>", page)
    assert title
    assert not any(word in title[1].lower() for word in TELLING)
    assert title[1].endswith("· Holdfast")
    assert not re.search(
        r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)|<iframe|<img[^>]+src=\"http", page
    )
    assert not re.search(r"<(?:script|link|img)[^>]+(?:src|href)=\"(?:https?:)?//", page)
    assert 'href="/leave/"' in page
    assert 'href="/help/"' in page


@pytest.mark.parametrize(("method", "path", "status"), VISITOR)
def test_every_answer_to_a_visitor_is_private(method: str, path: str, status: int, client: Client) -> None:
    answer = client.generic(method.upper(), path)
    assert answer.status_code == status
    _assert_private(answer)
    if answer.headers.get("Content-Type", "").startswith("text/html") and answer.content and path != "/style/":
        _assert_discreet(answer)


@pytest.mark.parametrize(("method", "path", "status"), MEMBER)
def test_every_answer_to_a_member_is_private(
    method: str, path: str, status: int, ben: Account, post: Post, browse: Browse
) -> None:
    ready_to_write(ben)
    there = path.format(board=post.thread.board_id, thread=post.thread_id, post=post.pk)
    answer = browse(ben).generic(method.upper(), there)
    assert answer.status_code == status
    _assert_private(answer)
    if answer.headers.get("Content-Type", "").startswith("text/html") and answer.content:
        _assert_discreet(answer)


def test_a_host_that_is_not_ours_gets_a_private_answer_and_no_fault(client: Client) -> None:
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    _assert_private(answer)
    assert "evil.example" not in text(answer)


def test_a_fault_of_ours_gets_a_private_page_that_asks_the_database_nothing(
    ben: Account, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError

    monkeypatch.setattr("forum.boards.views.render", fail)
    client = browse(ben)
    client.raise_request_exception = False
    answer = client.get("/spaces/")
    assert answer.status_code == 500
    _assert_private(answer)
    _assert_discreet(answer)
    assert "116 123" in text(answer)


def test_pages_vary_with_nothing_but_the_cookie(ben: Account, browse: Browse) -> None:
    assert set(browse(ben).get("/spaces/").headers["Vary"].split(", ")) <= {"Cookie"}


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[]", b"[1]", b"null", b'{"csp-report": 1}', b"\xff\xfe", b"[" * 16_000, b"x" * 600_000,
     b'{"csp-report": {"effective-directive": "img-src\\n203.0.113.77 words"}}'],
)  # fmt: skip
def test_the_door_for_reports_takes_anything_and_keeps_no_text(
    body: bytes, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.generic("POST", "/reports/csp/", body, content_type="application/csp-report")
    assert answer.status_code in (204, 400)
    assert "203.0.113" not in caplog.text
    assert " words" not in caplog.text
