"""The one door through which written words become HTML.

A small Markdown subset (paragraphs, emphasis, lists, quotes) is rendered with raw HTML off, cleaned by bleach, and
compared with what nh3 makes of the same: if the two disagree, the words are shown as plain text and the fact is
counted. Only addresses on the allow-list become links.
"""

import logging
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import bleach  # noqa: TID251
import nh3  # noqa: TID251
from django.conf import settings
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt

log = logging.getLogger(__name__)

TAGS = frozenset({"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "a"})
ATTRIBUTES = {"a": ["href", "rel"], "ol": ["start"]}
PROTOCOLS = frozenset({"https"})
REL = "noreferrer noopener nofollow"


def render(source: str) -> str:
    """HTML for `source`, safe to show as it is."""
    html: str = _markdown().render(source)
    ours: str = bleach.clean(html, tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS)
    theirs = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(PROTOCOLS),
        link_rel=None,
    )
    if _tokens(ours) != _tokens(theirs):
        log.warning("The two sanitisers disagreed about a text; it is shown plainly.")
        return plain(source)
    return ours


def plain(source: str) -> str:
    """`source` as paragraphs of escaped text."""
    paragraphs = [part for part in source.split("\n\n") if part.strip()]
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs)


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    md = MarkdownIt("zero", {"html": False, "breaks": True, "linkify": True})
    md.linkify = LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    md.enable(["list", "blockquote", "emphasis", "newline", "escape", "linkify"])
    md.validateLink = _is_allowed  # type: ignore[method-assign]
    md.add_render_rule("link_open", _link_open)
    return md


def _link_open(renderer, tokens, idx, options, env):  # type: ignore[no-untyped-def]
    tokens[idx].attrSet("rel", REL)
    return renderer.renderToken(tokens, idx, options, env)


def _is_allowed(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and parts.netloc in settings.LINK_ALLOW_LIST


class _Tokens(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[str, object]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, sorted(attrs, key=str)))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append((f"/{tag}", None))

    def handle_data(self, data: str) -> None:
        self.seen.append(("", data))


def _tokens(html: str) -> list[tuple[str, object]]:
    parser = _Tokens()
    parser.feed(html)
    parser.close()
    return parser.seen
