"""Words that could not be taken come back on whatever page says so."""

import pytest

from forum.accounts.models import Account
from forum.threads.services.withdrawing import withdraw_post
from tests.conftest import Browse
from tests.factories.threads import make_thread, ready_to_write

pytestmark = pytest.mark.django_db
WORDS = "I wrote this for a long while."


def test_words_for_something_that_is_gone_come_back(ada: Account, ben: Account, browse: Browse) -> None:
    ready_to_write(ben)
    thread = make_thread(ada)
    withdraw_post(actor=ada, post=thread.posts.get())
    answer = browse(ben).post(f"/t/{thread.pk}/reply/", {"words": WORDS})
    assert answer.status_code == 404
    assert WORDS in answer.content.decode()


def test_words_that_are_refused_come_back(ada: Account, mo: Account, browse: Browse) -> None:
    answer = browse(mo).post(f"/desk/{make_thread(ada).pk}/hand-on/", {"note": WORDS, "level": "red"})
    assert answer.status_code in (403, 404)
    assert WORDS in answer.content.decode()


def test_a_request_that_is_no_form_gets_its_plain_answer(browse: Browse) -> None:
    answer = browse().post("/nowhere/", b"--", content_type="multipart/form-data; boundary=")
    assert answer.status_code in (400, 404)
