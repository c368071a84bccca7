from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ItemOpened(Event, name="item.opened"):
    """A post or a message came to the desk."""

    item_id: UUID


@dataclass(frozen=True, kw_only=True)
class ItemRead(Event, name="item.read"):
    """Somebody opened the page of an item, where its words can be read."""

    item_id: UUID


@dataclass(frozen=True, kw_only=True)
class ItemClaimed(Event, name="item.claimed"):
    item_id: UUID


@dataclass(frozen=True, kw_only=True)
class ItemReleased(Event, name="item.released"):
    """Whoever held it let it go, or their shift ended."""

    item_id: UUID


@dataclass(frozen=True, kw_only=True)
class ItemDecided(Event, name="item.decided"):
    item_id: UUID


@dataclass(frozen=True, kw_only=True)
class ItemBroughtBack(Event, name="item.brought_back"):
    """Somebody looked again, and what this item hid can be read by everybody."""

    item_id: UUID


@dataclass(frozen=True, kw_only=True)
class ItemHandedOn(Event, name="item.handed_on"):
    """Safeguarding has it from here."""

    item_id: UUID
