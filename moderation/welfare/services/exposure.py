"""Counting what somebody met, so that nobody carries too much."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from forum.accounts.secrets import candidates
from moderation.welfare.exposure import LEVELS
from moderation.welfare.models import Exposure

_MARK = "exposure"


@transaction.atomic
def note_exposure(*, account_id: UUID, level: str, at: datetime, about: UUID | None = None) -> None:
    """Somebody dealt with something. What it was is not kept; with `about` it counts once, at the gravest level it had.

    `about` goes into a keyed hash with the person, which cannot be read back.
    """
    if about is None:
        Exposure.objects.create(account_id=account_id, level=level, at=at)
        return
    marks = candidates(_MARK, f"{account_id} {about}")
    known = Exposure.objects.select_for_update().filter(mark__in=marks).first()
    if known is None:
        Exposure.objects.get_or_create(mark=marks[0], defaults={"account_id": account_id, "level": level, "at": at})
    elif LEVELS.index(level) < LEVELS.index(known.level):
        known.level = level
        known.save(update_fields=["level"])
