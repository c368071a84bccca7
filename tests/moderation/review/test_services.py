from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, Role, allows
from forum.core.refusals import NotGranted
from forum.inbox.models import Letter
from forum.threads.models import Post
from forum.threads.services.hiding import hide_post, show_post
from forum.threads.services.withdrawing import withdraw_post
from moderation.flags.models import Flag, Reason, Status
from moderation.review import measures, services
from moderation.review.chores import forget_old_items, release_what_was_left
from moderation.review.levels import Level
from moderation.review.models import Decision, Item
from moderation.review.policy import AlreadyDecided, ClaimFirst, NothingToBringBack, OffShift, SomebodyElseHoldsIt
from moderation.rota.cover import forget_cover
from moderation.rota.models import Duty
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.flags import make_flag
from tests.factories.review import make_claimed_item, make_item
from tests.factories.rota import put_on_duty
from tests.factories.threads import make_post, make_reply


@pytest.fixture
def mo_on(mo: Account, clock: FakeClock) -> Account:
    """Mo, on shift until two hours from now."""
    put_on_duty(mo)
    return mo


def test_a_flag_opens_an_item_and_the_next_one_joins_it(
    ada: Account, ben: Account, post: Post, clock: FakeClock
) -> None:
    item = make_item(ben, post, Reason.RULES)
    assert (item.level, item.due_at - item.opened_at) == (Level.AMBER, timedelta(hours=4))
    clock.advance(minutes=10)
    make_flag(make_account("Cleo"), post, Reason.WORRIED)
    item.refresh_from_db()
    assert Item.objects.count() == 1
    assert item.flags().count() == 2
    assert (item.level, item.due_at) == (Level.RED, clock() + timedelta(hours=1))


def test_a_milder_flag_does_not_slow_an_item_down(ben: Account, post: Post, clock: FakeClock) -> None:
    item = make_item(ben, post, Reason.WORRIED)
    make_flag(make_account("Cleo"), post, Reason.UNSURE)
    due = item.due_at
    item.refresh_from_db()
    assert (item.level, item.due_at) == (Level.RED, due)


def test_the_database_keeps_one_open_item_of_a_post(ben: Account, post: Post) -> None:
    item = make_item(ben, post)
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.create(post=post, level="red", opened_at=item.opened_at, due_at=item.due_at)


def test_a_flag_after_the_decision_opens_a_new_item(ben: Account, mo_on: Account, post: Post) -> None:
    item = make_claimed_item(ben, post, mo_on)
    services.decide(actor=mo_on, item=item, decision=Decision.NO_ACTION)
    assert make_item(make_account("Cleo"), post).pk != item.pk


def test_the_desk_is_in_order_of_level_and_then_of_time(ada: Account, ben: Account, clock: FakeClock) -> None:
    milder = make_item(ben, make_post(ada), Reason.RULES)
    clock.advance(minutes=5)
    first, second = make_item(ben, make_post(ada)), None
    clock.advance(minutes=5)
    second = make_item(ben, make_post(ada))
    assert list(Item.objects.in_order()) == [first, second, milder]


def test_off_shift_the_desk_is_closed(ben: Account, mo: Account, post: Post) -> None:
    item = make_item(ben, post)
    assert not Item.objects.visible_to(mo).exists()
    for verb in (services.claim, services.release, services.read_item):
        with pytest.raises(OffShift):
            verb(actor=mo, item=item)


def test_others_do_not_learn_that_there_is_a_desk(ben: Account, lea: Account, nia: Account, post: Post) -> None:
    item = make_item(ben, post)
    for other in (ben, lea, nia):
        assert not Item.objects.visible_to(other).exists()
        with pytest.raises(NotGranted):
            services.claim(actor=other, item=item)


def test_without_a_second_factor_the_desk_is_closed(post: Post, ben: Account) -> None:
    unverified = make_account("Una", Role.MODERATOR, verified=False)
    put_on_duty(unverified)
    item = make_item(ben, post)
    assert not Item.objects.visible_to(unverified).exists()
    assert not allows(unverified, Permission.ITEM_CLAIM, item)


def test_one_claims_and_the_other_learns_who(ben: Account, mo_on: Account, post: Post) -> None:
    rob = make_account("Rob", Role.MODERATOR)
    put_on_duty(rob, Duty.SECOND)
    item = make_item(ben, post)
    held = services.claim(actor=mo_on, item=item)
    assert held.claimed_by == mo_on
    assert held.flags().get().status == Status.LOOKING
    # Rob's page still shows it as free.
    with pytest.raises(SomebodyElseHoldsIt, match="Mo is looking at this one already"):
        services.claim(actor=rob, item=item)
    assert services.claim(actor=mo_on, item=item).claimed_by == mo_on


