"""After a crisis the desk hands out nothing new until a break was taken, as long as somebody else is there."""

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from moderation.handover.models import Break
from moderation.handover.services import start_break
from moderation.review.levels import Level
from moderation.review.models import Decision, Item
from moderation.review.policy import RestFirst
from moderation.review.services import claim, decide, hand_on
from moderation.rota.models import Duty, Place
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.review import make_claimed_item, make_item
from tests.factories.rota import make_place, make_shift, put_on_duty
from tests.factories.threads import make_post
from tests.forum.answers import said


@pytest.fixture
def place(mo: Account, clock: FakeClock) -> Place:
    return put_on_duty(mo)


@pytest.fixture
def kay(place: Place) -> Account:
    """A second moderator, signed on."""
    account = make_account("Kay", Role.MODERATOR)
    make_place(account, Duty.SECOND, make_shift(), signed_on=True)
    return account


def _after_a_crisis(ada: Account, ben: Account, mo: Account) -> Item:
    """Mo handed somebody in danger on. What waits next."""
    crisis = make_claimed_item(ben, make_post(ada), mo)
    assert not Break.objects.exists()
    hand_on(actor=mo, item=crisis, level=Level.CRISIS)
    return make_item(ben, make_post(ada))


def test_the_desk_hands_nothing_new_to_whoever_handed_a_crisis_on(
    ada: Account, ben: Account, mo: Account, kay: Account, place: Place, clock: FakeClock, browse: Browse
) -> None:
    holding = make_claimed_item(ben, make_post(ada), mo)
    waiting = _after_a_crisis(ada, ben, mo)
    with pytest.raises(RestFirst, match="until 19:10"):
        claim(actor=mo, item=waiting)
    answer = browse(mo).post(f"/desk/{waiting.pk}/claim/")
    assert answer.status_code == 403
    assert "a break is yours now" in said(answer)
    assert '<a class="btn" href="/shift/">' in said(answer)
    assert "Please take your break now." in said(browse(mo).get("/shift/"))
    for path in ("/desk/", "/desk/lanes/"):
        told = said(browse(mo).get(path))
        assert "a break is yours now" in told
        assert f"/desk/{waiting.pk}/claim/" not in told
    assert f"/desk/{waiting.pk}/claim/" in said(browse(kay).get("/desk/"))
    # What they hold they may finish, and somebody else takes the next one.
    assert not decide(actor=mo, item=holding, decision=Decision.NO_ACTION).is_open
    start_break(actor=mo, place=place)
    clock.advance(minutes=10)
    assert claim(actor=mo, item=waiting).is_held_by(mo)
    # Taking something up ends the break that they did not end.
    assert Break.objects.get().ended_at == clock()


def test_whoever_is_alone_goes_on(ada: Account, ben: Account, mo: Account, place: Place, browse: Browse) -> None:
    waiting = _after_a_crisis(ada, ben, mo)
    assert claim(actor=mo, item=waiting).is_held_by(mo)
    assert "Nobody else can take things right now" in said(browse(mo).get("/shift/"))


def test_what_was_no_crisis_asks_for_no_break(ada: Account, ben: Account, mo: Account, kay: Account) -> None:
    hand_on(actor=mo, item=make_claimed_item(ben, make_post(ada), mo), level=Level.RED)
    assert not Break.objects.exists()
    claim(actor=mo, item=make_item(ben, make_post(ada)))
