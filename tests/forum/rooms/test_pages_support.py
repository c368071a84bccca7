"""Times for one person, through the pages."""

from datetime import timedelta

import pytest

from forum.accounts.models import Account
from forum.rooms.models import ChatSession, SessionState
from tests.conftest import Browse, FakeClock
from tests.factories.rooms import make_support
from tests.factories.threads import make_notice, ready_to_write
from tests.forum.answers import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def time(ada: Account, mo: Account, clock: FakeClock) -> ChatSession:
    ready_to_write(ada)
    return make_support(mo, starts_at=clock() + timedelta(days=1))


def _member(time: ChatSession) -> object:
    return ChatSession.objects.get(pk=time.pk).member


def test_the_limits_come_first_then_the_times(ada: Account, time: ChatSession, browse: Browse) -> None:
    page = said(browse(ada).get("/chat/support/"))
    assert "Only you and your peer are in the room." in page
    assert page.index("When we might tell someone") < page.index("Times that are free")
    for words in ("Tomorrow", "19:00", "With Mo", "30 minutes", "Take this time"):
        assert words in page


def test_a_time_is_taken_and_given_back(ada: Account, ben: Account, time: ChatSession, browse: Browse) -> None:
    client = browse(ada)
    assert client.post(f"/chat/{time.pk}/book/").headers["Location"] == "/chat/support/"
    assert _member(time) == ada
    page = said(client.get("/chat/support/"))
    assert "I do not need it any more" in page
    assert "Take this time" not in page
    assert "No time is free just now." in said(browse(ben).get("/chat/support/"))
    assert browse(ben).post(f"/chat/{time.pk}/give-back/").status_code == 404
    assert client.post(f"/chat/{time.pk}/give-back/").headers["Location"] == "/chat/support/"
    assert _member(time) is None


def test_a_second_time_is_refused_above_the_list(
    ada: Account, mo: Account, time: ChatSession, browse: Browse, clock: FakeClock
) -> None:
    other = make_support(mo, starts_at=clock() + timedelta(days=2))
    client = browse(ada)
    client.post(f"/chat/{time.pk}/book/")
    answer = client.post(f"/chat/{other.pk}/book/")
    assert answer.status_code == 409
    assert "You have booked a time already." in said(answer)
    assert "I do not need it any more" in said(answer)


def test_whoever_has_not_read_the_notice_is_led_to_it(ben: Account, time: ChatSession, browse: Browse) -> None:
    make_notice(2)
    answer = browse(ben).post(f"/chat/{time.pk}/book/")
    assert answer.status_code == 403
    assert 'href="/limits/read/"' in said(answer)
    assert _member(time) is None


def test_a_time_that_is_open_leads_to_its_door(
    ada: Account, mo: Account, time: ChatSession, browse: Browse, clock: FakeClock
) -> None:
    open_now = make_support(mo, starts_at=clock(), member=ada, state=SessionState.OPEN, title="Ours")
    assert f'href="/chat/{open_now.pk}/door/"' in said(browse(ada).get("/chat/support/"))


def test_the_team_books_nothing(mo: Account, time: ChatSession, browse: Browse) -> None:
    assert browse(mo).get("/chat/support/").status_code == 404
    assert browse(mo).post(f"/chat/{time.pk}/book/").status_code == 404
    assert _member(time) is None
