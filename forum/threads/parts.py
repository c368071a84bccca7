"""A post in its paragraphs, so that somebody can quote some of them without copying a word."""

from html.parser import HTMLParser
from itertools import pairwise

from markupsafe import Markup

_WITHOUT_END = frozenset({"br"})


class _Blocks(HTMLParser):
    """Where each outermost element of our own cleaned HTML begins and ends."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.starts: list[int] = []
        self._depth = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _WITHOUT_END:
            return
        if self._depth == 0:
            line, column = self.getpos()
            self.starts.append(self._lines[line - 1] + column)
        self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag not in _WITHOUT_END:
            self._depth = max(0, self._depth - 1)


def parts_of(html: str) -> list[Markup]:
    """The paragraphs, lists and quotations of a post, as it was rendered and cleaned when it was written."""
    starts = _Blocks(html).starts
    edges = [*starts, len(html)]
    # Each piece is a whole element of HTML that went through forum.core.markup.
    return [Markup(html[one:other].strip()) for one, other in pairwise(edges)]  # noqa: S704
