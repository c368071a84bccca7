"""Topics that go to somebody else, and enough for one shift, on the desk itself."""

import pytest
from django.urls import reverse

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from moderation.flags.models import Reason
from moderation.review.levels import Level
from moderation.review.models import Decision, Item
from moderation.review.services import claim, decide, hand_on, release
from moderation.rota.models import Duty
from moderation.welfare import exposure
from moderation.welfare.models import Exposure
from moderation.welfare.services import choose_topics, note_exposure
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.review import make_item
from tests.factories.rota import put_on_call, put_on_duty
from tests.factories.threads import make_post

PAGES = ("review:desk", "review:lanes")


@pytest.fixture
def mo_on(mo: Account, clock: FakeClock) -> Account:
    """Mo, on shift, who would rather not meet suicide."""
    put_on_duty(mo)
    choose_topics(actor=mo, keys=["self.suicide"])
    return mo


@pytest.fixture
def rob_on(db: None, clock: FakeClock) -> Account:
    """A second moderator on shift."""
    rob = make_account("Rob", Role.MODERATOR)
    put_on_duty(rob, Duty.SECOND)
    return rob


@pytest.fixture
def item(ada: Account, ben: Account, clock: FakeClock) -> Item:
    """Somebody is worried about Ada, who wrote with a warning."""
    return make_item(ben, make_post(ada, warnings=["self.suicide"]))


def _address(item: Item, verb: str = "claim") -> str:
    return reverse(f"review:{verb}", args=[item.pk])


def test_while_somebody_else_is_here_it_is_a_number_and_no_words(
    browse: Browse, mo_on: Account, rob_on: Account, item: Item
) -> None:
    for name in PAGES:
        page = browse(mo_on).get(reverse(name)).content.decode()
        assert "1 for somebody else." in page
        for words in ("Suicide", "A post by Ada", str(item.pk), "Nothing is waiting"):
            assert words not in page
        others = browse(rob_on).get(reverse(name)).content.decode()
        assert "A post by Ada" in others
        assert "for somebody else" not in others.lower()


def test_alone_it_stands_last_with_its_topic_to_take_or_leave(
    browse: Browse, mo_on: Account, lea: Account, ada: Account, ben: Account, item: Item
) -> None:
    put_on_call(lea)
    plain = make_item(ben, make_post(ada), Reason.UNSURE)
    page = browse(mo_on).get(reverse("review:desk")).content.decode()
    assert "One of your topics: Suicide" in page
    assert page.index(str(plain.pk)) < page.index(str(item.pk))
    assert "Lea is on call" in page
    assert browse(mo_on).post(_address(item)).status_code == 302


def test_it_can_be_taken_with_one_press_more_and_is_never_refused(
    browse: Browse, mo_on: Account, rob_on: Account, item: Item
) -> None:
    client = browse(mo_on)
    shown = client.get(reverse("review:desk"), {"for-others": "all"}).content.decode()
    assert "One of your topics: Suicide" in shown
    assert f"{reverse('review:lanes')}?for-others=all" in shown
    asked = client.post(_address(item))
    assert "This one can go to somebody else" in asked.content.decode()
    item.refresh_from_db()
    assert item.claimed_by is None
    assert "You may take it or leave it" in client.get(_address(item, "item")).content.decode()
    assert client.post(_address(item), {"anyway": "1"}).status_code == 302
    assert "Go on" in client.get(reverse("review:desk")).content.decode()


def test_what_one_sees_does_not_depend_on_what_the_others_chose(
    browse: Browse, mo_on: Account, rob_on: Account, item: Item
) -> None:
    before = browse(mo_on).get(reverse("review:lanes")).content
    choose_topics(actor=rob_on, keys=["self.suicide", "sv.rape"])
    assert browse(mo_on).get(reverse("review:lanes")).content == before


def test_if_nobody_takes_it_it_comes_to_everybody_after_a_tenth_of_its_time(
    browse: Browse, mo_on: Account, rob_on: Account, item: Item, clock: FakeClock
) -> None:
    choose_topics(actor=rob_on, keys=["self.suicide"])
    clock.advance(minutes=6)
    for actor in (mo_on, rob_on):
        assert "One of your topics: Suicide" in browse(actor).get(reverse("review:desk")).content.decode()
        assert "Nobody has taken what stands below yet" in browse(actor).get(reverse("review:desk")).content.decode()


def test_what_somebody_else_holds_is_put_away_too(browse: Browse, mo_on: Account, rob_on: Account, item: Item) -> None:
    claim(actor=rob_on, item=item)
    page = browse(mo_on).get(reverse("review:desk")).content.decode()
    assert "A post by Ada" not in page
    assert "1 for somebody else." in page


def test_after_enough_in_one_shift_heavy_ones_go_to_others_first(
    browse: Browse, mo: Account, rob_on: Account, ada: Account, ben: Account, item: Item, clock: FakeClock
) -> None:
    put_on_duty(mo)
    for _ in range(exposure.limits().shift):
        note_exposure(account_id=mo.pk, level="red", at=clock())
    mild = make_item(ben, make_post(ada), Reason.UNSURE)
    page = browse(mo).get(reverse("review:desk")).content.decode()
    assert "You have met a lot this shift" in page
    assert str(item.pk) not in page
    assert str(mild.pk) in page
    assert "You have done enough" in browse(mo).post(_address(item)).content.decode()
    assert str(item.pk) in browse(rob_on).get(reverse("review:desk")).content.decode()


def test_alone_enough_keeps_nothing_from_anybody(browse: Browse, mo: Account, item: Item, clock: FakeClock) -> None:
    put_on_duty(mo)
    for _ in range(exposure.limits().shift + 1):
        note_exposure(account_id=mo.pk, level="crisis", at=clock())
    page = browse(mo).get(reverse("review:desk")).content.decode()
    assert "A post by Ada" in page
    assert browse(mo).post(_address(item)).status_code == 302


def test_what_was_met_in_an_earlier_shift_does_not_count_for_this_one(
    browse: Browse, mo: Account, rob_on: Account, item: Item, clock: FakeClock
) -> None:
    for _ in range(exposure.limits().shift):
        note_exposure(account_id=mo.pk, level="red", at=clock())
    clock.advance(hours=2)
    put_on_duty(mo)
    assert "A post by Ada" in browse(mo).get(reverse("review:desk")).content.decode()


def test_an_item_counts_once_however_often_it_is_taken_up(mo: Account, item: Item, clock: FakeClock) -> None:
    put_on_duty(mo)
    for _ in range(2):
        claim(actor=mo, item=item)
        item = release(actor=mo, item=Item.objects.get(pk=item.pk))
    claim(actor=mo, item=item)
    decide(actor=mo, item=item, decision=Decision.NO_ACTION)
    assert Exposure.objects.count() == 1
    assert exposure.counted([mo.pk], clock()) == {mo.pk: 1}


def test_it_counts_at_the_level_it_was_handed_on_with(
    mo: Account, ada: Account, ben: Account, clock: FakeClock
) -> None:
    put_on_duty(mo)
    mild = claim(actor=mo, item=make_item(ben, make_post(ada), Reason.UNSURE))
    assert exposure.counted([mo.pk], clock()) == {mo.pk: 0}
    hand_on(actor=mo, item=mild, level=Level.CRISIS)
    assert exposure.counted([mo.pk], clock()) == {mo.pk: 1}


def test_nobody_reads_from_the_desk_of_another_what_somebody_chose(
    browse: Browse, mo_on: Account, rob_on: Account, item: Item
) -> None:
    page = browse(rob_on).get(reverse("review:desk")).content.decode()
    assert "topic" not in page.lower()
