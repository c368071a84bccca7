"""What arrives in a room, with whom and how it looks."""

from forum.accounts.models import Account
from forum.rooms.models import ChatSession
from tests.realtime.chat.browser import come


async def test_what_one_writes_is_kept_and_everybody_reads_it(room: ChatSession, ada: Account, ben: Account) -> None:
    adas, bens = await come(room, ada), await come(room, ben)
    kept = await adas.write("Hello everybody.")
    assert kept["type"] == "kept"
    await adas.settle()
    await bens.settle()
    mine, theirs = adas.of("message")[0], bens.of("message")[0]
    assert (mine["look"], mine["words"]) == ("own", "Hello everybody.")
    assert (theirs["look"], theirs["words"], theirs["author"]) == ("plain", "Hello everybody.", "Ada")
    assert mine["submission"] == kept["submission"]
    assert mine["id"] == theirs["id"] == kept["id"]
    assert "submission" not in theirs
    await adas.leave()
    await bens.leave()
