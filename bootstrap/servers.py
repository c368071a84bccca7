"""PostgreSQL and Redis: do they answer, and where."""

import os
import socket
from urllib.parse import urlsplit, urlunsplit

POSTGRES = "postgres://postgres@127.0.0.1:5432/"
REDIS = "redis://127.0.0.1:6379/15"


def postgres_url() -> str:
    """The server that tests may make databases on; `TEST_POSTGRES_URL` names another than this machine's own."""
    return os.environ.get("TEST_POSTGRES_URL", POSTGRES)


def redis_url() -> str:
    """The Redis database that tests may empty, and for a second worker the one before it; `TEST_REDIS_URL` names others
    than this machine's numbers 15 and 14."""
    return os.environ.get("TEST_REDIS_URL", REDIS)


def answers(url: str) -> bool:
    """Does anything listen there?"""
    parts = urlsplit(url)
    default = 6379 if parts.scheme.startswith("redis") else 5432
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or default), timeout=2):
            return True
    except OSError:
        return False


def database_url(name: str) -> str:
    """The address of one database on that server."""
    parts = urlsplit(postgres_url())
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, ""))
