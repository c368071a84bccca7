"""The veil: how one item appears to one reader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forum.warnings.taxonomy import BY_KEY, View

FilterProfile = Mapping[str, View]
"""How one person wants to meet each warning; a key that is missing means the shared default."""

_ORDER = (View.SHOW, View.LABEL, View.COVER, View.HIDE)


@dataclass(frozen=True)
class Veil:
    """What the reader gets (`view`) and the names of the warnings that say so."""

    view: View
    names: tuple[str, ...]


OPEN = Veil(View.SHOW, ())


def veil(warnings: Iterable[str], profile: FilterProfile, *, own: bool = False, words: str = "") -> Veil:
    """How an item with these warnings appears: the strictest of the reader's choices decides.

    One's own words are never covered. Names of warnings that the reader chose to have shown are left out.
    """
    views = {key: View.LABEL if own else profile.get(key, BY_KEY[key].default) for key in warnings if key in BY_KEY}
    strictest = max(views.values(), key=_ORDER.index, default=View.SHOW)
    return Veil(strictest, tuple(BY_KEY[key].name for key, view in views.items() if view is not View.SHOW))
