"""What every test can ask for: the clock, the cast, and asynchronous tests that see the same database."""

import inspect
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from django.core.cache import caches
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as of_hypothesis

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core import clock as clock_module
from forum.core.snapshots import forget_all
from forum.threads.models import Post
from forum.warnings.taxonomy import TAXONOMY
from tests.factories.accounts import make_account
from tests.factories.threads import make_post

# How fast a busy machine draws an example says nothing about what is tested.
# Where nobody watches, everybody draws the same examples; whoever runs a test by hand explores.
of_hypothesis.register_profile(
    "any machine",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
of_hypothesis.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-stores",
        action="store_true",
        help="Only what asks the database or Redis, for a second stack: the rest would tell the same again.",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--only-stores"):
        return
    asking = [item for item in items if _asks_a_store(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
    items[:] = asking


def _asks_a_store(item: pytest.Item) -> bool:
    """Does it ask the database, or stand where caches, limits and hints are tried? Who gets what at which address is
    the same wherever rows are; that lists agree with rules is asked on both."""
    names = set(getattr(item, "fixturenames", ()))
    near = item.path.relative_to(Path(__file__).parent).parts[:2]
    if near[0] == "architecture":
        return near[-1] == "test_visible_to.py"
    marked = item.get_closest_marker("django_db") is not None
    return marked or bool(names & {"db", "transactional_db"}) or near[0] in ("realtime", "config") or "core" in near


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run `async def` tests through asgiref, so that the database work of a socket happens on this thread's connection,
    inside this test's transaction."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    async_to_sync(pyfuncitem.obj)(**arguments)
    return True


@pytest.fixture(autouse=True)
def _keep_the_test_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Channels closes "old" connections when a socket ends, which would end the test's own transaction."""
    monkeypatch.setattr("channels.db.close_old_connections", lambda **kwargs: None)


@pytest.fixture(autouse=True)
def _fresh_caches() -> None:
    for cache in caches.all():
        cache.clear()
    forget_all()
    TAXONOMY.begin()


class FakeClock:
    """A clock that stands still until it is told otherwise. It begins on a Tuesday evening in November."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)

    def set(self, moment: datetime) -> None:
        self.moment = moment

    def advance(self, **spans: float) -> None:
        self.moment += timedelta(**spans)

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    fake = FakeClock()
    monkeypatch.setattr(clock_module, "source", fake)
    return fake


@pytest.fixture
def ada(db: None) -> Account:
    """A member; she writes."""
    return make_account("Ada")


@pytest.fixture
def ben(db: None) -> Account:
    """A member; he reads, and worries."""
    return make_account("Ben")


@pytest.fixture
def kit(db: None) -> Account:
    """A member whose account is closed."""
    return make_account("Kit", is_active=False)


@pytest.fixture
def mo(db: None) -> Account:
    """A peer moderator, second factor shown."""
    return make_account("Mo", Role.MODERATOR)


@pytest.fixture
def lea(db: None) -> Account:
    """A practitioner, second factor shown."""
    return make_account("Lea", Role.PRACTITIONER)


@pytest.fixture
def sam(db: None) -> Account:
    """A second practitioner, second factor shown."""
    return make_account("Sam", Role.PRACTITIONER)


@pytest.fixture
def nia(db: None) -> Account:
    """A manager, second factor shown."""
    return make_account("Nia", Role.MANAGER)


@pytest.fixture
def post(ada: Account) -> Post:
    """A post of Ada's, the first of its thread, with one content warning."""
    return make_post(ada, warnings=["mind.flashback"])


@pytest.fixture
def browse(client: Client) -> "Browse":
    return Browse()


class Browse:
    """`browse(account)` is a test client signed in as that account, as the real sign-in leaves it (second factor and
    all); `browse()` is a visitor."""

    def __call__(self, account: Account | None = None, *, verified: bool = True) -> Client:
        from tests.factories.sessions import signed_in

        return signed_in(account, verified=verified) if account else Client()
