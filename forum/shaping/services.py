"""The verb of shaping: choose something about this place."""

from collections.abc import Mapping

from django.db import transaction

from forum.accounts.actors import Actor
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.shaping.events import SiteShaped
from forum.shaping.models import Choice
from forum.shaping.reading import SHAPED


@transaction.atomic
def shape(*, actor: Actor, choices: Mapping[str, str]) -> None:
    """From now on `choices` hold. An empty one is what the software brings. What is as it was already is no change."""
    authorize(actor, Permission.SITE_SHAPE, SITE)
    rows = Choice.objects.select_for_update().filter(key__in=choices).order_by("key")
    before = {row.key: row.value for row in rows}
    for key, value in sorted(choices.items()):
        if before.get(key, "") == value:
            continue
        if value:
            Choice.objects.update_or_create(key=key, defaults={"value": value, "changed_at": clock.now()})
        else:
            Choice.objects.filter(key=key).delete()
        publish(SiteShaped(actor_id=actor.id, choice=key))
    SHAPED.changed()
