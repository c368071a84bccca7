"""Whatever is sent to any address of the forum, it answers: never a fault of ours."""

from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from forum.accounts.models import Account
from forum.inbox.services import write_to_member
from forum.threads.models import Post
from tests.conftest import Browse
from tests.factories.threads import ready_to_write

pytestmark = pytest.mark.django_db

BOTH_JOINERS = "\u200d\u200c"
ODD = (
    "", "\u0000", "a\u0000b", "\u202e\u200b", "\ud7ff\uffff", "é" * 300, "x" * 25_000, "-1", "9" * 5000, "1e309", "٣",
    "²", "' OR 1=1 --", "{{ 7*7 }}", "%s%n%00", "../../etc/passwd", "<script>", "[]", '{"a":1}',
    BOTH_JOINERS, "\r\nSet-Cookie: a=b",
)  # fmt: skip
NAMES = (
    "title", "words", "warnings", "submission", "preview", "kept", "next", "sign_in_name", "pass_phrase",
    "pass_phrase_again", "pseudonym", "word", "adult", "phrase", "code", "version", "all", "sys.police", "region",
    "after", "word_1", "reason", "note", "wish", "sure",
)  # fmt: skip
PATHS = (
    "/t/x/", "/t/%00/", "/t/%ff/", "/t/" + "9" * 4000 + "/", "/p/../../", "/spaces/00000000000000000000000000000000/",
    "/spaces/00000000-0000-0000-0000-00000000000G/", "/limits/99999999999999999999999999/", "/limits/-1/",
    "/limits/1e3/", "/limits/%D9%A3/", "/directory/x/checked/", "/%E2%80%AE/", "/" + "x" * 6000, "/t//",
    "/spaces/%2e%2e/", "/.env", "/%0a/",
)  # fmt: skip
APPS = ("accounts", "boards", "confidentiality", "core", "inbox", "support", "threads", "warnings")


def _routes() -> list[str]:
    """Every address of the forum's apps, with {} where an id stands."""
    found = []
    for included in get_resolver().url_patterns:
        if isinstance(included, URLResolver) and included.app_name in APPS:
            for route in included.url_patterns:
                assert isinstance(route, URLPattern)
                found.append("/" + str(route.pattern).replace("<uuid:pk>", "{}").replace("<int:version>", "1"))
    return sorted(set(found))


@pytest.fixture
def ids(ben: Account, lea: Account, post: Post) -> list[str]:
    """Ids that exist: of a board, a thread, a post, and a conversation with Ben."""
    ready_to_write(ben)
    letter = write_to_member(actor=lea, member=ben, words="Hello Ben.", submission=uuid4())
    conversation = getattr(letter, "conversation_id", None) or letter.pk
    return [str(pk) for pk in (post.thread.board_id, post.thread_id, post.pk, conversation)]


def _addresses(ids: list[str]) -> list[str]:
    return [route.format(pk) for route in _routes() for pk in (ids if "{}" in route else ids[:1])]


def test_the_forum_has_the_routes_this_file_thinks_it_tries() -> None:
    assert {"/join/", "/sign-in/", "/t/{}/reply/", "/filters/", "/limits/1/", "/help/", "/reports/csp/"} <= set(
        _routes()
    )


@pytest.mark.parametrize("who", ["visitor", "member", "manager"])
def test_odd_fields_are_answered_everywhere(
    who: str, ben: Account, nia: Account, ids: list[str], browse: Browse
) -> None:
    people = {"visitor": None, "member": ben, "manager": nia}
    for address in _addresses(ids):
        client = browse(people[who])
        for odd in ODD:
            answer = client.post(address, dict.fromkeys(NAMES, odd))
            assert answer.status_code < 500, (address, odd)
            if answer.status_code in (404, 405):
                break  # Nothing there reads a field.
            if "Clear-Site-Data" in answer.headers:
                client = browse(people[who])


def test_repeated_fields_and_odd_queries_are_answered_everywhere(ben: Account, ids: list[str], browse: Browse) -> None:
    for address in _addresses(ids):
        client = browse(ben)
        twice = {name: ["one", "two", ""] for name in NAMES}
        assert client.post(address, twice).status_code < 500, address
        for odd in ("%00", "%ff%fe", "%ED%A0%80", "x" * 3000, "gAAAA%00"):
            client = browse(ben)
            query = "&".join(f"{name}={odd}&{name}={odd}" for name in NAMES)
            assert client.get(f"{address}?{query}").status_code < 500, address


@pytest.mark.parametrize("path", PATHS)
def test_addresses_that_cannot_be_are_answered(path: str, ben: Account, browse: Browse) -> None:
    for client in (browse(), browse(ben)):
        for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"):
            answer = client.generic(method, path)
            assert answer.status_code in (302, 404, 405), (method, answer.status_code)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "BREW"])
def test_other_methods_are_answered_and_change_nothing(
    method: str, ben: Account, ids: list[str], browse: Browse
) -> None:
    for address in _addresses(ids):
        assert browse(ben).generic(method, address, b"words=x").status_code < 500, address
    assert Post.objects.count() == 1


@pytest.mark.parametrize("name", ["session", "form"])
def test_odd_cookies_are_answered(name: str, client: Client) -> None:
    for odd in ODD[2:]:
        client.cookies[name] = quote(odd[:3000])
        for path in ("/sign-in/", "/spaces/", "/help/"):
            assert client.get(path).status_code < 500


@pytest.mark.parametrize(
    "headers",
    [{"Host": ""}, {"Host": "a b"}, {"Host": "["}, {"Host": "testserver:99999"}, {"Accept": "\xff"},
     {"X-Forwarded-For": "x, é"},
     {"X-Forwarded-For": ":" * 500}, {"Content-Length": "x"}, {"Content-Type": "multipart/form-data; boundary=\xff"}],
)  # fmt: skip
def test_odd_headers_are_answered(headers: dict[str, str], client: Client) -> None:
    for path in ("/help/", "/spaces/"):
        assert client.get(path, headers=headers).status_code < 500
    assert client.post("/sign-in/", {"sign_in_name": "a"}, headers=headers).status_code < 500
