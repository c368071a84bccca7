"""Pages of a list by keyset: stable while people write, no counting, the same cost on the first and the last page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet

Row = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """Some rows, and the cursor of the next page ("" on the last one)."""

    rows: Sequence[Row]
    next: str


def page_of_values(
    rows: QuerySet[Any], fields: Sequence[str], *, by: str, after: str = "", size: int = 20, newest_first: bool = False
) -> Page:
    """The `size` rows after the cursor `after`, as plain values, ordered by the instant `by` and then the id.

    `fields` must hold `id` and `by`. A cursor that is not ours counts as the beginning.
    """
    sign = "-" if newest_first else ""
    ordered = rows.order_by(f"{sign}{by}", f"{sign}id")
    edge = _read(after)
    if edge:
        step = "lt" if newest_first else "gt"
        # The first condition lets the index find the place; the second settles rows of the same instant.
        ordered = ordered.filter(**{f"{by}__{step}e": edge[0]}).filter(
            Q(**{f"{by}__{step}": edge[0]}) | Q(**{f"id__{step}": edge[1]})
        )
    found = list(ordered.values(*fields)[: size + 1])
    return Page(found[:size], cursor(found[size - 1], by=by) if len(found) > size else "")


def cursor(row: Row, *, by: str) -> str:
    """The cursor of the page that begins after `row`."""
    return signing.dumps([row[by].isoformat(), row["id"].hex], salt="paging", compress=False)


def _read(cursor: str) -> tuple[datetime, UUID] | None:
    if not cursor:
        return None
    try:
        moment, key = signing.loads(cursor, salt="paging")
    except signing.BadSignature:
        return None
    return datetime.fromisoformat(moment), UUID(key)
