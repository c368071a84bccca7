"""What managers are told about the notice: how many have yet to read it. A number, never names."""

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.confidentiality.models import Acknowledgement, Notice


def yet_to_acknowledge() -> int:
    """How many members with an open account have not acknowledged the version in force."""
    members = Account.objects.filter(role=Role.MEMBER, is_active=True)
    notice = Notice.objects.current()
    if notice is None:
        return members.count()
    return members.exclude(pk__in=Acknowledgement.objects.filter(notice=notice).values("account_id")).count()
