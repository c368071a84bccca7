from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class LineChecked(Event, name="line.checked"):
    """Somebody from the team checked that an entry of the directory is right."""

    line_id: UUID


@dataclass(frozen=True, kw_only=True)
class LineAdded(Event, name="line.added"):
    """A manager added an entry to the directory."""

    line_id: UUID


@dataclass(frozen=True, kw_only=True)
class LineChanged(Event, name="line.changed"):
    """A manager changed what an entry of the directory says."""

    line_id: UUID


@dataclass(frozen=True, kw_only=True)
class LineMoved(Event, name="line.moved"):
    """A manager moved an entry of the directory up or down."""

    line_id: UUID


@dataclass(frozen=True, kw_only=True)
class LineRetired(Event, name="line.retired"):
    """A manager took an entry off the directory."""

    line_id: UUID


@dataclass(frozen=True, kw_only=True)
class LinePutBack(Event, name="line.put_back"):
    """A manager put an entry back into the directory."""

    line_id: UUID
