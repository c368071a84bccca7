"""Breaks: when the next one is due, and when the desk hands out nothing new.

Ten minutes after each fifty, offered. After something heavy the break is insisted on: until it was taken, the desk
hands out nothing new to this person. What they hold already they may finish. Nothing urgent waits for a break, so
nobody is kept from the desk while no other moderator could take an item.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from forum.accounts.permissions import Actor
from moderation.handover.models import Break
from moderation.rota.models import HERE, Place


@dataclass(frozen=True)
class Rest:
    """One break as its arithmetic knows it; without an end, the person is still away."""

    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class NextBreak:
    """When a break is due, until when it would last, whether the service insists, and whether it goes on already."""

    due_at: datetime
    until: datetime
    is_insisted_on: bool
    is_now: bool

    def is_due(self, now: datetime) -> bool:
        return self.due_at <= now


def next_break(
    signed_on_at: datetime, breaks: Sequence[Rest], insisted_since: datetime | None, now: datetime
) -> NextBreak:
    """The break that goes on, or the next one.

    A break counts once it was whole; a shorter one changes nothing. What is insisted on was asked for at
    `insisted_since` and is over after a whole break since then.
    """
    length = settings.CARE["break"]
    since = insisted_since
    if since is not None and _whole(breaks, since, now):
        since = None
    going_on = next((rest for rest in breaks if rest.ended_at is None), None)
    if going_on is not None:
        begun = going_on.started_at if since is None else max(going_on.started_at, since)
        return NextBreak(begun, begun + length, is_insisted_on=since is not None, is_now=True)
    if since is not None:
        return NextBreak(since, max(since, now) + length, is_insisted_on=True, is_now=False)
    fresh_at = max([signed_on_at, *(_rested(rest, now) for rest in _whole(breaks, None, now))])
    due_at = fresh_at + settings.CARE["break_after"]
    return NextBreak(due_at, max(due_at, now) + length, is_insisted_on=False, is_now=False)


def must_rest(account: Actor, now: datetime) -> datetime | None:
    """Until when the desk hands `account` nothing new; None if it may. A break not begun yet is counted from `now`."""
    if account.id is None:
        return None
    asked = Break.objects.filter(place__account_id=account.id, asked_at__isnull=False, ended_at__isnull=True)
    waiting = asked.filter(place__signed_off_at__isnull=True).order_by("-asked_at").first()
    if waiting is None:
        return None
    until = rested_at(waiting, now)
    return None if until <= now or not _somebody_else_can(account.id, now) else until


def rested_at(waiting: Break, now: datetime) -> datetime:
    """When a break that was asked for is over, if it goes on or begins now."""
    begun = now if waiting.started_at is None else max(waiting.started_at, waiting.asked_at or waiting.started_at)
    until: datetime = begun + settings.CARE["break"]
    return until


def _somebody_else_can(account_id: UUID, now: datetime) -> bool:
    """Is another host or second here who is not asked to rest themselves?"""
    here = Place.objects.around(now).confirmed().filter(duty__in=HERE, account__is_active=True)
    others = here.filter(signed_on_at__isnull=False, signed_off_at__isnull=True).exclude(account_id=account_id)
    resting = Break.objects.filter(place__in=others, asked_at__isnull=False, ended_at__isnull=True)
    away = {one.place_id for one in resting if rested_at(one, now) > now}
    return others.exclude(pk__in=away).exists()


def _whole(breaks: Sequence[Rest], since: datetime | None, now: datetime) -> list[Rest]:
    """The breaks that were long enough, counting only what came after `since`."""
    length = settings.CARE["break"]
    return [
        rest
        for rest in breaks
        if _rested(rest, now) - (rest.started_at if since is None else max(rest.started_at, since)) >= length
    ]


def _rested(rest: Rest, now: datetime) -> datetime:
    return now if rest.ended_at is None else rest.ended_at
