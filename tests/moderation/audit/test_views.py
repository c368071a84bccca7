"""The manager's page of the trail."""

from forum.accounts.models import Account
from moderation.audit.models import Entry
from tests.conftest import Browse
from tests.moderation.audit.conftest import Sql


def test_a_manager_reads_actions_times_and_roles(browse: Browse, nia: Account, trail: list[Entry]) -> None:
    page = browse(nia).get("/audit/").content.decode()
    assert page.count("account.joined") == 10
    assert "The trail is whole" in page
    assert trail[0].subject["account_id"] not in page


def test_reading_it_leaves_an_entry(browse: Browse, nia: Account) -> None:
    browse(nia).get("/audit/")
    assert list(Entry.objects.values_list("action", "actor_id")) == [("audit.read", nia.pk)]


def test_a_broken_trail_is_told(browse: Browse, nia: Account, trail: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE sequence = 4")
    page = browse(nia).get("/audit/").content.decode()
    assert "not as we wrote it" in page
    assert "Entry 4 is missing." in page


def test_older_entries_are_on_the_next_page(browse: Browse, nia: Account, trail: list[Entry]) -> None:
    page = browse(nia).get("/audit/", {"before": "4"}).content.decode()
    assert 'id="entry-3"' in page
    assert 'id="entry-4"' not in page


def test_a_strange_page_number_counts_as_the_first(browse: Browse, nia: Account, trail: list[Entry]) -> None:
    for odd in ("x", "-1", "9" * 40, "٣"):
        assert browse(nia).get("/audit/", {"before": odd}).status_code == 200


def test_nobody_else_knows_there_is_one(browse: Browse, ada: Account, mo: Account, lea: Account, nia: Account) -> None:
    assert [browse(who).get("/audit/").status_code for who in (ada, mo, lea)] == [404, 404, 404]
    assert browse().get("/audit/").status_code == 302
    assert browse(nia, verified=False).get("/audit/").status_code == 302
