"""The verbs of flags: raise one; and, for the team, say how far it has got."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.core.throttle import spend
from forum.private.models import PrivateMessage
from forum.rooms.models import Attendance, ChatSession, Message
from forum.rooms.services.calling import note_flag
from moderation.flags.about import PostOrMessage, as_field
from moderation.flags.copies import KeptMessage, copy_of, origin_of
from moderation.flags.events import FlagAnswered, FlagRaised
from moderation.flags.models import Flag, Reason, Status, Wish

FLAGS_AN_HOUR = 20


class AlreadyFlagged(Refusal):
    """This member asked about this before; `receipt` is the flag they raised then."""

    code = "already_flagged"
    message = "You have asked us about this already, and we have it. One time is enough."

    def __init__(self, receipt: UUID) -> None:
        super().__init__()
        self.receipt = receipt


@transaction.atomic
def raise_flag(
    *,
    actor: Account,
    about: PostOrMessage | PrivateMessage,
    reason: Reason,
    submission: UUID,
    wish: Wish = Wish.UNKNOWN,
    note: str = "",
) -> Flag:
    """A member asks the team to look at somebody else's post or message. The same form sent twice is one flag. Of a
    private message the team gets a copy, with the few around it."""
    authorize(actor, Permission.FLAG_RAISE, about)
    # One at a time: of the same form sent twice at once, the second waits and finds the first.
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    _hold(actor, about)
    refuse_a_second(actor=actor, about=about, submission=submission)
    earlier = Flag.objects.filter(raised_by=actor, submission=submission).first()
    if earlier:
        return earlier
    spend("flag", str(actor.pk), limit=FLAGS_AN_HOUR, per=timedelta(hours=1))
    about = copy_of(about) if isinstance(about, PrivateMessage) else about
    flag = Flag.objects.create(
        **as_field(about),
        raised_by=actor,
        raised_at=clock.now(),
        reason=reason,
        wish=wish,
        note=note,
        submission=submission,
    )
    if isinstance(about, Message):
        attendance = Attendance.objects.get(session_id=about.session_id, account=actor)
        note_flag(session_id=about.session_id, message=about, attendance=attendance)
    publish(FlagRaised(actor_id=actor.pk, flag_id=flag.pk))
    return flag


def refuse_a_second(*, actor: Account, about: PostOrMessage | PrivateMessage, submission: UUID | None = None) -> None:
    """Raise AlreadyFlagged if `actor` asked about it before, with another form than `submission`."""
    which = origin_of(about) if isinstance(about, PrivateMessage) else as_field(about)
    first = Flag.objects.filter(raised_by=actor, **which).values_list("pk", "submission").first()
    if first and first[1] != submission:
        raise AlreadyFlagged(first[0])


@transaction.atomic
def keep_name(*, account_id: UUID, former_id: UUID) -> None:
    """Somebody left their words under an earlier name: copies of what they wrote in private stay under it too."""
    KeptMessage.objects.filter(author_id=account_id, written_as=None).update(written_as_id=former_id)


@transaction.atomic
def mark_looking(*, actor: Account, flags: Iterable[Flag]) -> None:
    """Somebody took these flags up."""
    _mark(actor, flags, status=Status.LOOKING)


@transaction.atomic
def mark_waiting(*, actor: Actor, flags: Iterable[Flag]) -> None:
    """Whoever took these flags up had to let them go: they wait again."""
    _mark(actor, flags, status=Status.RECEIVED)


@transaction.atomic
def mark_passed_on(*, actor: Account, flags: Iterable[Flag]) -> None:
    """The safeguarding team has these flags now."""
    _mark(actor, flags, status=Status.PASSED_ON, passed_on_at=clock.now())


@transaction.atomic
def answer(*, actor: Account, flags: Iterable[Flag], outcome: str) -> None:
    """Tell whoever raised these flags what became of them, in plain words."""
    flags = list(flags)
    _mark(actor, flags, status=Status.ANSWERED, outcome=outcome, answered_at=clock.now())
    for flag in flags:
        publish(FlagAnswered(actor_id=actor.pk, flag_id=flag.pk))


def _hold(actor: Account, about: PostOrMessage | PrivateMessage) -> None:
    """A message stays as it is while this lasts, if nobody took it back or emptied its session a moment ago."""
    if isinstance(about, Message):
        ChatSession.objects.select_for_update(no_key=True).get(pk=about.session_id)
        authorize(actor, Permission.FLAG_RAISE, about)


def _mark(actor: Actor, flags: Iterable[Flag], **fields: Any) -> None:
    for flag in flags:
        authorize(actor, Permission.FLAG_ANSWER, flag)
        for name, value in fields.items():
            setattr(flag, name, value)
        flag.save(update_fields=list(fields))
