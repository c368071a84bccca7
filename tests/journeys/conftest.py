"""What a story can ask for: a site with its cast.

    async def test_ada_is_heard(site: Site) -> None:
        async with people(site.url, site.allowed_hosts) as everybody:
            ada = await everybody.person("Ada")

A story touches the site only as people do, through its pages, and as an operator does, through `manage.py`.

It is told on one stack: SQLite and memory in one process, or PostgreSQL and Redis in two. Which of them, the name of
its file decides, so that both have their share; `pytestmark = pytest.mark.stacks(SQLITE)` chooses one. What has to do
with where rows are and how processes hear of each other is told on both: `pytestmark = pytest.mark.stacks(*STACKS)`.
"""

from collections.abc import Iterator
from typing import Any
from zlib import crc32

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from tests.journeys import prepared
from tests.journeys.site import STACKS, Site, missing, site_on

BEGUN = pytest.StashKey[bool]()


class BySite(LoadScopeScheduling):  # type: ignore[misc]
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


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "stacks(*names): on which stacks a story is told.")
    config.stash[BEGUN] = prepared.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    if config.stash.get(BEGUN, False):
        prepared.end()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "stack" in metafunc.fixturenames:
        metafunc.parametrize("stack", stacks_of(metafunc.definition), indirect=True, scope="module")


def stacks_of(story: pytest.Item) -> tuple[str, ...]:
    """Where a story is told."""
    if mark := story.get_closest_marker("stacks"):
        return mark.args
    here = [stack for stack in STACKS if not missing(stack)]
    return (here[crc32(story.path.stem.encode()) % len(here)],)


@pytest.fixture(scope="module")
def stack(request: pytest.FixtureRequest) -> str:
    """Where this story is told now."""
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
