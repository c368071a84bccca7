"""Closing one's account."""

from forum.accounts.models import Account
from tests.factories.accounts import PASS_PHRASE
from tests.forum.accounts.test_browsers import enter, is_in


def test_nothing_of_it_stays_in_the_browser(ada: Account) -> None:
    client = enter()
    answer = client.post("/account/close/", {"pass_phrase": PASS_PHRASE})
    assert (answer.status_code, answer["Location"]) == (302, "/account/closed/")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not is_in(client)
