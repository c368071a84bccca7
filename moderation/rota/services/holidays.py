"""The bank holidays where the service is. Patterns that skip them follow."""

import json
from datetime import date
from pathlib import Path

from django.db import transaction

from forum.accounts.permissions import SITE, Actor, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from moderation.rota.events import HolidayAdded, HolidayRemoved
from moderation.rota.models import Holiday
from moderation.rota.services.patterns import generate

# England and Wales, as published on gov.uk. Days are added and moved at times, so somebody checks them each year.
_STARTER = Path(__file__).parents[1] / "starter" / "holidays.json"


def add_holiday(*, actor: Actor, day: date, name: str) -> None:
    """A bank holiday; added again, it has the new name."""
    authorize(actor, Permission.PATTERN_WRITE, SITE)
    with transaction.atomic():
        _, is_new = Holiday.objects.update_or_create(day=day, defaults={"name": name})
        if is_new:
            publish(HolidayAdded(actor_id=actor.id, day=day))
    generate(actor=actor, now=clock.now())


def remove_holiday(*, actor: Actor, holiday: Holiday) -> None:
    """Not a bank holiday after all."""
    authorize(actor, Permission.PATTERN_WRITE, SITE)
    with transaction.atomic():
        if Holiday.objects.filter(pk=holiday.pk).delete()[0]:
            publish(HolidayRemoved(actor_id=actor.id, day=holiday.day))
    generate(actor=actor, now=clock.now())


@transaction.atomic
def begin_with_holidays(*, actor: Actor) -> None:
    """What a new site begins with, where there are none yet."""
    authorize(actor, Permission.PATTERN_WRITE, SITE)
    if Holiday.objects.exists():
        return
    rows = json.loads(_STARTER.read_text(encoding="utf-8"))
    Holiday.objects.bulk_create(Holiday(day=date.fromisoformat(row["day"]), name=row["name"]) for row in rows)
