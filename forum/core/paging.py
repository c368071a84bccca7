"""Pages of a list by keyset: stable while people write, no counting, the same cost on the first and the last page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core import signing
from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Page(Generic[M]):
    """Some rows, and the cursor of the next page ("" on the last one)."""

    rows: Sequence[M]
    next: str


def page(rows: "QuerySet[M]", *, by: str, after: str = "", size: int = 20, newest_first: bool = False) -> Page[M]:
    """The `size` rows after the cursor `after`, ordered by the instant `by` and then the id.

    A cursor that is not ours counts as the beginning.
    """
    sign = "-" if newest_first else ""
    ordered = rows.order_by(f"{sign}{by}", f"{sign}pk")
    edge = _read(after)
    if edge:
        step = "lt" if newest_first else "gt"
        ordered = ordered.filter(Q(**{f"{by}__{step}": edge[0]}) | Q(**{by: edge[0], f"pk__{step}": edge[1]}))
    found = list(ordered[: size + 1])
    return Page(found[:size], _write(found[size - 1], by) if len(found) > size else "")


def _write(row: Any, by: str) -> str:
    return signing.dumps([getattr(row, by).isoformat(), row.pk.hex], salt="paging", compress=False)


def _read(cursor: str) -> tuple[datetime, UUID] | None:
    if not cursor:
        return None
    try:
        moment, key = signing.loads(cursor, salt="paging")
    except signing.BadSignature:
        return None
    return datetime.fromisoformat(moment), UUID(key)
