"""Messages of a chat on the desk."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, Role, allows
from forum.core.refusals import NotGranted
from forum.core.submission import new_token
from forum.inbox.models import Letter
from forum.rooms.chores import empty_sessions
from forum.rooms.models import Call, Channel, ChatSession, Message, MessageState
from forum.rooms.services.writing import withdraw_message
from moderation.audit.models import Entry
from moderation.flags.models import Flag, Reason, Status
from moderation.nudges.models import Nudge
from moderation.review import measures, services
from moderation.review.chores import forget_old_items
from moderation.review.levels import Level
from moderation.review.models import Decision, Item
from moderation.review.policy import NothingToBringBack, SomebodyElseHoldsIt
from moderation.rota.models import Duty
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.flags import make_flag
from tests.factories.review import make_claimed_item, make_item
from tests.factories.rooms import attend, close_now, open_session_for, write
from tests.factories.rota import put_on_duty
from tests.factories.threads import make_post

WORDS = "My sister came by today."
WHY = "It could tell who you are."


@pytest.fixture
def host(db: None, clock: FakeClock) -> Account:
    """Rob, on shift: he holds the session."""
    rob = make_account("Rob", Role.MODERATOR)
    put_on_duty(rob)
    return rob


@pytest.fixture
def mo_on(mo: Account, host: Account) -> Account:
    """Mo, on the same shift, at the desk; not in the room."""
    put_on_duty(mo, Duty.SECOND)
    return mo


@pytest.fixture
def session(host: Account, ada: Account, ben: Account) -> ChatSession:
    session = open_session_for(host)
    attend(session, ada)
    attend(session, ben)
    return session


@pytest.fixture
def message(session: ChatSession, ada: Account) -> Message:
    return write(session, ada, WORDS, warnings=["mind.flashback"])


def _address(verb: str, item: Item) -> str:
    return reverse(f"review:{verb}", args=[item.pk])


def _hidden(ben: Account, mo_on: Account, message: Message) -> Item:
    item = make_claimed_item(ben, message, mo_on)
    return services.decide(actor=mo_on, item=item, decision=Decision.HIDE, reason=WHY)


def test_while_the_session_goes_on_somebody_looks_within_two_minutes(
    ada: Account, ben: Account, message: Message, session: ChatSession, clock: FakeClock
) -> None:
    item = make_item(ben, message, Reason.RULES)
    assert (item.level, item.due_at) == (Level.AMBER, clock() + settings.CHAT["answer"])
    close_now(session)
    later = make_item(ben, write(session, ada), Reason.RULES)
    assert later.due_at == clock() + settings.LEVEL_CLOCKS["amber"]


def test_a_second_member_joins_the_item_and_two_messages_are_two(
    ada: Account, ben: Account, message: Message, session: ChatSession
) -> None:
    cleo = make_account("Cleo")
    attend(session, cleo)
    item = make_item(ben, message)
    assert make_item(cleo, message).pk == item.pk
    assert item.flags().count() == 2
    assert make_item(ben, write(session, ada)).pk != item.pk


def test_the_database_keeps_one_open_item_of_a_message_about_one_thing(
    ada: Account, ben: Account, message: Message
) -> None:
    item = make_item(ben, message)
    known = {"level": "red", "opened_at": item.opened_at, "due_at": item.due_at}
    for wrong in ({"message": message}, {}, {"message": message, "post": make_post(ada)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Item.objects.create(**known, **wrong)


def test_the_desk_shows_messages_beside_posts_and_no_words(
    browse: Browse, ada: Account, ben: Account, mo_on: Account, message: Message
) -> None:
    make_item(ben, make_post(ada))
    make_item(ben, message)
    page = browse(mo_on).get(reverse("review:desk")).content.decode()
    for words in ("A message by Ada", "A post by Ada", "Flashback", "Claim"):
        assert words in page
    assert WORDS not in page


def test_the_desk_asks_the_same_number_of_questions_with_messages_on_it(
    browse: Browse, ada: Account, ben: Account, mo_on: Account, session: ChatSession,
    django_assert_max_num_queries: object,
) -> None:  # fmt: skip
    for _ in range(4):
        make_item(ben, make_post(ada))
        _hidden(ben, mo_on, write(session, ada))
        make_item(ben, write(session, ada))
    client = browse(mo_on)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(reverse("review:desk"))


def test_the_page_shows_covered_words_with_what_was_said_around_them(
    browse: Browse, ada: Account, ben: Account, host: Account, mo_on: Account, session: ChatSession
) -> None:
    aside = session.attendances.get(account=ada)
    before = [write(session, ben, f"Before {n}.") for n in range(4)]
    write(session, ben, "Nobody reads this yet.", state=MessageState.HELD)
    write(session, host, "Only hosts.", channel=Channel.HOSTS)
    write(session, host, "Between us.", aside=aside)
    message = write(session, ada, WORDS)
    for n in range(3):
        write(session, ben, f"After {n}.")
    make_flag(ben, message, note="She sounds tired.")
    page = browse(mo_on).get(_address("item", Item.objects.get())).content.decode()
    around = [row.words for row in before[1:]] + ["After 0.", "After 1."]
    for words in (WORDS, "She sounds tired.", *around):
        opened = page[: page.index(words)]
        assert opened.count("<details") > opened.count("</details>"), f"{words} is not covered"
    for words in ("Before 0.", "After 2.", "Nobody reads this yet.", "Only hosts.", "Between us."):
        assert words not in page
    assert "The chat around it" in page
    assert "which goes on now" in page
    assert Entry.objects.filter(action="item.read", actor_id=mo_on.pk).count() == 1


def test_of_a_private_word_only_the_same_talk_stands_around_it(
    browse: Browse, ada: Account, ben: Account, host: Account, mo_on: Account, session: ChatSession
) -> None:
    with_ada, with_ben = (session.attendances.get(account=one) for one in (ada, ben))
    write(session, ben, "For the room.")
    write(session, host, "To somebody else.", aside=with_ben)
    write(session, host, "How are you?", aside=with_ada)
    make_flag(ada, write(session, host, "That was all.", aside=with_ada))
    page = browse(mo_on).get(_address("item", Item.objects.get())).content.decode()
    assert "How are you?" in page
    for words in ("For the room.", "To somebody else."):
        assert words not in page


def test_plain_words_stay_plain(
    browse: Browse, ada: Account, ben: Account, mo_on: Account, session: ChatSession
) -> None:
    message = write(session, ada, "<b>Look</b> *here*\nand there")
    page = browse(mo_on).get(_address("item", make_item(ben, message))).content.decode()
    assert "&lt;b&gt;Look&lt;/b&gt; *here*<br>and there" in page


def test_nobody_deals_with_their_own_words(
    browse: Browse, ada: Account, host: Account, mo_on: Account, session: ChatSession
) -> None:
    item = make_item(ada, write(session, host, "Time to go."))
    assert not Item.objects.visible_to(host).filter(pk=item.pk).exists()
    with pytest.raises(NotGranted):
        services.claim(actor=host, item=item)
    assert browse(host).get(_address("item", item)).status_code == 404
    assert browse(mo_on).get(_address("item", item)).status_code == 200


def test_whoever_takes_it_up_has_answered_the_call(
    ben: Account, mo_on: Account, message: Message, clock: FakeClock
) -> None:
    item = make_item(ben, message)
    assert Call.objects.waiting().count() == 1
    services.claim(actor=mo_on, item=item)
    call = Call.objects.get()
    assert (call.taken_by, call.taken_at) == (mo_on, clock())


def test_hiding_reaches_the_room_and_its_writer_is_told(
    ada: Account, ben: Account, mo_on: Account, message: Message, session: ChatSession
) -> None:
    before = message.revision
    item = _hidden(ben, mo_on, message)
    message.refresh_from_db()
    assert (message.state, message.reason, message.is_flagged) == (MessageState.HIDDEN, WHY, False)
    assert message.revision > before
    assert not Message.objects.visible_to(ben).filter(pk=message.pk).exists()
    letter = Letter.objects.get(conversation__member=ada)
    assert WHY in letter.words
    assert "one of your messages" in letter.words
    assert item.flags().get().outcome == "We put the message out of sight and told its writer why."
    assert WORDS not in str(list(Entry.objects.values_list("subject", flat=True)))


def test_what_is_out_of_sight_already_is_not_hidden_again(ben: Account, mo_on: Account, message: Message) -> None:
    item = make_claimed_item(ben, message, mo_on)
    with pytest.raises(measures.ReasonNeeded):
        services.decide(actor=mo_on, item=item, decision=Decision.HIDE)
    Message.objects.filter(pk=message.pk).update(state=MessageState.HIDDEN)
    with pytest.raises(measures.NothingToHide):
        services.decide(actor=mo_on, item=item, decision=Decision.HIDE, reason=WHY)


def test_leaving_it_as_it_is(browse: Browse, ben: Account, mo_on: Account, message: Message) -> None:
    item = make_claimed_item(ben, message, mo_on)
    client = browse(mo_on)
    page = client.get(_address("item", item)).content.decode()
    assert "Leave the message as it is" in page
    assert "the post" not in page
    form = {"decision": "no_action", "reason": "", "submission": new_token(mo_on)}
    assert client.post(_address("decide", item), form).status_code == 302
    message.refresh_from_db()
    assert (message.state, message.is_flagged) == (MessageState.SHOWN, False)
    assert Flag.objects.get().outcome == "We read the message and left it as it is."
    page = client.get(_address("item", item)).content.decode()
    assert "Leave the message as it is" in page
    assert WORDS not in page


def test_a_reason_that_is_too_long_for_a_message_comes_back(
    browse: Browse, ben: Account, mo_on: Account, message: Message
) -> None:
    item = make_claimed_item(ben, message, mo_on)
    form = {"decision": "hide", "reason": "x" * 301, "submission": new_token(mo_on)}
    answer = browse(mo_on).post(_address("decide", item), form)
    assert answer.status_code == 422
    assert "x" * 301 in answer.content.decode()


def test_anybody_on_shift_brings_a_message_back(
    browse: Browse, ada: Account, ben: Account, host: Account, mo_on: Account, message: Message
) -> None:
    item = _hidden(ben, mo_on, message)
    client = browse(host)
    assert _address("item", item) in client.get(reverse("review:desk")).content.decode()
    page = client.get(_address("item", item)).content.decode()
    assert WORDS in page
    assert WHY in page
    fields = {"words": "Welcome back.", "submission": new_token(host)}
    assert client.post(_address("bring_back", item), fields).status_code == 302
    message.refresh_from_db()
    assert (message.state, message.reason) == (MessageState.SHOWN, "")
    assert any("Welcome back." in letter.words for letter in Letter.objects.filter(conversation__member=ada))
    assert Message.objects.visible_to(ben).filter(pk=message.pk).exists()
    with pytest.raises(NothingToBringBack):
        services.bring_back(actor=mo_on, item=item)


def test_once_the_session_is_emptied_nothing_is_brought_back(
    browse: Browse, ben: Account, host: Account, mo_on: Account, message: Message, clock: FakeClock
) -> None:
    item = _hidden(ben, mo_on, message)
    ChatSession.objects.filter(pk=message.session_id).update(emptied_at=clock())
    item = Item.objects.get(pk=item.pk)
    assert not Item.objects.out_of_sight().exists()
    assert not allows(host, Permission.ITEM_BRING_BACK, item)
    assert not item.is_out_of_sight


def test_somebody_on_the_team_hears_of_it_in_one_line(
    ada: Account, host: Account, mo_on: Account, session: ChatSession
) -> None:
    item = make_claimed_item(ada, write(session, host, "Time to go."), mo_on)
    services.decide(actor=mo_on, item=item, decision=Decision.HIDE, reason=WHY)
    assert not Letter.objects.exists()
    assert Nudge.objects.filter(account=host, words__contains="looked at words of yours").count() == 1


def test_of_what_was_taken_back_the_team_reads_a_copy_until_it_is_decided(
    browse: Browse, ada: Account, ben: Account, mo_on: Account, message: Message
) -> None:
    item = make_claimed_item(ben, message, mo_on)
    withdraw_message(actor=ada, message=Message.objects.get(pk=message.pk))
    page = browse(mo_on).get(_address("item", item)).content.decode()
    assert "has taken this message back" in page
    assert WORDS in page
    with pytest.raises(measures.NothingToHide):
        services.decide(actor=mo_on, item=item, decision=Decision.HIDE, reason=WHY)
    services.decide(actor=mo_on, item=item, decision=Decision.NO_ACTION)
    message = Message.objects.get(pk=message.pk)
    assert (message.words, message.warnings, message.state) == ("", [], MessageState.WITHDRAWN)


def test_what_is_dealt_with_goes_with_the_session(
    browse: Browse, ada: Account, ben: Account, mo_on: Account, session: ChatSession, clock: FakeClock
) -> None:
    open_, dealt = write(session, ada, "Still open."), write(session, ada, WORDS)
    waiting = make_claimed_item(ben, open_, mo_on)
    item = make_claimed_item(ben, dealt, mo_on)
    services.decide(actor=mo_on, item=item, decision=Decision.NO_ACTION)
    close_now(session)
    clock.advance(hours=25)
    empty_sessions(clock())
    assert Message.objects.filter(pk=open_.pk).exists()  # Somebody still has to look at it.
    clock.advance(hours=-25)
    services.decide(actor=mo_on, item=waiting, decision=Decision.NO_ACTION)
    clock.advance(hours=25)
    empty_sessions(clock())
    assert not Message.objects.exists()
    item.refresh_from_db()
    assert item.about.is_gone
    assert Flag.objects.filter(message=None, post=None, status=Status.ANSWERED).count() == 2


def test_an_item_outlives_its_message_for_whoever_decided(
    browse: Browse, ben: Account, host: Account, mo_on: Account, message: Message, clock: FakeClock
) -> None:
    item = _hidden(ben, mo_on, message)
    Call.objects.all().delete()
    message.delete()
    page = browse(mo_on).get(_address("item", item)).content.decode()
    assert "A message by somebody" in page
    assert browse(host).get(_address("item", item)).status_code == 404
    assert browse(host).get(reverse("review:desk")).status_code == 200
    clock.advance(days=366)
    assert forget_old_items(clock()) > 0


def test_a_host_takes_up_a_message_that_nobody_asked_about(host: Account, message: Message) -> None:
    item = services.take_up_message(actor=host, message=message, level=Level.RED)
    again = services.take_up_message(actor=host, message=message, level=Level.RED)
    assert (item.pk, item.claimed_by, item.level) == (again.pk, host, Level.RED)
    actions = list(Entry.objects.values_list("action", flat=True))
    assert (actions.count("item.opened"), actions.count("item.claimed")) == (1, 1)


def test_a_host_leaves_what_the_desk_holds(ben: Account, host: Account, mo_on: Account, message: Message) -> None:
    make_claimed_item(ben, message, mo_on)
    with pytest.raises(SomebodyElseHoldsIt, match="Mo is looking at this one already"):
        services.take_up_message(actor=host, message=message, level=Level.RED)


def test_a_host_takes_up_what_somebody_asked_about(ben: Account, host: Account, message: Message) -> None:
    item = make_item(ben, message)
    assert services.take_up_message(actor=host, message=message, level=Level.RED).pk == item.pk
    assert item.flags().get().status == Status.LOOKING
    assert not Call.objects.waiting().exists()


def test_whoever_is_not_in_the_room_takes_up_nothing_there(
    ada: Account, mo_on: Account, lea: Account, message: Message
) -> None:
    for actor in (mo_on, ada, lea):
        with pytest.raises(NotGranted):
            services.take_up_message(actor=actor, message=message, level=Level.RED)


def test_a_post_of_the_boards_is_dealt_with_as_before(ada: Account, ben: Account, mo_on: Account) -> None:
    item = make_claimed_item(ben, make_post(ada), mo_on)
    assert (item.about.word, item.message) == ("post", None)
    decided = services.decide(actor=mo_on, item=item, decision=Decision.HIDE, reason=WHY)
    assert Item.objects.get(pk=decided.pk).is_out_of_sight
    assert decided.due_at - decided.opened_at == timedelta(hours=1)
