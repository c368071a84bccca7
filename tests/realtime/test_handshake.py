"""Who may open a socket at all, and what becomes of it when that changes."""

import asyncio
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.contrib.sessions.models import Session
from django.test import Client

from forum.accounts.models import Account, AuthenticatorDevice
from forum.accounts.permissions import Permission
from moderation.rota.cover import forget_cover
from moderation.rota.models import Place
from realtime import hub, standing
from realtime.consumer import MAX_FRAME, MAX_FRAMES, MAX_MALFORMED, MOST_SOCKETS, Consumer
from tests.conftest import FakeClock
from tests.factories.rota import put_on_duty
from tests.factories.sessions import signed_in
from tests.realtime.sockets import code_of, cookie_of, opened, socket

DESK, MESSAGES = "/ws/desk/", "/ws/messages/"


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("https://evil.example", "testserver"),
        ("http://testserver:81", "testserver"),
        ("https://testserver", "testserver"),
        ("http://evil.example", "evil.example"),
        ("null", "testserver"),
        (None, "testserver"),
        ("http://testserver", ""),
    ],
)
async def test_another_origin_is_refused(ben: Account, origin: str | None, host: str) -> None:
    found = socket(MESSAGES, await cookie_of(ben), origin=origin, host=host)
    assert await found.connect() == (False, 4403)


async def test_the_site_itself_is_not(ben: Account) -> None:
    found = socket(MESSAGES, await cookie_of(ben), host="127.0.0.1:9000", origin="http://127.0.0.1:9000")
    assert (await found.connect())[0]
    await found.disconnect()


async def test_an_unknown_address_is_refused_quietly(ben: Account) -> None:
    assert await socket("/ws/else/", await cookie_of(ben)).connect() == (False, 4404)


@pytest.mark.parametrize("path", [DESK, "/ws/concerns/", MESSAGES])
async def test_nobody_listens_without_signing_in(db: None, path: str) -> None:
    for cookie in ("", "nonsense", "x" * 4000):
        found = socket(path, cookie)
        assert (await found.connect())[0]
        assert await code_of(found) == 4401


async def test_members_do_not_hear_the_team(ben: Account, mo: Account) -> None:
    await sync_to_async(put_on_duty)(mo)
    for actor, path in ((ben, DESK), (ben, "/ws/concerns/"), (mo, "/ws/concerns/"), (mo, MESSAGES)):
        assert await code_of(await opened(path, actor)) == 4403


async def test_the_desk_needs_a_shift_and_the_second_factor(mo: Account) -> None:
    assert await code_of(await opened(DESK, mo)) == 4403
    await sync_to_async(put_on_duty)(mo)
    assert await code_of(await opened(DESK, mo, verified=False)) == 4403
    found = await opened(DESK, mo)
    assert await found.receive_nothing()
    await found.disconnect()


async def test_somebody_elses_second_factor_does_not_count(mo: Account, lea: Account) -> None:
    await sync_to_async(put_on_duty)(mo)
    cookie = await cookie_of(mo)
    await sync_to_async(AuthenticatorDevice.objects.filter(user=mo).update)(user=lea)
    found = socket(DESK, cookie)
    await found.connect()
    assert await code_of(found) == 4403


async def test_an_unconfirmed_second_factor_does_not_count(mo: Account) -> None:
    await sync_to_async(put_on_duty)(mo)
    cookie = await cookie_of(mo)
    await sync_to_async(AuthenticatorDevice.objects.filter(user=mo).update)(confirmed=False)
    found = socket(DESK, cookie)
    await found.connect()
    assert await code_of(found) == 4403


async def test_a_session_that_is_over_hears_nothing(ben: Account, clock: FakeClock) -> None:
    cookie = await cookie_of(ben)
    clock.advance(minutes=45)
    found = socket(MESSAGES, cookie)
    await found.connect()
    assert await code_of(found) == 4401


async def test_a_new_pass_phrase_ends_old_sessions(ben: Account) -> None:
    cookie = await cookie_of(ben)
    await sync_to_async(Account.objects.filter(pk=ben.pk).update)(password="another")
    found = socket(MESSAGES, cookie)
    await found.connect()
    assert await code_of(found) == 4401


async def test_a_closed_account_hears_nothing(kit: Account) -> None:
    assert await code_of(await opened(MESSAGES, kit)) == 4401


async def test_signing_out_closes_every_socket_of_the_session(
    ben: Account, django_capture_on_commit_callbacks: object
) -> None:
    client: Client = await sync_to_async(signed_in)(ben)
    cookie = next(iter(client.cookies.values())).value
    mine, other = socket(MESSAGES, cookie), await opened(MESSAGES, ben)
    await mine.connect()

    def sign_out() -> None:
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            client.post("/sign-out/")

    await sync_to_async(sign_out)()
    assert await code_of(mine) == 4401
    assert await other.receive_nothing()
    await other.disconnect()


async def _next(found: WebsocketCommunicator) -> str:
    return str((await found.receive_json_from(2))["type"])


def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "TICK", 0.05)
    monkeypatch.setattr(hub, "HEARTBEAT", 0.05)


