"""Quiet wishes: nobody but the person who wished sees them, anywhere."""

from datetime import timedelta

import pytest
from django.urls import reverse

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.refusals import NotGranted
from moderation.audit.models import Entry
from moderation.nudges.models import Nudge
from moderation.rota.models import Duty, Wish
from moderation.rota.services.wishes import NobodyToWishAbout, drop_wish, make_wish
from moderation.team.services import close_duty_account
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift

pytestmark = pytest.mark.django_db


@pytest.fixture
def oli(db: None) -> Account:
    """A second moderator."""
    return make_account("Oli", Role.MODERATOR)


def test_a_wish_is_made_once_and_taken_back(mo: Account, oli: Account) -> None:
    wish = make_wish(actor=mo, other=oli)
    assert make_wish(actor=mo, other=oli) == wish
    drop_wish(actor=mo, wish=wish)
    assert not Wish.objects.exists()


def test_nobody_hears_of_a_wish(mo: Account, oli: Account) -> None:
    drop_wish(actor=mo, wish=make_wish(actor=mo, other=oli))
    make_wish(actor=mo, other=oli)
    assert not Entry.objects.exists()
    assert not Nudge.objects.exists()


def test_a_wish_is_about_somebody_else_on_the_team(mo: Account, ada: Account) -> None:
    gone = make_account("Gone", Role.MODERATOR, is_active=False)
    for other in (mo, ada, gone):
        with pytest.raises(NobodyToWishAbout):
            make_wish(actor=mo, other=other)


def test_a_wish_is_nobody_elses(mo: Account, oli: Account, nia: Account, lea: Account, browse: Browse) -> None:
    wish = make_wish(actor=mo, other=oli)
    for other in (oli, nia, lea):
        assert not Wish.objects.visible_to(other).exists()
        with pytest.raises(NotGranted):
            drop_wish(actor=other, wish=wish)
        assert browse(other).post(reverse("rota:drop_wish", args=[wish.pk])).status_code == 404
    assert Wish.objects.visible_to(mo).get() == wish


def test_pages_of_others_are_the_same_with_and_without_a_wish(
    mo: Account, oli: Account, nia: Account, browse: Browse, clock: FakeClock
) -> None:
    shift = make_shift(starts_at=clock() + timedelta(days=3))
    make_place(mo, Duty.HOST, shift)
    make_place(oli, Duty.SECOND, shift)
    addresses = [reverse(name) for name in ("rota:shifts", "rota:offers", "rota:absences", "rota:wishes", "team:list")]

    def seen(account: Account) -> list[str]:
        client = browse(account)
        pages = [client.get(address).content.decode() for address in addresses]
        return ["".join(line for line in page.splitlines() if "csrf" not in line) for page in pages]

    before = {account.pseudonym: seen(account) for account in (oli, nia)}
    make_wish(actor=mo, other=oli)
    assert {account.pseudonym: seen(account) for account in (oli, nia)} == before


def test_the_page(mo: Account, oli: Account, browse: Browse) -> None:
    client, address = browse(mo), reverse("rota:wishes")
    assert "You have no wishes here." in client.get(address).content.decode()
    assert client.post(address, {"other": ""}).status_code == 422
    assert client.post(address, {"other": str(mo.pk)}).status_code == 422
    assert client.post(address, {"other": str(oli.pk)}).status_code == 302
    assert "Take this back" in client.get(address).content.decode()
    assert client.post(reverse("rota:drop_wish", args=[Wish.objects.get().pk])).status_code == 302
    assert not Wish.objects.exists()


def test_whoever_leaves_the_team_takes_every_wish_along(mo: Account, oli: Account, nia: Account) -> None:
    make_wish(actor=mo, other=oli)
    make_wish(actor=oli, other=nia)
    make_wish(actor=mo, other=nia)
    close_duty_account(actor=nia, account=oli)
    assert list(Wish.objects.values_list("account", "other")) == [(mo.pk, nia.pk)]
