"""Which items go to somebody else first: those with a topic that somebody chose not to meet, and, once somebody met
enough in one shift, what is heavy.

It orders the desk and decides nothing. While another moderator is here an item is only counted, for the first part of
its time; after that, or if nobody else is here, it is theirs to take or to leave. Whether the others chose the same
topic is never asked: what one person's desk shows tells nothing about anybody else.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from forum.accounts.actors import Actor
from forum.warnings.taxonomy import BY_KEY
from moderation.review.models import Item
from moderation.rota.cover import cover_at
from moderation.rota.models import Place
from moderation.welfare import exposure, topics

# How much of its time an item waits for somebody else: six of the sixty minutes of red, one of the four hours of amber.
WAITS, HEAVY_WAITS = 0.25, 0.1
# Where nobody signed on, as in the grace before a shift.
_A_SHIFT = timedelta(hours=4)


class Way(StrEnum):
    """Where an item stands for one person."""

    HERE = "here"
    TOPIC = "topic"
    ENOUGH = "enough"
    LAST = "last"


# What is asked about once more before it is taken up. Nothing is ever refused for it.
ASKED_ABOUT = (Way.TOPIC, Way.ENOUGH)


@dataclass(frozen=True)
class Person:
    """A moderator who is here: what they chose not to meet, and whether they met enough in this shift."""

    topics: frozenset[str]
    has_enough: bool


def way_of(warnings: Collection[str], *, heavy: bool, used: float, me: Person, is_alone: bool) -> Way:
    """Where an item that nobody holds stands for `me`, when so much of its time is used. Asks no database."""
    waited = is_alone or used >= (HEAVY_WAITS if heavy else WAITS)
    if not me.topics.isdisjoint(warnings):
        return Way.LAST if waited else Way.TOPIC
    return Way.ENOUGH if heavy and me.has_enough and not waited else Way.HERE


@dataclass(frozen=True)
class Routing:
    """One moment, as one person sees it."""

    actor_id: UUID | None
    now: datetime
    me: Person
    is_alone: bool

    def way(self, item: Item) -> Way:
        """Where `item` stands. What one holds oneself stands in its lane; what somebody else holds is theirs."""
        if item.claimed_by_id is not None:
            theirs = item.claimed_by_id != self.actor_id and bool(self.topics_in(item))
            return Way.TOPIC if theirs else Way.HERE
        allowed = item.due_at - item.opened_at
        used = (self.now - item.opened_at) / allowed if allowed else 1.0
        heavy = item.level in exposure.HEAVY
        return way_of(item.about.warnings, heavy=heavy, used=used, me=self.me, is_alone=self.is_alone)

    def topics_in(self, item: Item) -> list[str]:
        """The names of one's own topics that an item touches on."""
        return [BY_KEY[key].name for key in item.about.warnings if key in self.me.topics]


def routing(actor: Actor, now: datetime) -> Routing:
    """How the desk is ordered for `actor` now. Three questions to the database."""
    cover = cover_at(now)
    is_alone = not ((cover.host_ids | cover.second_ids) - {actor.id})
    if actor.id is None:
        return Routing(None, now, Person(frozenset(), has_enough=False), is_alone)
    met = exposure.counted([actor.id], _since(actor.id, now))[actor.id]
    me = Person(topics.of_each([actor.id])[actor.id], met >= exposure.limits().shift)
    return Routing(actor.id, now, me, is_alone)


def _since(account_id: UUID, now: datetime) -> datetime:
    """When this person began their shift."""
    places = Place.objects.around(now).filter(account=account_id, signed_on_at__isnull=False, signed_off_at=None)
    began = places.values_list("signed_on_at", flat=True).first()
    return began or now - _A_SHIFT
