"""What is heard, by whom, and that it is never more than a hint."""

import logging
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.layers import get_channel_layer
from channels.testing import WebsocketCommunicator

from forum.accounts.models import Account
from forum.inbox.services import tell_step
from forum.threads.models import Post
from moderation.flags.models import Reason
from moderation.review.levels import Level
from moderation.review.models import Item
from moderation.review.services import claim, hand_on, release
from realtime import broadcast
from tests.factories.flags import make_flag
from tests.factories.rota import put_on_call, put_on_duty
from tests.realtime.sockets import opened

Commit = Callable[..., Any]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Commit:
    """Run a service as a page does, and then what waits for its commit."""

    async def run(service: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        def do() -> Any:
            with django_capture_on_commit_callbacks(execute=True):
                return service(*args, **kwargs)

        return await sync_to_async(do)()

    return run


async def _heard(found: WebsocketCommunicator, count: int) -> list[dict[str, str]]:
    return [await found.receive_json_from(2) for _ in range(count)]


async def test_a_flag_arrives_on_the_desk(ben: Account, mo: Account, post: Post, committed: Commit) -> None:
    await sync_to_async(put_on_duty)(mo)
    desk = await opened("/ws/desk/", mo)
    flag = await committed(make_flag, ben, post, Reason.WORRIED, note="She sounds tired.")
    item = await sync_to_async(Item.objects.get)()
    hints = await _heard(desk, 2)
    assert sorted(hints, key=str) == sorted(
        [{"type": "flag.raised", "flag": str(flag.pk)}, {"type": "item.opened", "item": str(item.pk)}], key=str
    )
    await desk.disconnect()


async def test_the_whole_way_of_an_item_is_heard(ben: Account, mo: Account, post: Post, committed: Commit) -> None:
    await sync_to_async(put_on_duty)(mo)
    desk = await opened("/ws/desk/", mo)
    await committed(make_flag, ben, post)
    await _heard(desk, 2)
    item = await sync_to_async(Item.objects.select_related("post").get)()
    for verb, kwargs, name in (
        (claim, {}, "item.claimed"),
        (release, {}, "item.released"),
        (claim, {}, "item.claimed"),
        (hand_on, {"level": Level.RED, "note": "Soon."}, "item.handed_on"),
    ):
        item = await committed(verb, actor=mo, item=item, **kwargs)
        assert await _heard(desk, 1) == [{"type": name, "item": str(item.pk)}]
    await desk.disconnect()


async def test_what_was_rolled_back_is_not_heard(ben: Account, mo: Account, post: Post) -> None:
    await sync_to_async(put_on_duty)(mo)
    desk = await opened("/ws/desk/", mo)
    # Nothing runs what waits for the commit.
    await sync_to_async(make_flag)(ben, post)
    assert await desk.receive_nothing()
    await desk.disconnect()


async def test_a_concern_arrives_for_the_practitioner(
    ben: Account, mo: Account, lea: Account, post: Post, committed: Commit
) -> None:
    await sync_to_async(put_on_duty)(mo)
    await sync_to_async(put_on_call)(lea)
    await committed(make_flag, ben, post)
    concerns = await opened("/ws/concerns/", lea)
    item = await sync_to_async(Item.objects.select_related("post").get)()
    item = await committed(claim, actor=mo, item=item)
    await committed(hand_on, actor=mo, item=item, level=Level.RED)
    hint = (await _heard(concerns, 1))[0]
    assert hint["type"] == "concern.raised"
    assert set(hint) == {"type", "concern"}
    await concerns.disconnect()


async def test_a_letter_is_heard_by_its_member_alone(ada: Account, ben: Account, committed: Commit) -> None:
    adas, bens = await opened("/ws/messages/", ada), await opened("/ws/messages/", ben)
    letter = await committed(tell_step, member=ada, words="We looked at your post.")
    told = {"type": "letter.sent", "conversation": str(letter.conversation_id)}
    assert sorted(await _heard(adas, 2), key=str) == sorted([told, {"type": "update.noted"}], key=str)
    assert await bens.receive_nothing()
    await adas.disconnect()
    await bens.disconnect()


async def test_a_hint_from_a_thread_without_a_loop_is_heard(ben: Account) -> None:
    """Pages run in threads: their hints are put on the loop that serves the sockets."""
    import asyncio

    found = await opened("/ws/messages/", ben)
    group = f"messages.{ben.pk.hex}"
    await asyncio.to_thread(broadcast.send, group, {"type": "letter.sent", "conversation": str(uuid4())})
    assert (await found.receive_json_from(1))["type"] == "letter.sent"
    await found.disconnect()


def test_without_a_server_a_hint_is_still_sent() -> None:
    broadcast.send("desk", {"type": "flag.raised", "flag": "x"})


def test_a_layer_that_fails_disturbs_nobody(
    ben: Account, post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    async def broken(*args: object) -> None:
        raise ConnectionError("no such host: 192.0.2.7")

    monkeypatch.setattr(get_channel_layer(), "group_send", broken)
    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        assert make_flag(ben, post).pk
    assert "could not be sent (ConnectionError)" in caplog.text
    assert "192.0.2.7" not in caplog.text


async def test_a_layer_that_fails_on_the_servers_loop_disturbs_nobody(
    ben: Account, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import asyncio

    found = await opened("/ws/messages/", ben)

    async def broken(*args: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(get_channel_layer(), "group_send", broken)
    with caplog.at_level(logging.WARNING):
        await asyncio.to_thread(broadcast.send, "desk", {"type": "flag.raised"})
        await asyncio.sleep(0.05)
    assert "could not be sent (ConnectionError)" in caplog.text
    await found.disconnect()


def test_no_hint_carries_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a name and identifiers can travel: the door takes nothing else."""
    sent: list[dict[str, str]] = []
    monkeypatch.setattr(broadcast, "send", lambda group, message: sent.append(message))
    from forum.accounts.events import SessionEnded

    broadcast.hint("desk", SessionEnded(actor_id=None, session_mark="m"), item=uuid4())
    assert set(sent[0]) == {"type", "item"}
    async_to_sync(_nothing)()


async def _nothing() -> None:
    """A loop came and went, and the next hint does not mind."""
