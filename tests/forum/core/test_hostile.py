"""Text that tries to be more than text comes out as text."""

import unicodedata
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from forum.core.markup import ATTRIBUTES, TAGS, plain, render
from forum.core.text import clean
from tests.hostile import CORPUS, PARTS


class Strict(HTMLParser):
    """Nothing but the elements and attributes that words may have, opened and closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert {name for name, _ in attrs} <= set(ATTRIBUTES.get(tag, []))
        given = dict(attrs)
        if tag == "a":
            assert urlsplit(given["href"] or "").scheme == "https"
            assert urlsplit(given["href"] or "").netloc in settings.LINK_ALLOW_LIST
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def test_there_is_enough_of_it() -> None:
    assert len(CORPUS) >= 300
    assert all(PARTS.values())


@pytest.mark.parametrize("part", PARTS)
def test_none_of_it_comes_out_as_more_than_text(part: str) -> None:
    for source in PARTS[part]:
        for html in (render(source), render(clean(source)), plain(source)):
            reader = Strict()
            reader.feed(html)
            reader.close()
            assert reader.open == [], source[:80]


def test_no_direction_and_no_pile_of_marks_is_kept() -> None:
    for source in CORPUS:
        kept = clean(source)
        assert clean(kept) == kept, source[:80]
        assert not any(unicodedata.bidirectional(mark) in ("LRE", "RLE", "LRO", "RLO", "LRI", "RLI") for mark in kept)
        marks = "".join("m" if unicodedata.category(mark) in ("Mn", "Me") else "." for mark in kept)
        assert "m" * 9 not in marks, source[:80]


def test_marks_that_scripts_need_stay() -> None:
    hebrew, hindi = "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd", "\u0928\u092e\u0938\u094d\u0924\u0947"
    for words in ("Ch\u00e0o b\u1ea1n", hebrew, hindi, "1\ufe0f\u20e3"):
        assert clean(words) == unicodedata.normalize("NFC", words)
