"""Reading an answer as a browser would: its form, its words, what is left when tokens are set aside."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

_TOKEN = re.compile(r'(name="(?:csrfmiddlewaretoken|submission|kept)" value=")[^"]*"')


class _Form(HTMLParser):
    """Everything that the last form with a text box, or else the last form of the page, would send."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: dict[str, Any] = {}
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name, kind = found.get("name") or "", found.get("type") or ""
        if tag == "textarea":
            self._area = name
            self.fields[name] = ""
        if tag != "input" or not name:
            return
        if kind == "checkbox" and "checked" in found:
            self.fields.setdefault(name, []).append(found.get("value") or "on")
        elif kind == "radio" and "checked" in found:
            self.fields[name] = found.get("value")
        elif kind in ("hidden", "text"):
            self.fields[name] = found.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.fields[self._area] = self.fields[self._area].removeprefix("\n")
            self._area = ""


def fields(response: Any) -> dict[str, Any]:
    """What the forms of this page would send as they stand."""
    parser = _Form()
    parser.feed(text(response))
    return parser.fields


def text(response: Any) -> str:
    """The page."""
    return str(response.content.decode())


def said(response: Any) -> str:
    """The page with its entities read, so that a sentence can be looked for as a person reads it."""
    return unescape(text(response))


def without_tokens(response: Any) -> str:
    """The page with every token taken out: what two equal answers have in common."""
    return _TOKEN.sub(r'\1"', text(response))
