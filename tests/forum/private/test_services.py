"""Asking, accepting, writing, ending; and that nobody learns from the outside who takes private messages."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.export.collecting import told_fields
from forum.accounts.models import Account, PlannedReturn
from forum.accounts.permissions import Role
from forum.accounts.services import close_account
from forum.blocks.services import block
from forum.core.refusals import NotGranted
from forum.names.models import NameKind, OtherName
from forum.private import services
from forum.private.chores import forget_old_private_words
from forum.private.models import PrivateDoor, PrivateMessage, Talk
from forum.private.policy import NotAcceptedYet, OnlyWithTeam, OpenYourDoorFirst, PrivateOff, TooNew
from moderation.audit.models import Entry
from moderation.rota.models import Duty
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.private import make_ask, make_private, make_talk, settle, switch_on
from tests.factories.rota import put_on_duty
from tests.factories.threads import make_notice, make_post

pytestmark = pytest.mark.usefixtures("clock")


def _sees(actor: Account, talk: Talk) -> bool:
    return Talk.objects.visible_to(actor).filter(pk=talk.pk).exists()


def test_off_by_default(ada: Account, ben: Account) -> None:
    settle(ada, ben)
    with pytest.raises(PrivateOff):
        make_ask(ada, ben)


def test_both_say_yes_before_any_word(ada: Account, ben: Account) -> None:
    switch_on()
    settle(ada, ben)
    talk = make_ask(ada, ben)
    with pytest.raises(NotAcceptedYet):
        make_private(talk, ada)
    services.accept(actor=ben, talk=talk)
    talk.refresh_from_db()
    make_private(talk, ada, "Good evening.")
    make_private(talk, ben, "And to you.")
    for one in (ada, ben):
        assert [message.words for message in PrivateMessage.objects.visible_to(one).order_by("written_at")] == [
            "Good evening.",
            "And to you.",
        ]


def test_nobody_but_the_two_reads_it_and_it_lies_sealed(
    ada: Account, ben: Account, mo: Account, lea: Account, nia: Account
) -> None:
    make_private(make_talk(ada, ben), ada, "a sentence only for Ben")
    for other in (mo, lea, nia, make_account("Cleo")):
        assert not Talk.objects.visible_to(other).exists()
        assert not PrivateMessage.objects.visible_to(other).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM private_privatemessage")
        assert "sentence" not in cursor.fetchone()[0]


def _closes_the_door(ada: Account, ben: Account) -> None:
    services.set_door(actor=ben, is_open=False)


def _blocks(ada: Account, ben: Account) -> None:
    block(actor=ben, account=ada)


def _is_away(ada: Account, ben: Account) -> None:
    PlannedReturn.objects.create(account=ben, on=datetime(2027, 2, 1, tzinfo=UTC).date(), note="")


def _is_new(ada: Account, ben: Account) -> None:
    Account.objects.filter(pk=ben.pk).update(joined_on=ada.joined_on and ada.joined_on + timedelta(days=29))


@pytest.mark.parametrize("why", [_closes_the_door, _blocks, _is_away, _is_new])
def test_asking_somebody_it_does_not_reach_looks_the_same(
    why: Callable[[Account, Account], None], ada: Account, ben: Account
) -> None:
    switch_on()
    settle(ada, ben)
    post, cleo = make_post(ben), make_account("Cleo")
    settle(cleo)
    why(ada, ben)
    post.refresh_from_db()
    with CaptureQueriesContext(connection) as silent:
        talk = make_ask(ada, ben, post)
    other = make_post(cleo)
    with CaptureQueriesContext(connection) as reaching:
        same = make_ask(ada, cleo, other)
    assert _sees(ada, talk)
    assert not _sees(ben, talk)
    assert _sees(cleo, same)
    assert len(silent) <= len(reaching)
    with pytest.raises(NotGranted):
        services.accept(actor=ben, talk=talk)


def test_ones_own_file_does_not_tell_what_the_other_one_chose() -> None:
    told = {field.name for field in told_fields(Talk)}
    assert told == {"asked_at", "accepted_at"}


def test_rather_not_is_silent_and_sticks(ada: Account, ben: Account) -> None:
    switch_on()
    settle(ada, ben)
    post = make_post(ben)
    talk = make_ask(ada, ben, post)
    services.put_away(actor=ben, talk=talk)
    assert _sees(ada, talk)
    assert not _sees(ben, talk)
    services.end(actor=ada, talk=talk)  # She takes it back, and asks again.
    assert not _sees(ada, talk)
    again = make_ask(ada, ben, post)
    assert again == talk
    assert _sees(ada, again)
    assert not _sees(ben, again)


def test_asking_needs_ones_own_door_the_notice_and_time_here(ada: Account, ben: Account) -> None:
    switch_on()
    settle(ben)
    post = make_post(ben)
    with pytest.raises(TooNew):
        make_ask(ada, ben, post)
    with pytest.raises(TooNew):
        services.set_door(actor=ada, is_open=True)
    settle(ada, door=False)
    with pytest.raises(OpenYourDoorFirst):
        make_ask(ada, ben, post)


def test_writing_waits_for_a_new_notice(ada: Account, ben: Account) -> None:
    from forum.confidentiality.policy import NoticeFirst

    talk = make_talk(ada, ben)
    make_notice(version=2)
    with pytest.raises(NoticeFirst):
        make_private(talk, ada)


def test_only_while_somebody_of_the_team_is_here(ada: Account, ben: Account, mo: Account) -> None:
    talk = make_talk(ada, ben)
    switch_on(only_when_staffed=True)
    with pytest.raises(OnlyWithTeam):
        make_private(talk, ada)
    put_on_duty(mo)
    put_on_duty(make_account("Sol", Role.MODERATOR), Duty.SECOND)
    assert make_private(talk, ada)


def test_a_one_off_or_earlier_name_cannot_be_asked(ada: Account, ben: Account, clock: FakeClock) -> None:
    switch_on()
    settle(ada, ben)
    post = make_post(ben)
    name = OtherName.objects.create(account=ben, name="Foam", kind=NameKind.ONE_OFF, at=clock())
    post.written_as = name
    post.save(update_fields=["written_as"])
    with pytest.raises(NotGranted):
        make_ask(ada, ben, post)


def test_ended_in_one_press_and_gone_for_both(ada: Account, ben: Account) -> None:
    talk = make_talk(ada, ben)
    make_private(talk, ada)
    services.end(actor=ben, talk=talk)
    assert not Talk.objects.exists()
    assert not PrivateMessage.objects.exists()


def test_what_was_taken_back_meanwhile_is_not_accepted(ada: Account, ben: Account) -> None:
    switch_on()
    settle(ada, ben)
    talk = make_ask(ada, ben)
    on_bens_page = Talk.objects.get(pk=talk.pk)
    services.end(actor=ada, talk=talk)
    with pytest.raises(NotGranted):
        services.accept(actor=ben, talk=on_bens_page)
    assert not Talk.objects.get(pk=talk.pk).is_open


def test_what_was_accepted_meanwhile_is_ended_for_both(ada: Account, ben: Account) -> None:
    switch_on()
    settle(ada, ben)
    on_adas_page = make_ask(ada, ben)
    services.accept(actor=ben, talk=Talk.objects.get(pk=on_adas_page.pk))
    services.end(actor=ada, talk=on_adas_page)
    assert not Talk.objects.exists()
    services.end(actor=ada, talk=Talk(pk=on_adas_page.pk, asker=ada, asked=ben, accepted_at=on_adas_page.asked_at))


def test_to_whoever_is_blocked_it_looks_like_no_answer(ada: Account, ben: Account) -> None:
    talk = make_talk(ada, ben)
    make_private(talk, ben, "From before.")
    services.block_other(actor=ben, talk=talk)
    assert not _sees(ben, talk)
    assert _sees(ada, talk)
    assert make_private(talk, ada, "Are you there?")
    assert PrivateMessage.objects.visible_to(ada).count() == 2
    assert not PrivateMessage.objects.visible_to(ben).exists()
    block(actor=ada, account=ben)
    assert not Talk.objects.exists()


def test_a_block_of_another_name_is_silent_and_tells_nothing(ada: Account, ben: Account, clock: FakeClock) -> None:
    talk = make_talk(ada, ben)
    make_private(talk, ben, "From before.")
    clock.advance(minutes=1)
    foam = OtherName.objects.create(account=ben, name="Foam", kind=NameKind.ONE_OFF, at=clock())
    block(actor=ada, account=ben, blocked_as=foam)
    clock.advance(minutes=1)
    make_private(talk, ben, "From after.")
    assert _sees(ada, talk)
    assert [message.words for message in PrivateMessage.objects.visible_to(ada)] == ["From before."]
    assert PrivateMessage.objects.visible_to(ben).count() == 2


def test_an_earlier_name_stays_on_the_talk_and_is_not_found_by_the_new_one(
    ada: Account, ben: Account, clock: FakeClock
) -> None:
    talk = make_talk(ada, ben)
    former = OtherName.objects.create(account=ben, name="Ben", kind=NameKind.FORMER, at=clock())
    services.leave_under(account_id=ben.pk, former=former)
    ben.pseudonym = "Reed"
    ben.save()
    talk = Talk.objects.visible_to(ada).get()
    assert talk.shown_name(talk.other_than(ada.pk)) == "Ben"
    assert make_ask(ada, ben) != talk


def test_nobody_asks_many_in_a_day(ada: Account) -> None:
    switch_on()
    settle(ada)
    for number in range(services.ASKS_A_DAY):
        make_ask(ada, make_account(f"Name{number}"))
    assert Entry.objects.filter(action="private.asked_many").count() == 1
    with pytest.raises(services.AskedEnough):
        make_ask(ada, make_account("One more"))


def test_asking_the_same_person_twice_is_once(ada: Account, ben: Account) -> None:
    talk = make_talk(ada, ben)
    assert make_ask(ada, ben) == talk
    assert make_ask(ben, ada) == talk


def test_words_sent_twice_stand_there_once(ada: Account, ben: Account) -> None:
    talk, submission = make_talk(ada, ben), uuid4()
    for _ in range(2):
        services.write(actor=ada, talk=talk, words="Once.", warnings=[], submission=submission)
    assert PrivateMessage.objects.count() == 1


def test_a_closed_door_takes_back_what_waits(ada: Account, ben: Account) -> None:
    switch_on()
    settle(ada, ben)
    talk = make_ask(ada, ben)
    services.set_door(actor=ben, is_open=False)
    assert _sees(ada, talk)
    assert not _sees(ben, talk)


def test_words_and_talks_go_in_time(ada: Account, ben: Account, clock: FakeClock) -> None:
    talk = make_talk(ada, ben)
    make_private(talk, ada, "The first.")
    clock.advance(days=20)
    make_private(talk, ben, "The second.")
    clock.advance(days=11)
    assert forget_old_private_words(clock()) == 1
    assert [message.words for message in PrivateMessage.objects.all()] == ["The second."]
    clock.advance(days=20)
    forget_old_private_words(clock())
    assert not Talk.objects.exists()


def test_it_goes_with_the_account_and_is_in_no_trail(ada: Account, ben: Account) -> None:
    before = Entry.objects.exclude(action__in=["thread.started", "post.written"]).count()
    make_private(make_talk(ada, ben), ada)
    assert Entry.objects.exclude(action__in=["thread.started", "post.written"]).count() == before
    close_account(actor=ben, account=ben)
    assert not Talk.objects.exists()
    assert [door.account for door in PrivateDoor.objects.all()] == [ada]


def test_switched_off_one_reads_and_ends_but_does_not_write(ada: Account, ben: Account) -> None:
    from forum.shaping.reading import SHAPED, Shaped

    talk = make_talk(ada, ben)
    make_private(talk, ada)
    SHAPED._known = Shaped()
    with pytest.raises(PrivateOff):
        make_private(talk, ada)
    assert PrivateMessage.objects.visible_to(ben).exists()
    services.end(actor=ada, talk=talk)
