"""The access matrix against the real site: every route, every method, everybody who may knock."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.access import ROWS
from tests.architecture.access.row import Row
from tests.architecture.world import As, World, build
from tests.conftest import FakeClock
from tests.factories.sessions import signed_in

METHODS = ("GET", "POST")
NEVER = ("PUT", "PATCH", "DELETE")


@pytest.fixture
def world(db: None, clock: FakeClock) -> World:
    return build()


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    routes = set(_routes(get_resolver()))
    assert routes - {row.route for row in ROWS} == set(), "Add these to tests/architecture/access/."
    assert {row.route for row in ROWS} - routes == set(), "These rows are about addresses that are gone."
    assert all(len(row.outcomes) == len(As) for row in ROWS)
    assert len({(row.method, row.route, row.target) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("who", As)
def test_everybody_gets_what_the_matrix_says(who: As, world: World) -> None:
    column = list(As).index(who)
    wrong = [
        f"{row.method} {row.route} {row.target}: {outcome}, not {row.outcomes[column]}"
        for row in ROWS
        for outcome in [_knock(world, who, row)]
        if outcome != row.outcomes[column]
    ]
    assert wrong == []


def test_what_has_no_row_is_not_accepted(world: World) -> None:
    known = {(row.method, row.route) for row in ROWS}
    first = {row.route: row for row in reversed(ROWS)}
    accepted = [
        f"{method} {route}: {outcome}"
        for route, row in first.items()
        for method in (*METHODS, *NEVER)
        if (method, route) not in known
        for outcome in [_knock(world, As.MANAGER, row, method)]
        if outcome != "405"
    ]
    assert accepted == [], "Give these rows of their own, or refuse the method."


def _knock(world: World, who: As, row: Row, method: str = "") -> str:
    """What `who` gets. Whatever it did is undone afterwards."""
    method = method or row.method
    with transaction.atomic():
        client = signed_in(world.cast[who], verified=who != As.UNVERIFIED) if who in world.cast else Client()
        client.raise_request_exception = False
        body = row.form(world, world.actor(who)) if method == "POST" else None
        outcome = _outcome(getattr(client, method.lower())(reverse(row.route, args=row.args(world)), body))
        transaction.set_rollback(True)
    for cache in caches.all():
        cache.clear()
    return outcome


def _outcome(response: HttpResponseBase) -> str:
    """An answer in the words of the matrix."""
    if response.status_code == 401:  # The sign-in page in place of the one that was posted to: the words wait.
        return "in"
    if response.status_code in (302, 303):
        asks = {reverse(settings.LOGIN_URL): "in", reverse("accounts:second_factor"): "2nd"}
        return asks.get(urlsplit(response.headers["Location"]).path, "go")
    return "ok" if response.status_code == 200 else str(response.status_code)


def _routes(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _routes(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}" if entry.name else f"an address without a name: {entry.pattern}"
