"""Which items go to somebody else first: those with a topic that somebody chose not to meet, and, once somebody met
enough in one shift, what is heavy.

It orders the desk and decides nothing. While a moderator is here who may take an item, it is counted for the others; if
nobody is, it is theirs to take or to leave. So every item stands on the desk of at least one person who is here.
"""

from collections.abc import Collection, Mapping
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

    def meets(self, warnings: Collection[str]) -> bool:
        """Does something with these warnings touch on their topics?"""
        return not self.topics.isdisjoint(warnings)

    def can_take(self, warnings: Collection[str], *, heavy: bool) -> bool:
        """Is nothing against it?"""
        return not self.meets(warnings) and not (heavy and self.has_enough)


def way_of(warnings: Collection[str], *, heavy: bool, me: Person, others: Collection[Person]) -> Way:
    """Where an item that nobody holds stands for `me` while `others` are here. Asks no database."""
    if me.meets(warnings):
        return Way.LAST if all(other.meets(warnings) for other in others) else Way.TOPIC
    if heavy and me.has_enough and any(other.can_take(warnings, heavy=True) for other in others):
        return Way.ENOUGH
    return Way.HERE


@dataclass(frozen=True)
class Routing:
    """Who is here at one moment, as one of them sees it."""

    actor_id: UUID | None
    me: Person
    others: tuple[Person, ...]

    def way(self, item: Item) -> Way:
        """Where `item` stands. What one holds oneself stands in its lane; what somebody else holds is theirs."""
        if item.claimed_by_id is not None:
            theirs = item.claimed_by_id != self.actor_id and self.me.meets(item.post.warnings)
            return Way.TOPIC if theirs else Way.HERE
        heavy = item.level in exposure.HEAVY
        return way_of(item.post.warnings, heavy=heavy, me=self.me, others=self.others)

    def topics_in(self, item: Item) -> list[str]:
        """The names of one's own topics that an item touches on."""
        return [BY_KEY[key].name for key in item.post.warnings if key in self.me.topics]


def routing(actor: Actor, now: datetime) -> Routing:
    """Who is here now. Three questions to the database."""
    cover = cover_at(now)
    here = set(cover.host_ids | cover.second_ids)
    ids = here | ({actor.id} if actor.id else set())
    chosen = topics.of_each(ids)
    met, enough = exposure.counted_each(_since(ids, now)), exposure.limits().shift
    people = {pk: Person(chosen[pk], met[pk] >= enough) for pk in ids}
    nobody = Person(frozenset(), has_enough=False)
    me = people.get(actor.id, nobody) if actor.id else nobody
    return Routing(actor.id, me, tuple(people[pk] for pk in here if pk != actor.id))


def _since(ids: Collection[UUID], now: datetime) -> Mapping[UUID, datetime]:
    """When each of these people began their shift."""
    places = Place.objects.around(now).filter(account__in=ids, signed_on_at__isnull=False, signed_off_at__isnull=True)
    began = {pk: at for pk, at in places.values_list("account_id", "signed_on_at") if at}
    return {pk: began.get(pk, now - _A_SHIFT) for pk in ids}
