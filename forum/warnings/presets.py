"""Three ways to begin with: gentle, usual, open. Each is a set of choices that one can change afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass

from forum.warnings.taxonomy import View, offered
from forum.warnings.veil import FilterProfile


@dataclass(frozen=True)
class Preset:
    """What becomes of a warning, by how everybody meets it at first."""

    key: str
    name: str
    meaning: str
    views: Mapping[View, View]

    def choices(self) -> dict[str, View]:
        """The view of each warning there is to choose."""
        return {warning.key: self.views.get(warning.default, warning.default) for warning in offered()}

    def profile(self) -> FilterProfile:
        """As the profile of somebody who chose this and nothing else."""
        return FilterProfile(self.choices())


GENTLE = Preset(
    "gentle",
    "Gentle",
    "More is covered: everything that carries a warning waits until you open it, and graphic detail is kept away.",
    {View.SHOW: View.LABEL, View.LABEL: View.COVER},
)
USUAL = Preset(
    "usual",
    "Usual",
    "The harder things are covered until you open them, the others carry a label. Graphic detail is kept away.",
    {},
)
OPEN = Preset(
    "open",
    "Open",
    "Posts are open with a label that says what they are about. Graphic detail is covered until you open it.",
    {View.COVER: View.LABEL, View.HIDE: View.COVER},
)
PRESETS = (GENTLE, USUAL, OPEN)
BY_NAME: Mapping[str, Preset] = {preset.key: preset for preset in PRESETS}


def preset_like(profile: FilterProfile) -> Preset | None:
    """The preset whose choices these are, if they are."""
    now = {warning.key: profile.views.get(warning.key, warning.default) for warning in offered()}
    return next((preset for preset in PRESETS if preset.choices() == now), None)
