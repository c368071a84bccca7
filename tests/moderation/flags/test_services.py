from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from forum.accounts.models import Account
from forum.core.refusals import NotGranted
from forum.core.throttle import TooMany
from forum.threads.models import Post
from moderation.flags import services
from moderation.flags.models import Flag, Reason, Status, Wish
from moderation.flags.policy import OnesOwnWords
from tests.factories.accounts import make_account
from tests.factories.flags import make_flag
from tests.factories.rota import put_on_duty
from tests.factories.threads import make_post

NOTE = "She sounds very tired."


def test_a_flag_keeps_the_reason_the_wish_and_the_note(ben: Account, post: Post) -> None:
    made = make_flag(ben, post, Reason.WORRIED, wish=Wish.REACH_OUT, note=NOTE)
    flag = Flag.objects.get(pk=made.pk)
    assert (flag.reason, flag.wish, flag.note, flag.status) == ("worried", "reach_out", NOTE, "received")


def test_the_note_is_sealed_where_it_lies(ben: Account, post: Post) -> None:
    make_flag(ben, post, note=NOTE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM flags_flag")
        assert NOTE not in cursor.fetchone()[0]


def test_nobody_needs_to_have_read_the_notice_to_ask_for_help(post: Post) -> None:
    assert make_flag(make_account("New here"), post).pk


def test_the_same_form_sent_twice_is_one_flag(ben: Account, post: Post) -> None:
    form = uuid4()
    one, two = (services.raise_flag(actor=ben, about=post, reason=Reason.UNSURE, submission=form) for _ in range(2))
    assert one.pk == two.pk
    assert Flag.objects.count() == 1


def test_a_second_flag_is_refused_and_points_to_the_first(ben: Account, post: Post) -> None:
    first = make_flag(ben, post)
    with pytest.raises(services.AlreadyFlagged) as caught:
        make_flag(ben, post, Reason.RULES)
    assert caught.value.receipt == first.pk


def test_the_database_itself_keeps_one_flag_of_each_member(ben: Account, post: Post) -> None:
    first = make_flag(ben, post)
    with pytest.raises(IntegrityError), transaction.atomic():
        Flag.objects.create(post=post, raised_by=ben, reason="rules", submission=uuid4(), raised_at=first.raised_at)


def test_nobody_flags_their_own_post(ada: Account, post: Post) -> None:
    with pytest.raises(OnesOwnWords) as caught:
        make_flag(ada, post)
    assert caught.value.next_step == "support:help"


def test_the_team_does_not_flag(mo: Account, post: Post) -> None:
    put_on_duty(mo)
    with pytest.raises(NotGranted):
        make_flag(mo, post)


def test_what_was_taken_back_cannot_be_flagged(ben: Account, post: Post) -> None:
    post.withdrawn_at = post.created_at
    with pytest.raises(NotGranted):
        make_flag(ben, post)


def test_flags_have_an_hourly_limit(ben: Account, ada: Account, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "FLAGS_AN_HOUR", 1)
    make_flag(ben, post)
    other = make_post(ada)
    with pytest.raises(TooMany):
        make_flag(ben, other)


def test_only_whoever_raised_it_and_the_team_on_shift_see_a_flag(
    ada: Account, ben: Account, mo: Account, lea: Account, nia: Account, post: Post
) -> None:
    flag = make_flag(ben, post)

    def seen_by(actor: Account) -> bool:
        return Flag.objects.visible_to(actor).filter(pk=flag.pk).exists()

    assert [seen_by(one) for one in (ben, ada, mo, lea, nia)] == [True, False, False, False, False]
    put_on_duty(mo)
    assert seen_by(mo)
    services.mark_passed_on(actor=mo, flags=[flag])
    assert [seen_by(mo), seen_by(lea)] == [False, True]


def test_a_member_cannot_answer_their_own_flag(ben: Account, post: Post) -> None:
    flag = make_flag(ben, post)
    with pytest.raises(NotGranted):
        services.answer(actor=ben, flags=[flag], outcome="Done.")


def test_a_practitioner_answers_what_was_passed_on(ben: Account, mo: Account, lea: Account, post: Post) -> None:
    put_on_duty(mo)
    flag = make_flag(ben, post)
    with pytest.raises(NotGranted):
        services.answer(actor=lea, flags=[flag], outcome="We got in touch.")
    services.mark_passed_on(actor=mo, flags=[flag])
    services.answer(actor=lea, flags=[flag], outcome="We got in touch.")
    flag.refresh_from_db()
    assert (flag.status, flag.outcome) == (Status.ANSWERED, "We got in touch.")
    assert flag.answered_at
