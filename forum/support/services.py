"""The verb of the directory."""

from django.db import transaction

from forum.accounts.actors import Actor
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.when import local
from forum.support.events import LineChecked
from forum.support.models import Line


@transaction.atomic
def check_line(*, actor: Actor, line: Line) -> None:
    """Say that every detail of `line` was compared with its own website today."""
    authorize(actor, Permission.DIRECTORY_CHECK, SITE)
    Line.objects.filter(pk=line.pk).update(checked_on=local(clock.now()).date())
    publish(LineChecked(actor_id=actor.id, line_id=line.pk))
