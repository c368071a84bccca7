"""Neutral e-mail, sent by the clock; what is old is forgotten."""

import logging
import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from pytest_django import Settings

from forum.accounts.models import Account
from moderation.nudges import services
from moderation.nudges.chores import forget_old_nudges, send_reminders
from moderation.nudges.models import Nudge, Postbox
from moderation.team.services import close_duty_account
from tests.conftest import FakeClock
from tests.factories.nudges import make_nudge


@pytest.fixture(autouse=True)
def _mail(settings: Settings) -> None:
    settings.REMINDER_MAIL = {"on": True, "names_site": False}
    settings.DEFAULT_FROM_EMAIL = "notes@example.org"


def _choose(account: Account) -> Postbox:
    return services.choose_mail(actor=account, address=f"{account.pseudonym.lower()}@example.org")


def test_one_mail_an_hour_however_much_there_is(clock: FakeClock, mo: Account, lea: Account) -> None:
    _choose(mo)
    for number in range(3):
        make_nudge(mo, key=f"first {number}")
    make_nudge(lea)
    assert send_reminders(clock()) == 1
    assert [sent.to for sent in mail.outbox] == [["mo@example.org"]]
    assert mail.outbox[0].body == "There is something for you to look at when you have a moment.\n"
    clock.advance(minutes=10)
    make_nudge(mo, key="later")
    cache.clear()
    assert send_reminders(clock()) == 0
    clock.advance(minutes=51)
    assert send_reminders(clock()) == 1
    cache.clear()
    clock.advance(hours=2)
    assert send_reminders(clock()) == 0
    assert len(mail.outbox) == 2


def test_what_is_put_away_or_older_than_the_wish_is_not_mailed(clock: FakeClock, mo: Account) -> None:
    make_nudge(mo, key="older")
    clock.advance(minutes=1)
    _choose(mo)
    services.put_away(actor=mo, nudge=make_nudge(mo, key="seen"))
    assert send_reminders(clock()) == 0


def test_the_address_of_the_site_stands_there_only_if_the_operator_says_so(
    clock: FakeClock, settings: Settings, mo: Account
) -> None:
    settings.REMINDER_MAIL = {"on": True, "names_site": True}
    settings.SITE_URL = "https://plain.example"
    _choose(mo)
    make_nudge(mo)
    send_reminders(clock())
    assert mail.outbox[0].body.endswith("\n\nhttps://plain.example\n")


def test_a_failure_is_told_without_the_address_and_tried_again(
    clock: FakeClock, mo: Account, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _choose(mo)
    make_nudge(mo)

    def refused(self: EmailMessage, **kwargs: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({"mo@example.org": (550, b"mo@example.org unknown")})

    with monkeypatch.context() as patched, caplog.at_level(logging.WARNING):
        patched.setattr(EmailMessage, "send", refused)
        assert send_reminders(clock()) == 0
    assert "SMTPRecipientsRefused" in caplog.text
    assert "mo@example.org" not in caplog.text
    assert Nudge.objects.get().mailed_at is None
    cache.clear()  # Five minutes later.
    assert send_reminders(clock()) == 1


def test_two_stewards_at_once_send_one(clock: FakeClock, mo: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    _choose(mo)
    make_nudge(mo)
    sending = EmailMessage.send

    def meanwhile(self: EmailMessage, **kwargs: Any) -> int:
        assert send_reminders(clock()) == 0
        return sending(self, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", meanwhile)
    assert send_reminders(clock()) == 1


def test_nobody_writes_to_somebody_who_left_and_their_address_goes(clock: FakeClock, mo: Account) -> None:
    _choose(mo)
    make_nudge(mo)
    Account.objects.filter(pk=mo.pk).update(is_active=False)
    assert send_reminders(clock()) == 0
    assert forget_old_nudges(clock()) == 1
    assert not Postbox.objects.exists()


def test_a_site_whose_mail_was_switched_off_sends_none(clock: FakeClock, settings: Settings, mo: Account) -> None:
    _choose(mo)
    make_nudge(mo)
    settings.REMINDER_MAIL = {"on": False, "names_site": False}
    assert send_reminders(clock()) == 0


def test_lines_are_forgotten_after_a_month(clock: FakeClock, mo: Account) -> None:
    make_nudge(mo)
    clock.advance(days=29)
    assert forget_old_nudges(clock()) == 0
    clock.advance(days=2)
    assert forget_old_nudges(clock()) == 1


def test_leaving_the_team_takes_the_address_along(mo: Account, nia: Account) -> None:
    _choose(mo)
    close_duty_account(actor=nia, account=mo)
    assert not Postbox.objects.exists()
