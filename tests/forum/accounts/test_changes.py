"""Changing the pass phrase, the sign-in name and the recovery phrase; the second step of a member; a break."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django_otp.oath import TOTP

from forum.accounts import services
from forum.accounts.away import away_now, is_away
from forum.accounts.models import Account, AuthenticatorDevice, PassKey, PlannedReturn, SpareCode, SpareCodeDevice
from forum.accounts.permissions import Role
from forum.accounts.secrets import keyed_hash, new_phrase
from forum.core.submission import new_token
from realtime.middleware import session_of, who_is
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import PASS_PHRASE, make_account
from tests.factories.threads import make_post
from tests.forum.accounts.test_browsers import enter, entry_of, is_in
from tests.forum.answers import said, text

pytestmark = pytest.mark.django_db
NEW = "gulls over the pier again"


def sign_in(name: str = "ada-1000", phrase: str = PASS_PHRASE, **more: str) -> tuple[Client, Any]:
    client = Client()
    return client, client.post("/sign-in/", {"sign_in_name": name, "pass_phrase": phrase, **more})


def code(clock: FakeClock, account: Account, steps: int = 0) -> str:
    totp = TOTP(bytes.fromhex(AuthenticatorDevice.objects.get(user=account).seed))
    totp.time = clock().timestamp() + 30 * steps
    return f"{totp.token():06}"


def wait_a_little() -> None:
    """After a wrong code the next try waits a second or two, of the real clock."""
    for device in (AuthenticatorDevice, SpareCodeDevice):
        device.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)


class TestPassPhrase:
    def change(self, client: Client, old: str = PASS_PHRASE, new: str = NEW) -> Any:
        return client.post("/yours/pass-phrase/", {"old": old, "pass_phrase": new, "pass_phrase_again": new})

    def test_the_new_one_holds_and_every_other_browser_is_out(self, ada: Account, browse: Browse) -> None:
        here, there, unlisted = enter(), enter(), browse(ada)
        assert "Your new pass phrase holds" in said(self.change(here))
        assert [is_in(client) for client in (here, there, unlisted)] == [True, False, False]
        assert entry_of(here)
        assert sign_in()[1].status_code == 422
        assert sign_in(phrase=NEW)[1].status_code == 302

    def test_the_old_one_is_asked_for(self, ada: Account) -> None:
        client = enter()
        answer = self.change(client, old="a guess at it")
        assert (answer.status_code, "not the pass phrase" in said(answer)) == (422, True)
        assert sign_in()[1].status_code == 302

    def test_the_session_gets_a_new_key(self, ada: Account) -> None:
        client = enter()
        before = client.cookies["session"].value
        self.change(client)
        assert client.cookies["session"].value != before
        client.cookies["session"] = before
        assert not is_in(client)


class TestSignInName:
    def ask(self, client: Client) -> str:
        client.post("/yours/sign-in-name/", {"word": "harbour", "pass_phrase": PASS_PHRASE})
        found = re.search(r"harbour-\d{4}", said(client.get("/yours/sign-in-name/keep/")))
        assert found
        return found[0]

    def test_it_holds_once_it_was_typed_from_a_copy(self, ada: Account) -> None:
        client = enter()
        name = self.ask(client)
        assert name not in repr(dict(client.session))
        assert client.post("/yours/sign-in-name/keep/", {"name": "harbour-0000"}).status_code == 422
        assert sign_in()[1].status_code == 302
        assert "holds" in said(client.post("/yours/sign-in-name/keep/", {"name": name.upper().replace("-", " ")}))
        assert is_in(client)
        assert (sign_in()[1].status_code, sign_in(name)[1].status_code) == (422, 302)
        assert client.get("/yours/sign-in-name/keep/")["Location"] == "/yours/sign-in-name/"

    def test_a_name_that_is_gone_meanwhile_is_told(self, ada: Account, ben: Account) -> None:
        client = enter()
        name = self.ask(client)
        Account.objects.filter(pk=ben.pk).update(sign_in_index=keyed_hash("sign-in-name", name))
        assert "cannot be used" in said(client.post("/yours/sign-in-name/keep/", {"name": name}))
        assert sign_in()[1].status_code == 302


def test_a_new_recovery_phrase_holds_once_it_was_kept(ada: Account) -> None:
    old = new_phrase()
    services.keep_phrase(actor=ada, phrase=old)
    client = enter()
    assert client.post("/yours/recovery-phrase/", {"pass_phrase": "a guess at it"}).status_code == 422
    client.post("/yours/recovery-phrase/", {"pass_phrase": PASS_PHRASE})
    page = said(client.get("/yours/recovery-phrase/keep/"))
    words = re.findall(r"<li>([a-z]+)</li>", page)
    assert len(words) == 12
    before = Account.objects.get(pk=ada.pk).recovery_index
    assert before == keyed_hash("recovery-phrase", old)
    typed = {f"word_{place}": words[int(place) - 1] for place in re.findall(r'name="word_(\d+)"', page)}
    client.post("/yours/recovery-phrase/keep/", typed)
    assert Account.objects.get(pk=ada.pk).recovery_index == keyed_hash("recovery-phrase", " ".join(words))


class TestSecondStep:
    @pytest.fixture
    def codes(self, ada: Account, clock: FakeClock) -> list[str]:
        """Ada has switched it on, through the pages."""
        client = enter()
        client.post("/yours/second-step/", {"pass_phrase": PASS_PHRASE})
        assert "Ada" not in text(client.get("/yours/second-step/set/")).split("<main")[1]
        page = client.post("/yours/second-step/set/", {"code": code(clock, ada)})
        clock.advance(minutes=1)
        assert is_in(client)
        return re.findall(r"<li>(s[0-9a-f]{10})</li>", text(page))

    def test_it_is_off_unless_somebody_asks_for_it(self, ada: Account) -> None:
        assert sign_in()[1]["Location"] == "/"
        assert "It is off." in said(enter().get("/yours/second-step/"))

    def test_setting_it_up_asks_for_the_pass_phrase_and_signs_out_elsewhere(
        self, ada: Account, clock: FakeClock
    ) -> None:
        here, there = enter(), enter()
        assert here.get("/yours/second-step/set/")["Location"] == "/yours/second-step/"
        assert here.post("/yours/second-step/", {"pass_phrase": "a guess at it"}).status_code == 422
        here.post("/yours/second-step/", {"pass_phrase": PASS_PHRASE})
        here.get("/yours/second-step/set/")
        here.post("/yours/second-step/set/", {"code": code(clock, ada)})
        assert (is_in(here), is_in(there)) == (True, False)

    def test_the_code_comes_before_anything_else(self, ada: Account, codes: list[str], clock: FakeClock) -> None:
        client, answer = sign_in(next="/filters/")
        assert answer["Location"] == "/second-factor/"
        for path in ("/spaces/", "/yours/", "/messages/", "/yours/second-step/"):
            assert client.get(path)["Location"] == "/second-factor/", path
        assert who_is(session_of(client.cookies["session"].value)) is None
        assert client.post("/second-factor/", {"code": "000000"}).status_code == 422
        wait_a_little()
        client.post("/second-factor/", {"code": code(clock, ada)})
        assert is_in(client)
        assert who_is(session_of(client.cookies["session"].value)) == ada

    def test_words_posted_before_the_code_wait(self, ada: Account, codes: list[str]) -> None:
        client, _ = sign_in()
        path = f"/t/{make_post(ada).thread_id}/reply/"
        client.post(path, {"words": "We walked by the sea.", "submission": new_token(ada)})
        assert client.post("/second-factor/", {"code": codes[0]})["Location"] == path
        assert "by the sea" in said(client.get(path))

    def test_a_spare_code_works_once_and_new_ones_replace_them(self, ada: Account, codes: list[str]) -> None:
        client, _ = sign_in()
        assert client.post("/second-factor/", {"code": codes[0]}).status_code == 302
        assert sign_in()[0].post("/second-factor/", {"code": codes[0]}).status_code == 422
        wait_a_little()
        form = {"pass_phrase": PASS_PHRASE, "code": codes[1], "codes": "1"}
        fresh = re.findall(r"<li>(s[0-9a-f]{10})</li>", text(client.post("/yours/second-step/", form)))
        assert len(fresh) == 8
        wait_a_little()
        assert sign_in()[0].post("/second-factor/", {"code": codes[2]}).status_code == 422
        wait_a_little()
        assert sign_in()[0].post("/second-factor/", {"code": fresh[0]}).status_code == 302

    def test_switching_it_off_asks_for_both(self, ada: Account, codes: list[str]) -> None:
        client, _ = sign_in()
        waiting, _ = sign_in()
        client.post("/second-factor/", {"code": codes[0]})
        for form in ({"pass_phrase": PASS_PHRASE, "code": "000000"}, {"pass_phrase": "a guess", "code": codes[1]}):
            assert client.post("/yours/second-step/", form).status_code == 422
            wait_a_little()
        assert client.post("/yours/second-step/", {"pass_phrase": PASS_PHRASE, "code": codes[1]}).status_code == 302
        assert is_in(client)
        assert sign_in()[1]["Location"] == "/"
        assert SpareCode.objects.count() == 0
        assert waiting.get("/second-factor/")["Location"] == "/"
        assert is_in(waiting)

    def test_the_recovery_phrase_lets_one_in_and_takes_codes_and_keys_away(
        self, ada: Account, codes: list[str]
    ) -> None:
        phrase = new_phrase()
        services.keep_phrase(actor=ada, phrase=phrase)
        PassKey(account=ada, name="Stick", key_index="0" * 64, public_key="{}").save(force_insert=True)
        client = Client()
        form = {"phrase": phrase, "word": "harbour", "pass_phrase": NEW, "pass_phrase_again": NEW}
        assert client.post("/recover/", form)["Location"] == "/join/phrase/"
        assert is_in(client)
        assert not AuthenticatorDevice.objects.filter(user=ada).exists()
        assert PassKey.objects.count() == 0

    def test_the_team_keeps_its_own_way(self, browse: Browse) -> None:
        assert browse(make_account("Mo", Role.MODERATOR)).get("/yours/second-step/").status_code == 404


class TestBreak:
    DAY = "2026-12-20"

    def go(self, client: Client, on: str = DAY, note: str = "The sea is still there.") -> Any:
        return client.post("/yours/break/", {"on": on, "note": note})

    def test_one_is_signed_out_everywhere_and_asked_on_coming_back(self, ada: Account, clock: FakeClock) -> None:
        here, there = enter(), enter()
        answer = self.go(here)
        assert (answer["Location"], "cookies" in answer["Clear-Site-Data"]) == ("/away/", True)
        assert (is_in(here), is_in(there)) == (False, False)
        assert list(away_now()) == [ada.pk]
        client, answer = sign_in(next="/filters/")
        assert answer["Location"] == "/back/"
        assert client.get("/spaces/")["Location"] == "/back/"
        page = said(client.get("/back/"))
        assert "Sunday 20 December 2026" in page
        assert "The sea is still there." in page
        assert client.post("/back/")["Location"] == "/filters/"
        assert is_in(client)
        assert (is_away(ada.pk), PlannedReturn.objects.count()) == (False, 0)

    def test_one_can_stay_away(self, ada: Account, clock: FakeClock) -> None:
        self.go(enter())
        client, _ = sign_in()
        client.post("/sign-out/")
        assert is_away(ada.pk)
        assert sign_in()[1]["Location"] == "/back/"

    @pytest.mark.parametrize("day", ["2026-11-24", "2026-11-23", "2027-12-31", "", "soon"])
    def test_a_day_that_cannot_be_is_refused_and_the_note_stays(self, day: str, ada: Account, clock: FakeClock) -> None:
        answer = self.go(enter(), on=day)
        assert (answer.status_code, "The sea is still there." in said(answer)) == (422, True)
        assert not is_away(ada.pk)

    def test_the_note_lies_sealed(self, ada: Account, clock: FakeClock) -> None:
        self.go(enter())
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM accounts_plannedreturn")
            assert "The sea" not in repr(cursor.fetchall())

    def test_closing_the_account_forgets_all_of_it(self, ada: Account, clock: FakeClock) -> None:
        services.take_break(actor=ada, on=clock().date() + timedelta(days=3), note="A note")
        services.set_choices(actor=ada, region="north")
        services.close_account(actor=ada, account=ada)
        assert PlannedReturn.objects.count() == 0


def test_ones_own_place_leads_everywhere_and_asks_little(ada: Account, django_assert_max_num_queries: Any) -> None:
    client = enter()
    with django_assert_max_num_queries(12):
        page = client.get("/yours/")
    for href in re.findall(r'<li><a href="(/[^"]*)"><span class="door-title">', text(page)):
        assert client.get(href).status_code == 200, href
