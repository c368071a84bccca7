"""How many queries a page makes: `python -m bench.queries COOKIE PATH…` prints one number a page."""

import json
import sys

import django


def main(cookie: str, paths: list[str]) -> list[int]:
    """Each page once to warm what is kept, then once counted."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, setup_test_environment

    setup_test_environment()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    counts = []
    for path in paths:
        assert client.get(path).status_code == 200, path
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(path)
        counts.append(len(captured))
    return counts


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(sys.argv[1], sys.argv[2:])))
