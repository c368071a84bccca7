"""Everything in one thread open for now: by a press, for an hour, and nowhere else."""

import pytest

from forum.accounts.models import Account
from forum.threads.models import Thread
from forum.warnings.services import set_profile
from forum.warnings.services.profile import set_own_words
from forum.warnings.taxonomy import View
from tests.conftest import Browse, FakeClock
from tests.factories.threads import make_thread
from tests.forum.answers import text

pytestmark = pytest.mark.django_db
WORDS = "They took my statement."


@pytest.fixture
def thread(ada: Account, ben: Account) -> Thread:
    set_profile(actor=ben, choices={"sys.police": View.HIDE})
    return make_thread(ada, title="At the station", words=WORDS, warnings=["sys.police"])


def test_it_opens_by_a_press_closes_by_another_and_ends_by_itself(
    ben: Account, thread: Thread, browse: Browse, clock: FakeClock
) -> None:
    client, page = browse(ben), f"/t/{thread.pk}/"
    assert WORDS not in text(client.get(page))
    assert client.get(f"{page}open/").status_code == 405, "No link can do it."
    assert client.post(f"{page}open/")["Location"] == page
    opened = text(client.get(page))
    assert WORDS in opened
    assert "At the station" in opened
    assert '<details class="cover"' not in opened
    assert "Police and court" in opened, "What it is about stands above it."
    client.post(f"{page}open/", {"act": "close"})
    assert WORDS not in text(client.get(page))
    client.post(f"{page}open/", {"after": "x&y"})
    assert WORDS in text(client.get(page))
    clock.advance(minutes=61)
    assert WORDS not in text(client.get(page))


def test_nothing_else_opens(ada: Account, ben: Account, thread: Thread, browse: Browse) -> None:
    other = make_thread(ada, title="At court", words="They asked again.", warnings=["sys.police"])
    client = browse(ben)
    client.post(f"/t/{thread.pk}/open/")
    assert "They asked again." not in text(client.get(f"/t/{other.pk}/"))
    assert "At the station" not in text(client.get(f"/spaces/{thread.board_id}/"))
    assert WORDS not in text(client.get("/search/?q=statement"))
    assert WORDS not in text(browse(ben).get(f"/t/{thread.pk}/")), "Another browser knows nothing of it."


def test_own_words_open_too(ada: Account, ben: Account, browse: Browse) -> None:
    thread = make_thread(ada, words="By the lighthouse.")
    set_own_words(actor=ben, entries=[("lighthouse", View.HIDE)])
    client = browse(ben)
    assert "By the lighthouse." not in text(client.get(f"/t/{thread.pk}/"))
    client.post(f"/t/{thread.pk}/open/")
    assert "By the lighthouse." in text(client.get(f"/t/{thread.pk}/"))


def test_what_one_may_not_read_cannot_be_opened(ben: Account, thread: Thread, browse: Browse) -> None:
    Thread.objects.filter(pk=thread.pk).update(is_held=True)
    assert browse(ben).post(f"/t/{thread.pk}/open/").status_code == 404
