"""Pages of a list by keyset: stable while people write, no counting, the same cost on the first and the last page.

Cursors are sealed, not only signed: one holds the instant at which somebody wrote, which members see only roughly.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from forum.core.sealed import WrongSeal, seal, unseal

M = TypeVar("M", bound=Model)
Row = dict[str, Any]
_BOUND = "paging"
R = TypeVar("R")


@dataclass(frozen=True)
class Page(Generic[R]):
    """Some rows, and the cursor of the next page ("" on the last one)."""

    rows: Sequence[R]
    next: str


def page(rows: "QuerySet[M]", *, by: str, after: str = "", size: int = 20, newest_first: bool = False) -> Page[M]:
    """The `size` rows after the cursor `after`, ordered by the instant `by` and then the id.

    A cursor that is not ours counts as the beginning.
    """
    found = list(_beyond(rows, by, after, newest_first)[: size + 1])
    edge = found[size - 1] if len(found) > size else None
    return Page(found[:size], _write(getattr(edge, by), edge.pk) if edge else "")


def page_of_values(
    rows: QuerySet[Any], fields: Sequence[str], *, by: str, after: str = "", size: int = 20, newest_first: bool = False
) -> Page[Row]:
    """The same as plain values, which cost half as much as model objects. `fields` must hold `id` and `by`."""
    found = list(_beyond(rows, by, after, newest_first).values(*fields)[: size + 1])
    return Page(found[:size], cursor(found[size - 1], by=by) if len(found) > size else "")


def cursor(row: Mapping[str, Any], *, by: str) -> str:
    """The cursor of the page that begins after `row`."""
    return _write(row[by], row["id"])


def _beyond(rows: "QuerySet[M]", by: str, after: str, newest_first: bool) -> "QuerySet[M]":
    sign = "-" if newest_first else ""
    ordered = rows.order_by(f"{sign}{by}", f"{sign}id")
    edge = _read(after)
    if edge is None:
        return ordered
    step = "lt" if newest_first else "gt"
    # The first condition lets the index find the place; the second settles rows of the same instant.
    return ordered.filter(
        Q(**{f"{by}__{step}e": edge[0]}), Q(**{f"{by}__{step}": edge[0]}) | Q(**{f"id__{step}": edge[1]})
    )


def _write(moment: datetime, key: UUID) -> str:
    return str(seal(json.dumps([moment.isoformat(), key.hex]), bound_to=_BOUND))


def _read(cursor: str) -> tuple[datetime, UUID] | None:
    if not cursor:
        return None
    try:
        moment, key = json.loads(unseal(cursor, bound_to=_BOUND))
    except WrongSeal:
        return None
    return datetime.fromisoformat(moment), UUID(key)
