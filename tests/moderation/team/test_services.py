"""Inviting, accepting once, withdrawing, and closing a duty account."""

from datetime import timedelta

import pytest

from forum.accounts.actors import SYSTEM
from forum.accounts.models import Account, AuthenticatorDevice
from forum.accounts.permissions import Permission, Role, allows
from forum.accounts.pseudonyms import PseudonymTaken, PseudonymTells
from forum.core.refusals import NotGranted, NotNow
from moderation.audit.models import Entry
from moderation.rota.models import Duty, Place
from moderation.team import chores, roster, services
from moderation.team.models import Invitation, Standing
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift
from tests.factories.team import make_invitation

PHRASE = "four pebbles beside the door"


def accept(token: str, duty_name: str = "Harbour") -> tuple[Account, str]:
    return services.accept_invitation(token=token, word="lantern", duty_name=duty_name, pass_phrase=PHRASE)


def actions() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("action", flat=True))


def give_second_factor(account: Account, *, confirmed: bool = True) -> None:
    AuthenticatorDevice.objects.create(user=account, name="authenticator", confirmed=confirmed, seed="00" * 20)


def test_a_manager_invites_and_the_link_is_kept_only_as_a_hash(nia: Account, clock: FakeClock) -> None:
    invitation, token = services.invite(actor=nia, role=Role.MODERATOR)
    assert invitation.invited_by == nia
    assert token not in str(Invitation.objects.values().get())
    assert Entry.objects.get().subject == {"invitation_id": str(invitation.pk), "role": "moderator"}


def test_nobody_else_invites(ada: Account, mo: Account, lea: Account) -> None:
    for actor in (ada, mo, lea):
        with pytest.raises(NotGranted):
            services.invite(actor=actor, role=Role.MANAGER)


def test_whoever_holds_the_link_opens_a_duty_account(clock: FakeClock, db: None) -> None:
    _, token = make_invitation(Role.PRACTITIONER)
    account, sign_in_name = accept(token)
    assert (account.role, account.pseudonym) == (Role.PRACTITIONER, "Harbour")
    assert account.check_password(PHRASE)
    assert sign_in_name.startswith("lantern-")
    assert actions() == ["team.invited", "duty_account.opened", "invitation.accepted"]


def test_a_link_works_once(clock: FakeClock, db: None) -> None:
    _, token = make_invitation()
    accept(token)
    with pytest.raises(services.InvitationGone):
        accept(token, "Beacon")
    assert Account.objects.count() == 1


def test_a_link_works_for_seven_days(clock: FakeClock, db: None) -> None:
    _, token = make_invitation()
    clock.advance(days=7)
    with pytest.raises(services.InvitationGone):
        accept(token)
    clock.advance(seconds=-1)
    accept(token)


def test_a_name_that_is_refused_does_not_use_the_link_up(ada: Account, clock: FakeClock) -> None:
    _, token = make_invitation()
    with pytest.raises(PseudonymTaken):
        accept(token, "ADA")
    with pytest.raises(PseudonymTells):
        accept(token, "harbour@example.org")
    accept(token)


def test_a_duty_name_may_say_that_it_is_the_teams(clock: FakeClock, db: None) -> None:
    _, token = make_invitation()
    assert accept(token, "Moderator Reed")[0].pseudonym == "Moderator Reed"


def test_a_withdrawn_link_opens_nothing(nia: Account, clock: FakeClock) -> None:
    invitation, token = make_invitation()
    services.withdraw_invitation(actor=nia, invitation=invitation)
    with pytest.raises(services.InvitationGone):
        accept(token)
    services.withdraw_invitation(actor=nia, invitation=invitation)
    assert actions() == ["team.invited", "invitation.withdrawn"]


def test_a_used_link_is_not_withdrawn(nia: Account, clock: FakeClock) -> None:
    invitation, token = make_invitation()
    accept(token)
    services.withdraw_invitation(actor=nia, invitation=invitation)
    assert Invitation.objects.filter(pk=invitation.pk).exists()


def test_managers_see_invitations(ada: Account, mo: Account, lea: Account, nia: Account) -> None:
    invitation, _ = make_invitation()
    for actor in (ada, mo, lea, nia):
        assert (invitation in Invitation.objects.visible_to(actor)) is (actor == nia)
        assert allows(actor, Permission.TEAM_INVITE, invitation) is (actor == nia)


