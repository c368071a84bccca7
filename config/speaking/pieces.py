"""A template as the sentences a person reads: text, tags, and what Jinja puts between them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jinja2.lexer import Token

# Tags that stand inside a sentence. Every other tag ends it.
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "em",
        "i",
        "kbd",
        "mark",
        "q",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
    ]
)
_TAG = re.compile(r"</?[a-zA-Z!]")
_NAME = re.compile(r"<(/?)\s*([a-zA-Z!][\w-]*)")


@dataclass
class Text:
    """Words between tags, as the template has them."""

    words: str
    line: int


@dataclass
class Code:
    """What Jinja does here: an expression, or a statement (which ends a sentence)."""

    tokens: list[Token]

    @property
    def is_expression(self) -> bool:
        return self.tokens[0].type == "variable_begin"


@dataclass
class Tag:
    """One tag with everything in it."""

    parts: "list[Text | Code]" = field(default_factory=list)

    @property
    def head(self) -> tuple[bool, str]:
        """Does it close, and what is it called?"""
        first = self.parts[0]
        found = _NAME.match(first.words) if isinstance(first, Text) else None
        return (bool(found[1]), found[2].lower()) if found else (False, "")

    @property
    def is_inline(self) -> bool:
        return self.head[1] in INLINE


Item = Text | Code | Tag


def pieces(tokens: Iterable[Token]) -> Iterator[Text | Code]:
    """The tokens of a template, those of one expression or statement together."""
    inside: list[Token] = []
    for token in tokens:
        if token.type == "data" and not inside:
            yield Text(token.value, token.lineno)
            continue
        inside.append(token)
        if token.type in ("variable_end", "block_end"):
            yield Code(inside)
            inside = []


def items(tokens: Iterable[Token]) -> list[Item]:
    """The same with tags put together: a tag may hold expressions and statements."""
    found: list[Item] = []
    tag: Tag | None = None
    quote = ""
    for piece in pieces(tokens):
        if isinstance(piece, Code):
            (tag.parts if tag else found).append(piece)
            continue
        rest, line = piece.words, piece.line
        while rest:
            if tag is None:
                begin = _TAG.search(rest)
                cut = begin.start() if begin else len(rest)
                if rest[:cut]:
                    found.append(Text(rest[:cut], line))
                tag = Tag() if begin else None
            else:
                cut, quote = _end_of_tag(rest, quote)
                tag.parts.append(Text(rest[:cut], line))
                if not quote and rest[cut - 1] == ">":
                    found.append(tag)
                    tag = None
            line += rest[:cut].count("\n")
            rest = rest[cut:]
    return [*found, tag] if tag else found


def _end_of_tag(text: str, quote: str) -> tuple[int, str]:
    """Where the tag that `text` continues ends (or all of it), and the quotation mark that is open there."""
    for position, mark in enumerate(text):
        if quote:
            quote = "" if mark == quote else quote
        elif mark in "\"'":
            quote = mark
        elif mark == ">":
            return position + 1, ""
    return len(text), quote


def sentences(found: list[Item]) -> Iterator[list[Item]]:
    """Runs of items: each either one sentence or what stands between two."""
    run: list[Item] = []
    for item in found:
        if (
            isinstance(item, Text)
            or (isinstance(item, Code) and item.is_expression)
            or (isinstance(item, Tag) and item.is_inline)
        ):
            run.append(item)
            continue
        if run:
            yield run
        yield [item]
        run = []
    if run:
        yield run


def _stands_in_a_sentence(item: Item) -> bool:
    if isinstance(item, Tag):
        return item.is_inline
    return isinstance(item, Text) or item.is_expression


def has_words(text: str) -> bool:
    """Is there a letter in it that is not part of an entity?"""
    return any(mark.isalpha() for mark in re.sub(r"&\w+;", "", text))


def trimmed(run: list[Item]) -> tuple[list[Item], list[Item], list[Item]]:
    """What stands before a sentence, the sentence, and what stands after it: space, and tags around all of it."""
    start, end = 0, len(run)
    while start < end and _is_edge(run[start], closing=True):
        start += 1
    while end > start and _is_edge(run[end - 1], closing=False):
        end -= 1
    if end - start > 2 and _wraps(run[start:end]):
        before, inner, after = trimmed(run[start + 1 : end - 1])
        return [*run[:start], run[start], *before], inner, [*after, run[end - 1], *run[end:]]
    return run[:start], run[start:end], run[end:]


def _is_edge(item: Item, *, closing: bool) -> bool:
    if isinstance(item, Text):
        return not item.words.strip()
    return isinstance(item, Tag) and item.head[0] is closing


def _wraps(run: list[Item]) -> bool:
    """Is the first item a tag that the last one closes?"""
    first, last = run[0], run[-1]
    if not (isinstance(first, Tag) and isinstance(last, Tag)):
        return False
    depth = 0
    for place, item in enumerate(run):
        if isinstance(item, Tag) and item.head[1] == first.head[1]:
            depth += -1 if item.head[0] else 1
            if depth == 0:
                return place == len(run) - 1
    return False
