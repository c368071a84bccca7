"""A figure: a name, a value, and the most it may be."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

LATEST = Path(__file__).parent / "latest.json"


@dataclass(frozen=True)
class Figure:
    """One line of the bench. `goal` is the most `value` may be."""

    name: str
    value: float
    unit: str
    goal: float

    @property
    def holds(self) -> bool:
        return self.value <= self.goal

    def line(self) -> str:
        verdict = "holds" if self.holds else "DOES NOT HOLD"
        return f"{self.name:<62} {self.value:>9.2f} {self.unit:<7} at most {self.goal:g}: {verdict}"


def write(figures: list[Figure]) -> None:
    LATEST.write_text(json.dumps([asdict(each) | {"holds": each.holds} for each in figures], indent=2) + "\n")
