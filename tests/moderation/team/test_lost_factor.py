"""A second factor is lost: what stops working, who hears of it, and how the person comes back."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from forum.accounts.models import Account, AuthenticatorDevice, SpareCodeDevice
from forum.accounts.permissions import Role
from forum.core.refusals import NotGranted, NotNow
from moderation.audit.models import Entry
from moderation.nudges.models import Nudge
from moderation.team.services import take_second_factor_away
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.forum.answers import said


def test_somebody_who_lost_it_sets_up_a_new_one(browse: Browse, mo: Account, nia: Account, clock: FakeClock) -> None:
    theirs = [browse(mo), browse(mo)]
    other = make_account("Fern", Role.MANAGER)
    SpareCodeDevice.objects.create(user=mo, name="spare codes", confirmed=True)
    assert theirs[0].get("/team/").status_code == 200
    visitor = browse(nia)
    page = said(visitor.get(f"/team/{mo.pk}/lost-factor/"))
    assert "First ask whether they have a spare code" in page
    assert visitor.post(f"/team/{mo.pk}/lost-factor/").headers["Location"] == "/team/"
    assert not AuthenticatorDevice.objects.filter(user=mo).exists()
    assert not SpareCodeDevice.objects.filter(user=mo).exists()
    # They are signed out everywhere, and nobody else is.
    assert {client.get("/team/").headers["Location"].split("?")[0] for client in theirs} == {"/sign-in/"}
    assert visitor.get("/team/").status_code == 200
    again = browse(mo, verified=False)
    assert again.get("/team/").headers["Location"] == "/second-factor/"
    assert "<svg" in said(again.get("/second-factor/"))
    # Every other manager hears of it, and so does the person.
    assert set(Nudge.objects.values_list("account", flat=True)) == {other.pk, mo.pk}
    assert Entry.objects.get(action="second_factor.taken_away").actor_id == nia.pk


def test_the_page_that_asks_for_the_code_says_what_to_do(browse: Browse, mo: Account, clock: FakeClock) -> None:
    browse(mo)
    page = said(browse(mo, verified=False).get("/second-factor/"))
    assert "A manager can end your shift for you" in page
    assert "A spare code from your printed list works here too" in page


def test_only_a_manager_and_never_ones_own(
    mo: Account, lea: Account, nia: Account, ada: Account, clock: FakeClock
) -> None:
    with pytest.raises(NotGranted):
        take_second_factor_away(actor=lea, account=mo)
    with pytest.raises(NotNow, match="ask another manager"):
        take_second_factor_away(actor=nia, account=nia)
    with pytest.raises(NotGranted):
        take_second_factor_away(actor=nia, account=ada)


def test_the_operator_helps_a_manager_who_is_the_only_one(browse: Browse, nia: Account, clock: FakeClock) -> None:
    browse(nia)
    call_command("lost_factor", "nia", stdout=StringIO())
    assert not AuthenticatorDevice.objects.filter(user=nia).exists()
    assert Nudge.objects.get(account=nia).words.startswith("The operator of this site took your second factor away")
    with pytest.raises(CommandError, match="Nobody on the team"):
        call_command("lost_factor", "Ada")
