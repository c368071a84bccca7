"""The room as a plain page: everything works with forms and reloading, and every word comes back."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum.accounts.models import Account
from forum.confidentiality.models import Notice
from forum.confidentiality.services import acknowledge
from forum.core import clock as time
from forum.rooms.models import Attendance, Channel, ChatSession, Message, MessageState, Mode, SessionState, Standing
from forum.warnings.services import set_profile
from forum.warnings.taxonomy import View
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.rooms import attend, call, close_now, make_block, open_session_for, write

pytestmark = pytest.mark.usefixtures("clock")
COURT = "sys.police"


@pytest.fixture
def session(mo: Account) -> ChatSession:
    return open_session_for(mo)


@pytest.fixture
def mine(session: ChatSession, ada: Account) -> Attendance:
    return attend(session, ada)


def page(client: Client, session: ChatSession, **query: Any) -> str:
    answer = client.get(reverse("rooms:room", args=[session.pk]), query)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def send(client: Client, session: ChatSession, words: str, act: str = "write", **fields: Any) -> tuple[int, str]:
    """Open the room, type into its form, and press a button. The status, and the page or where to go for it."""
    address = reverse("rooms:room", args=[session.pk])
    token = re.findall(r'name="submission" value="([^"]+)"', page(client, session))[-1]
    answer = client.post(address, {"submission": token, "words": words, "act": act, "channel": "room", **fields})
    return answer.status_code, answer.get("Location", "") or answer.content.decode()


def test_who_is_in_the_room_reads_it_and_sees_how_many_are_here(
    browse: Browse, session: ChatSession, mine: Attendance, ben: Account
) -> None:
    attend(session, ben, Mode.LISTEN)
    write(session, session.host, "Hello everybody.")
    shown = page(browse(mine.account), session)
    assert "2 people and the host" in shown
    assert "Ben" not in shown, "Whoever only listens is counted and never named."
    assert "Mo holds this session." in shown
    assert shown.index("Hello everybody.") < shown.index('id="newest"') < shown.index("<textarea")


@pytest.mark.parametrize("standing", [Standing.WAITING, Standing.ASKING, Standing.LEFT, Standing.REMOVED])
def test_whoever_is_not_in_is_led_to_the_door(
    browse: Browse, session: ChatSession, mine: Attendance, ben: Account, standing: Standing
) -> None:
    attend(session, ben, standing=standing)
    write(session, mine.account, "Between us.")
    answer = browse(ben).get(reverse("rooms:room", args=[session.pk]))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("rooms:door", args=[session.pk])


def test_somebody_who_never_came_is_led_to_the_door(browse: Browse, session: ChatSession, ben: Account) -> None:
    answer = browse(ben).get(reverse("rooms:room", args=[session.pk]))
    assert answer["Location"] == reverse("rooms:door", args=[session.pk])
    assert browse(ben).get(reverse("rooms:since", args=[session.pk])).status_code == 404


def test_a_session_that_is_over_leads_to_what_is_left_of_it(
    browse: Browse, session: ChatSession, mine: Attendance
) -> None:
    close_now(session)
    answer = browse(mine.account).get(reverse("rooms:room", args=[session.pk]))
    assert answer["Location"] == reverse("rooms:session", args=[session.pk])


def test_sending_goes_to_the_newest_message(browse: Browse, session: ChatSession, mine: Attendance) -> None:
    status, where = send(browse(mine.account), session, "I slept <b>well</b>.\nFor once.", warnings=[COURT])
    assert (status, where) == (302, f"{reverse('rooms:room', args=[session.pk])}#newest")
    written = Message.objects.get()
    assert (written.words, written.warnings) == ("I slept <b>well</b>.\nFor once.", [COURT])
    shown = page(browse(mine.account), session)
    assert "I slept &lt;b&gt;well&lt;/b&gt;.\nFor once." in shown
    assert "(you)" in shown


def test_looking_for_new_messages_keeps_what_is_typed(
    browse: Browse, session: ChatSession, mine: Attendance, ben: Account
) -> None:
    write(session, attend(session, ben).account, "While you were writing.")
    status, shown = send(browse(mine.account), session, "Half a sent", act="look", warnings=[COURT])
    assert status == 200
    assert "While you were writing." in shown
    assert "Half a sent</textarea>" in shown
    assert re.search(rf'value="{COURT}"[^>]* checked', shown)
    assert not Message.objects.filter(author=mine.account).exists()


def test_refused_words_come_back_with_the_reason(browse: Browse, session: ChatSession, mine: Attendance) -> None:
    ChatSession.objects.filter(pk=session.pk).update(state=SessionState.PAUSED, host_words="Let us breathe.")
    status, shown = send(browse(mine.account), session, "Not now, then.")
    assert status == 422
    assert "breathing space" in shown
    assert "Let us breathe." in shown
    assert "Not now, then.</textarea>" in shown


def test_too_many_words_come_back_whole(browse: Browse, session: ChatSession, mine: Attendance) -> None:
    status, shown = send(browse(mine.account), session, "a" * 2001)
    assert status == 422
    assert "a" * 2001 in shown


def test_words_sent_after_the_end_come_back(browse: Browse, session: ChatSession, mine: Attendance) -> None:
    client = browse(mine.account)
    token = re.findall(r'name="submission" value="([^"]+)"', page(client, session))[-1]
    close_now(session)
    answer = client.post(
        reverse("rooms:room", args=[session.pk]), {"submission": token, "words": "One last thing.", "act": "write"}
    )
    assert answer.status_code == 403
    assert "One last thing." in answer.content.decode()


def test_the_same_form_twice_is_one_message(browse: Browse, session: ChatSession, mine: Attendance) -> None:
    client = browse(mine.account)
    token = re.findall(r'name="submission" value="([^"]+)"', page(client, session))[-1]
    for _ in range(2):
        client.post(reverse("rooms:room", args=[session.pk]), {"submission": token, "words": "Once.", "act": "write"})
    assert Message.objects.count() == 1


def test_a_cover_opens_and_hidden_words_are_not_on_the_page(
    browse: Browse, session: ChatSession, mine: Attendance, ben: Account
) -> None:
    attend(session, ben)
    write(session, ben, "Covered canary.", warnings=[COURT])
    set_profile(actor=mine.account, choices={COURT: View.COVER})
    shown = page(browse(mine.account), session)
    assert re.search(
        r"<details class=\"cover[^>]*><summary>.*Police and court.*About a minute.*Covered canary", shown, re.S
    )
    set_profile(actor=mine.account, choices={COURT: View.HIDE})
    hidden = page(browse(mine.account), session)
    assert "Covered canary." not in hidden
    assert "Message covered" in hidden


def test_blocked_people_are_not_on_each_others_pages(
    browse: Browse, session: ChatSession, mine: Attendance, ben: Account
) -> None:
    attend(session, ben)
    write(session, ben, "From Ben.")
    write(session, mine.account, "From Ada.")
    make_block(ben, mine.account)
    assert "From Ben." not in page(browse(mine.account), session)
    assert "From Ada." not in page(browse(ben), session)


def test_what_waits_for_a_host_is_read_by_its_writer_alone(
    browse: Browse, session: ChatSession, mine: Attendance, ben: Account
) -> None:
    attend(session, ben)
    write(session, ben, "My first words.", state=MessageState.HELD)
    assert "My first words." not in page(browse(mine.account), session)
    assert "A host reads it before others do." in page(browse(ben), session)


def test_the_back_channel_is_on_no_page_of_a_member(
    browse: Browse, session: ChatSession, mine: Attendance, mo: Account
) -> None:
    write(session, mo, "Between hosts.", channel=Channel.HOSTS)
    assert "Between hosts." not in page(browse(mine.account), session)


def test_an_aside_is_a_calm_panel_with_the_limits_on_top(
    browse: Browse, session: ChatSession, mine: Attendance, mo: Account, ben: Account
) -> None:
    attend(session, ben)
    client = browse(mine.account)
    assert re.search(r'id="aside"[^>]* hidden', page(client, session))
    call(mine)
    write(session, mo, "I am here.", aside=mine)
    shown = page(client, session)
    assert not re.search(r'id="aside"[^>]* hidden', shown)
    assert shown.index("Only you and the hosts read this.") < shown.index("I am here.")
    status, _ = send(client, session, "Thank you.", channel="aside")
    assert status == 302
    assert Message.objects.get(author=mine.account).aside_id == mine.pk
    assert "I am here." not in page(browse(ben), session)
    assert "Thank you." not in page(browse(ben), session)


def test_what_holds_in_the_room_is_said_in_sentences(
    browse: Browse, clock: FakeClock, session: ChatSession, mine: Attendance
) -> None:
    client = browse(mine.account)

    def holds() -> list[str]:
        return re.findall(r'data-line="(\w+)"(?! hidden)', page(client, session))

    assert holds() == []
    ChatSession.objects.update(is_listen_only=True, slow_seconds=30, short_since=clock())
    assert holds() == ["short", "listen_only", "slow"]
    ChatSession.objects.update(state=SessionState.CLOSING, closing_until=clock() + timedelta(minutes=5))
    assert "19:05" in page(client, session)
    Attendance.objects.filter(pk=mine.pk).update(quiet_until=clock() + timedelta(minutes=10), reason="One at a time.")
    assert 'only to read until <span data-slot="quiet_until">19:10</span>' in page(client, session)


def test_who_only_listens_has_no_box(browse: Browse, session: ChatSession, ada: Account) -> None:
    attend(session, ada, Mode.LISTEN)
    shown = page(browse(ada), session)
    assert re.search(r"<div data-box hidden>", shown)
    assert "You chose only to listen." in shown


def test_each_message_has_a_quiet_menu(browse: Browse, session: ChatSession, mine: Attendance, ben: Account) -> None:
    attend(session, ben)
    theirs, own = write(session, ben), write(session, mine.account)
    staff = write(session, session.host, "Welcome.")
    shown = page(browse(mine.account), session)
    acts = set(re.findall(r'href="(/chat/m/[^"]+)"', re.sub(r"<template.*?</template>", "", shown, flags=re.S)))
    assert acts == {
        f"/chat/m/{theirs.pk}/flag/",
        f"/chat/m/{theirs.pk}/block/",
        f"/chat/m/{own.pk}/take-back/",
        f"/chat/m/{staff.pk}/flag/",
    }


def test_looking_at_the_page_says_that_one_is_here(
    browse: Browse, clock: FakeClock, session: ChatSession, mine: Attendance
) -> None:
    clock.advance(minutes=5)
    page(browse(mine.account), session)
    mine.refresh_from_db()
    assert mine.seen_at == time.now()


def test_earlier_messages_are_one_link_away(browse: Browse, session: ChatSession, mine: Attendance) -> None:
    for number in range(1, 54):
        write(session, mine.account, f"Line {number}.")
    client = browse(mine.account)
    shown = page(client, session)
    assert "Line 3." not in shown
    before = re.search(r'href="\?before=(\d+)"', shown)
    assert before
    earlier = page(client, session, before=before.group(1))
    assert "Line 3." in earlier
    assert "Line 4." not in earlier


@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 40, "0"])
def test_odd_addresses_are_ordinary_pages(browse: Browse, session: ChatSession, mine: Attendance, before: str) -> None:
    assert "What is written here" in page(browse(mine.account), session, before=before)


def test_the_page_asks_the_database_as_often_for_many_as_for_few(
    browse: Browse, session: ChatSession, mine: Attendance
) -> None:
    client = browse(mine.account)
    page(client, session)
    with CaptureQueriesContext(connection) as few:
        page(client, session)
    for number in range(10):
        other = attend(session, make_account(f"Guest {number}"))
        write(session, other.account)
    with CaptureQueriesContext(connection) as many:
        page(client, session)
    assert len(many) == len(few)


def test_private_words_that_were_kept_come_back_into_the_private_box(
    browse: Browse, clock: FakeClock, session: ChatSession, mine: Attendance
) -> None:
    call(mine)
    client = browse(mine.account)
    send(client, session, "To warm up.")
    Notice.objects.create(version=99, words="New.", html="New.", published_at=clock())
    status, shown = send(client, session, "For the hosts alone.", channel="aside")
    assert status == 422
    assert "Do that now." in shown
    acknowledge(actor=mine.account, notice=Notice.objects.get(version=99))
    shown = page(client, session)
    before, after = shown.split("For the hosts alone.</textarea>")
    assert 'id="aside_words"' in before
    assert 'id="room_words"' in after
