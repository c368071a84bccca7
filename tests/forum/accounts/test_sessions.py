"""Sessions that end by themselves, and leaving at once."""

from datetime import datetime

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client

from forum.accounts.chores import forget_kept_drafts, forget_old_sessions
from forum.accounts.models import Account, KeptDraft
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import PASS_PHRASE

pytestmark = pytest.mark.django_db
LEAVE_URL = "https://www.bbc.co.uk/weather"


def _is_in(client: Client) -> bool:
    return client.get("/spaces/").status_code == 200


def test_a_session_ends_after_half_an_hour_without_a_page(ada: Account, clock: FakeClock, browse: Browse) -> None:
    client = browse(ada)
    clock.advance(minutes=29)
    assert _is_in(client)
    clock.advance(minutes=29)
    assert _is_in(client)
    clock.advance(minutes=32)
    answer = client.get("/spaces/")
    assert answer.status_code == 302
    assert answer.cookies["session"].value == ""
    assert not _is_in(client)


def test_a_session_ends_after_twelve_hours_however_busy(ada: Account, clock: FakeClock, browse: Browse) -> None:
    client = browse(ada)
    for _ in range(12 * 3):
        clock.advance(minutes=20)
        assert _is_in(client)
    clock.advance(minutes=1)
    assert not _is_in(client)


def test_the_settings_may_make_it_shorter(
    ada: Account, clock: FakeClock, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SESSION_IDLE", settings.SESSION_IDLE / 3)
    client = browse(ada)
    clock.advance(minutes=12)
    assert not _is_in(client)


def test_an_ended_session_cannot_be_used_again_with_its_old_cookie(
    ada: Account, clock: FakeClock, browse: Browse
) -> None:
    client = browse(ada)
    key = client.cookies["session"].value
    clock.advance(minutes=32)
    assert not _is_in(client)
    clock.advance(minutes=-32)
    client.cookies["session"] = key
    assert not _is_in(client)


def test_public_pages_stay_open_to_somebody_whose_session_ended(ada: Account, clock: FakeClock, browse: Browse) -> None:
    client = browse(ada)
    clock.advance(hours=13)
    assert client.get("/help/").status_code == 200
    assert client.get("/limits/").status_code == 200


def test_a_closed_account_is_out_at_once(ada: Account, browse: Browse) -> None:
    client = browse(ada)
    Account.objects.filter(pk=ada.pk).update(is_active=False)
    assert not _is_in(client)


def test_a_session_holds_no_address_and_no_device(ada: Account) -> None:
    client = Client(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="Tulip/7.3", HTTP_ACCEPT_LANGUAGE="cy")
    client.post("/sign-in/", {"sign_in_name": "ada-1000", "pass_phrase": PASS_PHRASE})
    client.get("/filters/")
    held = repr(Session.objects.get().get_decoded())
    assert not any(word in held for word in ("203.0.113", "Tulip", "cy'"))


def test_the_steward_forgets_old_sessions_and_words_nobody_came_back_for(ada: Account, browse: Browse) -> None:
    browse(ada)
    later = datetime.fromisoformat("2100-01-01T00:00:00+00:00")
    KeptDraft.objects.create(token_hash="x", writer_mark="m", words="w", expires_at=later.replace(year=2099))
    assert forget_old_sessions(later) == 1
    assert forget_kept_drafts(later) == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_leaving_ends_the_session_empties_the_browser_and_goes_somewhere_plain(
    method: str, ada: Account, browse: Browse
) -> None:
    client = browse(ada)
    key = client.cookies["session"].value
    answer = getattr(client, method)("/leave/")
    assert (answer.status_code, answer["Location"]) == (303, LEAVE_URL)
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    for name in ("session", "form"):
        assert answer.cookies[name].value == ""
        assert answer.cookies[name]["max-age"] == 0
    client.cookies["session"] = key
    assert not _is_in(client)
    assert not Session.objects.filter(session_key=key).exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_leaving_works_for_everybody_and_for_any_form_of_asking(method: str, ada: Account, browse: Browse) -> None:
    strict = Client(enforce_csrf_checks=True)
    for client in (browse(), strict):
        answer = getattr(client, method)("/leave/")
        assert (answer.status_code, answer["Location"]) == (303, LEAVE_URL)
    assert browse(ada).get("/leave/?next=https://evil.example/")["Location"] == LEAVE_URL


def test_asking_only_for_the_head_of_it_ends_nothing(ada: Account, browse: Browse) -> None:
    client = browse(ada)
    assert client.head("/leave/").status_code == 405
    assert _is_in(client)


def test_a_page_that_looks_for_news_by_itself_keeps_nobody_signed_in(
    ada: Account, clock: FakeClock, browse: Browse
) -> None:
    client = browse(ada)
    for _ in range(2):
        clock.advance(minutes=20)
        client.get("/spaces/", headers={"X-Live": "1"})
    assert not _is_in(client)


def test_leaving_works_while_something_of_ours_is_broken(ada: Account, browse: Browse) -> None:
    client = browse(ada)
    client.raise_request_exception = False
    with connection.execute_wrapper(_no_database):
        answer = client.get("/leave/")
    assert (answer.status_code, answer["Location"]) == (303, LEAVE_URL)
    assert answer["Clear-Site-Data"]
    assert answer.cookies[settings.SESSION_COOKIE_NAME].value == ""


def _no_database(*args: object) -> None:
    raise OperationalError


def test_another_site_cannot_make_somebody_leave_with_a_picture(ada: Account, browse: Browse) -> None:
    client = browse(ada)
    answer = client.get("/leave/", headers={"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 204
    assert "Clear-Site-Data" not in answer
    assert _is_in(client)
