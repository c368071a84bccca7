"""The page with whom one has blocked."""

from html import unescape
from urllib.parse import urlsplit

from forum.accounts.models import Account
from forum.blocks.models import Block
from tests.conftest import Browse
from tests.factories.rooms import make_block


def test_ones_own_blocks_can_be_taken_back(ada: Account, ben: Account, browse: Browse) -> None:
    wish = make_block(ada, ben)
    page = unescape(browse(ada).get("/blocks/").content.decode())
    assert "Ben" in page
    assert "Nobody is told" in page
    for _ in range(2):  # Pressed twice.
        answer = browse(ada).post(f"/blocks/{wish.pk}/take-back/")
        assert (answer.status_code, urlsplit(answer["Location"]).path) == (302, "/blocks/")
    assert not Block.objects.exists()
    assert "You have blocked nobody" in browse(ada).get("/blocks/").content.decode()


def test_the_other_one_sees_nothing_and_takes_nothing_back(ada: Account, ben: Account, browse: Browse) -> None:
    wish = make_block(ada, ben)
    assert "Ada" not in browse(ben).get("/blocks/").content.decode()
    browse(ben).post(f"/blocks/{wish.pk}/take-back/")
    assert Block.objects.get() == wish


def test_the_filters_lead_there(ada: Account, browse: Browse) -> None:
    assert 'href="/blocks/"' in browse(ada).get("/filters/").content.decode()
