"""What may be known of an envelope without opening it."""

from uuid import UUID

from forum.envelope.models import Envelope


def has_something(account_id: UUID) -> bool:
    """Is anything in this envelope? That is all the team sees of it."""
    return Envelope.objects.filter(account_id=account_id).exists()


def inside(account_id: UUID) -> str:
    """The words in an envelope that two people agreed to open; "" when it was emptied meanwhile."""
    row = Envelope.objects.filter(account_id=account_id).first()
    return row.words if row else ""
