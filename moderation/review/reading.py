"""The page of one item: its words, what stands around them, what people said who asked, and what can be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from forum.accounts.actors import Actor
from forum.accounts.permissions import Permission, allows
from forum.core.markup import render
from forum.core.when import exact
from forum.rooms.models import Message, MessageState
from forum.threads.models import Post
from moderation.flags.about import About, PostOrMessage
from moderation.flags.copies import Beside, KeptMessage
from moderation.flags.models import Flag
from moderation.review.changed import words_asked_about
from moderation.review.desk import Entry, entry, warning_names
from moderation.review.levels import Level
from moderation.review.models import Item

BEFORE, AFTER = 3, 2
_WORDS_A_MINUTE = 200


@dataclass(frozen=True)
class Words:
    """Somebody's words, to stand under a cover."""

    author_name: str
    when: str
    warning_names: Sequence[str]
    minutes: int
    html: Markup


@dataclass(frozen=True)
class ItemPage:
    """Everything on the page of an item. Once it was decided the words are left out, except for whoever may bring them
    back."""

    item: Item
    entry: Entry
    words: Words | None
    title: str
    earlier: Sequence[Words]
    later: Sequence[Words]
    flags: Sequence[Flag]
    may_bring_back: bool
    asked: Words | None = None


def item_page(item: Item, actor: Actor, now: datetime) -> ItemPage:
    """What `actor` reads of `item`."""
    flags = list(item.flags())
    may_bring_back = allows(actor, Permission.ITEM_BRING_BACK, item)
    about = item.about
    # What was taken back is empty; but of a message that somebody asked about a copy stays until it is decided.
    readable = (item.is_open and about.words) or may_bring_back
    earlier, later = _around(about.there, actor) if item.is_open and about.row else ([], [])
    return ItemPage(
        item=item,
        entry=entry(item, flags, actor, now),
        words=_words(about) if readable else None,
        title=about.stands_in.title if item.is_open and about.stands_in else "",
        earlier=earlier,
        later=later,
        flags=flags if item.is_open else [],
        may_bring_back=may_bring_back,
        asked=_asked(item) if item.is_open else None,
    )


def _asked(item: Item) -> Words | None:
    """What it said when somebody asked, if its writer changed it since."""
    words = words_asked_about(item)
    if not words:
        return None
    # The one door to the sanitiser.
    html = Markup(render(words))  # noqa: S704
    about = item.about
    minutes = max(1, round(html.count(" ") / _WORDS_A_MINUTE))
    return Words(about.author_name, exact(item.opened_at), warning_names(about.warnings), minutes, html)


def preset_level(item: Item) -> Level:
    """The level that handing on starts with: the item's own."""
    return Level(item.level)


def _around(row: PostOrMessage, actor: Actor) -> tuple[list[Words], list[Words]]:
    if isinstance(row, KeptMessage):
        return _in_the_copy(row)
    return _in_the_session(row) if isinstance(row, Message) else _in_the_thread(row, actor)


def _in_the_copy(copy: KeptMessage) -> tuple[list[Words], list[Words]]:
    """What was copied with it. The talk itself is closed to the team."""
    rows = [(row.is_before, _beside(row)) for row in copy.beside()]
    return [words for is_before, words in rows if is_before], [words for is_before, words in rows if not is_before]


def _beside(row: Beside) -> Words:
    html = Markup(render(row.words))  # noqa: S704  (cleaned there)
    return Words(
        author_name=row.author_name,
        when=exact(row.moment),
        warning_names=warning_names(row.warnings),
        minutes=max(1, round(html.count(" ") / _WORDS_A_MINUTE)),
        html=html,
    )


def _in_the_session(message: Message) -> tuple[list[Words], list[Words]]:
    """What others could read there: in the room, or between the same person and the hosts."""
    rows = Message.objects.filter(session_id=message.session_id, channel=message.channel, aside_id=message.aside_id)
    rows = rows.filter(state=MessageState.SHOWN).exclude(pk=message.pk).select_related("author")
    earlier = rows.filter(number__lt=message.number).order_by("-number")[:BEFORE]
    later = rows.filter(number__gt=message.number).order_by("number")[:AFTER]
    return _each(reversed(earlier)), _each(later)


def _in_the_thread(post: Post, actor: Actor) -> tuple[list[Words], list[Words]]:
    thread = Post.objects.visible_to(actor).filter(thread_id=post.thread_id).exclude(pk=post.pk)
    rows = thread.select_related("author", "written_as")
    earlier = rows.filter(created_at__lte=post.created_at).order_by("-created_at", "-pk")[:BEFORE]
    later = rows.filter(created_at__gt=post.created_at).order_by("created_at", "pk")[:AFTER]
    return _each(reversed(earlier)), _each(later)


def _each(rows: Iterable[PostOrMessage]) -> list[Words]:
    return [_words(About(row)) for row in rows]


def _words(about: About) -> Words:
    return Words(
        author_name=about.author_name,
        when=exact(about.written_at) if about.written_at else "",
        warning_names=warning_names(about.warnings),
        minutes=max(1, round(about.html.count(" ") / _WORDS_A_MINUTE)),
        html=about.html,
    )
