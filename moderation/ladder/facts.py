"""The facts that the ladder asks for, gathered for many people at once: a bounded number of questions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Q

from forum.accounts.models import Account
from forum.accounts.permissions import Stage
from forum.core.when import local
from moderation.ladder.models import Step
from moderation.ladder.requirements import Facts
from moderation.rota.duties import CALLED, HERE, Duty
from moderation.rota.models import Place, State
from moderation.supervision import due
from moderation.supervision.models import Arrangement, Attendance, Kind, SessionState
from moderation.team.models import Standing
from moderation.training import validity
from moderation.training.models import Practice
from moderation.welfare import care_plan
from moderation.welfare.models import Supporter


class _Been(NamedTuple):
    """Somebody was on a shift that is over."""

    account_id: UUID
    shift_id: UUID
    duty: str
    stage: str
    day: date


@dataclass
class _Shifts:
    """What somebody's shifts so far say."""

    shadow: int = 0
    first_shadow_on: date | None = None
    paired: int = 0
    beside_learners: int = 0


def of(accounts: Collection[Account], now: datetime) -> dict[UUID, Facts]:
    """The facts of each of `accounts`."""
    ids, today = [account.pk for account in accounts], local(now).date()
    began = dict(Standing.objects.filter(account__in=ids).values_list("account_id", "began_on"))
    began |= {account.pk: account.joined_on or today for account in accounts if account.pk not in began}
    since = _since(accounts, began)
    lapses = validity.missing(ids, today)
    supervised = set(
        Arrangement.objects.filter(account__in=ids, supervisor__isnull=False).values_list("account", flat=True)
    )
    supported = set(Supporter.objects.filter(account__in=ids).values_list("account", flat=True))
    planned = care_plan.exists(ids)
    practised = dict(
        Practice.objects.filter(account__in=ids).values_list("account").annotate(Count("item", distinct=True))
    )
    overdue = {pk for pk, one in due.of(ids, now).items() if one.is_overdue(now)}
    talked, shifts = _last_talks(ids, now), _shifts(ids, now)
    return {
        account.pk: Facts(
            role=account.role,
            stage=account.stage,
            began_on=began[account.pk],
            since=since[account.pk],
            missing_modules=tuple(one.title for one in lapses.get(account.pk, [])),
            has_supervisor=account.pk in supervised,
            has_supporter=account.pk in supported,
            has_care_plan=account.pk in planned,
            practised=practised.get(account.pk, 0),
            shadow_shifts=shifts[account.pk].shadow,
            first_shadow_on=shifts[account.pk].first_shadow_on,
            paired_shifts=shifts[account.pk].paired,
            beside_learners=shifts[account.pk].beside_learners,
            is_supervision_overdue=account.pk in overdue,
            has_talked=account.pk in talked and local(talked[account.pk]).date() >= since[account.pk],
        )
        for account in accounts
    }


def _since(accounts: Collection[Account], began: Mapping[UUID, date]) -> dict[UUID, date]:
    """Since when each is at the stage they are at: their last step, or the day they began."""
    steps = Step.objects.filter(account__in=[one.pk for one in accounts]).order_by("at", "pk")
    last = {account_id: (after, at) for account_id, after, at in steps.values_list("account_id", "after", "at")}
    return {
        one.pk: local(last[one.pk][1]).date() if last.get(one.pk, ("",))[0] == one.stage else began[one.pk]
        for one in accounts
    }


def _last_talks(ids: Collection[UUID], now: datetime) -> dict[UUID, datetime]:
    """The last supervision or coaching session each came to."""
    came = Attendance.objects.filter(
        account__in=ids,
        came=True,
        session__kind__in=[Kind.ONE_TO_ONE, Kind.COACHING],
        session__state=SessionState.HELD,
        session__starts_at__lte=now,
    )
    return dict(came.values_list("account").annotate(last=Max("session__starts_at")))


def _shifts(ids: Collection[UUID], now: datetime) -> dict[UUID, _Shifts]:
    """What the shifts say that each has been on: hosts, seconds and shadows who signed on, practitioners by the rota.

    Somebody past probation is told by the stage they have now."""
    been = Q(duty__in=[*HERE, Duty.SHADOW], signed_on_at__isnull=False) | Q(duty__in=CALLED)
    places = Place.objects.filter(been, state=State.CONFIRMED, shift__ends_at__lte=now)
    theirs = places.filter(account__in=ids).values("shift_id")
    rows = places.filter(shift__in=theirs).values_list(
        "account_id", "shift_id", "duty", "account__stage", "shift__starts_at"
    )
    together: dict[UUID, list[_Been]] = defaultdict(list)
    for account_id, shift_id, duty, stage, starts_at in rows.order_by("shift__starts_at"):
        together[shift_id].append(_Been(account_id, shift_id, duty, stage, local(starts_at).date()))
    wanted, found = set(ids), defaultdict(_Shifts, {pk: _Shifts() for pk in ids})
    for crew in together.values():
        for one in crew:
            if one.account_id in wanted:
                _count(found[one.account_id], one, [other for other in crew if other.account_id != one.account_id])
    return found


def _count(shifts: _Shifts, one: _Been, others: Iterable[_Been]) -> None:
    others = list(others)
    if one.duty == Duty.SHADOW:
        shifts.shadow += 1
        shifts.first_shadow_on = shifts.first_shadow_on or one.day
        return
    side = HERE if one.duty in HERE else CALLED
    if any(other.duty in side and _is_experienced(other.stage) for other in others):
        shifts.paired += 1
    if any(other.duty in (*HERE, Duty.SHADOW) and not _is_experienced(other.stage) for other in others):
        shifts.beside_learners += 1


def _is_experienced(stage: str) -> bool:
    return bool(stage) and Stage(stage).rung >= Stage.SOLO.rung
