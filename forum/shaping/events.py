"""What a manager shaped, told by the name of the choice and never by its words."""

from dataclasses import dataclass

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class SiteShaped(Event, name="site.shaped"):
    """A manager changed one choice about this place."""

    choice: str