def test_deciding_belongs_to_whoever_holds_it(ben: Account, mo_on: Account, post: Post) -> None:
    rob = make_account("Rob", Role.MODERATOR)
    put_on_duty(rob, Duty.SECOND)
    item = make_item(ben, post)
    with pytest.raises(ClaimFirst):
        services.decide(actor=rob, item=item, decision=Decision.NO_ACTION)
    item = services.claim(actor=mo_on, item=item)
    with pytest.raises(SomebodyElseHoldsIt):
        services.hand_on(actor=rob, item=item, level=Level.RED)
    with pytest.raises(SomebodyElseHoldsIt):
        services.release(actor=rob, item=item)


def test_letting_go_lets_somebody_else_take_it_up(ben: Account, mo_on: Account, post: Post) -> None:
    rob = make_account("Rob", Role.MODERATOR)
    put_on_duty(rob, Duty.SECOND)
    item = services.release(actor=mo_on, item=make_claimed_item(ben, post, mo_on))
    assert item.claimed_by is None
    assert item.flags().get().status == Status.RECEIVED
    assert services.claim(actor=rob, item=item).claimed_by == rob


def test_what_somebody_held_when_their_shift_ended_is_free_again(
    ben: Account, mo_on: Account, post: Post, clock: FakeClock
) -> None:
    item = make_claimed_item(ben, post, mo_on)
    assert release_what_was_left(clock()) == 0
    clock.advance(hours=12)
    forget_cover()
    assert release_what_was_left(clock()) == 1
    item.refresh_from_db()
    assert item.claimed_by is None
    assert item.flags().get().status == Status.RECEIVED


def test_leaving_a_post_as_it_is_answers_whoever_asked(ben: Account, mo_on: Account, post: Post) -> None:
    item = make_claimed_item(ben, post, mo_on)
    services.decide(actor=mo_on, item=item, decision=Decision.NO_ACTION)
    flag = Flag.objects.get()
    assert flag.status == Status.ANSWERED
    assert "left it as it is" in flag.outcome
    assert not Letter.objects.exists()


def test_hiding_tells_the_writer_why_and_answers_whoever_asked(
    ada: Account, ben: Account, mo_on: Account, post: Post
) -> None:
    item = make_claimed_item(ben, post, mo_on, Reason.IDENTIFIES)
    services.decide(actor=mo_on, item=item, decision=Decision.HIDE, reason="It names a street.")
    post.refresh_from_db()
    assert post.is_hidden
    letter = Letter.objects.get()
    assert letter.conversation.member == ada
    assert "It names a street." in letter.words
    assert "have somebody else look" in letter.words
    assert letter.conversation.is_over
    assert "out of sight" in Flag.objects.get().outcome


def test_the_title_goes_out_of_sight_with_the_first_post(
    ada: Account, ben: Account, mo_on: Account, post: Post, browse: Browse, clock: FakeClock
) -> None:
    clock.advance(minutes=1)
    make_reply(ben, post.thread)
    item = make_claimed_item(ben, post, mo_on)
    services.decide(actor=mo_on, item=item, decision=Decision.HIDE, reason="It names a street.")
    for path in (f"/spaces/{post.thread.board_id}/", f"/t/{post.thread_id}/"):
        assert post.thread.title not in browse(ben).get(path).content.decode()
        assert post.thread.title in browse(ada).get(path).content.decode()


def _hidden(ben: Account, mo_on: Account, post: Post) -> Item:
    item = make_claimed_item(ben, post, mo_on)
    return services.decide(actor=mo_on, item=item, decision=Decision.HIDE, reason="It names a street.")


@pytest.fixture
def rob_on(db: None) -> Account:
    """A second moderator on shift."""
    rob = make_account("Rob", Role.MODERATOR)
    put_on_duty(rob, Duty.SECOND)
    return rob


def test_whoever_is_on_shift_brings_back_what_somebody_hid(
    ada: Account, ben: Account, mo_on: Account, rob_on: Account, post: Post, browse: Browse
) -> None:
    item = _hidden(ben, mo_on, post)
    services.bring_back(actor=rob_on, item=item, words="It is a big street.")
    post.refresh_from_db()
    assert (post.is_hidden, post.hidden_reason) == (False, "")
    page = browse(ben).get(f"/t/{post.thread_id}/").content.decode()
    assert post.thread.title in page
    assert post.words in page
    letter = _newest(ada)
    assert "Everybody here can read it as before." in letter.words
    assert "It is a big street." in letter.words
    assert letter.conversation.is_over


def _newest(member: Account) -> Letter:
    """The letter that says that somebody looked again; the words lie sealed, so they are looked at here."""
    return next(one for one in Letter.objects.filter(conversation__member=member) if "looked again" in one.words)


def test_a_reply_that_comes_back_leaves_the_title_alone(
    ada: Account, ben: Account, mo_on: Account, post: Post, clock: FakeClock
) -> None:
    clock.advance(minutes=1)
    reply = make_reply(ada, post.thread)
    first, second = _hidden(ben, mo_on, post), _hidden(ben, mo_on, reply)
    services.bring_back(actor=mo_on, item=second)
    post.thread.refresh_from_db()
    assert post.thread.is_title_hidden
    services.bring_back(actor=mo_on, item=first)
    post.thread.refresh_from_db()
    assert not post.thread.is_title_hidden


