"""Who supervises whom; and what happens to all of it when somebody leaves the team."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, Role, authorize
from forum.core.events import publish
from forum.core.refusals import Refusal
from moderation.nudges.services import tell
from moderation.supervision.events import SupervisorNamed
from moderation.supervision.models import Arrangement, LogEntry
from moderation.supervision.services.sessions import cancel_without


class OnesOwnSupervisor(Refusal):
    """Nobody supervises themselves."""

    code = "ones_own_supervisor"
    message = "Nobody supervises themselves. Choose somebody else on the team, or somebody from outside who joins it."


@transaction.atomic
def name_supervisor(
    *, actor: Account, account: Account, supervisor: Account | None, every_days: int | None = None
) -> Arrangement:
    """Say who supervises `account`, and after how many days they meet if it is not what the stage asks for."""
    authorize(actor, Permission.SUPERVISION_PLAN, account)
    if supervisor is not None:
        authorize(actor, Permission.SUPERVISION_PLAN, supervisor)
        if supervisor.pk == account.pk:
            raise OnesOwnSupervisor
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    before = Arrangement.objects.filter(account=account).first()
    fields = {"supervisor": supervisor, "every_days": every_days}
    arrangement, _ = Arrangement.objects.update_or_create(account=account, defaults=fields)
    if supervisor is not None and (before is None or before.supervisor_id != supervisor.pk):
        _tell_both(account, supervisor)
    publish(
        SupervisorNamed(actor_id=actor.pk, account_id=account.pk, supervisor_id=supervisor.pk if supervisor else None)
    )
    return arrangement


@transaction.atomic
def forget_person(*, account_id: UUID) -> None:
    """Somebody left the team: their log is deleted, their coming sessions are cancelled, and whom they supervised needs
    somebody new."""
    LogEntry.objects.filter(account=account_id).delete()
    cancel_without(account_id=account_id)
    Arrangement.objects.filter(account=account_id).delete()
    for left in Arrangement.objects.filter(supervisor=account_id).select_related("account"):
        left.supervisor = None
        left.save(update_fields=["supervisor"])
        tell(
            accounts=managers(),
            key=f"supervision.nobody:{left.account_id}:{account_id}",
            words=gettext("{pseudonym} needs a new supervisor.").format(pseudonym=left.account.pseudonym),
            href=reverse("supervision:arrange", args=[left.account_id]),
        )


def managers() -> list[UUID]:
    """Whoever can name a supervisor."""
    return list(Account.objects.filter(role=Role.MANAGER, is_active=True).values_list("pk", flat=True))


def _tell_both(account: Account, supervisor: Account) -> None:
    key, href = f"supervision.arranged:{account.pk}:{supervisor.pk}", reverse("supervision:home")
    tell(
        accounts=[account.pk],
        key=key,
        words=gettext("Your supervisor is {pseudonym}. You can plan a time together.").format(
            pseudonym=supervisor.pseudonym
        ),
        href=href,
    )
    tell(
        accounts=[supervisor.pk],
        key=key,
        words=gettext("You supervise {pseudonym}. You can plan a time together.").format(pseudonym=account.pseudonym),
        href=href,
    )
