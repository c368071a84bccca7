"""The neutral e-mail: only to an address that is shown to be one's own, only when and as often as somebody said."""

import logging
import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import connection
from pytest_django import Settings

from forum.accounts.models import Account, PlannedReturn
from forum.accounts.services import close_account
from forum.core.throttle import TooMany
from forum.updates.chores import forget_old_updates, send_neutral_mail
from forum.updates.kinds import UpdateKind
from forum.updates.models import Mailbox, Pause
from forum.updates.services import mailing, noting
from moderation.audit.models import Entry
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.updates import make_mailbox, make_update


@pytest.fixture(autouse=True)
def _mail(settings: Settings, clock: FakeClock) -> None:
    settings.REMINDER_MAIL = {"on": True, "names_site": False}
    settings.DEFAULT_FROM_EMAIL = "notes@example.org"


def _later(clock: FakeClock, **spans: float) -> int:
    """Some time later the steward comes by."""
    cache.clear()
    clock.advance(**spans)
    return send_neutral_mail(clock())


def test_nothing_but_a_number_goes_to_an_address_that_is_not_confirmed(ada: Account, clock: FakeClock) -> None:
    mailbox = mailing.give_address(actor=ada, address="tide@example.org")
    make_update(ada)
    assert send_neutral_mail(clock()) == 1
    assert _later(clock, minutes=10) == 0
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [(["tide@example.org"], "A message")]
    assert mail.outbox[0].body.startswith(f"Your number is {mailbox.code}.")
    mailing.confirm(actor=ada, number=mailbox.code)
    assert Mailbox.objects.get().code == ""


def test_the_mail_says_nothing(ada: Account, clock: FakeClock) -> None:
    make_mailbox(ada)
    make_update(ada)
    assert send_neutral_mail(clock()) == 1
    sent = mail.outbox[0]
    assert sent.body == f"You have a message.\n\n{mailing.HOW_TO_STOP}\n"
    for telling in ("http", "Ada", "Holdfast", "team"):
        assert telling not in sent.body + sent.subject


def test_wrong_numbers_are_counted_and_old_ones_do_not_count(ada: Account, clock: FakeClock) -> None:
    mailbox = mailing.give_address(actor=ada, address="tide@example.org")
    wrong = "000000" if mailbox.code != "000000" else "111111"
    for _ in range(mailing.TRIES):
        with pytest.raises(mailing.WrongNumber):
            mailing.confirm(actor=ada, number=wrong)
    with pytest.raises(mailing.WrongNumber):
        mailing.confirm(actor=ada, number=mailbox.code)
    mailbox = mailing.give_address(actor=ada, address="tide@example.org")
    clock.advance(hours=2)
    with pytest.raises(mailing.WrongNumber):
        mailing.confirm(actor=ada, number=mailbox.code)
    with pytest.raises(mailing.WrongNumber):
        mailing.confirm(actor=ada, number="")
    clock.advance(days=1)
    assert forget_old_updates(clock()) == 1
    assert not Mailbox.objects.exists()


def test_numbers_are_limited_so_that_nobody_floods_an_address(ada: Account) -> None:
    for _ in range(mailing.CODES_A_DAY):
        mailing.give_address(actor=ada, address="somebody@example.org")
    with pytest.raises(TooMany):
        mailing.give_address(actor=ada, address="somebody@example.org")


def test_one_address_hears_few_numbers_however_many_give_it(ada: Account, clock: FakeClock) -> None:
    for number in range(mailing.CODES_A_DAY + 2):
        name = "stranger@example.org" if number % 2 else "Stranger@example.org"
        mailing.give_address(actor=make_account(f"Guest {number}"), address=name)
    send_neutral_mail(clock())
    assert len(mail.outbox) == mailing.CODES_A_DAY
    assert not Mailbox.objects.filter(code_sent=False).exists()


