"""The content warnings that hold here: the thirty of the base, and what a manager made of them.

Kept in memory (forum.core.snapshots), so that no page asks the database for it. `BY_KEY` always answers with what holds
now, in the language of whoever asks. A retired warning stays in it for ever: it covers what carries it and shows its
name; only `offered` and `by_parent` leave it out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import get_language

from forum.core.snapshots import Snapshot
from forum.warnings.base import PARENTS, WARNINGS, ContentWarning, Parent, View
from forum.warnings.models import ShapedWarning, Wording

__all__ = [
    "BY_KEY", "PARENTS", "TAXONOMY", "WARNINGS", "ContentWarning", "Parent", "View", "by_parent", "offered",
    "strictest",
]  # fmt: skip

_PARENTS = {parent.key: parent for parent in PARENTS}
_ORDER = tuple(View)


class Taxonomy:
    """Every warning there is, and its words in each language."""

    def __init__(self, rows: Sequence[ShapedWarning] = ()) -> None:
        self._rows = {row.key: row for row in rows}
        self._spoken: dict[str, dict[str, ContentWarning]] = {}

    def in_language(self, code: str) -> Mapping[str, ContentWarning]:
        """The warnings by key, named in the language `code` where somebody translated them."""
        if code not in self._spoken:
            self._spoken[code] = {warning.key: self._shaped(warning, code) for warning in self._every()}
        return self._spoken[code]

    def _every(self) -> list[ContentWarning]:
        """The base and what was added, parent by parent in the order in which people see them."""
        added = [row for row in self._rows.values() if row.key not in _BASE_KEYS and row.parent in _PARENTS]
        own = [ContentWarning(row.key, _PARENTS[row.parent], row.key, "", View(row.default)) for row in added]
        return [one for parent in PARENTS for one in (*WARNINGS, *own) if one.parent is parent]

    def _shaped(self, warning: ContentWarning, code: str) -> ContentWarning:
        row = self._rows.get(warning.key)
        if row is None:
            return warning
        said = _wording(row.words, code)
        return replace(
            warning,
            name=said.get("name") or warning.name,
            meaning=said.get("meaning") or warning.meaning,
            default=View(row.default),
            is_offered=not row.is_retired,
        )


def _wording(words: Mapping[str, Wording], code: str) -> Wording:
    """In the language asked for, or its wider one ("pt" for "pt-br"), or the one the site speaks (key "")."""
    return words.get(code) or words.get(code.partition("-")[0]) or words.get("") or {}


_BASE_KEYS = frozenset(warning.key for warning in WARNINGS)


def _load() -> Taxonomy:
    return Taxonomy(list(ShapedWarning.objects.order_by("added_at", "pk")))


TAXONOMY = Snapshot(_load, before=Taxonomy())


class _Live(Mapping[str, ContentWarning]):
    """The warnings by key, as they are at the moment of asking."""

    def _now(self) -> Mapping[str, ContentWarning]:
        return TAXONOMY.here().in_language(get_language() or "")

    def __getitem__(self, key: str) -> ContentWarning:
        return self._now()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())

    def __contains__(self, key: object) -> bool:
        return key in self._now()


BY_KEY: Mapping[str, ContentWarning] = _Live()


def offered(also: Iterable[str] = ()) -> list[ContentWarning]:
    """What somebody can choose, and those of `also` that were retired since they chose them."""
    wanted = frozenset(also)
    return [warning for warning in BY_KEY.values() if warning.is_offered or warning.key in wanted]


def by_parent(also: Iterable[str] = ()) -> list[tuple[Parent, tuple[ContentWarning, ...]]]:
    """The same under their parents, in the order in which people see them."""
    found = offered(also)
    groups = ((parent, tuple(one for one in found if one.parent is parent)) for parent in PARENTS)
    return [(parent, warnings) for parent, warnings in groups if warnings]


def strictest(views: Iterable[View]) -> View:
    """The one that keeps most away; "show" of none."""
    return max(views, key=_ORDER.index, default=View.SHOW)
