"""Nobody stays who may not: whatever ends it, wherever it was done, and without a question for each socket."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forum.accounts import locking, sessions
from forum.accounts.models import Account, AuthenticatorDevice
from forum.accounts.permissions import Stage
from forum.accounts.services import close_account, set_lock
from moderation.ladder.requirements import stage_before
from moderation.ladder.services import go_back
from moderation.rota.models import Place, State
from moderation.rota.services import sign_off
from moderation.team.services import close_duty_account, take_second_factor_away
from realtime import broadcast, groups, hub, standing
from realtime.consumer import Consumer
from realtime.desk.consumers import DeskConsumer
from realtime.inbox.consumers import InboxConsumer
from realtime.warden import Warden
from tests.conftest import FakeClock
from tests.factories.accounts import PASS_PHRASE
from tests.factories.rota import make_absence, put_on_call, put_on_duty
from tests.factories.sessions import signed_in
from tests.realtime.sockets import cookie_of, opened, socket

DESK, MESSAGES = "/ws/desk/", "/ws/messages/"
Quietly = Callable[[Account], Any]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second is short."""
    monkeypatch.setattr(hub, "TICK", 0.05)


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is told at once is looked at."""
    monkeypatch.setattr(hub, "TICK", 600.0)


async def closing(found: WebsocketCommunicator) -> int:
    """The code of the close, after whatever is said before."""
    while True:
        message = await found.receive_output(30)
        if message["type"] == "websocket.close":
            return int(message["code"])


def _places(account: Account, **values: Any) -> None:
    Place.objects.filter(account=account).update(**values)


def _device(account: Account) -> Any:
    return AuthenticatorDevice.objects.filter(user=account)


# Each as another process would do it that nobody can hear: in the database alone.
QUIETLY: dict[str, tuple[Quietly, int]] = {
    "signed out": (lambda mo: Session.objects.all().delete(), 4401),
    "session ran out": (lambda mo: Session.objects.update(expire_date="2020-01-01T00:00Z"), 4401),
    "account closed": (lambda mo: Account.objects.filter(pk=mo.pk).update(is_active=False), 4401),
    "another pass phrase": (lambda mo: Account.objects.filter(pk=mo.pk).update(password="x"), 4401),
    "another stage": (lambda mo: Account.objects.filter(pk=mo.pk).update(stage=Stage.TRAINEE), 4403),
    "a higher stage": (lambda mo: Account.objects.filter(pk=mo.pk).update(stage=Stage.LEAD), 4403),
    "another role": (lambda mo: Account.objects.filter(pk=mo.pk).update(role="practitioner"), 4403),
    "factor gone": (lambda mo: _device(mo).delete(), 4403),
    "factor not confirmed": (lambda mo: _device(mo).update(confirmed=False), 4403),
    "went home": (lambda mo: _places(mo, signed_off_at="2026-11-24T18:59Z"), 4403),
    "taken off the shift": (lambda mo: _places(mo, state=State.GIVEN_UP), 4403),
    "away": (lambda mo: make_absence(mo), 4403),
}


@pytest.mark.parametrize("what", QUIETLY)
async def test_what_another_process_changed_closes_it(quick: None, clock: FakeClock, mo: Account, what: str) -> None:
    change, code = QUIETLY[what]
    await sync_to_async(put_on_duty)(mo)
    found = await opened(DESK, mo)
    assert await found.receive_nothing(0.2)
    await sync_to_async(change)(mo)
    assert await closing(found) == code


async def test_the_end_of_the_shift_comes_by_itself(quick: None, clock: FakeClock, mo: Account) -> None:
    await sync_to_async(put_on_duty)(mo)
    found = await opened(DESK, mo)
    clock.advance(hours=3, minutes=10)
    assert await found.receive_nothing(0.2)  # A little grace.
    clock.advance(hours=1)
    assert await closing(found) == 4403


async def test_the_end_of_being_on_call_comes_by_itself(quick: None, clock: FakeClock, lea: Account) -> None:
    await sync_to_async(put_on_call)(lea)
    found = await opened("/ws/concerns/", lea)
    clock.advance(hours=5)
    assert await closing(found) == 4403


async def test_whoever_is_idle_for_too_long_is_signed_out(
    quick: None, clock: FakeClock, ben: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("realtime.warden.THOROUGH", 2)
    found = await opened(MESSAGES, ben)
    clock.advance(minutes=20)
    assert await found.receive_nothing(0.3)
    clock.advance(minutes=20)
    assert await closing(found) == 4401


async def test_the_second_factor_of_the_session_is_looked_at_too(
    quick: None, mo: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("realtime.warden.THOROUGH", 1)
    await sync_to_async(put_on_duty)(mo)
    cookie = await cookie_of(mo)
    found = socket(DESK, cookie)
    await found.connect()

    def lose() -> None:
        session = import_module(settings.SESSION_ENGINE).SessionStore(cookie)
        del session["otp_device_id"]
        session.save()

    await sync_to_async(lose)()
    assert await closing(found) == 4401


async def test_others_stay(quick: None, ada: Account, ben: Account) -> None:
    adas, bens = await opened(MESSAGES, ada), await opened(MESSAGES, ben)
    await sync_to_async(Account.objects.filter(pk=ada.pk).update)(is_active=False)
    assert await closing(adas) == 4401
    assert await bens.receive_nothing(0.3)
    await bens.disconnect()


@pytest.mark.parametrize("why", ["account", "duty account", "stage", "factor", "shift"])
async def test_what_is_told_closes_it_at_once(
    still: None, clock: FakeClock, mo: Account, nia: Account, ben: Account,
    django_capture_on_commit_callbacks: Any, why: str,
) -> None:  # fmt: skip
    await sync_to_async(put_on_duty)(mo)
    found = await opened(MESSAGES, ben) if why == "account" else await opened(DESK, mo)

    def change() -> None:
        for account in (nia, mo, ben):
            account.otp_device = _device(account).first() or object()
        verbs: dict[str, Callable[[], object]] = {
            "account": lambda: close_account(actor=ben, account=ben),
            "duty account": lambda: close_duty_account(actor=nia, account=mo),
            "stage": lambda: go_back(actor=mo, to=stage_before(mo.stage) or Stage.TRAINEE),
            "factor": lambda: take_second_factor_away(actor=nia, account=mo),
            "shift": lambda: sign_off(actor=mo, place=Place.objects.get(account=mo)),
        }
        with django_capture_on_commit_callbacks(execute=True):
            verbs[why]()

    await sync_to_async(change)()
    assert await closing(found) in (4401, 4403)


async def test_it_needs_no_layer(quick: None, clock: FakeClock, mo: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*args: object) -> None:
        raise ConnectionError

    for verb in ("group_add", "group_send", "receive"):
        monkeypatch.setattr(get_channel_layer(), verb, away)
    await sync_to_async(put_on_duty)(mo)
    found = await opened(DESK, mo)
    assert hub.here().is_alone
    await sync_to_async(_places)(mo, signed_off_at=clock.moment - timedelta(minutes=1))
    assert await closing(found) == 4403


async def test_a_short_trouble_with_the_database_closes_nobody(
    quick: None, ben: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    real = standing.lost

    def lost(*args: Any, **kwargs: Any) -> Any:
        asked.append(1)
        if len(asked) in (1, 2, 4, 5):
            raise OSError
        return real(*args, **kwargs)

    monkeypatch.setattr(standing, "lost", lost)
    found = await opened(MESSAGES, ben)
    while len(asked) < 7:
        assert await found.receive_nothing(0.05)
    await found.disconnect()


async def _questions(accounts: list[Account], path: str, *, thorough: bool, each: int) -> int:
    found = [await opened(path, account) for account in accounts for _ in range(each)]
    warden = hub.here().rooms[groups.warden()]
    assert isinstance(warden, Warden)
    sockets = [one for one in warden.sockets if isinstance(one, Consumer)]
    assert len(sockets) == len(found)

    def ask() -> int:
        warden._look(sockets, thorough)
        with CaptureQueriesContext(connection) as asked:
            assert warden._look(sockets, thorough) == {}
        return len(asked)

    count = await sync_to_async(ask)()
    for one in found:
        await one.disconnect()
    return count


@pytest.mark.parametrize("thorough", [False, True])
async def test_one_look_asks_the_same_for_one_and_for_fifty(
    still: None, mo: Account, ada: Account, ben: Account, thorough: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("realtime.consumer.MOST_SOCKETS", 50)
    await sync_to_async(put_on_duty)(mo)
    one = await _questions([ben], MESSAGES, thorough=thorough, each=1)
    fifty = await _questions([ada, ben], MESSAGES, thorough=thorough, each=25)
    assert one == fifty == 2
    one = await _questions([mo], DESK, thorough=thorough, each=1)
    fifty = await _questions([mo], DESK, thorough=thorough, each=50)
    assert one == fifty <= 7


async def test_a_class_may_have_reasons_of_its_own(
    quick: None, ada: Account, ben: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def gone(cls: object, sockets: Any) -> dict[Any, int]:
        asked.append(len(sockets))
        return {one: 4409 for one in sockets if one.account.pk == ada.pk}

    adas, bens = await opened(MESSAGES, ada), await opened(MESSAGES, ben)
    monkeypatch.setattr(InboxConsumer, "gone", classmethod(gone))
    assert await closing(adas) == 4409
    assert await bens.receive_nothing(0.2)
    assert asked[0] == 2
    await bens.disconnect()


async def test_a_session_that_ended_elsewhere_is_told_by_its_mark(still: None, ben: Account) -> None:
    cookie = await cookie_of(ben)
    mine, other = socket(MESSAGES, cookie), await opened(MESSAGES, ben)
    await mine.connect()
    await broadcast._send(groups.warden(), {"type": "session.ended", "session": sessions.session_mark(cookie)})
    assert await closing(mine) == 4401
    assert await other.receive_nothing()
    await other.disconnect()


async def test_the_caches_of_others_are_not_believed(still: None, ben: Account) -> None:
    """A copy of the session that nobody took away lets nobody in, not even until the first look."""
    cookie = await cookie_of(ben)
    await sync_to_async(Session.objects.all().delete)()
    assert caches["default"].get(f"django.contrib.sessions.cached_db{cookie}")
    found = socket(MESSAGES, cookie)
    await found.connect()
    assert await closing(found) == 4401


async def test_whoever_was_refused_and_comes_again_is_asked_again(
    quick: None, clock: FakeClock, mo: Account, lea: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sync_to_async(put_on_duty)(mo)
    await sync_to_async(put_on_call)(lea)
    leas, mos = await opened("/ws/concerns/", lea), await opened(DESK, mo)
    again = socket(DESK, await cookie_of(mo))
    await sync_to_async(_places)(mo, signed_off_at=clock())
    assert await closing(mos) == 4403
    # The door believes what it knew of the rota a moment ago.
    monkeypatch.setattr(DeskConsumer, "admit", lambda self, account: 0)
    await again.connect()
    assert await closing(again) == 4403
    await leas.disconnect()


async def test_nothing_arrives_under_a_cover(
    still: None, clock: FakeClock, ben: Account, django_capture_on_commit_callbacks: Any
) -> None:
    cookie = await cookie_of(ben)
    found = socket(MESSAGES, cookie)
    await found.connect()
    assert await found.receive_nothing(0.2)
    there = Client()
    there.cookies[settings.SESSION_COOKIE_NAME] = cookie

    def cover() -> None:
        with django_capture_on_commit_callbacks(execute=True):
            assert there.post("/yours/cover/now/", headers={"X-Cover": "1"}).status_code == 204

    await sync_to_async(cover)()
    assert await closing(found) == 4423
    assert await refused(cookie) == 4423
    await sync_to_async(there.post)("/yours/cover/off/", {"pass_phrase": PASS_PHRASE})
    again = socket(MESSAGES, cookie)
    assert (await again.connect())[0]
    assert await again.receive_nothing(0.2)
    await again.disconnect()


def test_a_cover_that_came_by_itself_is_seen_at_the_next_thorough_look(
    db: None, clock: FakeClock, ben: Account
) -> None:
    set_lock(actor=ben, minutes=5)
    session = signed_in(ben).session
    locking.follow(session, ben)
    session.save()
    one: Any = _Socket(session_key=str(session.session_key), account=Account.objects.get(pk=ben.pk))
    one.account.otp_device = None
    clock.advance(minutes=4)
    assert standing.lost([one], thorough=True) == {}
    clock.advance(minutes=2)
    assert list(standing.lost([one], thorough=True).values()) == [4423]


async def refused(cookie: str) -> int:
    """The code with which the door stays closed."""
    found = socket(MESSAGES, cookie)
    await found.connect()
    return await closing(found)


class _Socket:
    """What a look knows of a socket."""

    def __init__(self, session_key: str, account: Account) -> None:
        self.session_key, self.account = session_key, account
