"""Who is on the team, for pages and forms that need the names."""

from django.db.models import Exists, OuterRef, QuerySet

from forum.accounts.models import Account, AuthenticatorDevice
from forum.accounts.permissions import SITE, TEAM, Actor, Permission, Role, allows


def visible_to(actor: Actor) -> QuerySet[Account]:
    """The open duty accounts by duty name, for whoever may know them. `has_second_factor` says who has set one up."""
    if not allows(actor, Permission.TEAM_READ, SITE):
        return Account.objects.none()
    shown = Exists(_confirmed().filter(user=OuterRef("pk")))
    team = Account.objects.filter(role__in=list(TEAM), is_active=True)
    return team.annotate(has_second_factor=shown).order_by("pseudonym")


def has_working_manager() -> bool:
    """Is there a manager who can sign in with a second factor?"""
    return _confirmed().filter(user__role=Role.MANAGER, user__is_active=True).exists()


def _confirmed() -> QuerySet[AuthenticatorDevice]:
    return AuthenticatorDevice.objects.filter(confirmed=True)
