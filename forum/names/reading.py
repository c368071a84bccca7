"""Under which name somebody writes, and suggestions for a name nobody knows."""

import secrets
from typing import Protocol
from uuid import UUID

from forum.accounts.models import Account
from forum.names.models import NameKind, OtherName

_HOW = (
    "Quiet", "Early", "Late", "Soft", "Patient", "Steady", "Gentle", "Small", "Warm", "Still", "Clear", "Wandering",
    "Sleepy", "Brave", "Mellow", "Hidden", "Kind", "Slow", "Distant", "Silver", "Amber", "Mossy", "Windy", "Rainy",
)  # fmt: skip
_WHAT = (
    "Heron", "Otter", "Lantern", "Pebble", "Harbour", "Meadow", "Sparrow", "Acorn", "Willow", "Kettle", "Feather",
    "Lighthouse", "Badger", "Clover", "Orchard", "Teacup", "Blanket", "Dune", "Fern", "Puddle", "Hedgehog", "Ribbon",
    "Compass", "Candle", "Moth", "Thistle", "Bakery", "Garden", "Snail", "Cloud",
)  # fmt: skip


class Begun(Protocol):
    """A thread: who began it, and under which name."""

    author_id: UUID
    written_as_id: UUID | None


def name_in(thread: Begun, actor: Account) -> OtherName | None:
    """The one-off name under which `actor` began `thread`: whatever they write there stands under it. None for their
    pseudonym."""
    if thread.author_id != actor.pk or thread.written_as_id is None:
        return None
    return OtherName.objects.filter(pk=thread.written_as_id, account=actor, kind=NameKind.ONE_OFF).first()


def suggested() -> str:
    """A neutral made-up name, such as "Quiet Heron 42". It comes from a list and from chance, never from a person."""
    return f"{secrets.choice(_HOW)} {secrets.choice(_WHAT)} {secrets.randbelow(90) + 10}"
