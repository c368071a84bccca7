"""The veil: how one item appears to one reader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from forum.core import clock
from forum.warnings.taxonomy import BY_KEY, View, strictest
from forum.warnings.words import NAME, NO_WORDS, OwnWords

_STRICTER = {View.SHOW: View.LABEL, View.LABEL: View.COVER, View.COVER: View.HIDE, View.HIDE: View.HIDE}


@dataclass(frozen=True, eq=False)
class FilterProfile:
    """How one person wants to meet things: a view for each warning where that is not the default, their own words, and
    until when everything is one step stricter. `is_opened` is everything open for now, with its names above."""

    views: Mapping[str, View] = field(default_factory=dict)
    words: OwnWords = NO_WORDS
    stricter_until: datetime | None = None
    is_opened: bool = False

    @property
    def is_stricter(self) -> bool:
        """At this moment? It ends by itself, wherever the profile is kept."""
        return self.stricter_until is not None and clock.now() < self.stricter_until

    def get(self, key: str, default: View) -> View:
        """The view of a warning, where `default` holds for everybody."""
        return self._now(self.views.get(key, default))

    def view_of_words(self, words: str) -> View:
        """The view that one's own words give a text; "show" if it has none of them."""
        view = self.words.view_of(words)
        return view if view is View.SHOW else self._now(view)

    def opened(self) -> "FilterProfile":
        """The same with everything open, its names above it."""
        return replace(self, is_opened=True)

    def _now(self, view: View) -> View:
        if self.is_opened:
            return View.LABEL
        return _STRICTER[view] if self.is_stricter else view

    @cached_property
    def key(self) -> tuple[Any, ...]:
        """Two profiles with the same key make the same veil of everything."""
        return (frozenset(self.views.items()), self.words.mark, self.stricter_until, self.is_opened)

    def __eq__(self, other: object) -> bool:
        return self.key == other.key if isinstance(other, FilterProfile) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.key)


DEFAULTS = FilterProfile()


@dataclass(frozen=True)
class Veil:
    """What the reader gets (`view`) and the names of the warnings that say so."""

    view: View
    names: tuple[str, ...]


OPEN = Veil(View.SHOW, ())


def veil(warnings: Iterable[str], profile: FilterProfile, *, own: bool = False, words: str = "") -> Veil:
    """How an item with these warnings and words appears: the strictest of the reader's choices decides.

    What one wrote oneself is never covered. Names of warnings that the reader chose to have shown are left out, and of
    one's own words it is never said which.
    """
    known = [BY_KEY[key] for key in warnings if key in BY_KEY]
    views = {one.name: View.LABEL if own else profile.get(one.key, one.default) for one in known}
    if not own and profile.words:
        views[NAME] = profile.view_of_words(words)
    named = tuple(name for name, view in views.items() if view is not View.SHOW)
    return Veil(strictest(views.values()), named) if named else OPEN
