"""What the rows of the newer apps find in the world: `build(world)` of each module here, under the module's name.

A row's target "patterns.weekly.pk" is the `weekly` of what `things/patterns.py` built.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any


def build_all(world: Any) -> Iterator[tuple[str, Any]]:
    """The name and the things of each module."""
    for module in iter_modules(__path__):
        yield module.name, import_module(f"{__name__}.{module.name}").build(world)
