"""The role cards a new site begins with."""

import json
from pathlib import Path

_STARTER = Path(__file__).parent / "starter" / "cards.json"


def starter() -> list[dict[str, str]]:
    """Role, what it does, what it cannot do, what it gets: one point a line."""
    rows = json.loads(_STARTER.read_text(encoding="utf-8"))
    return [{name: value if name == "role" else "\n".join(value) for name, value in row.items()} for row in rows]
