"""What somebody does from within a room: leave, how they take part, not OK, take back, block."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from forum.accounts.models import Account
from forum.blocks.models import Block
from forum.rooms.models import Attendance, Call, ChatSession, Message, MessageState, Mode, Standing
from tests.conftest import Browse, FakeClock
from tests.factories.rooms import attend, close_now, open_session_for, write
from tests.forum.answers import said

pytestmark = pytest.mark.django_db
LIVE: dict[str, Any] = {"headers": {"X-Live": "1"}}


@pytest.fixture
def session(ada: Account, ben: Account, mo: Account, clock: FakeClock) -> ChatSession:
    """Ada and Ben are in it."""
    found = open_session_for(mo)
    attend(found, ada)
    attend(found, ben)
    return found


def _of(account: Account) -> Attendance:
    return Attendance.objects.get(account=account)


def test_leaving_needs_one_press_and_no_reason(ada: Account, session: ChatSession, browse: Browse) -> None:
    client = browse(ada)
    assert client.post(f"/chat/{session.pk}/leave/").headers["Location"] == f"/chat/{session.pk}/"
    assert _of(ada).standing == Standing.LEFT
    assert client.post(f"/chat/{session.pk}/leave/", **LIVE).status_code == 204
    assert client.get(f"/chat/{session.pk}/leave/").status_code == 405


def test_how_one_takes_part_changes_only_what_was_sent(ada: Account, session: ChatSession, browse: Browse) -> None:
    client, address = browse(ada), f"/chat/{session.pk}/how/"
    assert client.post(address, {"mode": "listen"}).headers["Location"] == f"/chat/{session.pk}/room/"
    assert (_of(ada).mode, _of(ada).is_slow) == (Mode.LISTEN, False)
    assert client.post(address, {"slow": "1"}, **LIVE).status_code == 204
    assert (_of(ada).mode, _of(ada).is_slow) == (Mode.LISTEN, True)
    client.post(address, {"mode": "write", "slow": "0"})
    assert (_of(ada).mode, _of(ada).is_slow) == (Mode.WRITE, False)
    client.post(address, {"mode": "shout", "slow": "7"})
    assert (_of(ada).mode, _of(ada).is_slow) == (Mode.WRITE, False)


def test_a_refusal_is_told_where_the_person_is(ada: Account, session: ChatSession, browse: Browse) -> None:
    client, address = browse(ada), f"/chat/{session.pk}/how/"
    live = client.post(address, {"mode": "ask"}, **LIVE)
    assert live.status_code == 409
    assert live.headers["Content-Type"].startswith("text/plain")
    assert "You are in the room already." in live.content.decode()
    page = client.post(address, {"mode": "ask"})
    assert page.status_code == 409
    assert "You are in the room already." in said(page)


def test_not_ok_is_one_calm_question_and_brings_a_host(ada: Account, session: ChatSession, browse: Browse) -> None:
    client, address = browse(ada), f"/chat/{session.pk}/not-ok/"
    page = said(client.get(address))
    assert "a host comes to speak with you in private" in page
    assert "999" in page
    assert client.post(address).headers["Location"] == f"/chat/{session.pk}/room/#aside"
    assert client.post(address, **LIVE).status_code == 204
    assert Call.objects.filter(attendance=_of(ada)).count() == 1
    assert _of(ada).is_aside


def test_one_takes_back_ones_own_and_nobody_elses(
    ada: Account, ben: Account, session: ChatSession, browse: Browse
) -> None:
    message = write(session, ada, "A little too much.")
    address = f"/chat/m/{message.pk}/take-back/"
    assert browse(ben).get(address).status_code == 404
    assert browse(ben).post(address).status_code == 404
    page = said(browse(ada).get(address))
    assert "A little too much." in page
    assert "nobody can bring them back" in page
    assert browse(ada).post(address).headers["Location"] == f"/chat/{session.pk}/room/"
    message = Message.objects.get(pk=message.pk)
    assert (message.state, message.words) == (MessageState.WITHDRAWN, "")


def test_taking_back_goes_on_after_the_end(ada: Account, session: ChatSession, browse: Browse) -> None:
    message = write(session, ada, "A little too much.")
    close_now(session)
    assert browse(ada).post(f"/chat/m/{message.pk}/take-back/").headers["Location"] == f"/chat/{session.pk}/"
    assert "A little too much." not in said(browse(ada).get(f"/chat/{session.pk}/"))


def test_a_block_is_asked_once_and_told_to_nobody(
    ada: Account, ben: Account, session: ChatSession, browse: Browse
) -> None:
    message = write(session, ben, "Good evening.")
    client, address = browse(ada), f"/chat/m/{message.pk}/block/"
    page = said(client.get(address))
    assert "you no longer see what Ben writes, and they no longer see what you write" in page
    assert "They are not told" in page
    assert client.post(address).headers["Location"] == f"/chat/{session.pk}/room/"
    assert client.post(address).headers["Location"] == "/blocks/"  # Pressed twice.
    assert Block.objects.filter(account=ada, blocked=ben).count() == 1
    assert client.get(address).status_code == 404


def test_neither_oneself_nor_the_team_is_blocked(
    ada: Account, mo: Account, session: ChatSession, browse: Browse
) -> None:
    own, hosts = write(session, ada), write(session, mo)
    client = browse(ada)
    assert "This is you." in said(client.get(f"/chat/m/{own.pk}/block/"))
    answer = client.post(f"/chat/m/{hosts.pk}/block/")
    assert answer.status_code == 403
    assert "Somebody from the team cannot be blocked" in said(answer)


def test_who_is_not_in_it_finds_nothing(ada: Account, mo: Account, session: ChatSession, browse: Browse) -> None:
    Attendance.objects.filter(account=ada).delete()
    message = write(session, mo)
    client = browse(ada)
    for address in (f"/chat/{session.pk}/leave/", f"/chat/{session.pk}/how/", f"/chat/{session.pk}/not-ok/"):
        assert client.post(address).status_code == 404, address
    assert client.post(f"/chat/m/{message.pk}/block/").status_code == 404
    assert browse(mo).post(f"/chat/{session.pk}/leave/").status_code == 404


@pytest.mark.parametrize("is_flagged", [False, True])
def test_taking_back_twice_is_once(is_flagged: bool, ada: Account, session: ChatSession, browse: Browse) -> None:
    message = write(session, ada, "A little too much.", is_flagged=is_flagged)
    client, address = browse(ada), f"/chat/m/{message.pk}/take-back/"
    for _ in range(2):
        assert client.post(address).headers["Location"] == f"/chat/{session.pk}/room/"
        assert client.post(address, **LIVE).status_code == 204
    assert client.get(address).status_code == 404
    assert browse(session.attendances.get(account__pseudonym="Ben").account).post(address).status_code == 404


@pytest.mark.parametrize("standing", [Standing.LEFT, Standing.REMOVED])
def test_whoever_is_out_of_the_room_still_takes_back_what_they_wrote(
    standing: Standing, ada: Account, ben: Account, session: ChatSession, browse: Browse
) -> None:
    message = write(session, ada, "A little too much.")
    write(session, ben, "Good evening.")
    Attendance.objects.filter(account=ada).update(standing=standing)
    client = browse(ada)
    page = said(client.get(f"/chat/{session.pk}/"))
    assert f'href="/chat/m/{message.pk}/take-back/"' in page
    assert "Good evening." not in page
    assert client.post(f"/chat/m/{message.pk}/take-back/").headers["Location"] == f"/chat/{session.pk}/"
    assert "A little too much." not in said(client.get(f"/chat/{session.pk}/"))


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_another_site_presses_nothing_not_even_as_a_page_that_stays(
    browse: Browse, session: ChatSession, ada: Account, origin: str
) -> None:
    mine = _of(ada)
    message = write(session, ada)
    client = browse(ada)
    client.handler.enforce_csrf_checks = True
    headers = {"X-Live": "1"} | ({"Origin": origin} if origin else {})
    for verb, pk in (("leave", session.pk), ("how", session.pk), ("not_ok", session.pk), ("room", session.pk),
                     ("withdraw", message.pk), ("block", message.pk)):  # fmt: skip
        form = {"words": "Not mine.", "mode": "listen", "submission": str(uuid4())}
        assert client.post(reverse(f"rooms:{verb}", args=[pk]), form, headers=headers).status_code == 403
    mine.refresh_from_db()
    message.refresh_from_db()
    assert (mine.is_in, mine.mode, mine.is_aside, message.is_withdrawn) == (True, "write", False, False)
    assert Message.objects.count() == 1
