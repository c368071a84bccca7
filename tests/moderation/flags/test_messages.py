"""Asking the team to look at a message of a chat."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.refusals import NotGranted
from forum.core.submission import new_token
from forum.core.throttle import TooMany
from forum.rooms.models import Call, CallKind, Channel, ChatSession, Message, MessageState, SessionState, Standing
from forum.rooms.services.emptying import empty_session
from moderation.flags import services
from moderation.flags.models import Flag, Reason, Status
from moderation.flags.policy import OnesOwnWords
from moderation.flags.receipts import about_of
from moderation.review.models import Item
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.flags import make_flag
from tests.factories.rooms import attend, close_now, make_block, open_session_for, write
from tests.factories.rota import put_on_duty
from tests.factories.threads import make_post

WORDS = "My sister came by today."


@pytest.fixture
def session(mo: Account, ada: Account, ben: Account, clock: FakeClock) -> ChatSession:
    """A session that is open: Mo holds it; Ada and Ben are in it."""
    put_on_duty(mo)
    session = open_session_for(mo)
    attend(session, ada)
    attend(session, ben)
    return session


@pytest.fixture
def message(session: ChatSession, ada: Account) -> Message:
    return write(session, ada, WORDS, warnings=["mind.flashback"])


def _form(actor: Account, **fields: str) -> dict[str, str]:
    return {"reason": "worried", "wish": "reach_out", "note": "", "submission": new_token(actor), **fields}


def _address(message: Message) -> str:
    return reverse("flags:raise_message", args=[message.pk])


def test_the_form_is_about_the_message_and_shows_no_words(browse: Browse, ben: Account, message: Message) -> None:
    page = browse(ben).get(_address(message)).content.decode()
    for words in ("the message by Ada", "Who can read this", "A host is told at once", "Help now"):
        assert words in page
    assert WORDS not in page


def test_asking_leads_to_a_receipt_and_calls_a_host(
    browse: Browse, ben: Account, message: Message, session: ChatSession, clock: FakeClock
) -> None:
    client = browse(ben)
    answer = client.post(_address(message), _form(ben, note="She sounds tired."))
    flag = Flag.objects.get()
    assert (flag.message, flag.post) == (message, None)
    assert answer["Location"] == reverse("flags:receipt", args=[flag.pk])
    assert "You asked the team to look at a message by Ada" in client.get(answer["Location"]).content.decode()
    assert "A message by Ada" in client.get(reverse("flags:receipts")).content.decode()
    call = Call.objects.get()
    assert (call.kind, call.message, call.due_at) == (CallKind.FLAG, message, clock() + timedelta(minutes=2))
    message.refresh_from_db()
    session.refresh_from_db()
    assert (message.is_flagged, session.flagged) == (True, 1)


def test_words_that_were_typed_come_back(browse: Browse, ben: Account, message: Message) -> None:
    for fields in ({"reason": ""}, {"submission": "forged"}, {"note": "my words " * 300}):
        answer = browse(ben).post(_address(message), _form(ben, **{"note": "my words", **fields}))
        assert answer.status_code == 422, fields
        assert "my words" in answer.content.decode()
    assert not Flag.objects.exists()


def test_asking_again_points_to_the_first_receipt(browse: Browse, ben: Account, message: Message) -> None:
    flag = make_flag(ben, message)
    for answer, status in (
        (browse(ben).get(_address(message)), 200), (browse(ben).post(_address(message), _form(ben)), 409),
    ):  # fmt: skip
        assert answer.status_code == status
        assert reverse("flags:receipt", args=[flag.pk]) in answer.content.decode()


def test_the_same_form_twice_is_one_flag_and_one_call(ben: Account, message: Message) -> None:
    form = uuid4()
    for _ in range(2):
        services.raise_flag(actor=ben, about=message, reason=Reason.UNSURE, submission=form)
    assert (Flag.objects.count(), Call.objects.count()) == (1, 1)


def test_ones_own_message_shows_help_instead(browse: Browse, ada: Account, message: Message) -> None:
    with pytest.raises(OnesOwnWords):
        make_flag(ada, message)
    answer = browse(ada).get(_address(message))
    assert answer.status_code == 403
    assert reverse("support:help") in answer.content.decode()


def test_only_what_one_can_read_is_there_to_ask_about(
    browse: Browse, ada: Account, ben: Account, mo: Account, message: Message, session: ChatSession
) -> None:
    stranger, with_ada = make_account("Cleo"), session.attendances.get(account=ada)
    others = [
        write(session, ada, state=MessageState.HELD), write(session, ada, state=MessageState.HIDDEN),
        write(session, ada, state=MessageState.WITHDRAWN), write(session, mo, aside=with_ada),
        write(session, mo, channel=Channel.HOSTS),
    ]  # fmt: skip
    for actor, unreadable in ((ben, others), (stranger, [message]), (mo, [message])):
        for one in unreadable:
            with pytest.raises(NotGranted):
                make_flag(actor, one)
            for answer in (browse(actor).get(_address(one)), browse(actor).post(_address(one), _form(actor))):
                assert answer.status_code == 404
    make_block(ada, ben)
    assert browse(ben).get(_address(message)).status_code == 404
    assert not Flag.objects.exists()


def test_what_a_host_said_aside_can_be_asked_about(ada: Account, mo: Account, session: ChatSession) -> None:
    said = write(session, mo, aside=session.attendances.get(account=ada))
    assert make_flag(ada, said).about.author == mo


def test_somebody_who_was_asked_to_leave_reads_nothing_there(
    browse: Browse, ben: Account, message: Message, session: ChatSession
) -> None:
    session.attendances.filter(account=ben).update(standing=Standing.REMOVED)
    expected = 200 if Message.objects.visible_to(ben).filter(pk=message.pk).exists() else 404
    assert browse(ben).get(_address(message)).status_code == expected


def test_after_the_session_one_can_still_ask_and_no_host_is_called(
    browse: Browse, ben: Account, message: Message, session: ChatSession
) -> None:
    close_now(session)
    page = browse(ben).get(_address(message)).content.decode()
    assert "A host is told at once" not in page
    assert browse(ben).post(_address(message), _form(ben)).status_code == 302
    assert not Call.objects.exists()


def test_when_the_session_is_emptied_there_is_nothing_left_to_ask_about(
    browse: Browse, ben: Account, message: Message, session: ChatSession
) -> None:
    close_now(session)
    row = Message.objects.get(pk=message.pk)
    empty_session(session_id=session.pk)
    assert browse(ben).get(_address(message)).status_code == 404
    with pytest.raises(NotGranted):
        make_flag(ben, row)


def test_messages_and_posts_share_the_hourly_limit(
    ada: Account, ben: Account, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "FLAGS_AN_HOUR", 1)
    make_flag(ben, make_post(ada))
    with pytest.raises(TooMany):
        make_flag(ben, message)


def test_the_writer_is_never_told(browse: Browse, ada: Account, ben: Account, message: Message) -> None:
    flag = make_flag(ben, message)
    client = browse(ada)
    assert client.get(reverse("flags:receipt", args=[flag.pk])).status_code == 404
    assert str(flag.pk) not in client.get(reverse("flags:receipts")).content.decode()
    told = client.get(reverse("rooms:since", args=[message.session_id]), {"after": 0})
    assert told.status_code == 200
    assert WORDS in told.content.decode()
    assert "flagged" not in told.content.decode()


def test_the_database_keeps_a_flag_about_one_thing(
    ada: Account, ben: Account, message: Message, clock: FakeClock
) -> None:
    known = {"raised_by": ben, "reason": "rules", "raised_at": clock()}
    for wrong in ({}, {"message": message, "post": make_post(ada)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Flag.objects.create(**known, **wrong, submission=uuid4())
    make_flag(ben, message)
    with pytest.raises(IntegrityError), transaction.atomic():
        Flag.objects.create(**known, message=message, submission=uuid4())
    with pytest.raises(IntegrityError), transaction.atomic():
        message.delete()  # Nobody has dealt with it.


def test_a_receipt_outlives_the_message(browse: Browse, ben: Account, message: Message, clock: FakeClock) -> None:
    flag = make_flag(ben, message)
    Flag.objects.filter(pk=flag.pk).update(status=Status.ANSWERED, answered_at=clock(), outcome="We read it.")
    Item.objects.all().delete()
    message.delete()
    flag.refresh_from_db()
    assert (flag.about.is_gone, about_of(flag)) == (True, "message in a chat")
    page = browse(ben).get(reverse("flags:receipt", args=[flag.pk])).content.decode()
    assert "a message in a chat" in page
    assert "Whoever wrote it is not told" in page
    assert "A message in a chat" in browse(ben).get(reverse("flags:receipts")).content.decode()


def test_a_moderator_who_is_no_host_asks_about_nothing(browse: Browse, message: Message) -> None:
    rob = make_account("Rob", Role.MODERATOR)
    put_on_duty(rob)
    assert browse(rob).get(_address(message)).status_code == 404


def test_a_paused_session_goes_on_as_far_as_this_is_concerned(
    ben: Account, message: Message, session: ChatSession
) -> None:
    ChatSession.objects.filter(pk=session.pk).update(state=SessionState.PAUSED)
    make_flag(ben, message)
    assert Call.objects.count() == 1
