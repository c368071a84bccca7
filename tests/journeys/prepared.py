"""A site made ready once in every run, and copied for each story that wants one: making it ready takes longer than most
stories do. What is copied is the database, the keys and the static files, as `manage.py prepare` leaves them. That
`manage.py serve` does all of it by itself, test_start.py shows.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from bootstrap import servers
from tests.journeys.server import Server, fresh_name

# Where everything of one run is, told to the workers by whoever starts them.
PLACE = "HOLDFAST_STORIES"
DATABASE = "holdfast.sqlite3"


def begin() -> bool:
    """Make the folder of this run; False in a worker, which was told of one."""
    if PLACE in os.environ:
        return False
    os.environ[PLACE] = tempfile.mkdtemp(prefix="holdfast-stories-")
    return True


def end() -> None:
    """Clear everything of this run away."""
    place = Path(os.environ.pop(PLACE))
    for name in place.glob("*.database"):
        with closing(_postgres()) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name.stem)))
    shutil.rmtree(place, ignore_errors=True)


@contextmanager
def here() -> Iterator[None]:
    """For somebody who is no run of stories, such as a bench: begun and cleared away around what they do."""
    begun = begin()
    try:
        yield
    finally:
        if begun:
            end()


def copy_to(folder: Path, *, database: str = "") -> None:
    """A site that is ready in `folder`; `database` names a new PostgreSQL database, without it there is SQLite."""
    place = Path(os.environ[PLACE])
    with _alone(place):
        ready = _on_postgres(place) if database else _made(place / "sqlite.ready", "")
        if database:
            words = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            with closing(_postgres()) as connection:
                connection.execute(words.format(sql.Identifier(database), sql.Identifier(ready.read_text())))
    shutil.copytree(ready.with_suffix(""), folder / "data")


def _on_postgres(place: Path) -> Path:
    ready = place / "postgres.ready"
    name = ready.read_text() if ready.exists() else fresh_name()
    if not ready.exists():
        (place / f"{name}.database").touch()
        with closing(_postgres()) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return _made(ready, name)


def _made(ready: Path, database: str) -> Path:
    """The mark of a site that is ready beside its folder, holding the name of its database."""
    if not ready.exists():
        data = ready.with_suffix("")
        url = servers.database_url(database) if database else f"sqlite:///{data / DATABASE}"
        Server(ready.parent, env={"DATA_DIR": str(data), "DATABASE_URL": url}).manage("prepare")
        ready.write_text(database)
    return ready


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """One worker at a time."""
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _postgres() -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(servers.database_url("postgres"), autocommit=True)
