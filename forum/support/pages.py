"""What we hold, as the public reads it: made from what every field of every table declares."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps

from forum.core.held import Held, Kind, entry


@dataclass(frozen=True)
class Row:
    """One field of one table, with what it is declared to hold (None if nobody said)."""

    table: str
    field: str
    held: Held | None


def data_map() -> Iterator[Row]:
    """Every field of every table, ours and the libraries'."""
    for model in sorted(apps.get_models(include_auto_created=False), key=lambda model: model._meta.label):
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
            yield Row(model._meta.label, field.name, entry(field))


def what_we_hold() -> list[tuple[Kind, list[Held]]]:
    """The public page: everything that says something about a person, once each, the most private first."""
    groups: dict[Kind, list[Held]] = {Kind.SEALED: [], Kind.SENSITIVE: [], Kind.PSEUDONYMOUS: []}
    for row in data_map():
        if row.held and row.held.kind in groups and row.held not in groups[row.held.kind]:
            groups[row.held.kind].append(row.held)
    return list(groups.items())
