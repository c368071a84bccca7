"""What stands on the desk: the lanes, each item with its clock, and why it stands there. No words of members."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext

from forum.accounts.actors import Actor
from forum.core.when import exact
from forum.warnings.taxonomy import BY_KEY
from moderation.flags.models import Flag
from moderation.review.levels import Level
from moderation.review.models import Item, ItemReason
from moderation.review.routing import Way, routing

LATELY = timedelta(days=14)
FIRST_LOOK = "First look: others cannot read it yet"


@dataclass(frozen=True)
class Entry:
    """One item on a lane."""

    id: UUID
    level: Level
    word: str
    author_name: str
    reasons: Sequence[str]
    wishes: Sequence[str]
    warning_names: Sequence[str]
    asked: int
    came: str
    used: float
    clock_words: str
    holder: str
    is_mine: bool
    is_first_look: bool
    why: str


@dataclass(frozen=True)
class Lane:
    """Everything of one level."""

    level: Level
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Apart:
    """An item that would go to somebody else first, with one's own topics that it touches on."""

    entry: Entry
    topics: Sequence[str]
    way: Way


@dataclass(frozen=True)
class Desk:
    """The lanes; how much goes to somebody else, and why; and what stands apart from the lanes, to take or to leave."""

    lanes: Sequence[Lane]
    for_topics: int
    for_enough: int
    apart: Sequence[Apart]
    is_all: bool

    @property
    def is_quiet(self) -> bool:
        """Does nothing wait at all?"""
        return not (self.for_topics or self.for_enough or self.apart or any(lane.entries for lane in self.lanes))


@dataclass(frozen=True)
class Away:
    """A post or a message that a decision keeps out of sight."""

    id: UUID
    word: str
    author_name: str
    decided_by: str
    decided: str


def desk_of(actor: Actor, now: datetime, *, all_of_it: bool = False) -> Desk:
    """Every lane, the most urgent first; in each, what is due soonest first. Six questions to the database.

    What goes to somebody else first is counted, or stands last if nobody else is here (`routing`). With `all_of_it`
    it stands there too.
    """
    found = routing(actor, now)
    here: list[Entry] = []
    apart: list[Apart] = []
    ways: Counter[Way] = Counter()
    for item in _waiting(actor):
        way = found.way(item)
        ways[way] += 1
        if way is not Way.HERE and way is not Way.LAST and not all_of_it:
            continue
        told = entry(item, [reason.flag for reason in item.reasons.all()], actor, now)
        if way is Way.HERE:
            here.append(told)
        else:
            apart.append(Apart(told, found.topics_in(item), way))
    return Desk(
        lanes=[Lane(level, [one for one in here if one.level is level]) for level in Level],
        for_topics=ways[Way.TOPIC],
        for_enough=ways[Way.ENOUGH],
        apart=apart,
        is_all=all_of_it,
    )


def _waiting(actor: Actor) -> Iterable[Item]:
    reasons = ItemReason.objects.select_related("flag").defer("flag__note").order_by("flag__raised_at")
    return (
        Item.objects.visible_to(actor)
        .open()
        .in_order()
        .select_related("claimed_by", "post__author", "post__written_as", "message__author")
        .select_related("copy__author", "copy__written_as")
        .defer("handed_note", "post__words", "post__html", "message__words", "copy__words", "copy__around")
        .prefetch_related(Prefetch("reasons", reasons))
    )


def out_of_sight(actor: Actor, now: datetime, *, all_of_them: bool = False) -> list[Away]:
    """What decisions keep out of sight: the lately decided, or all of them."""
    items = Item.objects.visible_to(actor).out_of_sight()
    if not all_of_them:
        items = items.filter(decided_at__gte=now - LATELY)
    items = items.select_related("claimed_by", "post__author", "post__written_as", "message__author")
    items = items.select_related("copy__author", "copy__written_as")
    items = items.defer("handed_note", "post__words", "post__html", "message__words", "copy__words", "copy__around")
    return [_away(item) for item in items]


def _away(item: Item) -> Away:
    by = item.claimed_by.pseudonym if item.claimed_by else ""
    decided = exact(item.decided_at) if item.decided_at else ""
    return Away(item.pk, item.about.word, item.about.author_name, by, decided)


def entry(item: Item, flags: Sequence[Flag], actor: Actor, now: datetime) -> Entry:
    """One item as the desk shows it."""
    level = Level(item.level)
    reasons = _each(flag.get_reason_display() for flag in flags) or ([FIRST_LOOK] if item.is_first_look else [])
    allowed = item.due_at - item.opened_at
    return Entry(
        id=item.pk,
        level=level,
        word=item.about.word,
        author_name=item.about.author_name,
        reasons=reasons,
        wishes=_each(flag.get_wish_display() for flag in flags),
        warning_names=warning_names(item.about.warnings),
        asked=len(flags),
        came=exact(item.opened_at),
        used=(now - item.opened_at) / allowed if allowed else 1.0,
        clock_words=left(item.due_at - now),
        holder=item.claimed_by.pseudonym if item.claimed_by else "",
        is_mine=item.is_held_by(actor),
        is_first_look=item.is_first_look,
        why=_why(item, level, reasons),
    )


def warning_names(keys: Sequence[str]) -> list[str]:
    """The names of content warnings."""
    return [BY_KEY[key].name for key in keys if key in BY_KEY]


def span(length: timedelta) -> str:
    """A length of time in words: "12 minutes", "3 hours", "2 days"."""
    minutes = max(0, int(length.total_seconds() // 60))
    for size, unit in ((24 * 60, "day"), (60, "hour")):
        if minutes >= 2 * size or minutes == size:
            return _count(minutes // size, unit)
    return _count(minutes, "minute")


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"


def left(length: timedelta) -> str:
    """How much of a clock is left, or by how much it is over."""
    if length > timedelta(0):
        return gettext("{span} left").format(span=span(length))
    return gettext("{span} over").format(span=span(-length))


def _why(item: Item, level: Level, reasons: Sequence[str]) -> str:
    said = " and ".join(f"“{reason}”" for reason in reasons)
    because = (
        "somebody new wrote it and it waits for a first look"
        if reasons == [FIRST_LOOK]
        else gettext("somebody said {said}").format(said=said)
    )
    return gettext(
        "{value}, because {because}. It came in {exact} and somebody should have looked by "
        "{exact_2}. Inside a level, what is due first stands first."
    ).format(value=level.value.capitalize(), because=because, exact=exact(item.opened_at), exact_2=exact(item.due_at))


def _each(words: Iterable[str]) -> list[str]:
    """Every one of `words` once."""
    return list(dict.fromkeys(words))
