"""The Jinja extension that makes every sentence of a template answer in the reader's language."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext
from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from config.speaking.pieces import Code, Item, Tag, Text, has_words, items, sentences, trimmed

_BETWEEN = "\x1f"  # Stands in no text of a person: forum.core.text takes it out.
_PLACE = re.compile(r"\{(\d+)\}|<(/?\d+)>")
_ATTRIBUTE_ANYWHERE = re.compile(r'\b(?:aria-label|placeholder|title|alt|label|data-[\w-]*said)="')
_ATTRIBUTE = re.compile(_ATTRIBUTE_ANYWHERE.pattern + "$")
_NAMES_THINGS = frozenset(("extends", "from", "import", "include", "block", "endblock", "filter"))
_COMPARES = frozenset(("eq", "ne"))


class Speaking(Extension):
    """Compiles each sentence into a look-up. `env.heard`, where it is a dictionary, collects what was found."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.globals.update(_said=said, _shown=shown)
        environment.globals["_options"] = speak_options
        environment.filters.update(_fill=fill, small=small)

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for run in sentences(items(stream)):
            yield from self._sentence(run)

    def _sentence(self, run: list[Item]) -> Iterator[Token]:
        before, inner, after = trimmed(run)
        words = "".join(item.words for item in inner if isinstance(item, Text))
        if not has_words(words) or re.search(r"[{}]", words):
            yield from self._plain([*before, *inner, *after])
            return
        yield from self._plain(before)
        yield from self._message(inner)
        yield from self._plain(after)

    def _message(self, inner: list[Item]) -> Iterator[Token]:
        first, last = inner[0], inner[-1]
        lead = _leading(first.words) if isinstance(first, Text) else ""
        trail = _trailing(last.words) if isinstance(last, Text) else ""
        line = next(item.line for item in inner if isinstance(item, Text))
        message, filling = _numbered(inner)
        self._hear(message, line)
        if lead:
            yield Token(line, "data", lead)
        if not filling:
            yield from _call(line, "_shown", message)
        else:
            yield from _statement(line, "filter", "_fill", message)
            for place, item in enumerate(filling):
                if place:
                    yield Token(line, "data", _BETWEEN)
                yield from self._plain([item])
            yield from _statement(line, "endfilter")
        if trail:
            yield Token(line, "data", trail)

    def _plain(self, run: Iterable[Item]) -> Iterator[Token]:
        for item in run:
            if isinstance(item, Text):
                yield Token(item.line, "data", item.words)
            elif isinstance(item, Code):
                yield from self._code(item.tokens)
            else:
                yield from self._tag(item)

    def _tag(self, tag: Tag) -> Iterator[Token]:
        """A tag, with the words that a person hears from its attributes."""
        if not any(_ATTRIBUTE_ANYWHERE.search(part.words) for part in tag.parts if isinstance(part, Text)):
            yield from self._plain_parts(tag.parts)
            return
        value: list[Item] | None = None
        for part in _split_at_quotes(tag.parts):
            if value is None:
                yield from self._plain([part])
                if isinstance(part, Text) and _ATTRIBUTE.search(part.words):
                    value = []
            elif isinstance(part, Text) and part.words == '"':
                yield from self._attribute(value)
                yield Token(part.line, "data", '"')
                value = None
            else:
                value.append(part)
        yield from self._plain(value or [])

    def _plain_parts(self, parts: "list[Text | Code]") -> Iterator[Token]:
        yield from self._plain(list[Item](parts))

    def _attribute(self, value: list[Item]) -> Iterator[Token]:
        if any(isinstance(part, Code) and not part.is_expression for part in value):
            yield from self._plain(value)
        else:
            yield from self._sentence(value)

    def _code(self, tokens: list[Token]) -> Iterator[Token]:
        """An expression or a statement, with the sentences that it holds as strings."""
        if len(tokens) > 1 and tokens[0].type == "block_begin" and tokens[1].value in _NAMES_THINGS:
            yield from tokens
            return
        for place, token in enumerate(tokens):
            around = {tokens[place - 1].type, tokens[min(place + 1, len(tokens) - 1)].type}
            if token.type == "string" and is_human(token.value) and not around & _COMPARES:
                self._hear(token.value, token.lineno)
                yield Token(token.lineno, "name", "_said")
                yield Token(token.lineno, "lparen", "(")
                yield token
                yield Token(token.lineno, "rparen", ")")
            else:
                yield token

    def _hear(self, message: str, line: int) -> None:
        heard: Any = getattr(self.environment, "heard", None)
        if heard is not None:
            heard.setdefault(message, []).append(line)


