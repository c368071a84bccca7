"""Under which name words stand."""

from uuid import UUID

from django.db import transaction

from forum.rooms.models import Attendance, Message
from forum.rooms.refusals import KnownInChat


@transaction.atomic
def keep_under(*, account_id: UUID, former_id: UUID) -> None:
    """What this member wrote until now stays under that name. Raises KnownInChat while a session of theirs is there:
    everybody in it would see one name become the other."""
    if Attendance.objects.filter(account_id=account_id, session__emptied_at=None).exists():
        raise KnownInChat
    Message.objects.filter(author_id=account_id, written_as=None).update(written_as_id=former_id)
