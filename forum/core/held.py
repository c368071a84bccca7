"""What every field holds about a person, why, and for how long: the source of the data map and of "What we hold"."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.db import models

F = TypeVar("F", bound="models.Field[Any, Any]")


class Kind(StrEnum):
    """How much a field says about a person."""

    NOTHING_PERSONAL = "nothing personal"
    PSEUDONYMOUS = "pseudonymous"
    SENSITIVE = "sensitive"
    SEALED = "sealed"


NOTHING_PERSONAL = Kind.NOTHING_PERSONAL
PSEUDONYMOUS = Kind.PSEUDONYMOUS
SENSITIVE = Kind.SENSITIVE
SEALED = Kind.SEALED


@dataclass(frozen=True)
class Held:
    """One field's entry in the data map. `why` and `kept` are sentences the public reads."""

    kind: Kind
    why: str
    kept: str


# Fields we inherit from libraries and cannot wrap where they are declared: label.Model.field → entry.
_INHERITED: dict[str, Held] = {}


def held(field: F, kind: Kind, *, why: str, kept: str) -> F:
    """Declare what `field` holds, and return it."""
    field.held = Held(kind, why, kept)  # type: ignore[attr-defined]
    return field


def also_held(label: str, fields: str, kind: Kind, *, why: str, kept: str) -> None:
    """Declare what fields of a library's model hold: `label` is app.Model, `fields` are names with spaces between."""
    for name in fields.split():
        _INHERITED[f"{label}.{name}"] = Held(kind, why, kept)


def entry(field: "models.Field[Any, Any]") -> Held | None:
    """What `field` of a concrete model is declared to hold; None if nobody said."""
    label = f"{field.model._meta.label}.{field.name}"
    return _INHERITED.get(label) or getattr(field, "held", None)
