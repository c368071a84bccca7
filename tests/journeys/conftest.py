"""What a story can ask for: a site on each stack, with its cast.

    async def test_ada_is_heard(site: Site) -> None:
        async with people(site.url, site.allowed_hosts) as everybody:
            ada = await everybody.person("Ada")

A story touches the site only as people do, through its pages, and as an operator does, through `manage.py`.
"""

from collections.abc import Iterator

import pytest

from tests.journeys.site import STACKS, Site, missing, site_on


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Workers share the stories by file and stack: those of one site stay together, and nobody waits long for another
    at the end."""
    for item in items:
        if "tests/journeys" in item.nodeid:
            told = getattr(item, "callspec", None)
            item.add_marker(pytest.mark.xdist_group(f"{item.path.stem} {told.params.get('stack', '') if told else ''}"))


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
