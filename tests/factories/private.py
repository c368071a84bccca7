"""Private talks for tests."""

from datetime import timedelta
from uuid import uuid4

from forum.accounts.models import Account
from forum.core import clock
from forum.private import services
from forum.private.models import PrivateMessage, Talk
from forum.shaping.reading import SHAPED, Shaped
from forum.threads.models import Post
from tests.factories.threads import make_post, ready_to_write


def switch_on(*, only_when_staffed: bool = False) -> None:
    """A manager switched private messages on, for as long as this test knows."""
    known = Shaped(private_messages=True, private_only_when_staffed=only_when_staffed)
    SHAPED._known = known


def settle(*members: Account, door: bool = True) -> None:
    """Each has been here for a while, read the notice, and (unless not `door`) may be asked."""
    for member in members:
        member.joined_on = (clock.now() - timedelta(days=30)).date()
        member.save(update_fields=["joined_on"])
        ready_to_write(member)
        if door:
            services.set_door(actor=member, is_open=True)


def make_ask(asker: Account, asked: Account, post: Post | None = None) -> Talk:
    """`asker` asks `asked` about a post of theirs."""
    return services.ask(actor=asker, post=post or make_post(asked))


def make_talk(asker: Account, asked: Account) -> Talk:
    """The two write with each other. Private messages are on, and both have chosen them."""
    switch_on()
    settle(asker, asked)
    talk = make_ask(asker, asked)
    services.accept(actor=asked, talk=talk)
    talk.refresh_from_db()
    return talk


def make_private(talk: Talk, writer: Account, words: str = "Good evening.", **fields: list[str]) -> PrivateMessage:
    return services.write(actor=writer, talk=talk, words=words, warnings=fields.get("warnings", []), submission=uuid4())