def test_what_is_not_out_of_sight_is_not_brought_back(
    ada: Account, ben: Account, mo_on: Account, rob_on: Account, post: Post
) -> None:
    item = _hidden(ben, mo_on, post)
    services.bring_back(actor=mo_on, item=item)
    with pytest.raises(NothingToBringBack):
        services.bring_back(actor=mo_on, item=item)
    with pytest.raises(NotGranted):
        services.bring_back(actor=rob_on, item=item)
    with pytest.raises(NothingToBringBack):
        show_post(actor=rob_on, post=post)
    assert Letter.objects.count() == 2
    withdrawn = make_post(ada)
    item = _hidden(ben, mo_on, withdrawn)
    withdraw_post(actor=ada, post=withdrawn)
    with pytest.raises(NothingToBringBack):
        services.bring_back(actor=mo_on, item=item)


def test_hidden_again_it_stands_there_once(ben: Account, mo_on: Account, post: Post, clock: FakeClock) -> None:
    first = _hidden(ben, mo_on, post)
    services.bring_back(actor=mo_on, item=first)
    clock.advance(minutes=5)
    second = _hidden(make_account("Cleo"), mo_on, post)
    assert list(Item.objects.out_of_sight()) == [second]
    assert not Item.objects.get(pk=first.pk).is_out_of_sight


def test_bringing_back_belongs_to_moderators_on_shift(
    ada: Account, ben: Account, mo_on: Account, lea: Account, nia: Account, post: Post
) -> None:
    item = _hidden(ben, mo_on, post)
    for other in (ada, ben, lea, nia):
        with pytest.raises(NotGranted):
            services.bring_back(actor=other, item=item)
        with pytest.raises(NotGranted):
            show_post(actor=other, post=post)
    with pytest.raises(OffShift):
        services.bring_back(actor=make_account("Oli", Role.MODERATOR), item=item)


def test_hiding_needs_a_reason_and_something_to_hide(ben: Account, ada: Account, mo_on: Account, post: Post) -> None:
    item = make_claimed_item(ben, post, mo_on)
    with pytest.raises(measures.ReasonNeeded):
        services.decide(actor=mo_on, item=item, decision=Decision.HIDE)
    withdraw_post(actor=ada, post=post)
    item = Item.objects.get(pk=item.pk)
    with pytest.raises(measures.NothingToHide):
        services.decide(actor=mo_on, item=item, decision=Decision.HIDE, reason="Because.")
    item.refresh_from_db()
    assert item.is_open


def test_nobody_hides_a_post_without_holding_its_item(ben: Account, mo_on: Account, post: Post) -> None:
    with pytest.raises(ClaimFirst):
        hide_post(actor=mo_on, post=post, reason="Because.")
    with pytest.raises(NotGranted):
        hide_post(actor=ben, post=post, reason="Because.")


def test_handing_on_is_one_step(ben: Account, mo_on: Account, post: Post) -> None:
    item = make_claimed_item(ben, post, mo_on)
    services.hand_on(actor=mo_on, item=item, level=Level.CRISIS, note="Please look soon.")
    item = Item.objects.get(pk=item.pk)
    assert (item.decision, item.level, item.handed_note) == (Decision.HANDED_ON, Level.CRISIS, "Please look soon.")
    assert Flag.objects.get().status == Status.PASSED_ON
    with connection.cursor() as cursor:
        cursor.execute("SELECT handed_note FROM review_item")
        assert "Please look soon." not in cursor.fetchone()[0]


def test_a_decision_sent_twice_is_one_and_another_one_is_refused(ben: Account, mo_on: Account, post: Post) -> None:
    item = make_claimed_item(ben, post, mo_on)
    services.hand_on(actor=mo_on, item=item, level=Level.RED)
    item = Item.objects.get(pk=item.pk)
    services.hand_on(actor=mo_on, item=item, level=Level.RED)
    with pytest.raises(AlreadyDecided):
        services.decide(actor=mo_on, item=item, decision=Decision.NO_ACTION)
    assert Item.objects.count() == 1


def test_a_veto_of_safeguarding_undoes_the_hand_on(
    ben: Account, mo_on: Account, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = make_claimed_item(ben, post, mo_on)

    def veto(event: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(services, "publish", veto)
    with pytest.raises(RuntimeError):
        services.hand_on(actor=mo_on, item=item, level=Level.RED)
    item.refresh_from_db()
    assert item.is_open
    assert Flag.objects.get().status == Status.LOOKING


def test_old_items_are_forgotten(ben: Account, mo_on: Account, post: Post, clock: FakeClock) -> None:
    item = make_claimed_item(ben, post, mo_on)
    services.decide(actor=mo_on, item=item, decision=Decision.NO_ACTION)
    assert forget_old_items(clock() + timedelta(days=300)) == 0
    assert forget_old_items(clock() + timedelta(days=400)) > 0
    assert not Item.objects.exists()
