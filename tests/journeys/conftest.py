"""What a story can ask for: a site on each stack, with its cast.

    async def test_ada_is_heard(site: Site) -> None:
        async with people(site.url, site.allowed_hosts) as everybody:
            ada = await everybody.person("Ada")

A story touches the site only as people do, through its pages, and as an operator does, through `manage.py`.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.journeys.site import STACKS, Site, missing, site_on


class BySite(LoadScopeScheduling):
    """Workers share the stories by site: those of one file and stack are told by one worker, one after the other."""

    def _split_scope(self, nodeid: str) -> str:
        return site_of(nodeid)


def site_of(nodeid: str) -> str:
    """What stories that share a site have in common: their file, and the stack where there are two."""
    path, _, name = nodeid.partition("::")
    if "journeys/" not in path:
        return nodeid
    return next((f"{path} {stack}" for stack in STACKS if stack in name), path)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BySite:
    return BySite(config, log)


@pytest.fixture(scope="module", params=STACKS)
def stack(request: pytest.FixtureRequest) -> str:
    """Every story is told twice: on SQLite and memory, and on PostgreSQL and Redis in two processes."""
    if reason := missing(request.param):
        pytest.skip(reason)
    return str(request.param)


@pytest.fixture(scope="module")
def site(stack: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that the stories of one file share."""
    with site_on(stack, tmp_path_factory.mktemp(stack)) as site:
        yield site


@pytest.fixture
def own_site(stack: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site for one story alone, such as one that stops it or looks through all it wrote."""
    with site_on(stack, tmp_path_factory.mktemp(f"own-{stack}")) as site:
        yield site


@pytest.fixture(autouse=True)
def _fresh_caches() -> None:
    """The site under test has caches of its own, in its own processes."""


@pytest.fixture(autouse=True)
def _keep_the_test_connection() -> None:
    """No socket is served by the test itself."""
