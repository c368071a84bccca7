"""To whom a debrief goes: the named supporter; without one, the manager who has the fewest to answer."""

from datetime import UTC, datetime

from django.db.models import Count, Max, Q

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from moderation.handover.models import Debrief
from moderation.welfare.models import Supporter

_NEVER = (0, datetime.min.replace(tzinfo=UTC))


def supporter_of(account: Account) -> Account | None:
    """Who reads and answers what `account` writes; None while there is nobody."""
    return named_supporter(account) or _manager_with_fewest(account)


def named_supporter(account: Account) -> Account | None:
    named = Supporter.objects.filter(account=account, supporter__is_active=True).select_related("supporter").first()
    return named.supporter if named else None


def may_receive(supporter: Account, account: Account) -> bool:
    """Could this person be the one to whom `account` writes now?"""
    named = named_supporter(account)
    if named is not None:
        return named == supporter
    return supporter.role == Role.MANAGER and supporter.is_active and supporter != account


def _manager_with_fewest(account: Account) -> Account | None:
    """Of those with equally few, whoever was written to longest ago: so it goes round."""
    loads = Debrief.objects.values_list("supporter").annotate(
        waiting=Count("pk", filter=Q(answered_at__isnull=True)), latest=Max("written_at")
    )
    load = {pk: (waiting, latest) for pk, waiting, latest in loads}
    managers = Account.objects.filter(role=Role.MANAGER, is_active=True).exclude(pk=account.pk).order_by("pseudonym")
    return min(managers, key=lambda manager: load.get(manager.pk, _NEVER), default=None)