async def test_the_end_of_the_shift_closes_the_desk(mo: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    _hurry(monkeypatch)
    place = await sync_to_async(put_on_duty)(mo)
    found = await opened(DESK, mo)
    assert await _next(found) == "heartbeat"

    def end() -> None:
        Place.objects.filter(pk=place.pk).update(signed_off_at=place.shift.starts_at + timedelta(minutes=1))
        forget_cover()

    await sync_to_async(end)()
    assert await _closing(found) == 4403


async def test_a_session_that_was_deleted_closes_its_sockets(ben: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.cache import caches

    _hurry(monkeypatch)
    found = await opened(MESSAGES, ben)
    await sync_to_async(Session.objects.all().delete)()
    await sync_to_async(caches["default"].clear)()
    assert await _closing(found) == 4401


async def test_whoever_cannot_be_asked_about_may_not_stay(ben: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    _hurry(monkeypatch)
    found = await opened(MESSAGES, ben)

    def broken(*args: object, **kwargs: object) -> None:
        raise OSError

    monkeypatch.setattr(standing, "lost", broken)
    assert await _closing(found) == 4500


async def _closing(found: WebsocketCommunicator) -> int:
    """The code of the close that comes after some heartbeats."""
    for _ in range(20):
        message = await found.receive_output(2)
        if message["type"] == "websocket.close":
            return int(message["code"])
    raise AssertionError("It stayed open.")


async def test_ping_is_answered(ben: Account) -> None:
    found = await opened(MESSAGES, ben)
    await found.send_json_to({"type": "ping"})
    assert await found.receive_json_from() == {"type": "pong"}
    await found.disconnect()


@pytest.mark.parametrize("frame", [" ", "{", "[]", "7", "null", '"ping"', "{}", '{"type": 7}', "[" * 5000])
async def test_malformed_frames_are_told_and_after_five_it_is_over(ben: Account, frame: str) -> None:
    found = await opened(MESSAGES, ben)
    for _ in range(MAX_MALFORMED):
        await found.send_to(text_data=frame)
        assert await found.receive_json_from() == {"type": "error", "code": "malformed"}
    assert await code_of(found) == 4400


async def test_binary_frames_are_malformed(ben: Account) -> None:
    found = await opened(MESSAGES, ben)
    await found.send_to(bytes_data=b'{"type": "ping"}')
    assert await found.receive_json_from() == {"type": "error", "code": "malformed"}
    await found.disconnect()


@pytest.mark.parametrize("kind", ["flag.raised", "letter.sent", "session.ended", "websocket.close", "__init__"])
async def test_what_only_the_server_says_is_unknown_from_a_browser(ben: Account, kind: str) -> None:
    found = await opened(MESSAGES, ben)
    await found.send_json_to({"type": kind})
    assert await found.receive_json_from() == {"type": "error", "code": "unknown"}
    assert await found.receive_nothing()
    await found.disconnect()


async def test_a_huge_frame_ends_it(ben: Account) -> None:
    for frame in ({"text_data": "x" * (MAX_FRAME + 1)}, {"bytes_data": b"x" * (MAX_FRAME + 1)}):
        found = await opened(MESSAGES, ben)
        await found.send_to(**frame)
        assert await code_of(found) == 4413


async def test_a_flood_ends_it(ben: Account) -> None:
    found = await opened(MESSAGES, ben)
    for _ in range(MAX_FRAMES):
        await found.send_json_to({"type": "ping"})
        await found.receive_json_from()
    await found.send_json_to({"type": "ping"})
    assert await code_of(found) == 4429


def test_a_consumer_without_a_permission_cannot_exist() -> None:
    with pytest.raises(TypeError, match="must say which permission"):
        type("Careless", (Consumer,), {})
    assert type("Careful", (Consumer,), {"requires": Permission.INBOX_OPEN})


async def test_no_socket_has_a_task_of_its_own(ben: Account) -> None:
    first = await opened(MESSAGES, ben)
    before = len(asyncio.all_tasks())
    more = [await opened(MESSAGES, ben) for _ in range(5)]
    # The server's own, which runs the application.
    assert len(asyncio.all_tasks()) == before + 5
    for found in more:
        await found.disconnect()
    await asyncio.sleep(0)
    assert len(asyncio.all_tasks()) == before
    await first.disconnect()


async def test_one_account_has_so_many_sockets_and_no_more(ada: Account, ben: Account) -> None:
    """What each is owed is bounded, so all of them are."""
    found = [await opened(MESSAGES, ben) for _ in range(MOST_SOCKETS)]
    one_more = await opened(MESSAGES, ben)
    assert await code_of(one_more) == 4429
    others = await opened(MESSAGES, ada)
    await others.send_json_to({"type": "ping"})
    assert await others.receive_json_from() == {"type": "pong"}
    await one_more.disconnect()
    await found.pop().disconnect()
    again = await opened(MESSAGES, ben)
    await again.send_json_to({"type": "ping"})
    assert await again.receive_json_from() == {"type": "pong"}
    for one in (*found, others, again):
        await one.disconnect()
    assert not Consumer._sockets.keys() & {ada.pk, ben.pk}


async def test_nothing_of_the_handshake_is_kept(ben: Account) -> None:
    found = await opened(MESSAGES, ben)
    assert found.scope["headers"] == []
    assert found.scope["client"] is None
    await found.disconnect()
