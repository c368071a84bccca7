"""One session's page: before, while it runs, and what is left of it."""

from datetime import timedelta

import pytest

from forum.accounts.models import Account
from forum.rooms.models import ChatSession, ClosedFor, MessageState, SessionState, Standing
from tests.conftest import Browse, FakeClock
from tests.factories.rooms import attend, close_now, make_session, make_support, open_session_for, write
from tests.forum.answers import said, text

pytestmark = pytest.mark.django_db


def _page(client: object, session: ChatSession, more: str = "") -> str:
    return said(client.get(f"/chat/{session.pk}/{more}"))  # type: ignore[attr-defined]


def test_a_planned_session_says_everything_about_itself(
    ada: Account, mo: Account, browse: Browse, clock: FakeClock
) -> None:
    session = make_session(mo, starts_at=clock() + timedelta(days=1))
    page = _page(browse(ada), session)
    for words in ("An evening together", "To sit together", "Tomorrow", "An hour", "Mo", "time in London"):
        assert words in page
    assert "You do not need to sign up." in page
    assert f'href="/chat/{session.pk}/calendar.ics"' in page
    assert "A plain name that says nothing" not in page
    assert "a plain name that says nothing about this site" in page


def test_one_that_is_late_is_honest(ada: Account, mo: Account, browse: Browse, clock: FakeClock) -> None:
    page = _page(browse(ada), make_session(mo, starts_at=clock() - timedelta(minutes=3)))
    assert "It has not opened yet." in page
    assert "Look again" in page
    assert "One was to begin at 18:57 and has not opened yet." in said(browse(ada).get("/chat/"))


def test_while_it_runs_the_page_knows_where_one_stands(
    ada: Account, mo: Account, browse: Browse, clock: FakeClock
) -> None:
    session = open_session_for(mo)
    client = browse(ada)
    assert "Go to the door" in _page(client, session)
    mine = attend(session, ada)
    assert "Go back in" in _page(client, session)
    for standing, words in (
        (Standing.LEFT, "You can come back while it is open."),
        (Standing.WAITING, "Back to the door"),
        (Standing.REMOVED, "A host asked you to leave this room"),
    ):
        type(mine).objects.filter(pk=mine.pk).update(standing=standing)
        assert words in _page(client, session)


def test_a_room_that_is_closing_keeps_whoever_is_in_and_sends_others_on(
    ada: Account, ben: Account, mo: Account, browse: Browse, clock: FakeClock
) -> None:
    session = open_session_for(mo, state=SessionState.CLOSING, host_words="One more round.")
    attend(session, ada)
    assert "Go back in" in _page(browse(ada), session)
    assert "Go back in" in said(browse(ada).get("/chat/"))
    page = _page(browse(ben), session)
    assert "One more round." in page
    assert "Nobody new comes in any more." in page
    assert "Go to the door" not in page + said(browse(ben).get("/chat/"))


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (ClosedFor.ROUND, "It ended as planned."),
        (ClosedFor.TIME, "Its time had come to an end."),
        (ClosedFor.COVER, "That was not because of anybody in the room."),
        (ClosedFor.NOBODY, "It could not open"),
    ],
)
def test_one_that_is_over_says_why(
    why: ClosedFor, words: str, ada: Account, mo: Account, browse: Browse, clock: FakeClock
) -> None:
    session = make_session(mo, state=SessionState.CLOSED, closed_at=clock(), closed_for=why)
    assert words in _page(browse(ada), session)


def test_one_that_was_cancelled_says_so(ada: Account, mo: Account, browse: Browse, clock: FakeClock) -> None:
    session = make_session(mo, state=SessionState.CANCELLED, host_words="We are ill. Next week again.")
    page = _page(browse(ada), session)
    assert "This does not take place." in page
    assert "We are ill. Next week again." in page
    assert "calendar.ics" not in page


def test_afterwards_what_one_wrote_stands_there_until_it_goes(
    ada: Account, ben: Account, mo: Account, browse: Browse, clock: FakeClock
) -> None:
    session = open_session_for(mo)
    attend(session, ada)
    attend(session, ben)
    mine = write(session, ada, "A long walk by the river.")
    write(session, ada, "Held words.", state=MessageState.HELD)
    write(session, ben, "Good evening from me.")
    close_now(session)
    page = _page(browse(ada), session)
    assert "Everything that was written there is deleted tomorrow at 19:00, or a few minutes later. Only what" in page
    assert "A long walk by the river." in page
    assert f'href="/chat/m/{mine.pk}/take-back/"' in page
    assert "Held words." in page
    assert "Good evening from me." not in page
    back = _page(browse(ada), session, "?read=back")
    assert "Good evening from me." in back
    assert '<form class="composing' not in back


def test_only_who_was_in_reads_back_and_through_their_own_filters(
    ada: Account, ben: Account, mo: Account, browse: Browse, clock: FakeClock
) -> None:
    from forum.warnings.services import set_profile
    from forum.warnings.taxonomy import View

    session = open_session_for(mo)
    attend(session, ben)
    write(session, ben, "About the old house.", warnings=["mind.flashback"])
    write(session, mo, "Between us hosts.", channel="hosts")
    attend(session, ada, standing=Standing.LEFT, entered_at=None)
    close_now(session)
    assert "About the old house." not in _page(browse(ada), session, "?read=back")
    ada_was_in = session.attendances.filter(account=ada)
    ada_was_in.update(entered_at=clock())
    set_profile(actor=ada, choices={"mind.flashback": View.COVER})
    page = _page(browse(ada), session, "?read=back&before=999999999999999999")
    assert "About the old house." in page
    assert "Between us hosts." not in page
    set_profile(actor=ada, choices={"mind.flashback": View.HIDE})
    assert "About the old house." not in _page(browse(ada), session, "?read=back")
    ada_was_in.update(standing=Standing.REMOVED)
    assert "Read the room back" not in _page(browse(ada), session)


def test_when_it_is_gone_the_page_says_so(ada: Account, mo: Account, browse: Browse, clock: FakeClock) -> None:
    session = close_now(open_session_for(mo))
    ChatSession.objects.filter(pk=session.pk).update(emptied_at=clock())
    page = _page(browse(ada), session)
    assert "What was written there is gone. If somebody asked the team to look at something, that alone stays" in page
    assert "Read the room back" not in page


def test_somebody_elses_time_is_nobodys_to_know(
    ada: Account, ben: Account, mo: Account, browse: Browse, clock: FakeClock
) -> None:
    bens = make_support(mo, starts_at=clock() + timedelta(days=1), member=ben)
    free = make_support(mo, starts_at=clock() + timedelta(days=2))
    assert browse(ada).get(f"/chat/{bens.pk}/").status_code == 404
    assert "This time is yours." in _page(browse(ben), bens)
    assert "Take this time" in _page(browse(ada), free)
    assert "Take this time" not in text(browse(mo).get(f"/chat/{free.pk}/"))
