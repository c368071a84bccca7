"""How others will see a text, before it is sent: under gentle, usual and open filters."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from forum.core.markup import render
from forum.threads.reading.posts import WORDS_A_MINUTE
from forum.warnings.base import View
from forum.warnings.presets import PRESETS
from forum.warnings.veil import veil


@dataclass(frozen=True)
class Seen:
    """One way in which a text is met."""

    by: str
    view: View
    warning_names: Sequence[str]
    minutes: int


@dataclass(frozen=True)
class Preview:
    """A text, ready to show, and how it is met. Its writer reads all of it."""

    title: str
    html: Markup
    ways: Sequence[Seen]


def preview_of(words: str, warnings: Sequence[str], *, title: str = "") -> Preview:
    """What is about to be sent, as others will meet it."""
    # The one door to the sanitiser.
    html = Markup(render(words))  # noqa: S704
    minutes = max(1, round(html.count(" ") / WORDS_A_MINUTE))
    seen = [(preset.key, veil(warnings, preset.profile(), words=f"{title}\n{words}")) for preset in PRESETS]
    return Preview(title, html, [Seen(by, one.view, one.names, minutes) for by, one in seen])
