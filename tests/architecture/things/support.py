"""A draft of the next notice."""

from types import SimpleNamespace
from typing import Any

from forum.confidentiality.services import draft_notice
from tests.architecture.world import As


def build(world: Any) -> SimpleNamespace:
    return SimpleNamespace(draft=draft_notice(actor=world.cast[As.MANAGER], words="Version two."))
