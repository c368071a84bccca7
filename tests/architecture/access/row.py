"""One row of the matrix."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from forum.accounts.actors import Actor
from forum.core.submission import new_token
from tests.architecture.world import World

Body = Callable[[World], Mapping[str, Any]]


@dataclass(frozen=True)
class Row:
    """One method at one address, and what each comer gets. `target` is the path to it in the world ("" for none)."""

    method: str
    route: str
    outcomes: tuple[str, ...]
    target: str
    body: Body | Mapping[str, Any]

    def args(self, world: World) -> tuple[Any, ...]:
        """What stands in the address."""
        found = attrgetter(self.target)(world) if self.target else ()
        return found if isinstance(found, tuple) else (found,)

    def form(self, world: World, actor: Actor) -> dict[str, Any]:
        """The fields that `actor` sends, with a token of their own."""
        return {"submission": new_token(actor), **(self.body(world) if callable(self.body) else self.body)}


def get(route: str, outcomes: str, target: str = "") -> Row:
    return Row("GET", route, _nine(outcomes), target, {})


def post(route: str, outcomes: str, target: str = "", body: Body | Mapping[str, Any] | None = None) -> Row:
    return Row("POST", route, _nine(outcomes), target, body or {})


def _nine(outcomes: str) -> tuple[str, ...]:
    words = tuple(outcomes.split())
    return words * 9 if len(words) == 1 else words
