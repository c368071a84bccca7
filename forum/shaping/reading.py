"""What a charity shaped, as every page asks for it."""

from dataclasses import dataclass, field

from forum.core.snapshots import Snapshot


@dataclass(frozen=True)
class Shaped:
    """The choices in force. A field that nobody changed keeps the default it has here."""

    people: str = "people"  # what a page calls whoever it is for: "people", "survivors", "victims", or their own word
    region: str = ""  # whose help lines come first for somebody who chose none; empty for everywhere
    private_messages: bool = False
    private_only_when_staffed: bool = False
    texts: dict[str, str] = field(default_factory=dict)  # starter wording that was changed, by key


def _load() -> Shaped:
    return Shaped()


SHAPED = Snapshot(_load, before=Shaped())


def shaped() -> Shaped:
    """The choices in force."""
    return SHAPED.get()
