"""From the first question to a kind answer."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from forum.core.refusals import NotGranted, NotNow, Refusal
from moderation.joining import services
from moderation.joining.chores import forget_answered, nudge_whoever_is_asked
from moderation.joining.models import Application, Reading, Reference, State, Talk, View
from moderation.joining.policy import NotYetAgain, OneAlready
from moderation.joining.progress import steps
from moderation.nudges.models import Nudge
from moderation.team.services import close_duty_account
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.joining import answers, make_answered, make_application, make_read


def _told(account: Account) -> list[str]:
    return list(Nudge.objects.filter(account=account).order_by("told_at").values_list("words", flat=True))


def test_the_notice_comes_first(ada: Account) -> None:
    with pytest.raises(NotNow):
        services.send(actor=ada, answers=answers(), submission=uuid4())


def test_one_at_a_time_and_the_same_form_is_one(ada: Account, clock: FakeClock) -> None:
    first = make_application(ada)
    assert services.send(actor=ada, answers=answers(), submission=first.submission).pk == first.pk
    with pytest.raises(OneAlready):
        make_application(ada)
    assert (first.due_on - first.sent_on).days == 28


def test_the_team_cannot_apply(mo: Account) -> None:
    with pytest.raises(NotGranted):
        services.send(actor=mo, answers=answers(), submission=uuid4())


def test_two_references_are_enough_and_may_come_later(ada: Account, ben: Account, clock: FakeClock) -> None:
    application = make_application(ada)
    for who in ("Jo", "Jo", "Kim"):
        services.add_reference(actor=ada, application=application, who=who, reach="at the hall")
    assert Reference.objects.count() == 2
    with pytest.raises(Refusal, match="two are enough"):
        services.add_reference(actor=ada, application=application, who="Sol", reach="at the hall")
    with pytest.raises(NotGranted):
        services.add_reference(actor=ben, application=application, who="Sol", reach="at the hall")


def test_taking_back_deletes_everything_at_once(
    ada: Account, ben: Account, nia: Account, lea: Account, sam: Account, clock: FakeClock
) -> None:
    application = make_read(make_application(ada, references=[("Jo", "at the hall")]), nia, [lea, sam])
    services.note_talk(actor=lea, application=application, held_on=clock.moment.date(), words="We talked.")
    with pytest.raises(NotGranted):
        services.withdraw(actor=ben, application=application)
    services.withdraw(actor=ada, application=application)
    for model in (Application, Reference, Reading, Talk):
        assert not model.objects.exists()
    with pytest.raises(NotGranted):
        services.plan_talk(actor=nia, application=application, words="Tuesday?")
    make_application(ada)


def test_readers_are_leads_practitioners_and_managers(
    ada: Account, nia: Account, lea: Account, mo: Account, clock: FakeClock
) -> None:
    application, lead = make_application(ada), make_account("Lou", Role.MODERATOR, stage=Stage.LEAD)
    with pytest.raises(Refusal, match="leads"):
        services.ask_reader(actor=nia, application=application, reader=mo)
    with pytest.raises(NotGranted):
        services.ask_reader(actor=lea, application=application, reader=lead)
    for reader in (lead, lead, nia):
        services.ask_reader(actor=nia, application=application, reader=reader)
    with pytest.raises(Refusal, match="Two people"):
        services.ask_reader(actor=nia, application=application, reader=lea)
    assert _told(lead) == ["Somebody would like to join the team. You were asked to read what they wrote."]


def test_a_reader_says_once_and_may_let_it_go(
    ada: Account, nia: Account, lea: Account, sam: Account, clock: FakeClock
) -> None:
    application = make_application(ada)
    part = services.ask_reader(actor=nia, application=application, reader=lea)
    with pytest.raises(NotGranted):
        services.say_view(actor=sam, reading=part, view=View.TALK, words="Yes.")
    services.let_go(actor=lea, reading=part)
    assert not Reading.objects.exists()
    part = services.ask_reader(actor=nia, application=application, reader=sam)
    for _ in range(2):
        services.say_view(actor=sam, reading=part, view=View.UNSURE, words="I am not sure.")
    with pytest.raises(NotNow, match="already"):
        services.say_view(actor=sam, reading=part, view=View.TALK, words="Or am I?")
    services.let_go(actor=nia, reading=part)  # What was said stays.
    assert Reading.objects.get().view == View.UNSURE


def test_a_yes_needs_two_readers_and_a_talk(
    ada: Account, nia: Account, lea: Account, sam: Account, clock: FakeClock
) -> None:
    application = make_application(ada)

    def welcome() -> Application:
        return services.answer(actor=nia, application=application, welcome=True, words="Welcome.")

    with pytest.raises(Refusal, match="Two people"):
        welcome()
    make_read(application, nia, [lea, sam])
    with pytest.raises(services.TalkFirst):
        welcome()
    services.note_talk(actor=sam, application=application, held_on=clock.moment.date(), words="We talked.")
    assert welcome().state == State.YES
    assert welcome().state == State.YES
    with pytest.raises(NotNow, match="answered already"):
        services.answer(actor=nia, application=application, welcome=False, words="No.")
    with pytest.raises(NotGranted):
        services.answer(actor=lea, application=application, welcome=False, words="No.")


def test_a_way_back_is_respected_kindly(
    ada: Account, nia: Account, lea: Account, sam: Account, clock: FakeClock
) -> None:
    application = make_read(make_application(ada), nia, [lea, sam])
    back = (clock.moment + timedelta(days=60)).date()
    services.answer(actor=nia, application=application, welcome=False, words="Not yet.", way_back_on=back)
    with pytest.raises(NotYetAgain, match="You are welcome to ask again from 23 January 2027"):
        make_application(ada)
    clock.advance(days=61)
    assert make_application(ada).is_open


def test_any_time_means_any_time(ada: Account, nia: Account, lea: Account, sam: Account, clock: FakeClock) -> None:
    make_answered(ada, nia, [lea, sam], welcome=False)
    assert make_application(ada).is_open


def test_nobody_waits_unseen(ada: Account, nia: Account, lea: Account, sam: Account, clock: FakeClock) -> None:
    application = make_application(ada)
    for _ in range(2):
        nudge_whoever_is_asked(clock())
    assert _told(nia) == ["Somebody would like to join the team. Please ask two people to read what they wrote."]
    for reader in (lea, sam):
        services.ask_reader(actor=nia, application=application, reader=reader)
    services.say_view(actor=sam, reading=Reading.objects.get(reader=sam), view=View.TALK, words="Yes.")
    clock.advance(days=7)
    nudge_whoever_is_asked(clock())
    assert len(_told(lea)) == 2
    assert len(_told(sam)) == 1
    clock.advance(days=14)
    nudge_whoever_is_asked(clock())
    assert "answered by 22 December" in _told(nia)[-1]
    clock.advance(days=7)
    nudge_whoever_is_asked(clock())
    assert "due for its answer" in _told(nia)[-1]
    assert not Nudge.objects.filter(account=ada).exists()


def test_after_six_months_nothing_is_left(
    ada: Account, ben: Account, nia: Account, lea: Account, sam: Account, clock: FakeClock
) -> None:
    make_answered(ada, nia, [lea, sam], welcome=False)
    waiting = make_application(ben)
    clock.advance(days=180)
    assert forget_answered(clock()) == 0
    clock.advance(days=5)
    assert forget_answered(clock()) > 0
    assert list(Application.objects.all()) == [waiting]


def test_a_reader_who_leaves_makes_room(ada: Account, nia: Account, lea: Account, clock: FakeClock) -> None:
    application = make_application(ada)
    services.ask_reader(actor=nia, application=application, reader=lea)
    close_duty_account(actor=nia, account=lea)
    assert not Reading.objects.exists()


def test_progress_says_what_is(ada: Account, nia: Account, lea: Account, sam: Account, clock: FakeClock) -> None:
    application = make_application(ada)

    def now() -> list[Any]:
        return [(words, state) for words, state, _ in steps(Application.objects.get(pk=application.pk))]

    assert now()[1] == ("Two people read it", "next")
    for reader in (lea, sam):
        services.ask_reader(actor=nia, application=application, reader=reader)
    assert now()[1] == ("Two people are reading it", "now")
    for reader in (lea, sam):
        part = Reading.objects.get(reader=reader)
        services.say_view(actor=reader, reading=part, view=View.TALK, words="Yes.")
    assert now()[2] == ("We talk", "now")
    services.answer(actor=nia, application=application, welcome=False, words="Not yet.")
    assert now()[-1] == ("You have our answer", "done")
