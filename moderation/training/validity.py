"""Which of the modules somebody needs do not count on a day: the one question the rota asks of the training."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from forum.accounts.models import Account
from moderation.training.models import Module


@dataclass(frozen=True)
class Lapse:
    """A module somebody's role needs that does not count: not done yet, or run out."""

    title: str
    ran_out_on: date | None


@dataclass
class _Done:
    """What somebody has of one module on the day that is asked about."""

    counts: bool = False
    ran_out_on: date | None = None


def missing(account_ids: Collection[UUID], on: date) -> dict[UUID, list[Lapse]]:
    """For each of these accounts, the modules their role needs that do not count on that day, in the modules' order.

    Two queries, however many people and modules there are."""
    modules = list(Module.objects.filter(is_open=True).in_order())
    roles: dict[UUID, str] = {}
    done: dict[tuple[UUID, UUID], _Done] = defaultdict(_Done)
    for account_id, role, module_id, completed_on, runs_out_on, awaits_talk in Account.objects.filter(
        pk__in=list(account_ids)
    ).values_list(
        "pk",
        "role",
        "completions__module_id",
        "completions__completed_on",
        "completions__runs_out_on",
        "completions__awaits_talk",
    ):
        roles[account_id] = role
        if module_id is None or awaits_talk or completed_on > on:
            continue
        one = done[account_id, module_id]
        if runs_out_on is None or runs_out_on >= on:
            one.counts = True
        else:
            one.ran_out_on = max(one.ran_out_on or runs_out_on, runs_out_on)
    return {
        account_id: [
            Lapse(title=module.title, ran_out_on=done[account_id, module.pk].ran_out_on)
            for module in modules
            if role in module.required_for and not done[account_id, module.pk].counts
        ]
        for account_id, role in roles.items()
    }
