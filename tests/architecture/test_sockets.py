"""Sockets: each address has its row in the access matrix, and carries nothing but hints that something happened."""

import importlib
from typing import Any

import pytest

from forum.core import events
from realtime.consumer import Consumer
from realtime.room import Room
from realtime.routing import nothing_here, sockets
from tests.architecture.access import SOCKETS
from tests.architecture.source import layer_files, module_name
from tests.architecture.world import As, World, build
from tests.conftest import FakeClock
from tests.realtime.sockets import cookie_of, socket


@pytest.fixture
def world(db: None, clock: FakeClock) -> World:
    return build()


def test_every_socket_has_a_row_and_every_row_a_socket() -> None:
    paths = {str(route.pattern) for route in sockets.routes if route.callback is not nothing_here}
    assert paths == SOCKETS.keys(), "The access matrix and realtime/routing.py differ."


async def test_everybody_is_let_in_as_the_matrix_says(world: World) -> None:
    wrong, session = [], str(world.things["rooms"].session.pk)
    for path, outcomes in SOCKETS.items():
        for who, expected in zip(As, outcomes.split(), strict=True):
            met = await _knock("/" + path.replace("<uuid:session_id>", session), who, world)
            if met != expected:
                wrong.append(f"{path} {who}: {met}, not {expected}")
    assert wrong == []


def test_every_consumer_stands_behind_an_address() -> None:
    behind = {getattr(route.callback, "consumer_class", None) for route in sockets.routes}
    assert set(_consumers()) <= behind


def test_a_hint_has_the_name_of_an_event() -> None:
    strange = [
        f"{consumer.__name__}: {name}" for consumer in _consumers() for name in consumer.hints - set(events.NAMES)
    ]
    assert strange == []


def test_whatever_is_sent_to_a_socket_is_understood_there() -> None:
    deaf = []
    for event, listeners in events._after.items():
        for listener in listeners:
            wing, *rest = listener.__module__.split(".")
            if wing != "realtime" or rest == ["subscribers"]:
                continue
            there = [one for one in _consumers() if one.__module__.split(".")[1] == rest[0]]
            # A room that makes frames of its own hears for its sockets.
            if not any(event.name in one.hints or one.room.hear is not Room.hear for one in there):
                deaf.append(f"{event.name}, sent by {listener.__module__}")
    assert deaf == []


def test_no_socket_has_a_channel_of_its_own() -> None:
    """Everybody hears through the hub: whoever wrote a second way would pay for it with every socket."""
    own = [consumer.__name__ for consumer in _consumers() if consumer.__call__ is not Consumer.__call__]
    assert own == []


async def _knock(path: str, who: As, world: World) -> str:
    cookie = ""
    if who in world.cast:
        cookie = await cookie_of(world.cast[who], verified=who is not As.UNVERIFIED)
    found = socket(path, cookie)
    accepted, _ = await found.connect()
    assert accepted, "A socket is accepted before it is refused, or the browser never learns why."
    await found.send_json_to({"type": "ping"})
    answer: dict[str, Any] = await found.receive_output(2)
    if answer["type"] == "websocket.close":
        return str(answer["code"])
    await found.disconnect()
    return "ok"


def _consumers() -> list[type[Consumer]]:
    for path in layer_files("consumers"):
        importlib.import_module(module_name(path))
    consumers: list[type[Consumer]] = Consumer.__subclasses__()
    return consumers
