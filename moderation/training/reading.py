"""How the words of a module become a page: its headings are ours, the rest passes the one door of the sanitiser."""

from dataclasses import dataclass

from markupsafe import Markup

from forum.core.markup import render

_HEADING = "## "


@dataclass(frozen=True)
class Part:
    """A heading, if there is one, and what stands under it."""

    title: str
    html: Markup


def parts(words: str) -> list[Part]:
    """The parts of a text. A line that begins with two hashes begins a new one."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in words.splitlines():
        if line.startswith(_HEADING):
            found.append((line.removeprefix(_HEADING).strip(), []))
        else:
            found[-1][1].append(line)
    told = [(title, "\n".join(lines).strip()) for title, lines in found]
    # Rendered and cleaned through forum.core.markup.
    return [Part(title, Markup(render(text))) for title, text in told if title or text]  # noqa: S704
