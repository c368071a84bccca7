"""Two who do not meet any more: in both directions, told to nobody, and taken back by whoever wished for it."""

import pytest

from forum.accounts.models import Account
from forum.accounts.services import close_account
from forum.blocks.models import Block
from forum.blocks.policy import CannotBlockTeam
from forum.blocks.reading import blocked_with
from forum.blocks.services import block, unblock
from forum.core.refusals import NotGranted, NotNow
from forum.rooms.models import Attendance, Message
from forum.rooms.reading import seat_of
from moderation.audit.models import Entry
from tests.factories.names import make_one_off_post
from tests.factories.rooms import attend, make_block, open_session_for, write

pytestmark = pytest.mark.usefixtures("clock")


def test_a_block_holds_in_both_directions(ada: Account, ben: Account, mo: Account) -> None:
    session = open_session_for(mo)
    places = [attend(session, ada), attend(session, ben)]
    for one in (ada, ben):
        write(session, one)
    block(actor=ada, account=ben)
    assert blocked_with(ada.pk).always == {ben.pk}
    assert blocked_with(ben.pk).always == {ada.pk}
    assert [seat_of(place).blocked for place in places] == [{ben.pk}, {ada.pk}]
    for one in (ada, ben):
        assert [message.author for message in Message.objects.visible_to(one)] == [one]
    assert seat_of(Attendance.objects.get(account=mo)).blocked == frozenset()


def test_twice_is_once_and_only_ones_own_is_seen(ada: Account, ben: Account, mo: Account, nia: Account) -> None:
    assert block(actor=ada, account=ben) == block(actor=ada, account=ben)
    assert [Block.objects.visible_to(who).count() for who in (ada, ben, mo, nia)] == [1, 0, 0, 0]


def test_taken_back_the_other_ones_stays(ada: Account, ben: Account) -> None:
    mine, theirs = make_block(ada, ben), make_block(ben, ada)
    with pytest.raises(NotGranted):
        unblock(actor=ada, block=theirs)
    unblock(actor=ada, block=mine)
    assert list(Block.objects.all()) == [theirs]
    assert blocked_with(ada.pk).always == {ben.pk}
    unblock(actor=ben, block=theirs)
    assert blocked_with(ada.pk).always == frozenset()


def test_the_team_is_not_blocked_and_nobody_blocks_themselves(ada: Account, mo: Account, lea: Account) -> None:
    for one in (mo, lea):
        with pytest.raises(CannotBlockTeam, match="look after everybody"):
            block(actor=ada, account=one)
    with pytest.raises(NotNow, match="This is you"):
        block(actor=ada, account=ada)
    with pytest.raises(NotGranted):
        block(actor=mo, account=ada)


def test_it_is_in_no_trail_and_goes_with_the_account(ada: Account, ben: Account) -> None:
    before = Entry.objects.count()
    block(actor=ada, account=ben)
    block(actor=ben, account=ada)
    assert Entry.objects.count() == before
    close_account(actor=ben, account=ben)
    assert not Block.objects.exists()


def test_whoever_is_blocked_under_many_names_can_still_leave(ada: Account, ben: Account) -> None:
    for name in ("Quiet Heron", "Amber Kettle"):
        block(actor=ada, account=ben, blocked_as=make_one_off_post(ben, name).written_as)
    block(actor=ada, account=ben)
    close_account(actor=ben, account=ben)
    assert not Block.objects.exists()