def is_human(text: str) -> bool:
    """Is this string something a person reads, rather than a name of something in the code?"""
    if not has_words(text) or re.search(r"[%<>=_{}]|[a-z]:[a-z]|://|\.html", text):
        return False
    if re.fullmatch(r"[A-Z][a-z’]+(-[a-z]+)?[.,:?…]?", text):
        return True
    words = text.split()
    classes = all(re.fullmatch(r"[a-z]+(-[a-z]+)+|btn|vh", word) for word in words)
    return (len(words) > 1 or text != text.strip()) and not classes and not text.startswith("/")


def said(message: object) -> str:
    """A string in the reader's language. What is markup stays markup."""
    text = message if isinstance(message, str) else str(message)
    if not text or _is_own_language():
        return text
    return type(text)(gettext(text)) if isinstance(text, Markup) else gettext(text)


def told(value: object) -> object:
    """What an expression puts on a page: a sentence that Python made answers in the reader's language. Single words are
    left alone, because names are single words; what people wrote is in no catalogue."""
    return gettext(value) if type(value) is str and " " in value and not _is_own_language() else value


def small(message: object) -> str:
    """A label inside a sentence: in the reader's language, with a small first letter."""
    text = said(message)
    return text[:1].lower() + text[1:]


def speak_options(field: Any) -> str:
    """Let the options of a box to choose from answer in the reader's language. What people wrote is in no catalogue."""
    widget = field.field.widget
    if not _is_own_language() and getattr(widget, "choices", None):
        widget.choices = [
            (value, [(one, said(label)) for one, label in name])
            if isinstance(name, list | tuple)
            else (value, said(name))
            for value, name in widget.choices
        ]
    return ""


def shown(message: str) -> Markup:
    """A sentence of a template in the reader's language."""
    # Messages and their translations are ours, and are markup as the template was.
    return Markup(said(message))  # noqa: S704


def fill(rendered: str, message: str) -> Markup:
    """A sentence with its numbered places filled by what was rendered for them, in order of appearance."""
    parts = str(rendered).split(_BETWEEN)
    names = [one or two for one, two in _PLACE.findall(message)]
    filling = dict(zip(names, parts, strict=False))
    own = said(message)
    return Markup(_PLACE.sub(lambda found: filling.get(found[1] or found[2], ""), own))  # noqa: S704


def _is_own_language() -> bool:
    return (get_language() or "en").partition("-")[0] == settings.LANGUAGE_CODE.partition("-")[0]


def _numbered(inner: list[Item]) -> tuple[str, list[Item]]:
    """The message of a sentence, and what fills its places, in the order in which they appear."""
    message, filling, open_tags = "", list[Item](), list[tuple[str, int]]()
    for item in inner:
        if isinstance(item, Text):
            message += item.words
            continue
        number = len(filling)
        filling.append(item)
        if isinstance(item, Code):
            message += f"{{{number}}}"
            continue
        closes, name = item.head
        if closes and open_tags and open_tags[-1][0] == name:
            message += f"</{open_tags.pop()[1]}>"
        else:
            message += f"<{number}>"
            open_tags += [] if closes else [(name, number)]
    return " ".join(message.split()), filling


def _split_at_quotes(parts: "list[Text | Code]") -> "Iterator[Text | Code]":
    """The parts of a tag, cut after each opening and around each closing quotation mark."""
    is_open = False
    for part in parts:
        if isinstance(part, Code):
            yield part
            continue
        before, *pieces_after = part.words.split('"')
        held = before
        for words in pieces_after:
            yield from (Text(one, part.line) for one in ([held, '"'] if is_open else [held + '"']) if one)
            held, is_open = words, not is_open
        if held:
            yield Text(held, part.line)


def _leading(words: str) -> str:
    return words[: len(words) - len(words.lstrip())]


def _trailing(words: str) -> str:
    return words[len(words.rstrip()) :]


def _call(line: int, name: str, text: str) -> Iterator[Token]:
    yield Token(line, "variable_begin", "{{")
    yield Token(line, "name", name)
    yield Token(line, "lparen", "(")
    yield Token(line, "string", text)
    yield Token(line, "rparen", ")")
    yield Token(line, "variable_end", "}}")


def _statement(line: int, keyword: str, name: str = "", text: str = "") -> Iterator[Token]:
    yield Token(line, "block_begin", "{%")
    yield Token(line, "name", keyword)
    if name:
        yield Token(line, "name", name)
        yield Token(line, "lparen", "(")
        yield Token(line, "string", text)
        yield Token(line, "rparen", ")")
    yield Token(line, "block_end", "%}")
