"""What the first made-up member of the demo has of their own, so that none of their pages is empty; and what the
made-up manager shaped."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from config import people
from config.conversations import come_to, post_of, thread_called
from forum.accounts.models import Account
from forum.boards.models import Board, Holds
from forum.boards.services import set_board
from forum.checkins.models import Rhythm
from forum.checkins.services import set_rhythm, tell_due
from forum.confidentiality.models import Notice
from forum.confidentiality.services import draft_notice
from forum.core import clock
from forum.drafts.content import THREAD, Content, place_of
from forum.drafts.services import keep_draft
from forum.envelope.services import write_envelope
from forum.private.models import Talk
from forum.private.services import accept, ask, set_door, write
from forum.referrals import services as referrals
from forum.referrals.models import Referral
from forum.shaping.reading import SHAPED
from forum.shaping.services import shape
from forum.support.models import Line
from forum.threads.services.keeping import keep_post
from forum.threads.services.places import follow, mark_read
from forum.threads.services.suggesting import suggest_warnings
from forum.threads.services.writing import start_thread
from forum.warnings.base import PARENTS, View
from forum.warnings.presets import GENTLE
from forum.warnings.services.profile import begin_with, set_own_words
from forum.warnings.services.shaping import add_warning
from forum.warnings.taxonomy import TAXONOMY

Act = tuple[datetime, Callable[[], object]]
OWN_WORDS = [("lighthouse*", View.LABEL), ("waiting room", View.COVER)]
TALK = (
    "Thank you for the line about first sentences. I read it again this morning.",
    "I am glad it helped. I was not sure whether to send it.",
    "It did. How is your evening?",
)


class Belongings:
    """Of `mine`, with `friend` and `other` around them."""

    def __init__(self, mine: Account, friend: Account, other: Account, *, now: datetime) -> None:
        self.mine, self.friend, self.other, self.now = mine, friend, other, now

    def story(self, manager: Account, practitioner: Account, newcomer: Mapping[str, Any]) -> Iterator[Act]:
        """Everything, each with its moment; what others need (a switch, a warning) comes before they do."""
        yield self._ago(days=80), self._how_to_read
        yield self._ago(days=5), partial(self._switch_private_on, manager)
        yield self._ago(days=3), self._ask_to_be_put_in_touch
        yield self._ago(days=2), partial(self._take_it_up, practitioner)
        yield self._ago(days=2), self._set_a_check_in
        yield self._ago(hours=42), self._keep_a_place
        yield self._ago(hours=16), self._suggest
        yield self._ago(hours=13), self._begin_to_talk
        for number, words in enumerate(TALK):
            writer = self.friend if number % 2 else self.mine
            yield self._ago(hours=12 - number), partial(self._say, writer, words)
        yield self._ago(hours=5), self._be_asked
        yield self._ago(hours=4), self._keep_what_is_mine
        yield self._ago(hours=newcomer["hours_ago"]), partial(self._somebody_new, manager, newcomer)
        yield self.now, lambda: tell_due(now=clock.now())
        yield self.now, partial(_draft_a_notice, manager)

    def _ago(self, **span: float) -> datetime:
        return self.now - timedelta(**span)

    def _how_to_read(self) -> None:
        begin_with(actor=self.mine, choices=GENTLE.choices())
        set_own_words(actor=self.mine, entries=OWN_WORDS)

    def _switch_private_on(self, manager: Account) -> None:
        shape(actor=manager, choices={"private_messages": "on"})
        SHAPED.forget()  # All of the demo is one transaction, and what follows asks already.
        for member in (self.mine, self.friend, self.other):
            set_door(actor=member, is_open=True)

    def _ask_to_be_put_in_touch(self) -> None:
        line = Line.objects.listed().filter(emergency=False, name="Victim Support").first()
        line = line or Line.objects.listed().filter(emergency=False).in_order().first()
        if line is not None:
            words, reach = "I would like to talk to somebody about my next steps.", "Write to me here first, please."
            referrals.ask(actor=self.mine, line=line, words=words, reach=reach, submission=uuid4())

    def _take_it_up(self, practitioner: Account) -> None:
        for referral in Referral.objects.filter(member=self.mine):
            referrals.take(actor=practitioner, referral=referral)

    def _set_a_check_in(self) -> None:
        set_rhythm(actor=self.mine, rhythm=Rhythm.DAILY)

    def _keep_a_place(self) -> None:
        """They follow the thread about what grew, and have read it as far as it was then."""
        thread = thread_called("What grew this week")
        follow(actor=self.mine, thread=thread)
        mark_read(actor=self.mine, thread=thread, until=clock.now())

    def _suggest(self) -> None:
        suggest_warnings(actor=self.other, post=post_of("Telling my sister", 0), warnings=["mind.anniversaries"])

    def _begin_to_talk(self) -> None:
        talk = ask(actor=self.mine, post=post_of("Telling my sister", 2))
        accept(actor=self.friend, talk=talk)

    def _say(self, writer: Account, words: str) -> None:
        talk = Talk.objects.between(self.mine.pk, self.friend.pk).get()
        write(actor=writer, talk=talk, words=words, warnings=[], submission=uuid4())

    def _be_asked(self) -> None:
        ask(actor=self.other, post=post_of("Telling my sister", 0))

    def _keep_what_is_mine(self) -> None:
        """A draft, a post kept to find it again, and an envelope."""
        place = place_of(THREAD, thread_called("Awake with the radio").pk)
        keep_draft(actor=self.mine, place=place, content=Content(words="I am reading along. I like that Biscuit"))
        keep_post(actor=self.mine, post=post_of("A date coming up", 2))
        words = "If you worry about me: I have a friend who knows. I will say more when I am ready."
        write_envelope(actor=self.mine, words=words)

    def _somebody_new(self, manager: Account, row: Mapping[str, Any]) -> None:
        """Their first post waits for a look, because the board asks for it."""
        board: Board = come_to(row["board"], self.mine)
        set_board(actor=manager, board=board, holds=Holds.ALWAYS)
        newcomer, _ = people.open_member(row["name"])
        start_thread(
            actor=newcomer, board=board, title=row["title"], words=row["words"], warnings=[], submission=uuid4()
        )


def add_own_warning(manager: Account, row: Mapping[str, str]) -> None:
    """The made-up charity has one of its own, and posts carry it."""
    parent = next(one for one in PARENTS if one.key == row["parent"])
    add_warning(actor=manager, parent=parent, name=row["name"], meaning=row["meaning"], default=View.LABEL)
    TAXONOMY.forget()


def _draft_a_notice(manager: Account) -> None:
    notice = Notice.objects.current()
    if notice is not None:
        more = "**When we are away**\n\nWe tell you here at least a week before we close for a holiday."
        draft_notice(actor=manager, words=f"{notice.words}\n\n{more}", easy=notice.easy)
