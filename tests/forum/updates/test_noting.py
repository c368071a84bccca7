"""Who hears of what, once, and who does not."""

from uuid import uuid4

import pytest

from forum.accounts.models import Account, PlannedReturn
from forum.accounts.services import close_account
from forum.blocks.services import block, mute
from forum.inbox.services import tell_step
from forum.threads.models import Feeling, Post, Thread
from forum.threads.services import places
from forum.threads.services.answering import react
from forum.threads.services.hiding import hold_post
from forum.threads.services.withdrawing import withdraw_post
from forum.updates.chores import forget_old_updates
from forum.updates.kinds import UpdateKind
from forum.updates.models import Unheard, Update
from forum.updates.reading import has_new, look_again, news_of
from forum.updates.services import noting
from moderation.review import services as review
from moderation.review.models import Decision
from tests.conftest import FakeClock
from tests.factories.inbox import make_answer, make_conversation
from tests.factories.private import make_ask, make_private, make_talk, settle, switch_on
from tests.factories.review import make_claimed_item
from tests.factories.rota import put_on_duty
from tests.factories.threads import make_post, make_reply, make_thread
from tests.factories.updates import make_update

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def thread(ada: Account, clock: FakeClock) -> Thread:
    """A thread of Ada's, who asked to hear about replies."""
    thread = make_thread(ada)
    places.follow(actor=ada, thread=thread)
    clock.advance(minutes=1)
    return thread


def _kinds(account: Account) -> list[str]:
    return list(Update.objects.filter(account=account).values_list("kind", flat=True))


def test_replies_are_one_line_until_it_was_seen(ada: Account, ben: Account, thread: Thread) -> None:
    first = make_reply(ben, thread)
    make_reply(ben, thread)
    update = Update.objects.get()
    assert (update.account, update.kind, update.thing, update.post) == (ada, UpdateKind.REPLY, thread.pk, first)
    noting.see(actor=ada, update=update)
    make_reply(ben, thread)
    assert Update.objects.filter(account=ada).unseen().count() == 1


def test_nobody_hears_of_their_own_replies_or_without_following(ada: Account, ben: Account, thread: Thread) -> None:
    make_reply(ada, thread)
    make_reply(ben, make_thread(ada, title="Another one"))
    assert not Update.objects.exists()


def _puts_away(ada: Account, ben: Account, thread: Thread) -> None:
    places.mute(actor=ada, thread=thread)


def _rests(ada: Account, ben: Account, thread: Thread) -> None:
    places.step_back(actor=ada, thread=thread, rest="week")


def _is_away(ada: Account, ben: Account, thread: Thread) -> None:
    PlannedReturn.objects.create(account=ada, on="2027-02-01", note="")


def _blocks(ada: Account, ben: Account, thread: Thread) -> None:
    block(actor=ada, account=ben)


def _mutes(ada: Account, ben: Account, thread: Thread) -> None:
    mute(actor=ada, account=ben)


def _wants_not_to_hear(ada: Account, ben: Account, thread: Thread) -> None:
    noting.choose(actor=ada, kinds=[UpdateKind.LETTER])


@pytest.mark.parametrize("why", [_puts_away, _rests, _is_away, _blocks, _mutes, _wants_not_to_hear])
def test_silence(why: object, ada: Account, ben: Account, thread: Thread) -> None:
    assert callable(why)
    why(ada, ben, thread)
    make_reply(ben, thread)
    assert not Update.objects.exists()


def test_what_others_cannot_read_leads_nobody_there(ada: Account, ben: Account, thread: Thread) -> None:
    hold_post(post=make_reply(ben, thread))
    assert not Update.objects.exists()
    withdraw_post(actor=ben, post=make_reply(ben, thread))
    assert not Update.objects.exists()


