"""What waits for somebody, and how they choose to hear of it."""

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django import Settings

from forum.accounts.models import Account
from moderation.nudges import reading
from moderation.nudges.models import Nudge, Postbox
from tests.conftest import Browse, FakeClock
from tests.factories.nudges import make_nudge


@pytest.fixture
def _mail(settings: Settings) -> None:
    settings.REMINDER_MAIL = {"on": True, "names_site": False}
    settings.DEFAULT_FROM_EMAIL = "notes@example.org"
    settings.SITE_URL = "https://holdfast.example"


def test_a_line_waits_until_it_is_put_away(browse: Browse, clock: FakeClock, mo: Account, lea: Account) -> None:
    line = make_nudge(mo, "A shift is open on Sunday.")
    client = browse(mo)
    assert "A shift is open on Sunday." in client.get(reverse("nudges:list")).content.decode()
    assert "A shift is open" not in browse(lea).get(reverse("nudges:list")).content.decode()
    address = reverse("nudges:put_away", args=[line.pk])
    assert browse(lea).post(address).status_code == 404
    for _ in range(2):
        assert client.post(address)["Location"] == reverse("nudges:list")
    assert reading.open_for(mo) == []
    assert "Nothing waits for you" in client.get(reverse("nudges:list")).content.decode()


def test_putting_away_leads_back_to_our_own_pages_only(browse: Browse, mo: Account) -> None:
    address = reverse("nudges:put_away", args=[make_nudge(mo).pk])
    for back, goes in (
        (reverse("rota:shifts"), reverse("rota:shifts")),
        ("https://elsewhere.example/", reverse("nudges:list")),
        ("//elsewhere.example/", reverse("nudges:list")),
        ("\\\\elsewhere.example", reverse("nudges:list")),
    ):
        assert browse(mo).post(address, {"back": back})["Location"] == goes


def test_the_same_told_twice_stands_there_once(mo: Account) -> None:
    make_nudge(mo)
    make_nudge(mo)
    assert len(reading.open_for(mo)) == 1


def test_a_site_without_a_mail_server_says_so_and_takes_no_address(browse: Browse, mo: Account) -> None:
    client = browse(mo)
    page = client.get(reverse("nudges:reminders")).content.decode()
    assert "This site sends no e-mail" in page
    assert 'name="address"' not in page
    assert client.post(reverse("nudges:reminders"), {"address": "mo@example.org"}).status_code == 422
    assert not Postbox.objects.exists()


@pytest.mark.usefixtures("_mail")
def test_choosing_mail_sends_one_that_says_nothing(browse: Browse, mo: Account) -> None:
    client = browse(mo)
    answer = client.post(reverse("nudges:reminders"), {"address": "mo@example.org"})
    assert answer.status_code == 302
    (sent,) = mail.outbox
    assert (sent.subject, sent.to) == ("A reminder", ["mo@example.org"])
    text = sent.message().as_string()
    for telling in ("Holdfast", "holdfast", "Mo\n", "shift", "forum", "moderator"):
        assert telling not in text.replace("Moderated", "")
    assert "@example.org>" in sent.message()["Message-ID"]
    page = client.get(reverse("nudges:reminders")).content.decode()
    assert "We sent you one e-mail" in page
    assert "mo@example.org" in page
    assert "We sent you one e-mail" not in client.get(reverse("nudges:reminders")).content.decode()


@pytest.mark.usefixtures("_mail")
def test_the_address_is_sealed_and_deleted_when_it_is_turned_off(browse: Browse, mo: Account, lea: Account) -> None:
    client = browse(mo)
    client.post(reverse("nudges:reminders"), {"address": "mo@example.org"})
    assert "mo@" not in str(Postbox.objects.values_list("address", flat=True).get())
    assert "mo@example.org" not in browse(lea).get(reverse("nudges:reminders")).content.decode()
    for _ in range(2):
        assert client.post(reverse("nudges:turn_off")).status_code == 302
    assert not Postbox.objects.exists()


@pytest.mark.usefixtures("_mail")
def test_an_address_that_is_none_comes_back_with_a_reason(browse: Browse, mo: Account) -> None:
    answer = browse(mo).post(reverse("nudges:reminders"), {"address": "mo at home"})
    assert answer.status_code == 422
    assert "mo at home" in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.usefixtures("_mail")
def test_nobody_can_have_many_mails_sent(browse: Browse, clock: FakeClock, mo: Account) -> None:
    client = browse(mo)
    answers = [client.post(reverse("nudges:reminders"), {"address": f"mo{number}@example.org"}) for number in range(7)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [422] * 2
    assert len(mail.outbox) == 5


def test_members_have_no_nudges(browse: Browse, ada: Account) -> None:
    assert browse(ada).get(reverse("nudges:list")).status_code == 404
    assert not Nudge.objects.visible_to(ada).exists()
