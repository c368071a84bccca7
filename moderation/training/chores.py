"""What the steward does for learning: say kindly, ahead of time, that a module is due again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.permissions import TEAM
from forum.core.chores import chore
from forum.core.when import local
from moderation.nudges.services import tell
from moderation.training.learning import SOON, VERY_SOON, told
from moderation.training.models import Completion, Module


@chore(every=timedelta(hours=12))
def tell_what_is_due_again(now: datetime) -> int:
    """30 days ahead, 7 days ahead, and once when it ran out."""
    lines = list(_due(now))
    for account_id, key, words, href in lines:
        tell(accounts=[account_id], key=key, words=words, href=href)
    return len(lines)


def _due(now: datetime) -> Iterator[tuple[UUID, str, str, str]]:
    today = local(now).date()
    modules = {module.pk: module for module in Module.objects.filter(is_open=True)}
    rows = Completion.objects.filter(awaits_talk=False, account__is_active=True, account__role__in=list(TEAM))
    # Somebody with one that never runs out needs to be told nothing.
    lasting = set(rows.filter(runs_out_on=None).values_list("account", "module"))
    last = rows.exclude(runs_out_on=None).values_list("account", "account__role", "module").annotate(Max("runs_out_on"))
    for account_id, role, module_id, until in last:
        module = modules.get(module_id)
        left = until - today
        needed = module is not None and role in module.required_for
        if module is None or not needed or (account_id, module_id) in lasting or not -VERY_SOON <= left <= SOON:
            continue
        href = reverse("training:module", args=[module_id])
        if left < timedelta(0):
            words = gettext("“{title}” ran out on {told}. Reading it again makes it count.").format(
                title=module.title, told=told(until)
            )
            yield account_id, f"module-out:{module_id}:{until}", words, href
        else:
            words = gettext("“{title}” counts until {told}. Reading it again takes about half an hour.").format(
                title=module.title, told=told(until)
            )
            yield account_id, f"module-{7 if left <= VERY_SOON else 30}:{module_id}:{until}", words, href
