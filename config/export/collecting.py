"""Collecting everything about one member."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.urls import reverse

from config.export.lists import FIELDS_LEFT_OUT, LEFT_OUT, MINE, MINE_THROUGH, OWN_NAMES, WAYS
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.held import entry
from forum.core.when import local


@dataclass(frozen=True)
class Told:
    """One field of one row: its name, why we hold it and for how long, and what it says."""

    field: str
    why: str
    kept: str
    value: Any


@dataclass(frozen=True)
class Part:
    """All rows of one kind."""

    title: str
    rows: Sequence[Sequence[Told]]


@dataclass(frozen=True)
class Everything:
    """The file: its parts, and what is not in it."""

    made_on: date
    parts: Sequence[Part]
    left_out: Sequence[str]


def everything_about(actor: Account) -> Everything:
    """All that is held about `actor` and is theirs to take along; nothing of anybody else."""
    authorize(actor, Permission.ACCOUNT_EXPORT, SITE)
    parts = [Part("Your account", [_told(Account.objects.get(pk=actor.pk))]), *_parts(actor)]
    why = dict.fromkeys([*LEFT_OUT.values(), *FIELDS_LEFT_OUT.values()])
    return Everything(local(clock.now()).date(), parts, list(why))


def _parts(actor: Account) -> Iterator[Part]:
    for label, title in MINE.items():
        model, _, column = label.rpartition(".")
        yield from _part(title, apps.get_model(model)._base_manager.filter(**{column: actor.pk}))
    for model, (path, title) in MINE_THROUGH.items():
        yield from _part(title, apps.get_model(model)._base_manager.filter(**{path: actor.pk}))


def _part(title: str, rows: "models.QuerySet[Any]") -> Iterator[Part]:
    if f"{rows.model._meta.label}.written_as" in OWN_NAMES:
        rows = rows.select_related("written_as")
    found = [_told(row) for row in rows.iterator(chunk_size=500)]
    if found:
        yield Part(title, found)


def _told(row: models.Model) -> list[Told]:
    return [
        Told(field.name, declared.why, declared.kept, _value(row, field))
        for field in told_fields(type(row))
        for declared in [entry(field)]
        if declared
    ]


def told_fields(model: type[models.Model]) -> list["models.Field[Any, Any]"]:
    """Those fields of `model` that stand in the file."""
    return [field for field in model._meta.concrete_fields if not _is_left_out(field)]


def _is_left_out(field: "models.Field[Any, Any]") -> bool:
    label = f"{field.model._meta.label}.{field.name}"
    if field.is_relation:
        return label not in OWN_NAMES and _led_to(field) not in WAYS
    return field.primary_key or label in FIELDS_LEFT_OUT or field.name in FIELDS_LEFT_OUT


def _led_to(field: "models.Field[Any, Any]") -> str:
    to: type[models.Model] = field.related_model  # type: ignore[assignment]  # Resolved once every app is there.
    return to._meta.label


def _value(row: models.Model, field: "models.Field[Any, Any]") -> Any:
    if not field.is_relation:
        return _plain(getattr(row, field.name))
    key = getattr(row, field.attname)
    if key is None:
        return None
    if f"{field.model._meta.label}.{field.name}" in OWN_NAMES:
        return getattr(row, field.name).name
    return reverse(WAYS[_led_to(field)], args=[key])


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, Iterable) else str(value)
