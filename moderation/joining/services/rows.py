"""One application at a time."""

from uuid import UUID

from forum.core.refusals import NotGranted
from moderation.joining.models import Application


def locked(*, application_id: UUID) -> Application:
    """The application as it is now, held until this transaction ends; somebody may have taken it back meanwhile."""
    application = Application.objects.select_for_update().filter(pk=application_id).first()
    if application is None:
        raise NotGranted
    return application
