"""Keys that devices hold: added with the pass phrase, signing in alone, refused when anything does not fit."""

import json
import re
from hashlib import sha256
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from webauthn.helpers import bytes_to_base64url

from forum.accounts import keys
from forum.accounts.models import Account, AuthenticatorDevice, PassKey
from forum.accounts.permissions import Role
from tests.conftest import FakeClock
from tests.factories.accounts import PASS_PHRASE, make_account
from tests.factories.keys import Device
from tests.forum.accounts.test_browsers import enter, is_in
from tests.forum.answers import said, text, without_tokens

pytestmark = pytest.mark.django_db
FORM = {"name": "My phone", "shown": "A quiet place", "pass_phrase": PASS_PHRASE}


def options_on(page: Any) -> str:
    found = re.search(r'data-key-options="([^"]*)"', text(page))
    assert found, said(page)
    return unescape(found[1])


def add(client: Client, device: Device, **form: str) -> Any:
    options = options_on(client.post("/yours/keys/add/", {**FORM, **form}))
    return client.post("/yours/keys/keep/", {"answer": device.make(options)})


def ask(client: Client) -> str:
    return options_on(client.post("/sign-in/key/"))


def come_in(client: Client, device: Device, **more: str) -> Any:
    return client.post("/sign-in/key/show/", {"answer": device.show(ask(client)), **more})


@pytest.fixture
def device(ada: Account) -> Device:
    """Ada's phone, whose key is known here."""
    device = Device()
    assert add(enter(), device).status_code == 302
    return device


def test_a_key_signs_in_alone_and_lands_where_one_wanted_to_go(ada: Account, device: Device) -> None:
    client = Client()
    answer = come_in(client, device, next="/filters/")
    assert answer["Location"] == "/filters/"
    assert is_in(client)
    assert PassKey.objects.get().uses == 1


def test_what_the_device_is_asked_for_tells_nobody_anything(ada: Account) -> None:
    page = enter().post("/yours/keys/add/", FORM)
    asked = json.loads(options_on(page))
    assert asked["rp"] == {"name": "Holdfast", "id": "testserver"}
    assert (asked["user"]["name"], asked["user"]["displayName"]) == ("A quiet place", "A quiet place")
    assert "Ada" not in options_on(page)
    assert asked["attestation"] == "none"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert 'value="Holdfast"' in said(enter().get("/yours/keys/add/"))


def test_adding_asks_for_the_pass_phrase(ada: Account) -> None:
    client = enter()
    answer = client.post("/yours/keys/add/", {**FORM, "pass_phrase": "a guess at it"})
    assert answer.status_code == 422
    assert client.post("/yours/keys/keep/", {"answer": "{}"}).status_code == 409
    assert PassKey.objects.count() == 0


def test_an_answer_counts_once_and_only_to_its_own_question(ada: Account, device: Device, clock: FakeClock) -> None:
    client = Client()
    answer = device.show(ask(client))
    other = Client()
    ask(other)
    assert other.post("/sign-in/key/show/", {"answer": answer}).status_code == 409
    assert client.post("/sign-in/key/show/", {"answer": answer}).status_code == 302
    client.post("/sign-out/")
    assert client.post("/sign-in/key/show/", {"answer": answer}).status_code == 409
    late = Client()
    answer = device.show(ask(late))
    clock.advance(minutes=11)
    assert late.post("/sign-in/key/show/", {"answer": answer}).status_code == 409


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("host", "elsewhere"),
        ("origin", "http://elsewhere"),
        ("asks", False),
        ("uses", -1),
        ("number", b"another number.."),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(what: str, value: Any, device: Device) -> None:
    assert come_in(Client(), device).status_code == 302
    setattr(device, what, value)
    client = Client()
    assert come_in(client, device).status_code == 409
    assert not is_in(client)


def test_a_copied_key_is_noticed_by_its_counter(device: Device) -> None:
    assert come_in(Client(), device).status_code == 302
    device.uses = 0
    assert come_in(Client(), device).status_code == 409


def test_an_unknown_key_a_wrong_answer_and_a_closed_account_are_told_the_same(ada: Account, device: Device) -> None:
    unknown, forged = Device(b"nobody's number."), Device()
    told = [come_in(Client(), one) for one in (unknown, forged)]
    Account.objects.filter(pk=ada.pk).update(is_active=False)
    told.append(come_in(Client(), device))
    assert {answer.status_code for answer in told} == {409}
    assert len({without_tokens(answer) for answer in told}) == 1


