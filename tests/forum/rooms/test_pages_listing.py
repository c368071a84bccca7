"""What is on, and the entry for one's own calendar, through the pages."""

from datetime import timedelta

import pytest
from django.conf import settings
from icalendar import Calendar

from forum.accounts.models import Account
from forum.rooms.models import SessionState
from forum.support.models import Line
from tests.conftest import Browse, FakeClock
from tests.factories.rooms import attend, make_session, make_support, open_session_for
from tests.forum.answers import said, text

pytestmark = pytest.mark.django_db


def test_without_anything_planned_the_page_is_honest_and_names_others_who_listen(
    ada: Account, browse: Browse, clock: FakeClock
) -> None:
    Line.objects.create(name="Somebody to talk to", phone="0800 000", region="UK", always_open=True)
    page = said(browse(ada).get("/chat/"))
    assert "Chat is closed now." in page
    assert "We have not planned the next one yet." in page
    assert "If you cannot wait" in page
    assert "Somebody to talk to" in page
    assert "Nobody from the team is here right now." in page


def test_closed_chat_says_when_the_next_one_is_planned(
    ada: Account, mo: Account, browse: Browse, clock: FakeClock
) -> None:
    make_session(mo, starts_at=clock() + timedelta(days=1), for_whom="Everybody who likes tea")
    make_session(mo, starts_at=clock() + timedelta(days=3), title="On Friday")
    make_session(mo, starts_at=clock() + timedelta(days=12), title="Later on")
    page = said(browse(ada).get("/chat/"))
    assert "Chat is closed now. The next one is planned for tomorrow at 19:00." in page
    for words in ("An evening together", "To sit together for a while.", "with Mo", "For: Everybody who likes tea"):
        assert words in page
    assert "No details of what happened" in page
    assert page.index("Next") < page.index("An evening together") < page.index("On Friday") < page.index("Later on")
    assert page.index("In the next seven days") < page.index("On Friday") < page.index("After that")
    assert "Go to the door" not in page


def test_times_carry_the_moment_for_the_readers_own_clock(
    ada: Account, mo: Account, browse: Browse, clock: FakeClock
) -> None:
    make_session(mo, starts_at=clock() + timedelta(hours=2))
    page = text(browse(ada).get("/chat/"))
    assert '<time datetime="2026-11-24T21:00+00:00">21:00</time>' in page
    assert 'data-zone="Europe/London"' in page
    assert "times.js" in page


def test_what_is_open_leads_to_its_door_and_whoever_is_in_back_inside(
    ada: Account, mo: Account, browse: Browse, clock: FakeClock
) -> None:
    session = open_session_for(mo)
    client = browse(ada)
    page = text(client.get("/chat/"))
    assert "Chat is closed" not in page
    assert f'href="/chat/{session.pk}/door/"' in page
    attend(session, ada)
    assert f'href="/chat/{session.pk}/room/"' in text(client.get("/chat/"))


def test_the_team_sees_what_is_on_and_no_door(mo: Account, browse: Browse, clock: FakeClock) -> None:
    session = open_session_for(mo)
    page = text(browse(mo).get("/chat/"))
    assert "An evening together" in page
    assert f"/chat/{session.pk}/door/" not in page
    assert "/chat/support/" not in page


def test_the_entry_for_a_calendar_tells_nothing(
    ada: Account, ben: Account, mo: Account, browse: Browse, clock: FakeClock
) -> None:
    session = make_session(mo, starts_at=clock() + timedelta(days=1))
    answer = browse(ada).get(f"/chat/{session.pk}/calendar.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="calendar.ics"'
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS"}
    assert (str(event["SUMMARY"]), str(event["CLASS"])) == (settings.CALENDAR_TITLE, "PRIVATE")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (session.starts_at, session.ends_at)
    written = answer.content.decode()
    for telling in (str(session.pk), str(ada.pk), settings.SITE_NAME, "together", "Mo", "testserver"):
        assert telling not in written
    other = Calendar.from_ical(browse(ben).get(f"/chat/{session.pk}/calendar.ics").content).walk("VEVENT")[0]
    assert other["UID"] != event["UID"]
    assert browse(ada).get(f"/chat/{session.pk}/calendar.ics").content == answer.content


def test_there_is_no_entry_for_what_is_over_or_not_for_them(
    ada: Account, ben: Account, mo: Account, browse: Browse, clock: FakeClock
) -> None:
    gone = make_session(mo, state=SessionState.CANCELLED)
    bens = make_support(mo, starts_at=clock() + timedelta(days=1), member=ben)
    assert browse(ada).get(f"/chat/{gone.pk}/calendar.ics").status_code == 404
    assert browse(ada).get(f"/chat/{bens.pk}/calendar.ics").status_code == 404
    assert browse(ben).get(f"/chat/{bens.pk}/calendar.ics").status_code == 200


def test_a_room_that_closes_is_not_called_open(ada: Account, mo: Account, browse: Browse, clock: FakeClock) -> None:
    session = open_session_for(mo, state=SessionState.CLOSING)
    make_session(mo, starts_at=clock() + timedelta(days=1))
    page = said(browse(ada).get("/chat/"))
    assert "A room is open." not in page
    assert "nobody new comes in. The next one is planned for tomorrow at 19:00." in page
    assert "coming to its end" in page
    assert "If you cannot wait" in page
    assert f"/chat/{session.pk}/door/" not in page
