"""First posts of new members wait where a board asks for it, and nobody else reads them before somebody has looked."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from forum.accounts.models import Account
from forum.boards.models import Board, Holds
from forum.core.refusals import NotGranted, NotNow
from forum.core.submission import new_token
from forum.inbox.models import Letter
from forum.threads.models import Post, Thread
from forum.threads.services.withdrawing import withdraw_post
from forum.threads.services.writing import reply, start_thread
from moderation.audit.models import Entry
from moderation.flags.models import Reason
from moderation.flags.services import raise_flag
from moderation.review import services
from moderation.review.levels import Level
from moderation.review.models import Decision, Item
from moderation.rota.cover import forget_cover
from moderation.rota.models import Place
from moderation.safeguarding.models import Concern
from tests.conftest import Browse, FakeClock
from tests.factories.rota import make_shift, put_on_duty
from tests.factories.threads import make_board, make_post, make_reply, make_thread, ready_to_write

WORDS = "I have never written this anywhere."


@pytest.fixture(autouse=True)
def _the_clock_stands(clock: FakeClock) -> None:
    """Shifts, weeks and the order of posts go by it."""


@pytest.fixture
def board(db: None) -> Board:
    return make_board(holds_newcomers=Holds.AWAY)


def _first(author: Account, board: Board, title: str = "My first one") -> Post:
    ready_to_write(author)
    thread = start_thread(
        actor=author, board=board, title=title, words=WORDS, warnings=["mind.flashback"], submission=uuid4()
    )
    return Post.objects.get(thread_id=thread.pk)


def _look(mo: Account, post: Post) -> Item:
    if not Place.objects.exists():
        put_on_duty(mo)
    return services.claim(actor=mo, item=Item.objects.open().get(post=post))


def test_while_nobody_is_here_a_new_members_post_waits(board: Board, ada: Account) -> None:
    post = _first(ada, board)
    assert post.is_held
    item = Item.objects.get(post=post)
    assert (item.is_first_look, item.level, item.is_open) == (True, Level.GREEN, True)


def test_while_somebody_is_here_it_appears_at_once(board: Board, ada: Account, mo: Account) -> None:
    put_on_duty(mo)
    assert not _first(ada, board).is_held
    Board.objects.update(holds_newcomers=Holds.ALWAYS)
    assert _first(ada, Board.objects.get()).is_held


def test_a_board_that_does_not_hold_holds_nothing(ada: Account) -> None:
    assert not _first(ada, make_board()).is_held


def test_somebody_is_new_until_their_third_shown_post_and_for_a_week(
    board: Board, ada: Account, ben: Account, mo: Account, clock: FakeClock
) -> None:
    clock.advance(days=6)
    place = put_on_duty(mo)
    for _ in range(2):
        assert not _first(ada, board).is_held
    place.delete()
    forget_cover()
    assert _first(ada, board).is_held
    put_on_duty(mo)
    assert not _first(ada, board).is_held
    Place.objects.all().delete()
    forget_cover()
    assert not _first(ada, board).is_held, "Three of theirs could be read by others."
    assert _first(ben, board).is_held
    clock.advance(days=1)
    assert not _first(ben, board).is_held, "A week is over."


def test_nobody_else_finds_it_anywhere(browse: Browse, board: Board, ada: Account, ben: Account, sam: Account) -> None:
    post = _first(ada, board)
    addresses = (
        reverse("threads:thread", args=[post.thread_id]), reverse("threads:post", args=[post.pk]),
        reverse("threads:reply", args=[post.thread_id]), reverse("flags:raise", args=[post.pk]),
    )  # fmt: skip
    ready_to_write(ben)
    for reader in (ben, sam):
        client = browse(reader)
        for address in addresses:
            assert client.get(address).status_code == 404, address
        page = client.get(reverse("threads:board", args=[board.pk])).content.decode()
        assert "My first one" not in page
        assert "Nobody has written here yet" in page
    with pytest.raises(NotGranted):
        reply(actor=ben, thread=post.thread, words="Hello", warnings=[], submission=uuid4())


def test_its_writer_sees_it_and_why(browse: Browse, board: Board, ada: Account, mo: Account, clock: FakeClock) -> None:
    start = clock.moment + timedelta(hours=2)
    Place.objects.create(shift=make_shift(starts_at=start), account=mo, duty="host")
    post = _first(ada, board)
    client = browse(ada)
    page = client.get(reverse("threads:thread", args=[post.thread_id])).content.decode()
    for words in (WORDS, "Only you can read this so far", "We read first posts before others see them", "at 21:00"):
        assert words in page
    listed = client.get(reverse("threads:board", args=[board.pk])).content.decode()
    assert "only you can see it until we have read it" in listed


def test_a_reply_waits_without_being_counted_and_comes_back_to_its_place(
    browse: Browse, board: Board, ada: Account, ben: Account, mo: Account, clock: FakeClock
) -> None:
    thread = make_thread(ben)
    Thread.objects.update(is_held=False)
    Post.objects.update(held_at=None)
    Item.objects.all().delete()
    began = thread.created_at
    clock.advance(minutes=5)
    waiting = make_reply(ada, thread, WORDS)
    thread.refresh_from_db()
    assert (thread.reply_count, thread.last_post_at) == (0, began)
    assert WORDS not in browse(ben).get(reverse("threads:thread", args=[thread.pk])).content.decode()
    clock.advance(minutes=5)
    put_on_duty(mo)
    make_reply(ben, thread, "I am still here.")
    services.decide(actor=mo, item=_look(mo, waiting), decision=Decision.LET_THROUGH)
    thread.refresh_from_db()
    assert (thread.reply_count, thread.last_post_at) == (2, clock.moment)
    page = browse(ben).get(reverse("threads:thread", args=[thread.pk])).content.decode()
    assert page.index(WORDS) < page.index("I am still here.")
    assert "now everybody here can" in Letter.objects.get(conversation__member=ada).words


def test_letting_a_beginning_through_shows_the_thread(
    browse: Browse, board: Board, ada: Account, ben: Account, mo: Account
) -> None:
    post = _first(ada, board)
    item = _look(mo, post)
    client = browse(mo)
    page = client.get(reverse("review:item", args=[item.pk])).content.decode()
    for words in ("A first look", WORDS, "My first one", "Let everybody read the post"):
        assert words in page
    assert "Leave the post as it is" not in page
    assert "First look" in client.get(reverse("review:desk")).content.decode()
    wrong = {"decision": "no_action", "reason": "", "submission": new_token(mo)}
    assert client.post(reverse("review:decide", args=[item.pk]), wrong).status_code == 422
    form = {"decision": "let_through", "reason": "", "submission": new_token(mo)}
    for _ in range(2):
        assert client.post(reverse("review:decide", args=[item.pk]), form).status_code == 302
    assert Letter.objects.count() == 1
    assert WORDS in browse(ben).get(reverse("threads:thread", args=[post.thread_id])).content.decode()


def test_leaving_it_as_it_is_never_leaves_it_waiting(board: Board, ada: Account, mo: Account) -> None:
    post = _first(ada, board)
    services.decide(actor=mo, item=_look(mo, post), decision=Decision.NO_ACTION)
    post.refresh_from_db()
    assert not post.is_held
    assert Item.objects.get().decision == Decision.LET_THROUGH


def test_out_of_sight_with_a_reason_and_brought_back(
    browse: Browse, board: Board, ada: Account, ben: Account, mo: Account
) -> None:
    post = _first(ada, board)
    item = services.decide(actor=mo, item=_look(mo, post), decision=Decision.HIDE, reason="It could tell who you are.")
    thread = reverse("threads:thread", args=[post.thread_id])
    assert "It could tell who you are." in browse(ada).get(thread).content.decode()
    assert browse(ben).get(thread).status_code == 404
    services.bring_back(actor=mo, item=item)
    assert WORDS in browse(ben).get(thread).content.decode()


def test_handed_on_it_still_waits_for_the_desk(board: Board, ada: Account, ben: Account, mo: Account) -> None:
    post = _first(ada, board)
    services.hand_on(actor=mo, item=_look(mo, post), level=Level.RED, note="Please look.")
    assert Concern.objects.count() == 1
    assert Item.objects.open().get().is_first_look
    assert not Post.objects.visible_to(ben).exists()
    services.decide(actor=mo, item=_look(mo, post), decision=Decision.LET_THROUGH)
    assert Post.objects.visible_to(ben).exists()


def test_nothing_is_let_through_by_itself_or_by_anybody_else(
    board: Board, ada: Account, ben: Account, mo: Account, lea: Account
) -> None:
    from forum.threads.services.hiding import let_post_through

    post = _first(ada, board)
    put_on_duty(mo)
    for actor, refusal in ((ada, NotGranted), (lea, NotGranted), (mo, NotNow)):
        with pytest.raises(refusal):
            let_post_through(actor=actor, post=post)
    Board.objects.update(holds_newcomers=Holds.NEVER)
    post.refresh_from_db()
    assert post.is_held


def test_taken_back_it_is_gone_from_the_desk_and_counts_stay_right(
    board: Board, ada: Account, ben: Account, clock: FakeClock
) -> None:
    post = _first(ada, board)
    withdraw_post(actor=ada, post=post)
    assert not Item.objects.exists()
    assert Thread.objects.get(pk=post.thread_id).is_empty
    thread = _first(ben, board).thread
    Thread.objects.filter(pk=thread.pk).update(is_held=False)
    Post.objects.filter(thread=thread).update(held_at=None)
    thread.refresh_from_db()
    clock.advance(minutes=1)
    waiting = make_reply(ada, thread, WORDS)
    withdraw_post(actor=ada, post=waiting)
    thread.refresh_from_db()
    assert thread.reply_count == 0


def test_words_below_a_beginning_that_waits_wait_too(
    browse: Browse, board: Board, ada: Account, ben: Account, mo: Account, clock: FakeClock
) -> None:
    post = _first(ada, board)
    Board.objects.update(holds_newcomers=Holds.NEVER)
    clock.advance(minutes=1)
    more = make_reply(ada, Thread.objects.get(pk=post.thread_id), "And one more thing.")
    assert Post.objects.get(pk=more.pk).is_held
    services.decide(actor=mo, item=_look(mo, more), decision=Decision.LET_THROUGH)
    assert not Thread.objects.visible_to(ben).exists(), "Its beginning and its title still wait."
    services.decide(actor=mo, item=_look(mo, post), decision=Decision.LET_THROUGH)
    page = browse(ben).get(reverse("threads:thread", args=[post.thread_id])).content.decode()
    assert "And one more thing." in page


def test_the_trail_holds_ids_and_a_flag_cannot_reach_it(board: Board, ada: Account, ben: Account) -> None:
    post = _first(ada, board)
    lines = Entry.objects.filter(action="post.held")
    assert [line.subject for line in lines] == [{"post_id": str(post.pk)}]
    ready_to_write(ben)
    with pytest.raises(NotGranted):
        raise_flag(actor=ben, about=post, reason=Reason.UNSURE, submission=uuid4())


def test_members_who_are_not_new_are_never_held(board: Board, ada: Account, clock: FakeClock) -> None:
    clock.advance(days=8)
    assert not make_post(ada).is_held
