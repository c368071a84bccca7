"""Everybody gets a message as they chose to meet it; what is not theirs never leaves the server."""

from asgiref.sync import sync_to_async

from forum.accounts.models import Account
from forum.blocks.models import Block
from forum.blocks.services import block, unblock
from forum.rooms.ledger import change
from forum.rooms.models import Attendance, ChatSession, Message, MessageState
from forum.warnings.models import FilterChoice
from forum.warnings.services import set_profile
from forum.warnings.taxonomy import View
from tests.factories.accounts import make_account
from tests.factories.rooms import attend, make_block, write
from tests.realtime.chat.browser import Browser, come, do

CANARY = "canary-7c1"
WARNING = "mind.flashback"


async def _with_view(room: ChatSession, name: str, view: View) -> Browser:
    account = await sync_to_async(make_account)(name)
    await sync_to_async(attend)(room, account)
    await sync_to_async(FilterChoice.objects.create)(account=account, warning=WARNING, view=view)
    return await come(room, account)


async def _leave(*browsers: Browser) -> None:
    for browser in browsers:
        await browser.leave()


async def test_each_profile_gets_its_own_face(room: ChatSession, ada: Account, mo: Account) -> None:
    adas, mos = await come(room, ada), await come(room, mo)
    shown, labelled = await _with_view(room, "Eva", View.SHOW), await _with_view(room, "Fin", View.LABEL)
    covered, hidden = await _with_view(room, "Gus", View.COVER), await _with_view(room, "Hal", View.HIDE)
    everybody = (adas, mos, shown, labelled, covered, hidden)
    await adas.write(f"{CANARY} and more.", warnings=[WARNING])
    for browser in everybody:
        await browser.settle()
    assert [browser.messages[-1]["look"] for browser in everybody] == [
        "own", "staff", "plain", "plain", "covered", "hidden",
    ]  # fmt: skip
    assert all(CANARY in browser.raw for browser in everybody if browser is not hidden)
    assert CANARY not in hidden.raw
    assert "words" not in hidden.messages[-1]
    assert hidden.messages[-1]["names"]
    await _leave(*everybody)


async def test_hidden_words_stay_here_also_when_one_catches_up(room: ChatSession, ada: Account) -> None:
    await sync_to_async(write)(room, ada, CANARY, warnings=[WARNING])
    hidden = await _with_view(room, "Hal", View.HIDE)
    assert hidden.messages[0]["look"] == "hidden"
    await hidden.send(type="resume", after=0)
    await hidden.until("caught_up")
    assert CANARY not in hidden.raw
    await hidden.leave()


async def test_a_block_holds_in_both_directions(room: ChatSession, ada: Account, ben: Account, mo: Account) -> None:
    await sync_to_async(make_block)(ada, ben)
    adas, bens, mos = await come(room, ada), await come(room, ben), await come(room, mo)
    await adas.write("canary-ada")
    await bens.write("canary-ben")
    for browser in (adas, bens, mos):
        await browser.settle()
    assert "canary-ben" not in adas.raw
    assert "canary-ada" not in bens.raw
    assert mos.words == ["canary-ada", "canary-ben"]
    await _leave(adas, bens, mos)


async def test_a_block_in_the_middle_holds_at_once_and_only_whose_wish_it_is_looks_again(
    room: ChatSession, ada: Account, ben: Account
) -> None:
    adas, bens = await come(room, ada), await come(room, ben)
    await do(block, actor=ada, account=ben)
    await bens.write("canary-ben")
    await adas.write("canary-ada")
    await adas.settle()
    await bens.settle()
    assert "canary-ben" not in adas.raw
    assert "canary-ada" not in bens.raw
    assert len(adas.of("reload")) == 1
    assert bens.of("reload") == []
    wish = await sync_to_async(Block.objects.get)()
    await do(unblock, actor=ada, block=wish)
    await bens.write("Good that you are here.")
    await adas.settle()
    assert adas.words[-1] == "Good that you are here."
    await _leave(adas, bens)


async def test_a_new_profile_holds_from_the_next_message_on(room: ChatSession, ada: Account, ben: Account) -> None:
    adas, bens = await come(room, ada), await come(room, ben)
    await do(set_profile, actor=ben, choices={WARNING: View.HIDE})
    await adas.write(CANARY, warnings=[WARNING])
    await bens.settle()
    assert CANARY not in bens.raw
    assert bens.messages[-1]["look"] == "hidden"
    assert len(bens.of("reload")) == 1
    await _leave(adas, bens)


async def test_what_waits_for_a_host_is_read_by_its_author_and_the_hosts(
    room: ChatSession, ada: Account, ben: Account, mo: Account
) -> None:
    await sync_to_async(ChatSession.objects.filter(pk=room.pk).update)(holds_all=True)
    adas, bens, mos = await come(room, ada), await come(room, ben), await come(room, mo)
    await adas.write(CANARY)
    for browser in (adas, bens, mos):
        await browser.settle()
    assert CANARY not in bens.raw
    assert (adas.messages[0]["state"], mos.messages[0]["state"]) == ("held", "held")
    message = await sync_to_async(Message.objects.get)()
    await do(change, message, actor_id=mo.pk, state=MessageState.SHOWN)
    await bens.settle()
    assert bens.words == [CANARY]
    await do(change, message, actor_id=mo.pk, state=MessageState.HIDDEN, reason="It names a place.")
    for browser in (adas, bens):
        await browser.settle()
    assert bens.words == ["gone"]
    assert adas.messages[0]["reason"] == "It names a place."
    assert "It names a place." not in bens.raw
    await _leave(adas, bens, mos)


async def test_what_is_said_aside_and_among_hosts_reaches_only_them(
    room: ChatSession, ada: Account, ben: Account, mo: Account, sol: Account
) -> None:
    mine = await sync_to_async(Attendance.objects.get)(session=room, account=ada)
    await sync_to_async(Attendance.objects.filter(pk=mine.pk).update)(aside_at=mine.came_at)
    adas, bens, mos, sols = [await come(room, one) for one in (ada, ben, mo, sol)]
    assert (await adas.write("canary-aside", channel="aside"))["type"] == "kept"
    assert (await mos.write("canary-answer", channel="aside", aside=str(mine.pk)))["type"] == "kept"
    assert (await mos.write("canary-hosts", channel="hosts"))["type"] == "kept"
    for browser in (adas, bens, mos, sols):
        await browser.settle()
    assert bens.messages == []
    assert adas.words == ["canary-aside", "canary-answer"]
    assert sols.words == ["canary-aside", "canary-answer", "canary-hosts"]
    assert "canary-hosts" not in adas.raw
    assert "canary" not in bens.raw
    for fields in ({"channel": "hosts"}, {"channel": "aside"}, {"channel": "aside", "aside": str(mine.pk)}):
        assert (await bens.write("I try.", **fields))["type"] == "refused"
    await _leave(adas, bens, mos, sols)
