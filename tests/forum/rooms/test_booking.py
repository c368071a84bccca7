"""Booking a time for one to one, and giving it back."""

from datetime import timedelta

import pytest

from forum.accounts.models import Account
from forum.confidentiality.policy import NoticeFirst
from forum.core.refusals import NotGranted
from forum.rooms.models import ChatSession, SessionState
from forum.rooms.refusals import OneAtATime, Taken, TimePassed
from forum.rooms.services.support import book, give_back
from tests.conftest import FakeClock
from tests.factories.rooms import make_session, make_support
from tests.factories.threads import ready_to_write


@pytest.fixture
def free(mo: Account, ada: Account, ben: Account, clock: FakeClock) -> ChatSession:
    ready_to_write(ada)
    ready_to_write(ben)
    return make_support(mo, starts_at=clock() + timedelta(days=1))


def _fresh(session: ChatSession) -> ChatSession:
    return ChatSession.objects.get(pk=session.pk)


def test_a_time_is_booked_once_and_given_back(ada: Account, ben: Account, free: ChatSession) -> None:
    book(actor=ada, session=free)
    book(actor=ada, session=_fresh(free))
    assert _fresh(free).member == ada
    with pytest.raises(Taken):
        book(actor=ben, session=_fresh(free))
    with pytest.raises(NotGranted):
        give_back(actor=ben, session=_fresh(free))
    give_back(actor=ada, session=_fresh(free))
    book(actor=ben, session=_fresh(free))
    assert _fresh(free).member == ben


def test_one_time_each_until_it_is_over(ada: Account, mo: Account, free: ChatSession, clock: FakeClock) -> None:
    other = make_support(mo, starts_at=clock() + timedelta(days=2))
    book(actor=ada, session=free)
    with pytest.raises(OneAtATime):
        book(actor=ada, session=other)
    clock.advance(hours=25)
    book(actor=ada, session=other)


def test_a_time_that_has_begun_is_neither_booked_nor_given_back(
    ada: Account, ben: Account, free: ChatSession, clock: FakeClock
) -> None:
    book(actor=ada, session=free)
    ChatSession.objects.filter(pk=free.pk).update(state=SessionState.OPEN)
    with pytest.raises(TimePassed):
        give_back(actor=ada, session=_fresh(free))
    ChatSession.objects.filter(pk=free.pk).update(state=SessionState.PLANNED, member=None)
    clock.advance(days=1)
    with pytest.raises(TimePassed):
        book(actor=ben, session=_fresh(free))


def test_the_limits_come_first(free: ChatSession, kit: Account) -> None:
    Account.objects.filter(pk=kit.pk).update(is_active=True)
    kit.refresh_from_db()
    with pytest.raises(NoticeFirst):
        book(actor=kit, session=free)


def test_the_team_books_nothing_and_a_group_is_nobodys(
    ada: Account, mo: Account, free: ChatSession, clock: FakeClock
) -> None:
    with pytest.raises(NotGranted):
        book(actor=mo, session=free)
    with pytest.raises(NotGranted):
        book(actor=ada, session=make_session(mo, starts_at=clock() + timedelta(days=1)))


def test_what_somebody_booked_is_nobody_elses_to_see(
    ada: Account, ben: Account, lea: Account, nia: Account, free: ChatSession
) -> None:
    book(actor=ada, session=free)
    seeing = [who for who in (ada, ben, lea, nia) if ChatSession.objects.visible_to(who).exists()]
    assert seeing == [ada, nia]