def test_the_first_manager_is_invited_until_one_has_a_second_factor(db: None, clock: FakeClock) -> None:
    first, second = services.invite_first_manager(), services.invite_first_manager()
    assert first
    assert second
    with pytest.raises(services.InvitationGone):
        accept(first)
    account, _ = accept(second)
    give_second_factor(account, confirmed=False)
    assert services.invite_first_manager() is not None
    AuthenticatorDevice.objects.update(confirmed=True)
    assert services.invite_first_manager() is None


def test_a_closed_manager_does_not_count(db: None, clock: FakeClock) -> None:
    give_second_factor(make_account("Gone", Role.MANAGER, is_active=False))
    assert not roster.has_working_manager()


def test_invitations_of_managers_are_left_alone_by_the_first_link(nia: Account, clock: FakeClock) -> None:
    _, token = services.invite(actor=nia, role=Role.MANAGER)
    services.invite_first_manager()
    accept(token)


def test_a_manager_closes_the_account_of_somebody_who_leaves(nia: Account, mo: Account, clock: FakeClock) -> None:
    give_second_factor(mo)
    past = make_place(mo, Duty.HOST, make_shift(starts_at=clock() - timedelta(days=2)), signed_on=True)
    make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(days=2)))
    services.close_duty_account(actor=nia, account=mo)
    mo.refresh_from_db()
    assert not mo.is_active
    assert not AuthenticatorDevice.objects.exists()
    assert list(Place.objects.all()) == [past]
    assert actions() == ["duty_account.closed"]


def test_only_duty_accounts_of_others_are_closed(
    nia: Account, ada: Account, mo: Account, lea: Account, clock: FakeClock
) -> None:
    with pytest.raises(NotNow, match="another manager"):
        services.close_duty_account(actor=nia, account=nia)
    for actor, account in [(nia, ada), (mo, lea), (lea, mo), (ada, mo)]:
        with pytest.raises(NotGranted):
            services.close_duty_account(actor=actor, account=account)
    with pytest.raises(NotGranted):
        services.close_duty_account(actor=SYSTEM, account=mo)


def test_the_team_sees_who_is_on_it_and_members_do_not(ada: Account, mo: Account, lea: Account, nia: Account) -> None:
    make_account("Gone", Role.MODERATOR, is_active=False)
    assert not roster.visible_to(ada).exists()
    for actor in (mo, lea, nia):
        assert [who.pseudonym for who in roster.visible_to(actor)] == ["Lea", "Mo", "Nia"]


def test_old_invitations_are_forgotten(clock: FakeClock, db: None) -> None:
    make_invitation()
    assert chores.forget_old_invitations(clock() + timedelta(days=37)) == 0
    assert chores.forget_old_invitations(clock() + timedelta(days=38)) == 1


def test_a_used_invitation_is_forgotten_a_month_after_it_was_used(clock: FakeClock, db: None) -> None:
    _, token = make_invitation()
    accept(token)
    assert chores.forget_old_invitations(clock() + timedelta(days=30)) == 0
    assert chores.forget_old_invitations(clock() + timedelta(days=31)) == 1


def test_the_year_begins_for_everybody_who_leaves(nia: Account, mo: Account, clock: FakeClock) -> None:
    Standing.objects.filter(account=mo).delete()
    services.close_duty_account(actor=nia, account=mo)
    clock.advance(days=366)
    assert chores.forget_who_left_a_year_ago(clock()) == 1


def test_what_the_team_held_about_somebody_goes_a_year_after_they_left(
    nia: Account, mo: Account, clock: FakeClock
) -> None:
    Standing.objects.create(account=mo, began_on=clock().date())
    services.close_duty_account(actor=nia, account=mo)
    clock.advance(days=365)
    assert chores.forget_who_left_a_year_ago(clock()) == 0
    clock.advance(days=1)
    assert chores.forget_who_left_a_year_ago(clock()) == 1
    assert not Standing.objects.filter(account=mo).exists()
    assert Entry.objects.filter(action="standing.forgotten").count() == 1
