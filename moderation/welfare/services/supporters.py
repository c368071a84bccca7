"""Who looks after whom."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, Role, authorize
from forum.core.events import publish
from forum.core.refusals import Refusal
from moderation.nudges.services import tell
from moderation.supervision.models import Arrangement
from moderation.welfare.events import SupporterNamed
from moderation.welfare.models import Supporter


class OnesOwnSupporter(Refusal):
    """Nobody is their own supporter."""

    code = "ones_own_supporter"
    message = "Nobody is their own supporter. Choose somebody else on the team."


class SamePerson(Refusal):
    """One person for both looks at somebody's work and at how they are: it is harder to say that one struggles."""

    code = "same_person"

    def __init__(self, name: str, supporter: str) -> None:
        super().__init__(
            gettext(
                "{supporter} already supervises {name}. It is easier to say how one is to somebody who "
                "does not look at one's work. Choose another person, or say below that there is nobody "
                "else for now."
            ).format(supporter=supporter, name=name)
        )


@transaction.atomic
def name_supporter(
    *, actor: Account, account: Account, supporter: Account | None, nobody_else: bool = False
) -> Supporter | None:
    """Say whom `account`'s debriefs go to. The same person as their supervisor only if there is nobody else."""
    authorize(actor, Permission.SUPPORTER_NAME, account)
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    before = Supporter.objects.filter(account=account).values_list("supporter_id", flat=True).first()
    named = _seat(actor, account, supporter, nobody_else) if supporter else None
    if supporter is None:
        Supporter.objects.filter(account=account).delete()
    elif before != supporter.pk:
        _tell_them(account, supporter)
    publish(SupporterNamed(actor_id=actor.pk, account_id=account.pk, supporter_id=supporter.pk if supporter else None))
    return named


def _seat(actor: Account, account: Account, supporter: Account, nobody_else: bool) -> Supporter:
    authorize(actor, Permission.SUPPORTER_NAME, supporter)
    if supporter.pk == account.pk:
        raise OnesOwnSupporter
    if not nobody_else and Arrangement.objects.filter(account=account, supervisor=supporter).exists():
        raise SamePerson(account.pseudonym, supporter.pseudonym)
    return Supporter.objects.update_or_create(account=account, defaults={"supporter": supporter})[0]


@transaction.atomic
def tell_of_same_person(*, account_id: UUID, supervisor_id: UUID | None) -> None:
    """Somebody's supervisor was named: if that is their supporter too, the managers hear it."""
    both = Supporter.objects.filter(account=account_id, supporter=supervisor_id).select_related("account", "supporter")
    for one in both:
        tell(
            accounts=managers(),
            key=f"supporter.same:{account_id}:{supervisor_id}",
            words=gettext(
                "{pseudonym} now both supervises and supports {pseudonym_2}. If there is anybody else, "
                "name another supporter."
            ).format(pseudonym=one.supporter.pseudonym, pseudonym_2=one.account.pseudonym),
            href=reverse("welfare:name_supporter", args=[account_id]),
        )


def managers() -> list[UUID]:
    """Whoever can name a supporter."""
    return list(Account.objects.filter(role=Role.MANAGER, is_active=True).values_list("pk", flat=True))


def _tell_them(account: Account, supporter: Account) -> None:
    key, href = f"supporter.named:{account.pk}:{supporter.pk}", reverse("welfare:home")
    tell(
        accounts=[account.pk],
        key=key,
        words=gettext("{pseudonym} is your supporter now.").format(pseudonym=supporter.pseudonym),
        href=href,
    )
    tell(
        accounts=[supporter.pk],
        key=key,
        words=gettext("You are the supporter of {pseudonym} now.").format(pseudonym=account.pseudonym),
        href=href,
    )
