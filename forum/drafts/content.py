"""What a draft holds, and where it belongs."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from forum.core.text import clean, is_blank

SPACE, THREAD, POST = "space", "thread", "post"
_PLACE = re.compile(f"({SPACE}|{THREAD}|{POST}):([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})")
_PAGES = {SPACE: "threads:write", THREAD: "threads:reply", POST: "threads:edit"}
LONGEST = 40_000
"""Twice what a post can hold: a text that is too long to send is kept all the same, and cut by nobody."""


@dataclass(frozen=True)
class Content:
    """What was typed and chosen on the page of a composer."""

    title: str = ""
    words: str = ""
    wish: str = ""
    one_off: str = ""
    warnings: tuple[str, ...] = ()
    quotes: str = ""
    quoted_parts: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Is there nothing in it that anybody would miss?"""
        return is_blank(self.title) and is_blank(self.words)

    def initial(self) -> dict[str, Any]:
        """What a form begins with."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


def place_of(kind: str, pk: UUID) -> str:
    """The place of what is written in a board (SPACE) or a thread (THREAD), or in place of a post (POST)."""
    return f"{kind}:{pk}"


def is_place(text: str) -> bool:
    """Is it a place in which a draft can be?"""
    return _PLACE.fullmatch(text) is not None


def page_of(place: str) -> str:
    """The page on which a draft is written on."""
    kind, _, pk = place.partition(":")
    return reverse(_PAGES[kind], args=[pk])


def typed(posted: QueryDict) -> Content:
    """What a form that was sent holds, whether or not it could be sent to others as it is."""
    return Content(
        title=_text(posted, "title")[:500],
        words=_text(posted, "words"),
        wish=_text(posted, "wish")[:16],
        one_off=_text(posted, "one_off")[:60],
        warnings=tuple(str(key)[:32] for key in posted.getlist("warnings")[:200]),
        quotes=_text(posted, "quotes")[:40],
        quoted_parts=tuple(str(part)[:6] for part in posted.getlist("quoted_parts")[:200]),
    )


def written(content: Content) -> str:
    """As it is kept."""
    return json.dumps(asdict(content))


def read(text: str) -> Content:
    """What was kept. A name that an earlier version knew is passed over."""
    found: Mapping[str, Any] = json.loads(text)
    known: dict[str, Any] = {name: found[name] for name in Content.__dataclass_fields__ if name in found}
    return Content(**known | {name: tuple(value) for name, value in known.items() if isinstance(value, list)})


def _text(posted: QueryDict, name: str) -> str:
    return clean(str(posted.get(name, "")))
