"""The page of one item: the post, the thread around it, what people said who asked, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from forum.accounts.actors import Actor
from forum.accounts.permissions import Permission, allows
from forum.core.when import exact
from forum.threads.models import Post
from moderation.flags.models import Flag
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
    thread_title: str
    earlier: Sequence[Words]
    later: Sequence[Words]
    flags: Sequence[Flag]
    may_bring_back: bool


def item_page(item: Item, actor: Actor, now: datetime) -> ItemPage:
    """What `actor` reads of `item`."""
    flags = list(item.flags())
    may_bring_back = allows(actor, Permission.ITEM_BRING_BACK, item)
    readable = (item.is_open and not item.post.is_withdrawn) or may_bring_back
    earlier, later = _around(item.post, actor) if item.is_open else ([], [])
    return ItemPage(
        item=item,
        entry=entry(item, flags, actor, now),
        words=_words(item.post) if readable else None,
        thread_title=item.post.thread.title if item.is_open else "",
        earlier=earlier,
        later=later,
        flags=flags if item.is_open else [],
        may_bring_back=may_bring_back,
    )


def preset_level(item: Item) -> Level:
    """The level that handing on starts with: the item's own."""
    return Level(item.level)


def _around(post: Post, actor: Actor) -> tuple[list[Words], list[Words]]:
    thread = Post.objects.visible_to(actor).filter(thread_id=post.thread_id).exclude(pk=post.pk)
    rows = thread.select_related("author")
    earlier = rows.filter(created_at__lte=post.created_at).order_by("-created_at", "-pk")[:BEFORE]
    later = rows.filter(created_at__gt=post.created_at).order_by("created_at", "pk")[:AFTER]
    return [_words(one) for one in reversed(earlier)], [_words(one) for one in later]


def _words(post: Post) -> Words:
    return Words(
        author_name=post.author.pseudonym,
        when=exact(post.created_at),
        warning_names=warning_names(post.warnings),
        minutes=max(1, round(post.html.count(" ") / _WORDS_A_MINUTE)),
        # Rendered and cleaned when it was written, through forum.core.markup.
        html=Markup(post.html),  # noqa: S704
    )
