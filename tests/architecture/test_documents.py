"""Documents: what they point at is there, and what is there is pointed at."""

import re
from pathlib import Path

from tests.architecture.source import ROOT, named

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
FOLDERS = "forum|moderation|realtime|config|templates|static|tests|docs|bootstrap|bench|deploy"
NAMED_FILE = re.compile(rf"`((?:{FOLDERS})/[\w./-]+)`")


def test_every_link_leads_somewhere() -> None:
    broken = [
        f"{named(path)}: {target}"
        for path in _documents()
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert broken == []


def test_every_file_that_a_document_names_is_there() -> None:
    missing = [
        f"{named(path)}: {target}"
        for path in _documents()
        if path.name != "CHANGELOG.md"
        for target in NAMED_FILE.findall(path.read_text(encoding="utf-8"))
        if not any(place.exists() for place in (ROOT / target, (ROOT / target).with_suffix(".py")))
    ]
    assert missing == []


def test_every_decision_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [path.name for path in decisions if f"decisions/{path.name}" not in index] == []
    numbers = [path.name[:4] for path in decisions]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_every_rule_of_the_architecture_names_a_test_that_is_there() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    here = Path(__file__).parent
    assert [name for name in re.findall(r"`(test_\w+\.py)`", page) if not (here / name).exists()] == []
    assert [path.name for path in here.glob("test_*.py") if path.name not in page] == []


def _documents() -> list[Path]:
    written = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "templates").rglob("*.md")]
    return sorted(written)