@pytest.mark.parametrize(
    "answer", ["", "{}", "x", "[]", "null", '{"id": 7}', '{"id": "a", "response": []}', "9" * 30_000]
)
def test_an_answer_that_is_none_is_refused_kindly(answer: str, db: None) -> None:
    client = Client()
    ask(client)
    refused = client.post("/sign-in/key/show/", {"answer": answer})
    assert (refused.status_code, "did not work here" in said(refused)) == (409, True)


def test_keys_are_listed_by_name_and_taken_away_by_their_owner_alone(
    ada: Account, ben: Account, device: Device
) -> None:
    place = f"/yours/keys/{PassKey.objects.get().pk}/take-away/"
    enter("ben-1000").post(place)
    client = enter()
    assert "My phone" in said(client.get("/yours/keys/"))
    client.post(place)
    assert PassKey.objects.count() == 0
    assert come_in(Client(), device).status_code == 409


def test_one_key_is_one_accounts(ada: Account, ben: Account, device: Device) -> None:
    assert add(enter("ben-1000"), device).status_code == 409
    assert PassKey.objects.get().account == ada


def test_the_name_and_the_number_of_a_key_lie_sealed(device: Device) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_passkey")
        stored = repr(cursor.fetchall())
    assert "My phone" not in stored
    assert json.loads(PassKey.objects.get().public_key)["id"] not in stored


def test_a_key_is_two_steps_in_one_for_members_and_one_of_two_for_the_team(ada: Account, device: Device) -> None:
    AuthenticatorDevice.objects.create(user=ada, name="authenticator", confirmed=True, seed="31" * 20)
    client = Client()
    come_in(client, device)
    assert is_in(client)
    mo = make_account("Mo", Role.MODERATOR)
    PassKey.objects.update(account=mo)
    assert come_in(Client(), device)["Location"] == "/second-factor/"


def test_at_an_address_of_numbers_no_key_is_offered(ada: Account) -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    assert "Use a key" not in said(client.get("/sign-in/"))
    assert client.post("/sign-in/key/")["Location"] == "/sign-in/"
    client.post("/sign-in/", {"sign_in_name": "ada-1000", "pass_phrase": PASS_PHRASE})
    assert "only numbers" in said(client.get("/yours/keys/"))
    assert client.get("/yours/keys/add/")["Location"] == "/yours/keys/"


def test_a_visitor_who_only_looks_gets_no_session(db: None) -> None:
    client = Client()
    client.get("/sign-in/")
    assert "session" not in client.cookies


def _made_of(data: bytes) -> str:
    """An answer to being asked for a new key, in which `data` stands for the key itself."""
    said = json.dumps({"type": "webauthn.create", "challenge": "AAAA", "origin": "http://localhost"}).encode()
    about = sha256(b"localhost").digest() + b"\x45" + bytes(20) + b"\x00\x02ab" + data
    packed = b"\xa3cfmtdnonegattStmt\xa0hauthData\x58" + bytes([len(about)]) + about
    response = {"clientDataJSON": bytes_to_base64url(said), "attestationObject": bytes_to_base64url(packed)}
    key = bytes_to_base64url(b"ab")
    return json.dumps({"id": key, "rawId": key, "type": "public-key", "response": response})


@pytest.mark.parametrize("data", [b"\xa1\x01\x02", b"\x07", b"\xff", b""], ids=["no kind", "a number", "torn", "empty"])
def test_a_key_that_no_device_makes_is_refused_and_breaks_nothing(data: bytes) -> None:
    with pytest.raises(keys.KeyNotTaken):
        keys.read_new(_made_of(data), "AAAA", keys.Place("localhost", "http://localhost"))


@pytest.mark.parametrize("answer", ["[" * 19_000, '{"id":' * 3_000, "[]", '{"id": 5, "rawId": 5, "response": 7}'])
def test_an_answer_that_no_browser_gives_is_refused_and_breaks_nothing(answer: str) -> None:
    client = Client()
    ask(client)
    assert client.post("/sign-in/key/show/", {"answer": answer}).status_code == 409
