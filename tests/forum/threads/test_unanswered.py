"""Threads that wait for an answer: which, in which order, and for whom they come first."""

import pytest

from forum.accounts.models import Account
from forum.blocks.services import block
from forum.boards.models import Board, PutAway
from forum.threads.models import Thread, Wish
from forum.threads.services.places import mute, step_back
from forum.warnings.services import set_profile
from forum.warnings.taxonomy import View
from tests.conftest import Browse, FakeClock
from tests.factories.threads import make_reply, make_thread
from tests.forum.answers import text

pytestmark = pytest.mark.django_db
PATH = "/spaces/unanswered/"


@pytest.fixture
def waiting(ada: Account, clock: FakeClock) -> Thread:
    """A thread of Ada's that nobody has answered for a day."""
    begun = make_thread(ada, title="A long walk", warnings=["mind.flashback"])
    clock.advance(hours=24)
    return begun


def test_the_longest_wait_comes_first_and_what_is_answered_or_recent_is_not_there(
    ada: Account, ben: Account, waiting: Thread, browse: Browse, clock: FakeClock
) -> None:
    make_thread(ada, title="A short walk")
    answered = make_thread(ada, title="An answered walk")
    clock.advance(hours=24)
    make_reply(ben, answered)
    make_thread(ada, title="A walk of today")
    page = text(browse(ben).get(PATH))
    assert page.index("A long walk") < page.index("A short walk")
    assert "An answered walk" not in page
    assert "A walk of today" not in page
    assert "A long walk" not in text(browse(ada).get(PATH))


def test_what_is_left_out(ada: Account, ben: Account, waiting: Thread, browse: Browse) -> None:
    def is_there() -> bool:
        return "A long walk" in text(browse(ben).get(PATH))

    same = Thread.objects.filter(pk=waiting.pk)
    for away, back in (({"wish": Wish.NONE}, {"wish": ""}), ({"is_held": True}, {"is_held": False})):
        same.update(**away)
        assert not is_there()
        same.update(**back)
        assert is_there()
    put_away = PutAway.objects.create(account=ben, board_id=waiting.board_id)
    assert not is_there()
    put_away.delete()
    Board.objects.update(by_choice=True)
    assert not is_there()
    Board.objects.update(by_choice=False)
    set_profile(actor=ben, choices={"mind.flashback": View.HIDE})
    assert not is_there()


@pytest.mark.parametrize("way", ["mute", "step back", "block"])
def test_what_one_does_not_want_to_meet_is_left_out(
    way: str, ada: Account, ben: Account, waiting: Thread, browse: Browse
) -> None:
    assert "A long walk" in text(browse(ben).get(PATH))
    if way == "mute":
        mute(actor=ben, thread=waiting)
    elif way == "step back":
        step_back(actor=ben, thread=waiting, rest="day")
    else:
        block(actor=ada, account=ben)
    assert "A long walk" not in text(browse(ben).get(PATH))


def test_they_come_first_for_those_who_offered(ben: Account, waiting: Thread, browse: Browse) -> None:
    reader = browse(ben)
    assert "A long walk" not in text(reader.get("/spaces/"))
    reader.post(f"{PATH}offer/", {"offers": "1"})
    assert "A long walk" in text(reader.get("/spaces/"))
    reader.post(f"{PATH}offer/", {"offers": "0"})
    assert "A long walk" not in text(reader.get("/spaces/"))
