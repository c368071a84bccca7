"""The envelope, as its owner has it: empty by default, mentioned once, theirs alone, gone when they leave."""

import pytest
from django.urls import reverse

from forum.accounts.models import Account
from forum.accounts.services import close_account
from forum.core import clock as clocks
from forum.core.refusals import NotGranted
from forum.core.submission import new_token
from forum.envelope.models import Envelope, EnvelopeMention, EnvelopeOpening
from forum.envelope.reading import has_something, inside
from forum.envelope.services import mention_once, write_envelope
from moderation.audit.models import Entry
from tests.factories.sessions import signed_in

pytestmark = pytest.mark.usefixtures("clock")


def test_it_is_empty_until_somebody_puts_something_in(ada: Account) -> None:
    assert not has_something(ada.pk)
    write_envelope(actor=ada, words="My sister knows.")
    write_envelope(actor=ada, words="My brother knows.")
    assert (has_something(ada.pk), inside(ada.pk)) == (True, "My brother knows.")
    write_envelope(actor=ada, words="")
    assert not Envelope.objects.exists()
    assert inside(ada.pk) == ""
    assert not Entry.objects.filter(action__startswith="envelope").exists()


def test_it_is_mentioned_once_in_a_lifetime(ada: Account, mo: Account) -> None:
    assert [mention_once(actor=ada) for _ in range(3)] == [True, False, False]
    with pytest.raises(NotGranted):
        mention_once(actor=mo)


def test_its_page_seals_changes_and_empties(ada: Account, ben: Account) -> None:
    client, address = signed_in(ada), reverse("envelope:mine")
    page = client.post(address, {"submission": new_token(ada), "words": "A safe number."}, follow=True)
    assert "It is sealed." in page.content.decode()
    assert "A safe number." in client.get(address).content.decode()
    assert "no-store" in client.get(address).headers["Cache-Control"]
    assert "A safe number." not in signed_in(ben).get(address).content.decode()
    page = client.post(address, {"submission": new_token(ada), "words": "A safe number.", "empty": "1"}, follow=True)
    assert "It is empty." in page.content.decode()
    assert not Envelope.objects.exists()


def test_what_is_too_long_is_given_back(ada: Account) -> None:
    answer = signed_in(ada).post(reverse("envelope:mine"), {"submission": new_token(ada), "words": "w" * 4001})
    assert answer.status_code == 422
    assert b"w" * 4001 in answer.content


def test_the_log_shows_ones_own_openings_once_one_was_told(ada: Account, ben: Account) -> None:
    for told in (None, clocks.now()):
        EnvelopeOpening.objects.create(
            account=ada, opened_by="Lea", agreed_by="Sam", reason="A worry.", opened_at=clocks.now(), told_at=told
        )
    assert [EnvelopeOpening.objects.visible_to(who).count() for who in (ada, ben)] == [1, 0]
    page = signed_in(ada).get(reverse("envelope:mine")).content.decode()
    assert page.count("A worry.") == 1
    assert "Sam agreed." in page


def test_it_goes_unread_with_the_account(ada: Account) -> None:
    write_envelope(actor=ada, words="My sister knows.")
    mention_once(actor=ada)
    close_account(actor=ada, account=ada)
    assert not Envelope.objects.exists()
    assert not EnvelopeMention.objects.exists()
