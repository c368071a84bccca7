"""The verbs of welfare."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from moderation.welfare.models import Exposure


@transaction.atomic
def note_exposure(*, account_id: UUID, level: str, at: datetime) -> None:
    """Somebody dealt with something. Which post it was is not kept."""
    Exposure.objects.create(account_id=account_id, level=level, at=at)
