"""What is one's own: topics, the self-care plan; and forgetting them when somebody leaves."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.when import local
from moderation.nudges.services import tell
from moderation.welfare import topics
from moderation.welfare.events import CarePlanWritten, TopicsChosen
from moderation.welfare.models import CarePlan, Supporter, Topics
from moderation.welfare.services.supporters import managers


@transaction.atomic
def choose_topics(*, actor: Account, keys: Collection[str]) -> None:
    """Items with these content warnings go to somebody else. Nobody is asked why, and nobody else is told."""
    authorize(actor, Permission.TOPICS_CHOOSE, SITE)
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    row = Topics.objects.filter(account=actor).first() or Topics(account=actor)
    row.keys = topics.stored(keys)
    if row.keys:
        row.save()
    else:
        Topics.objects.filter(account=actor).delete()
    publish(TopicsChosen(actor_id=actor.pk, account_id=actor.pk))


@transaction.atomic
def write_care_plan(*, actor: Account, words: str) -> CarePlan:
    """What one does to look after oneself; written again it is changed."""
    authorize(actor, Permission.CARE_PLAN_WRITE, SITE)
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    plan = CarePlan.objects.filter(account=actor).first() or CarePlan(account=actor)
    plan.words, plan.written_on = words, local(clock.now()).date()
    plan.save()
    publish(CarePlanWritten(actor_id=actor.pk, account_id=actor.pk))
    return plan


@transaction.atomic
def forget_care_plan(*, actor: Account) -> None:
    """Delete one's own plan."""
    authorize(actor, Permission.CARE_PLAN_WRITE, SITE)
    CarePlan.objects.filter(account=actor).delete()
    publish(CarePlanWritten(actor_id=actor.pk, account_id=actor.pk))


@transaction.atomic
def forget_person(*, account_id: UUID) -> None:
    """Somebody left the team: what was theirs is deleted, and whom they supported needs somebody new."""
    Topics.objects.filter(account=account_id).delete()
    CarePlan.objects.filter(account=account_id).delete()
    Supporter.objects.filter(account=account_id).delete()
    for left in Supporter.objects.filter(supporter=account_id).select_related("account"):
        tell(
            accounts=managers(),
            key=f"supporter.nobody:{left.account_id}:{account_id}",
            words=gettext("{pseudonym} needs a new supporter.").format(pseudonym=left.account.pseudonym),
            href=reverse("welfare:name_supporter", args=[left.account_id]),
        )
        left.delete()
