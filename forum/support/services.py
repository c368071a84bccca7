"""The verbs of the directory: add a line, change it, move it, check it, take it off the list and put it back."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from forum.accounts.actors import Actor
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.when import local
from forum.support.events import LineAdded, LineChanged, LineChecked, LineMoved, LinePutBack, LineRetired
from forum.support.models import Line


@transaction.atomic
def check_line(*, actor: Actor, line: Line, next_check_on: date | None = None) -> None:
    """Say that every detail of `line` was compared with its own website today. It asks again after 90 days, or on a
    day that was chosen."""
    authorize(actor, Permission.DIRECTORY_CHECK, SITE)
    today = local(clock.now()).date()
    Line.objects.filter(pk=line.pk).update(checked_on=today, next_check_on=next_check_on or today + Line.STALE)
    publish(LineChecked(actor_id=actor.id, line_id=line.pk))


@transaction.atomic
def add_line(*, actor: Actor, facts: Mapping[str, Any], submission: UUID) -> Line:
    """Add a line at the end of the list. It was checked by nobody yet."""
    authorize(actor, Permission.DIRECTORY_SHAPE, SITE)
    earlier = Line.objects.filter(submission=submission).first()
    if earlier:
        return earlier
    last = Line.objects.order_by("-position").values_list("position", flat=True).first()
    line = Line.objects.create(**facts, position=(last or 0) + 1, submission=submission)
    publish(LineAdded(actor_id=actor.id, line_id=line.pk))
    return line


@transaction.atomic
def change_line(*, actor: Actor, line: Line, facts: Mapping[str, Any]) -> None:
    """Put `facts` in place of what stands there."""
    authorize(actor, Permission.DIRECTORY_SHAPE, SITE)
    Line.objects.filter(pk=line.pk).update(**facts)
    publish(LineChanged(actor_id=actor.id, line_id=line.pk))


@transaction.atomic
def retire_line(*, actor: Actor, line: Line) -> None:
    """Nobody is offered this line any more. What points at it goes on doing so. Twice is the same as once."""
    authorize(actor, Permission.DIRECTORY_SHAPE, SITE)
    if Line.objects.filter(pk=line.pk, retired_at__isnull=True).update(retired_at=clock.now()):
        publish(LineRetired(actor_id=actor.id, line_id=line.pk))


@transaction.atomic
def put_line_back(*, actor: Actor, line: Line) -> None:
    """It is offered again, and asks to be checked first."""
    authorize(actor, Permission.DIRECTORY_SHAPE, SITE)
    if Line.objects.filter(pk=line.pk, retired_at__isnull=False).update(retired_at=None, checked_on=None):
        publish(LinePutBack(actor_id=actor.id, line_id=line.pk))


@transaction.atomic
def move_line(*, actor: Actor, line: Line, up: bool) -> None:
    """Change places with the one before or after it. What is for danger, and what is always open, stays first."""
    authorize(actor, Permission.DIRECTORY_SHAPE, SITE)
    rows = list(Line.objects.select_for_update().in_order())
    beside = [row for row in rows if (row.emergency, row.always_open) == (line.emergency, line.always_open)]
    beside = [row for row in beside if row.is_listed == line.is_listed]
    place = next((number for number, row in enumerate(beside) if row.pk == line.pk), 0)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(beside):
        return
    first, second = rows.index(beside[place]), rows.index(beside[other])
    rows[first], rows[second] = rows[second], rows[first]
    for number, row in enumerate(rows):
        row.position = number
    Line.objects.bulk_update(rows, ["position"])
    publish(LineMoved(actor_id=actor.id, line_id=line.pk))
