"""The verbs of private messages: say whether others may ask; ask, accept, put away; write; end."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from forum.accounts.away import is_away
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.blocks.models import Block
from forum.blocks.services import block
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import NotGranted
from forum.core.throttle import TooMany, spend
from forum.names.models import OtherName
from forum.private.events import (
    AskedMany,
    DoorSet,
    PrivateHidden,
    PrivateShown,
    PrivateWarned,
    PrivateWritten,
    TalkAccepted,
    TalkAsked,
    TalkEnded,
)
from forum.private.models import LIFE, PrivateDoor, PrivateMessage, Talk
from forum.private.policy import TooNew, closed_to, is_new
from forum.threads.models import Post
from forum.warnings.taxonomy import BY_KEY

ASKS_A_DAY = 3
WORDS_AN_HOUR = 60


class AskedEnough(TooMany):
    """Asking many people in a day is how somebody who means no good begins, so nobody can."""

    code = "asked_enough"
    message = f"You can ask {ASKS_A_DAY} people in a day, and you have. Tomorrow you can ask again."


@transaction.atomic
def set_door(*, actor: Account, is_open: bool) -> None:
    """Say whether others may ask to write with one. Closed, what was asked and not accepted reaches one no more."""
    authorize(actor, Permission.PRIVATE_OPEN, SITE)
    if is_open and is_new(actor, clock.now()):
        raise TooNew
    if is_open:
        PrivateDoor.objects.get_or_create(account=actor)
    else:
        PrivateDoor.objects.filter(account=actor).delete()
        Talk.objects.filter(asked=actor, accepted_at__isnull=True).update(reaches=False)
    publish(DoorSet(actor_id=actor.pk, account_id=actor.pk, is_open=is_open))


@transaction.atomic
def ask(*, actor: Account, post: Post) -> Talk:
    """Ask whoever wrote `post` to write in private. No words go with it. Whether it reaches them, nobody can tell from
    the outside: it looks the same as asking somebody who never answers."""
    authorize(actor, Permission.PRIVATE_ASK, post)
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    between = Talk.objects.between(actor.pk, post.author_id)
    open_one = between.filter(accepted_at__isnull=False).first()
    if open_one is not None and open_one.left_by_id != actor.pk:
        return open_one
    if open_one is not None:
        _delete(open_one)  # They blocked the other then, and begin anew.
    talk = between.filter(asker=actor).first()
    if talk is not None and talk.left_by_id is None:
        return talk
    _spend_an_ask(actor)
    now = clock.now()
    talk = talk or Talk(asker=actor, asked_id=post.author_id)
    talk.asked_at = talk.last_at = now
    talk.left_by, talk.reaches = None, _reaches(actor.pk, post.author, now)
    talk.save()
    publish(TalkAsked(actor_id=actor.pk, talk_id=talk.pk, asked_id=talk.asked_id))
    return talk


@transaction.atomic
def accept(*, actor: Account, talk: Talk) -> None:
    """Whoever was asked would like to write with the other. From now on both can."""
    authorize(actor, Permission.PRIVATE_READ, talk)
    if talk.asked_id != actor.pk:
        raise NotGranted
    closed = closed_to(actor)
    if closed:
        raise closed
    _take_turns(talk)
    authorize(actor, Permission.PRIVATE_READ, _as_it_is_now(talk) or _gone())  # It may have been taken back meanwhile.
    now = clock.now()
    if Talk.objects.filter(pk=talk.pk, accepted_at__isnull=True).update(accepted_at=now, last_at=now):
        # They had asked each other.
        Talk.objects.between(actor.pk, talk.asker_id).filter(accepted_at__isnull=True).delete()
        publish(TalkAccepted(actor_id=actor.pk, talk_id=talk.pk, asker_id=talk.asker_id))


@transaction.atomic
def put_away(*, actor: Account, talk: Talk) -> None:
    """Whoever was asked does not want to, now or at all. The other one is not told."""
    authorize(actor, Permission.PRIVATE_READ, talk)
    if talk.asked_id != actor.pk or talk.is_open:
        raise NotGranted
    Talk.objects.filter(pk=talk.pk, accepted_at__isnull=True).update(declined_at=clock.now())


@transaction.atomic
def write(*, actor: Account, talk: Talk, words: str, warnings: Sequence[str], submission: UUID) -> PrivateMessage:
    """Write to the other one. The same form sent twice is one message."""
    authorize(actor, Permission.PRIVATE_WRITE, talk)
    talk = _as_it_is_now(talk) or _gone()
    earlier = PrivateMessage.objects.filter(author=actor, submission=submission).first()
    if earlier:
        return earlier
    spend("private", str(actor.pk), limit=WORDS_AN_HOUR, per=timedelta(hours=1))
    last = talk.messages.aggregate(last=Max("written_at"))["last"]
    message = PrivateMessage.objects.create(
        talk=talk,
        author=actor,
        words=words,
        warnings=[key for key in BY_KEY if key in set(warnings)],
        written_at=clock.now_after(last),
        submission=submission,
        hidden_reason="",
    )
    Talk.objects.filter(pk=talk.pk).update(last_at=message.written_at)
    reader = talk.other_than(actor.pk).pk
    apart = Block.objects.between(actor.pk, reader).exists()
    publish(
        PrivateWritten(
            actor_id=actor.pk,
            talk_id=talk.pk,
            message_id=message.pk,
            writer_id=actor.pk,
            reader_id=None if talk.left_by_id == reader or apart else reader,
        )
    )
    return message


@transaction.atomic
def end(*, actor: Account, talk: Talk) -> None:
    """End a talk: everything in it is deleted for both, at once. What was only asked is taken back."""
    authorize(actor, Permission.PRIVATE_END, talk)
    _take_turns(talk)
    now = _as_it_is_now(talk)
    if now is None:
        return  # The other one ended it at the same moment.
    talk = now
    if talk.is_open:
        _delete(talk)
    elif talk.asked_id == actor.pk:
        put_away(actor=actor, talk=talk)
    else:
        # The row stays for its time, so that asking again does not get past somebody who put it away.
        Talk.objects.filter(pk=talk.pk).update(left_by=actor, reaches=False)


@transaction.atomic
def block_other(*, actor: Account, talk: Talk) -> None:
    """Meet the other one no more. The talk is gone for `actor`; to the other one it looks like no answer."""
    authorize(actor, Permission.PRIVATE_END, talk)
    other = talk.other_than(actor.pk)
    block(actor=actor, account=other, blocked_as=talk.name_of(other.pk))
    Talk.objects.filter(pk=talk.pk, left_by__isnull=True).update(left_by=actor, reaches=False)


@transaction.atomic
def stop_meeting(*, account_id: UUID, other_id: UUID) -> None:
    """`account_id` blocked the other. The talk is gone for them, if it was under the name they blocked, and the other
    one hears nothing more. Under any other name it stays where it was and is silent from here on (`visible_to`), so
    that nothing tells which names are one person."""
    wishes = Block.objects.filter(account_id=account_id, blocked_id=other_id)
    if not wishes.filter(blocked_as=None).exists():
        return
    between = Talk.objects.between(account_id, other_id)
    between.filter(left_by=other_id).delete()  # Neither of the two meets the other any more.
    between.filter(left_by__isnull=True).update(left_by=account_id, reaches=False)


@transaction.atomic
def leave_under(*, account_id: UUID, former: OtherName) -> None:
    """Somebody left their earlier words under an earlier name: their talks of before stay under it too. What was only
    asked is gone."""
    mine = Talk.objects.of(account_id)
    mine.filter(accepted_at__isnull=True).delete()
    mine.filter(asker_id=account_id, asker_as=None).update(asker_as=former)
    mine.filter(asked_id=account_id, asked_as=None).update(asked_as=former)


@transaction.atomic
def hide_message(*, message_id: UUID, reason: str) -> None:
    """The team put a reported message out of sight. One that is gone with its talk stays gone."""
    message = PrivateMessage.objects.filter(pk=message_id).first()
    if message is None:
        return
    message.hidden_at, message.hidden_reason = clock.now(), reason
    message.save(update_fields=["hidden_at", "hidden_reason"])
    publish(PrivateHidden(actor_id=None, message_id=message.pk))


@transaction.atomic
def warn_message(*, message_id: UUID, warnings: Sequence[str]) -> list[str]:
    """The team adds content warnings to a reported message. Returns those that are new; none where it is gone."""
    message = PrivateMessage.objects.select_for_update().filter(pk=message_id).first()
    if message is None:
        return []
    added = [key for key in BY_KEY if key in set(warnings) - set(message.warnings)]
    if added:
        message.warnings = [*message.warnings, *added]
        message.save(update_fields=["warnings"])
        publish(PrivateWarned(actor_id=None, message_id=message.pk))
    return added


@transaction.atomic
def show_message(*, message_id: UUID) -> None:
    """The team brought it back."""
    message = PrivateMessage.objects.filter(pk=message_id, hidden_at__isnull=False).first()
    if message is None:
        return
    message.hidden_at, message.hidden_reason = None, ""
    message.save(update_fields=["hidden_at", "hidden_reason"])
    publish(PrivateShown(actor_id=None, message_id=message.pk))


@transaction.atomic
def forget_person(*, account_id: UUID) -> None:
    """Everything of somebody who closed their account, for both sides."""
    Talk.objects.of(account_id).delete()
    PrivateDoor.objects.filter(account_id=account_id).delete()


def forget_old(*, now: datetime) -> int:
    """Words go after their time, and a talk in which nothing was written for as long."""
    gone = PrivateMessage.objects.filter(written_at__lt=now - LIFE).delete()[0]
    return gone + Talk.objects.filter(last_at__lt=now - LIFE).delete()[0]


def _reaches(asker_id: UUID, asked: Account, now: datetime) -> bool:
    """Do they get to see it? Everything is looked at every time, so that the answer takes as long either way."""
    takes = PrivateDoor.objects.filter(account_id=asked.pk).exists()
    blocked = Block.objects.between(asker_id, asked.pk).exists()
    away = is_away(asked.pk)
    return takes and not blocked and not away and not is_new(asked, now)


def _spend_an_ask(actor: Account) -> None:
    day = timedelta(days=1)
    try:
        spend("ask", str(actor.pk), limit=ASKS_A_DAY, per=day)
    except TooMany:
        raise AskedEnough from None
    try:
        spend("ask_last", str(actor.pk), limit=ASKS_A_DAY - 1, per=day)
    except TooMany:
        publish(AskedMany(actor_id=actor.pk, account_id=actor.pk))


def _take_turns(talk: Talk) -> None:
    """The two of a talk decide one after the other."""
    both = Account.objects.filter(pk__in=(talk.asker_id, talk.asked_id)).order_by("pk")
    list(both.select_for_update(no_key=True).values_list("pk"))


def _as_it_is_now(talk: Talk) -> Talk | None:
    return Talk.objects.select_for_update(of=("self",)).filter(pk=talk.pk).first()


def _delete(talk: Talk) -> None:
    publish(TalkEnded(actor_id=None, talk_id=talk.pk))
    talk.delete()


def _gone() -> Talk:
    raise NotGranted
