"""The verb of filter profiles."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.events import publish
from forum.warnings.events import ProfileSet
from forum.warnings.models import FilterChoice
from forum.warnings.taxonomy import BY_KEY, View


@transaction.atomic
def set_profile(*, actor: Account, choices: Mapping[str, View]) -> None:
    """Keep how `actor` wants to meet each warning. Only what differs from the defaults is stored."""
    authorize(actor, Permission.PROFILE_SET, SITE)
    FilterChoice.objects.filter(account=actor).delete()
    FilterChoice.objects.bulk_create(
        FilterChoice(account=actor, warning=key, view=view)
        for key, view in choices.items()
        if key in BY_KEY and view != BY_KEY[key].default
    )
    publish(ProfileSet(actor_id=actor.pk, account_id=actor.pk))


@transaction.atomic
def forget_profile(*, account_id: UUID) -> None:
    """Delete the choices of somebody who closed their account."""
    FilterChoice.objects.filter(account_id=account_id).delete()