def test_at_most_one_a_day_or_an_hour(ada: Account, clock: FakeClock) -> None:
    make_mailbox(ada)
    make_update(ada)
    assert send_neutral_mail(clock()) == 1
    clock.advance(minutes=1)
    make_update(ada)
    assert _later(clock, hours=2) == 0
    mailing.set_mail(actor=ada, kinds=list(UpdateKind), pause=Pause.HOUR, quiet_from=3, quiet_until=4)
    assert _later(clock, minutes=1) == 1
    assert _later(clock, hours=2) == 0  # Nothing newer.


def test_quiet_hours_and_kinds(ada: Account, clock: FakeClock) -> None:
    make_mailbox(ada)
    mailing.set_mail(actor=ada, kinds=[UpdateKind.LETTER], pause=Pause.DAY, quiet_from=18, quiet_until=9)
    make_update(ada, UpdateKind.PRIVATE)
    make_update(ada)
    assert send_neutral_mail(clock()) == 0  # 19:00
    assert _later(clock, hours=13) == 0  # 08:00
    assert _later(clock, hours=2) == 1
    mailing.set_mail(actor=ada, kinds=[UpdateKind.LETTER], pause=Pause.DAY, quiet_from=9, quiet_until=9)
    clock.advance(minutes=1)
    make_update(ada, UpdateKind.PRIVATE)
    assert _later(clock, days=2) == 0


def test_what_was_seen_is_not_mailed(ada: Account, clock: FakeClock) -> None:
    make_mailbox(ada)
    noting.see(actor=ada, update=make_update(ada))
    assert send_neutral_mail(clock()) == 0


def test_after_a_few_mails_without_a_look_they_stop_until_there_was_one(ada: Account, clock: FakeClock) -> None:
    make_mailbox(ada)
    sent = 0
    for _ in range(mailing.UNANSWERED + 3):
        clock.advance(minutes=1)
        make_update(ada)
        sent += _later(clock, days=1)
    assert sent == mailing.UNANSWERED
    noting.look(actor=ada)
    assert _later(clock, minutes=1) == 1


def test_failures_are_told_without_the_address_and_come_to_an_end(
    ada: Account, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make_mailbox(ada)
    make_update(ada)
    tried = []

    def refused(self: EmailMessage, **kwargs: Any) -> int:
        tried.append(self.to)
        raise smtplib.SMTPRecipientsRefused({"tide@example.org": (550, b"tide@example.org unknown")})

    monkeypatch.setattr(EmailMessage, "send", refused)
    mailing.set_mail(actor=ada, kinds=list(UpdateKind), pause=Pause.HOUR, quiet_from=3, quiet_until=3)
    with caplog.at_level(logging.WARNING):
        for _ in range(mailing.SEND_TRIES + 5):
            assert _later(clock, minutes=10) == 0
    assert len(tried) == mailing.SEND_TRIES
    assert "tide@example.org" not in caplog.text


def test_none_during_a_break_and_the_address_goes_with_the_account(ada: Account, clock: FakeClock) -> None:
    make_mailbox(ada)
    make_update(ada)
    PlannedReturn.objects.create(account=ada, on="2027-02-01", note="")
    assert send_neutral_mail(clock()) == 0
    close_account(actor=ada, account=ada)
    assert not Mailbox.objects.exists()


def test_the_address_lies_sealed_masked_and_in_no_trail(ada: Account) -> None:
    before = Entry.objects.count()
    mailbox = make_mailbox(ada)
    assert mailbox.masked == "t•••@e•••"
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM updates_mailbox")
        assert "tide" not in cursor.fetchone()[0]
    mailing.forget_address(actor=ada)
    assert not Mailbox.objects.exists()
    assert Entry.objects.count() == before


def test_a_site_without_mail_offers_none(ada: Account, settings: Settings, clock: FakeClock, browse: Any) -> None:
    make_mailbox(ada)
    make_update(ada)
    settings.REMINDER_MAIL = {"on": False, "names_site": False}
    assert send_neutral_mail(clock()) == 0
    page = browse(ada).get("/new/mail/").content.decode()
    assert "This site sends no e-mail" in page
    assert "Delete the address" in page
    mailing.forget_address(actor=ada)
    with pytest.raises(mailing.MailIsOff):
        mailing.give_address(actor=ada, address="tide@example.org")
    assert "e-mail" not in browse(ada).get("/new/").content.decode()
