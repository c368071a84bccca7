"""What a charity shaped, as every page asks for it."""

from dataclasses import dataclass, field

from forum.core.snapshots import Snapshot
from forum.shaping.models import Choice
from forum.shaping.wording import DEFAULTS, REGIONS, WHO


@dataclass(frozen=True)
class Shaped:
    """The choices in force. A field that nobody changed keeps the default it has here."""

    people: str = "people"  # what a page calls whoever it is for: a word of `wording.WHO`, or the charity's own words
    region: str = ""  # whose help lines come first for somebody who chose none; empty for everywhere
    private_messages: bool = False
    private_only_when_staffed: bool = False
    texts: dict[str, str] = field(default_factory=dict)  # starter wording that was changed, by key

    @property
    def who_for(self) -> str:
        """Whom this place is for, in the middle of a sentence."""
        return WHO.get(self.people, self.people)

    def text(self, key: str) -> str:
        """The words that stand at `key`: the charity's own, or those that are shipped."""
        return self.texts.get(key) or DEFAULTS[key]


def _load() -> Shaped:
    found = dict(Choice.objects.values_list("key", "value"))
    region = found.get("region", "")
    return Shaped(
        people=found.get("people") or "people",
        region=region if region in REGIONS else "",
        private_messages=found.get("private_messages") == "on",
        private_only_when_staffed=found.get("private_only_when_staffed") == "on",
        texts={key: value for key, value in found.items() if key in DEFAULTS},
    )


SHAPED = Snapshot(_load, before=Shaped())


def shaped() -> Shaped:
    """The choices in force."""
    return SHAPED.get()
