"""What a worker of pytest-xdist has to itself."""

import os


def own_redis(url: str) -> str:
    """The Redis database of this worker. Tests empty theirs, so the second worker counts down from the first one's
    number: 15, then 14. Nobody's own data is expected there."""
    address, _, number = url.rpartition("/")
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return f"{address}/{int(number) - worker}" if number.isdecimal() and worker else url