def test_a_kind_sign_is_told_once_a_day_without_who(ada: Account, ben: Account, clock: FakeClock) -> None:
    post = make_post(ada)
    react(actor=ben, post=post, feeling=Feeling.HEAR)
    update = Update.objects.get()
    assert (update.account, update.kind, update.post) == (ada, UpdateKind.REACTION, post)
    noting.see(actor=ada, update=update)
    noting.note(accounts=[ada.pk], kind=UpdateKind.REACTION, thing=post.pk, thread_id=post.thread_id, post_id=post.pk)
    assert Update.objects.count() == 1
    clock.advance(hours=25)
    noting.note(accounts=[ada.pk], kind=UpdateKind.REACTION, thing=post.pk, thread_id=post.thread_id, post_id=post.pk)
    assert Update.objects.count() == 2


def test_letters_of_the_team_and_not_ones_own(ada: Account, lea: Account) -> None:
    conversation = make_conversation(lea, ada)
    assert [update.thing for update in Update.objects.all()] == [conversation.pk]
    noting.see_all(actor=ada)
    make_answer(conversation)
    assert not Update.objects.unseen().exists()


def test_letters_wait_for_whoever_takes_a_break(ada: Account) -> None:
    PlannedReturn.objects.create(account=ada, on="2027-02-01", note="")
    tell_step(member=ada, words="We did something.")
    assert _kinds(ada) == [UpdateKind.LETTER]


def test_an_answered_question_and_a_hidden_post_are_told(ada: Account, ben: Account, mo: Account, post: Post) -> None:
    put_on_duty(mo)
    item = make_claimed_item(ben, post, mo)
    review.decide(actor=mo, item=item, decision=Decision.HIDE, reason="It could tell who you are.")
    assert _kinds(ben) == [UpdateKind.RECEIPT]
    assert _kinds(ada) == [UpdateKind.LETTER]


def test_private_words_and_asking(ada: Account, ben: Account) -> None:
    talk = make_talk(ada, ben)
    assert _kinds(ben) == [UpdateKind.ASKED]
    assert _kinds(ada) == [UpdateKind.PRIVATE]
    noting.see_all(actor=ada)
    make_private(talk, ben)
    make_private(talk, ben)
    assert Update.objects.filter(account=ada).unseen().count() == 1
    from forum.private.services import end

    end(actor=ada, talk=talk)
    assert not Update.objects.exists()


def test_an_ask_that_does_not_reach_is_not_told(ada: Account, ben: Account) -> None:
    switch_on()
    settle(ada)
    make_ask(ada, ben)
    assert not Update.objects.exists()


def test_only_ones_own_are_seen(ada: Account, ben: Account, mo: Account) -> None:
    make_update(ada)
    assert [Update.objects.visible_to(who).count() for who in (ada, ben, mo)] == [1, 0, 0]


def test_whether_there_is_anything_is_known_without_asking(
    ada: Account, mo: Account, django_assert_num_queries: object
) -> None:
    assert not has_new(ada)
    make_update(ada)
    look_again(ada.pk)
    assert has_new(ada)
    assert callable(django_assert_num_queries)
    with django_assert_num_queries(0):
        assert has_new(ada)
        assert not has_new(mo)


def test_it_goes_after_a_month_and_with_the_account(ada: Account, ben: Account, clock: FakeClock) -> None:
    make_update(ada)
    clock.advance(days=29)
    make_update(ada)
    clock.advance(days=2)
    assert forget_old_updates(clock()) == 1
    noting.choose(actor=ada, kinds=[])
    close_account(actor=ada, account=ada)
    assert not Update.objects.exists()
    assert not Unheard.objects.exists()


def test_a_page_of_news_asks_the_same_number_of_questions(
    ada: Account, ben: Account, clock: FakeClock, django_assert_max_num_queries: object
) -> None:
    assert callable(django_assert_max_num_queries)
    for number in range(5):
        thread = make_thread(ada, title=f"Walk {number}")
        places.follow(actor=ada, thread=thread)
        clock.advance(minutes=1)
        make_reply(ben, thread)
    make_update(ada, thing=uuid4())
    with django_assert_max_num_queries(5):
        news, after = news_of(ada, after="", now=clock())
    assert (len(news), after) == (6, "")
