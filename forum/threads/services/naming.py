"""Under which name words stand."""

from uuid import UUID

from django.db import transaction

from forum.threads.models import Post, Thread


@transaction.atomic
def keep_under(*, account_id: UUID, former_id: UUID) -> None:
    """What this member wrote under their pseudonym until now stays under that name, whatever they are called next."""
    for model in (Thread, Post):
        model._default_manager.filter(author_id=account_id, written_as=None).update(written_as_id=former_id)
