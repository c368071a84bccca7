"""The same as `test_queries`, for every other page of a member: what is their own, what is about one thing, what
everybody may read. Everything is there a few times, then many times, and every page is asked both times."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forum.accounts.models import Account, SignedIn
from forum.blocks.models import Block, Mute
from forum.checkins.models import Rhythm
from forum.checkins.services import set_rhythm
from forum.core import clock as clock_module
from forum.drafts.content import SPACE, Content, place_of, written
from forum.drafts.models import WritingDraft
from forum.envelope.models import EnvelopeOpening
from forum.envelope.services import write_envelope
from forum.inbox.models import Letter
from forum.threads.models import PostVersion, WarningSuggestion
from forum.warnings.services.profile import set_own_words
from forum.warnings.taxonomy import BY_KEY, View
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.flags import make_flag
from tests.factories.inbox import make_answer, make_conversation
from tests.factories.private import make_private, make_talk, settle, switch_on
from tests.factories.referrals import make_line, make_referral
from tests.factories.threads import make_post

pytestmark = pytest.mark.django_db
MOST = 12


class World:
    """What `ben` has; `few` and `many` of it."""

    def __init__(self, ada: Account, ben: Account, lea: Account) -> None:
        self.ada, self.ben, self.lea, self.made = ada, ben, lea, 0
        switch_on()
        settle(ada, ben)
        self.theirs, self.mine = make_post(ada), make_post(ben)
        self.flagged = make_flag(ben, self.theirs)
        self.line = make_line()
        self.referral = make_referral(ben, self.line)
        self.conversation = make_conversation(lea, ben)
        self.talk = make_talk(ada, ben)
        set_rhythm(actor=ben, rhythm=Rhythm.DAILY)
        write_envelope(actor=ben, words="A friend.")

    def more(self, count: int) -> None:
        now, numbers = clock_module.now(), range(self.made, self.made + count)
        self.made += count
        set_own_words(actor=self.ben, entries=[(f"lantern{n}", View.COVER) for n in range(self.made)])
        for n in numbers:
            other = make_account(f"Dot {n}")
            Block.objects.create(account=self.ben, blocked=other, at=now)
            Mute.objects.create(account=self.ben, muted=make_account(f"Dash {n}"), at=now)
            place = place_of(SPACE, uuid4())
            WritingDraft.objects.create(
                account=self.ben, place=place, content=written(Content(words="Hm.")), other="", kept_at=now
            )
            SignedIn.objects.create(account=self.ben, mark=f"m{n}", session_key="k", name="A browser", began_at=now)
            PostVersion.objects.create(post=self.mine, words="Before.", html="<p>Before.</p>", at=now)
            EnvelopeOpening.objects.create(
                account=self.ben, opened_by="Lea", agreed_by="Sam", reason="Worry.", opened_at=now, told_at=now
            )
            make_line(f"Line {n}")
            make_private(self.talk, self.ada if n % 2 else self.ben)
            make_answer(self.conversation)
        for key in [*BY_KEY][self.made - count : self.made]:
            WarningSuggestion.objects.get_or_create(post=self.mine, warning=key, suggested_by=self.ada, at=now)
        Letter.objects.all().update(written_at=now)


PAGES: tuple[str, ...] = (
    "/spaces/", "/drafts/", "/new/choose/", "/new/mail/", "/filters/", "/filters/words/", "/filters/look/", "/blocks/",
    "/yours/", "/yours/browsers/", "/yours/cover/", "/yours/name/", "/yours/keys/", "/yours/envelope/", "/yours/break/",
    "/yours/words/take-back/", "/yours/second-step/", "/check-ins/", "/check-ins/answer/", "/in-touch/", "/messages/",
    "/receipts/", "/private/", "/chat/", "/chat/support/", "/help/", "/help/list/", "/safety/", "/grounding/",
    "/ready/", "/guidelines/", "/guidelines/easy/", "/limits/", "/about/", "/who-reads/", "/before-you-start/",
    "/join-the-team/", "/account/close/", "/yours/pass-phrase/", "/yours/sign-in-name/", "/yours/recovery-phrase/",
)  # fmt: skip
ABOUT: dict[str, Callable[[World], object]] = {
    "/t/{}/": lambda world: world.mine.thread_id,
    "/t/{}/reply/": lambda world: world.theirs.thread_id,
    "/t/{}/wish/": lambda world: world.mine.thread_id,
    "/t/{}/step-back/": lambda world: world.theirs.thread_id,
    "/spaces/{}/write/": lambda world: world.mine.thread.board_id,
    "/p/{}/edit/": lambda world: world.mine.pk,
    "/p/{}/versions/": lambda world: world.mine.pk,
    "/p/{}/withdraw/": lambda world: world.mine.pk,
    "/t/{0.thread_id}/reply/?quote={0.pk}": lambda world: world.theirs,
    "/p/{}/suggest/": lambda world: world.theirs.pk,
    "/p/{}/block/": lambda world: world.theirs.pk,
    "/p/{}/mute/": lambda world: world.theirs.pk,
    "/p/{}/flag/": lambda world: world.theirs.pk,
    "/p/{}/private/": lambda world: world.theirs.pk,
    "/private/{}/": lambda world: world.talk.pk,
    "/messages/{}/": lambda world: world.conversation.pk,
    "/receipts/{}/": lambda world: world.flagged.pk,
    "/in-touch/{}/": lambda world: world.referral.pk,
    "/in-touch/{}/take-back/": lambda world: world.referral.pk,
}


def test_no_other_page_asks_more_than_twelve_times_or_more_for_more(
    ada: Account, ben: Account, lea: Account, browse: Browse, clock: FakeClock
) -> None:
    clock.advance(days=40)
    world, client = World(ada, ben, lea), browse(ben)
    paths = [*PAGES, *(path.format(of(world)) for path, of in ABOUT.items())]
    world.more(2)
    few = {path: _asked(client, path) for path in paths}
    world.more(25)
    many = {path: _asked(client, path) for path in paths}
    assert {path: count for path, count in many.items() if count > MOST} == {}
    assert {path: (few[path], many[path]) for path in paths if many[path] > few[path]} == {}


def _asked(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return len(asked)
