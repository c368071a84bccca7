"""Redis carries hints and copies: without it pages answer, and people write, flag and work."""

from pathlib import Path

import pytest

from tests.journeys.plain import begin_thread, posts_of, signed_in
from tests.journeys.relay import Relay
from tests.journeys.server import free_port
from tests.journeys.site import POSTGRES, SQLITE, Site, missing, redis_database, site_on


def test_pages_and_posting_do_not_need_redis(tmp_path: Path) -> None:
    with site_on(SQLITE, tmp_path, REDIS_URL=f"redis://127.0.0.1:{free_port('127.0.0.1')}/0") as site:
        everything_but_live_arrival_works(site)


def test_redis_may_go_away_while_people_write(tmp_path: Path) -> None:
    if reason := missing(POSTGRES):
        pytest.skip(reason)
    with redis_database() as url, Relay(url) as relay, site_on(SQLITE, tmp_path, REDIS_URL=relay.url) as site:
        ada = signed_in(site.url, site.cast["ada"])
        thread = begin_thread(ada, "Before", "While it was there.")
        relay.cut()
        assert ada.send(f"{thread}reply/", words="While it was not.").status == 302
        assert ada.get(thread).text.count("While it was") == 2
        everything_but_live_arrival_works(site)


def everything_but_live_arrival_works(site: Site) -> None:
    ada = signed_in(site.url, site.cast["ada"])
    thread = begin_thread(ada, "Without a helper", "It still works.")
    assert ada.send(f"{thread}reply/", words="And again.").status == 302
    ben = signed_in(site.url, site.cast["ben"])
    assert ben.send(f"/p/{posts_of(ben, thread)[0]}/flag/", reason="worried").status == 302
    mo = signed_in(site.url, site.cast["mo"], on_shift=True)
    assert "A post by Ada" in mo.get("/desk/").text
    assert "Internal Server Error" not in site.logs()
