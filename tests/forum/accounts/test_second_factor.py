"""The second factor of the team: set up, shown, used once, and nothing opens without it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP

from forum.accounts.models import Account, AuthenticatorDevice, SpareCode, SpareCodeDevice
from forum.accounts.permissions import Role
from forum.core.submission import new_token
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import PASS_PHRASE, make_account
from tests.forum.answers import said, text

pytestmark = pytest.mark.django_db
SEED = "31" * 20


@pytest.fixture
def noor(db: None) -> Account:
    """A manager who has no second factor yet."""
    return make_account("Noor", Role.MANAGER, verified=False)


@pytest.fixture
def lee(db: None) -> Account:
    """A manager with a second factor, who has not shown it in this session."""
    account = make_account("Lee", Role.MANAGER, verified=False)
    AuthenticatorDevice.objects.create(user=account, name="authenticator", confirmed=True, seed=SEED)
    return account


def _code(clock: FakeClock, seed: str = SEED, *, steps: int = 0) -> str:
    totp = TOTP(bytes.fromhex(seed))
    totp.time = clock().timestamp() + 30 * steps
    return f"{totp.token():06}"


def _show(client: Client, code: str) -> int:
    return client.post("/second-factor/", {"code": code}).status_code


def _set_up(client: Client, account: Account, clock: FakeClock) -> list[str]:
    """Set the second factor up through its page. Returns the spare codes."""
    client.get("/second-factor/")
    seed = AuthenticatorDevice.objects.get(user=account).seed
    answer = client.post("/second-factor/", {"code": _code(clock, seed)})
    assert answer.status_code == 200
    return re.findall(r"<li>(s[0-9a-f]{10})</li>", text(answer))


def test_signing_in_to_a_duty_account_leads_to_the_second_factor_and_then_on(lee: Account, clock: FakeClock) -> None:
    client = Client()
    answer = client.post("/sign-in/", {"sign_in_name": "lee-1000", "pass_phrase": PASS_PHRASE, "next": "/directory/"})
    assert answer["Location"] == "/second-factor/"
    shown = client.post("/second-factor/", {"code": _code(clock)})
    assert (shown.status_code, shown["Location"]) == (302, "/directory/")
    assert client.get("/directory/").status_code == 200


def test_no_page_of_the_team_opens_without_it(lee: Account, browse: Browse) -> None:
    client = browse(lee, verified=False)
    for path in ("/directory/", "/notices/", "/filters/"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/second-factor/"), path


def test_public_pages_and_the_way_out_stay_open_without_it(lee: Account, browse: Browse) -> None:
    client = browse(lee, verified=False)
    for path in ("/help/", "/about/", "/limits/"):
        assert client.get(path).status_code == 200, path
    assert client.get("/leave/").status_code in (302, 303)
    assert browse(lee, verified=False).post("/sign-out/").headers["Location"] == "/"


def test_afterwards_one_is_where_one_wanted_to_go(lee: Account, browse: Browse, clock: FakeClock) -> None:
    client = browse(lee, verified=False)
    client.get("/directory/")
    client.get("/team/", headers={"X-Live": "1"})
    shown = client.post("/second-factor/", {"code": _code(clock)})
    assert shown.headers["Location"] == "/directory/"


def test_only_words_from_ones_own_form_wait(lee: Account, ada: Account, browse: Browse) -> None:
    path, words = f"/t/{uuid4()}/reply/", "We are here on Mondays."
    for writer, waits in ((ada, False), (lee, True)):
        client = browse(lee, verified=False)
        answer = client.post(path, {"words": words, "submission": new_token(writer)})
        assert answer.headers["Location"] == "/second-factor/"
        assert ("kept" in client.session, client.session.get("after_second_factor") == path) == (waits, waits)
        assert words not in repr(dict(client.session))


def test_a_member_has_no_such_page(ada: Account, browse: Browse) -> None:
    assert browse(ada).get("/second-factor/").status_code == 404


def test_setting_it_up_shows_the_seed_once_and_spare_codes_once(
    noor: Account, browse: Browse, clock: FakeClock
) -> None:
    client = browse(noor, verified=False)
    page = client.get("/second-factor/")
    assert 'class="qr"' in text(page)
    assert re.search(r'<svg viewBox="0 0 (\d+) \1"', text(page)), "A picture that cannot shrink whole is cut off."
    letters = re.findall(r'code-big">([A-Z2-7 ]+)<', text(page))
    assert letters == re.findall(r'code-big">([A-Z2-7 ]+)<', text(client.get("/second-factor/"))), "Still the same."
    spare = _set_up(client, noor, clock)
    assert len(spare) == 8
    assert client.get("/directory/").status_code == 200
    later = text(client.get("/second-factor/"))
    assert letters[0] not in later
    assert spare[0] not in later


def test_a_wrong_first_code_sets_nothing_up(noor: Account, browse: Browse) -> None:
    client = browse(noor, verified=False)
    client.get("/second-factor/")
    assert _show(client, "000000") == 422
    assert client.get("/directory/").status_code == 302
    assert not AuthenticatorDevice.objects.get(user=noor).confirmed


def test_whoever_has_one_cannot_set_up_another_without_showing_it(lee: Account, browse: Browse) -> None:
    page = browse(lee, verified=False).get("/second-factor/")
    assert 'class="qr"' not in text(page)
    assert AuthenticatorDevice.objects.filter(user=lee).count() == 1


def test_the_seed_is_sealed_and_spare_codes_are_only_hashes(noor: Account, browse: Browse, clock: FakeClock) -> None:
    spare = _set_up(browse(noor, verified=False), noor, clock)
    seed = AuthenticatorDevice.objects.get(user=noor).seed
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_authenticatordevice")
        stored = repr(cursor.fetchall())
        cursor.execute("SELECT * FROM accounts_sparecode")
        stored += repr(cursor.fetchall())
    assert seed not in stored
    assert not any(code in stored or code[1:] in stored for code in spare)


def test_a_code_works_once(lee: Account, browse: Browse, clock: FakeClock) -> None:
    assert _show(browse(lee, verified=False), _code(clock)) == 302
    again = browse(lee, verified=False)
    assert _show(again, _code(clock)) == 422
    assert again.get("/directory/").status_code == 302


def test_the_code_of_a_step_before_or_after_counts_and_an_older_one_does_not(
    lee: Account, browse: Browse, clock: FakeClock
) -> None:
    assert _show(browse(lee, verified=False), _code(clock, steps=-1)) == 302
    assert _show(browse(lee, verified=False), _code(clock, steps=-1)) == 422
    clock.advance(minutes=5)
    AuthenticatorDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    assert _show(browse(lee, verified=False), _code(clock, steps=-3)) == 422


def test_after_a_wrong_code_even_the_right_one_waits(lee: Account, browse: Browse, clock: FakeClock) -> None:
    client = browse(lee, verified=False)
    assert _show(client, "123456") == 422
    assert AuthenticatorDevice.objects.get(user=lee).throttling_failure_count == 1
    assert _show(client, _code(clock)) == 422
    AuthenticatorDevice.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(minutes=5))
    assert _show(client, _code(clock)) == 302


def test_many_tries_are_stopped_whoever_asks(lee: Account, browse: Browse, clock: FakeClock) -> None:
    for _ in range(10):
        _show(browse(lee, verified=False), "000000")
    AuthenticatorDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    answer = browse(lee, verified=False).post("/second-factor/", {"code": _code(clock)})
    assert answer.status_code == 422
    assert "Wait a little" in said(answer)


def test_a_spare_code_works_once_however_it_is_typed(noor: Account, browse: Browse, clock: FakeClock) -> None:
    spare = _set_up(browse(noor, verified=False), noor, clock)
    typed = f" {spare[0][:5].upper()} {spare[0][5:]} "
    assert _show(browse(noor, verified=False), typed) == 302
    assert SpareCode.objects.count() == 7
    assert _show(browse(noor, verified=False), typed) == 422
    SpareCodeDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    assert _show(browse(noor, verified=False), spare[1]) == 302


def test_somebody_elses_spare_code_does_not_work(noor: Account, lee: Account, browse: Browse, clock: FakeClock) -> None:
    spare = _set_up(browse(noor, verified=False), noor, clock)
    assert _show(browse(lee, verified=False), spare[0]) == 422


@pytest.mark.parametrize("odd", ["", "²²²²²²", "٣٣٣٣٣٣", "-12345", "1e5", "s", "\u0000", "9" * 20, "9" * 5000])
def test_what_is_no_code_is_refused_and_nothing_breaks(odd: str, lee: Account, noor: Account, browse: Browse) -> None:
    assert _show(browse(lee, verified=False), odd) == 422
    assert _show(browse(noor, verified=False), odd) == 422
