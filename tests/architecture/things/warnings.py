"""A warning of the base."""

from types import SimpleNamespace
from typing import Any


def build(world: Any) -> SimpleNamespace:
    return SimpleNamespace(key="sys.police")
