"""What a module is made of, apart from its row: as a manager writes it, and as a new site begins with it.

The starter material is our own words, one folder beside this file: `<key>.md` holds what there is to read,
`<key>.json` the rest. It rests on what peer-support projects told researchers (Cody, Bovarnick and Peace 2020;
Gregory and others 2021) and on what helplines do.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from moderation.training.models import Module

_STARTER = Path(__file__).parent / "starter"


@dataclass(frozen=True)
class Asked:
    """A question. With choices it has a right one, by its place; without, it is for one's own thoughts."""

    words: str
    choices: tuple[str, ...] = ()
    right: int | None = None
    because: str = ""
    pk: UUID | None = None


@dataclass(frozen=True)
class Told:
    """A situation to talk over."""

    words: str
    talk_about: str


@dataclass(frozen=True)
class Material:
    """A whole module."""

    title: str
    words: str
    position: int = 0
    required_for: tuple[str, ...] = ()
    renew_months: int | None = None
    needs_talk: bool = False
    is_open: bool = True
    questions: tuple[Asked, ...] = ()
    scenarios: tuple[Told, ...] = ()

    @property
    def mark(self) -> str:
        """A short mark that is another one as soon as anything is."""
        return hashlib.sha256(json.dumps(asdict(self), default=str, sort_keys=True).encode()).hexdigest()[:16]


def material_of(module: Module) -> Material:
    """What a module is made of now."""
    asked = module.questions.filter(is_open=True).order_by("position", "pk")
    told = module.scenarios.order_by("position", "pk")
    return Material(
        title=module.title,
        words=module.words,
        position=module.position,
        required_for=tuple(module.required_for),
        renew_months=module.renew_months,
        needs_talk=module.needs_talk,
        is_open=module.is_open,
        questions=tuple(Asked(one.words, tuple(one.choices), one.right, one.because, one.pk) for one in asked),
        scenarios=tuple(Told(one.words, one.talk_about) for one in told),
    )


def starter() -> Iterator[tuple[str, Material]]:
    """The modules that a new site begins with, by their keys, in their order."""
    read = [(path.stem, json.loads(path.read_text("utf-8"))) for path in sorted(_STARTER.glob("*.json"))]
    modules = [(key, row) for key, row in read if (_STARTER / f"{key}.md").exists()]
    for place, (key, row) in enumerate(sorted(modules, key=lambda pair: pair[1]["position"])):
        yield key, _material(place, (_STARTER / f"{key}.md").read_text("utf-8").strip(), row)


def _material(place: int, words: str, row: dict[str, Any]) -> Material:
    return Material(
        title=row["title"],
        words=words,
        position=place,
        required_for=tuple(row["required_for"]),
        renew_months=row["renew_months"],
        needs_talk=row["needs_talk"],
        questions=tuple(
            Asked(one["words"], tuple(one.get("choices", ())), one.get("right"), one.get("because", ""))
            for one in row["questions"]
        ),
        scenarios=tuple(Told(one["words"], one["talk_about"]) for one in row["scenarios"]),
    )
