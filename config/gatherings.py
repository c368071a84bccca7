"""The made-up community's chats, for the demo: one that was, one that can be opened now, and those to come."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from functools import partial
from uuid import uuid4

from forum.accounts.models import Account
from forum.confidentiality.models import Notice
from forum.core.when import local, zone
from forum.rooms.models import ChatSession, Detail, Mode
from forum.rooms.services.attending import enter
from forum.rooms.services.writing import write_message
from moderation.hosting.services.hosts import come_in
from moderation.hosting.services.planning import offer_support, plan
from moderation.hosting.services.state import begin_closing, close, open_session

Act = tuple[datetime, Callable[[], object]]
LINES = (
    "Good evening, everybody. I brought tea.",
    "Mine is peppermint. The rain has stopped here.",
    "I only listen today. It is nice that you are here.",
    "Same here. The cat is listening too.",
)


class Gatherings:
    """Chats of one made-up community: two moderators, and members who come."""

    def __init__(self, hosts: list[Account], members: list[Account], *, now: datetime) -> None:
        self.hosts, self.members, self.now = hosts, members, now

    def story(self, last_night: datetime, tonight: datetime) -> Iterator[Act]:
        """Last night's chat, and what is planned; each with its moment. The two times are when the shifts began."""
        yield from self._last_night(last_night + timedelta(minutes=30))
        yield self.now, lambda: self._soon(tonight)
        yield self.now, self._weekly

    def _last_night(self, start: datetime) -> Iterator[Act]:
        title = "Tea and company"
        yield start - timedelta(days=2), lambda: self._plan(title, start, minutes=60)
        yield start, lambda: self._open(start)
        for number, (member, words) in enumerate(zip(self.members, LINES, strict=False), start=3):
            yield start + timedelta(minutes=number), partial(self._say, member, start, words)
        yield start + timedelta(minutes=58), lambda: self._end(start)

    def _soon(self, shift: datetime) -> None:
        """Two of the team who are signed on can open this one straight away; and there is a talk of two to book."""
        start = max(shift, self.now.replace(second=0, microsecond=0)) + timedelta(minutes=10)
        self._plan("An hour of quiet company", start, minutes=60, detail=Detail.SOME)
        offer_support(actor=self.hosts[1], starts_at=start + timedelta(minutes=75), minutes=30, submission=uuid4())

    def _weekly(self) -> None:
        day = local(self.now).date() + timedelta(days=3)
        start = datetime.combine(day, time(19), tzinfo=zone()).astimezone(UTC)
        self._plan("Hands and wool", start, minutes=90, repeats=6)

    def _plan(
        self, title: str, start: datetime, *, minutes: int, detail: Detail = Detail.NONE, repeats: int = 1
    ) -> ChatSession:
        return plan(
            actor=self.hosts[0],
            title=title,
            purpose="To sit together for a while. Nobody has to tell anything.",
            detail=detail,
            for_whom="Everybody",
            starts_at=start,
            ends_at=start + timedelta(minutes=minutes),
            capacity=12,
            holds_all=False,
            holds_newcomers=True,
            host=self.hosts[0],
            submission=uuid4(),
            repeats=repeats,
        )

    def _open(self, start: datetime) -> None:
        session = _at(start)
        for host in self.hosts[:2]:
            come_in(actor=host, session=session)
        open_session(actor=self.hosts[0], session=session, seen=_at(start).turn)

    def _say(self, member: Account, start: datetime, words: str) -> None:
        notice, session = Notice.objects.current(), _at(start)
        if notice is not None:
            enter(actor=member, session=session, mode=Mode.WRITE, notice_version=notice.version)
            write_message(actor=member, session_id=session.pk, words=words, warnings=[], submission=uuid4())

    def _end(self, start: datetime) -> None:
        session = begin_closing(
            actor=self.hosts[0], session=_at(start), seen=_at(start).turn, words="One last word each?", minutes=2
        )
        close(actor=self.hosts[0], session=session, seen=session.turn)


def _at(start: datetime) -> ChatSession:
    return ChatSession.objects.get(starts_at=start)
