"""The verbs of planning: a group, once or for some weeks; another plan for it; that it does not take place; and a time
for one to one."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, Stage, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.core.text import clean
from forum.core.walltime import NoSuchTime, instant
from forum.core.when import local
from forum.rooms.events import ChatChanged
from forum.rooms.models import ChatSession, Detail, SessionKind, SessionState
from moderation.hosting import offers, telling, turns
from moderation.hosting.events import ChatCancelled, ChatPlanChanged, ChatPlanned, SupportOffered

LONGEST = timedelta(hours=4)
WEEKS = 12
SHORTEST_TALK, LONGEST_TALK = 15, 90


class NotAPlan(Refusal):
    """The times do not fit, or whoever should hold it cannot."""

    code = "not_a_plan"


class NotOnYourShift(Refusal):
    """One to one takes place inside a shift, so that nobody is alone with it."""

    code = "not_on_your_shift"
    message = (
        "A talk of two takes place inside a shift of yours that is confirmed, from its beginning to its end. "
        "Choose a time inside one, or take a shift first."
    )


class NeededElsewhere(Refusal):
    """Two things at once."""

    code = "needed_elsewhere"
    message = "Another session is planned for that time and needs you, or both of the team. Choose a time beside it."


@transaction.atomic
def plan(
    *,
    actor: Account,
    title: str,
    purpose: str,
    detail: Detail,
    for_whom: str,
    starts_at: datetime,
    ends_at: datetime,
    capacity: int,
    holds_all: bool,
    holds_newcomers: bool,
    host: Account | None,
    submission: UUID,
    repeats: int = 1,
) -> ChatSession:
    """Plan a group, and the same for the following weeks at the same time on the clock: the first of them. The same
    form sent twice plans it once."""
    authorize(actor, Permission.CHAT_PLAN, SITE)
    _one_at_a_time(actor)
    earlier = _earlier(actor, submission)
    if earlier:
        return earlier
    _check(starts_at, ends_at, host)
    fields = _fields(title, purpose, detail, for_whom, capacity, holds_all, holds_newcomers, host)
    sessions = [
        ChatSession.objects.create(
            starts_at=start,
            ends_at=start + (ends_at - starts_at),
            planned_by=actor,
            submission=uuid5(submission, str(week)) if week else submission,
            **fields,
        )
        for week, start in enumerate(_weekly(starts_at, max(1, min(repeats, WEEKS))))
    ]
    for session in sessions:
        publish(ChatPlanned(actor_id=actor.pk, session_id=session.pk))
    return sessions[0]


@transaction.atomic
def change_plan(
    *,
    actor: Account,
    session: ChatSession,
    title: str,
    purpose: str,
    detail: Detail,
    for_whom: str,
    starts_at: datetime,
    ends_at: datetime,
    capacity: int,
    holds_all: bool,
    holds_newcomers: bool,
    host: Account | None,
) -> ChatSession:
    """Another plan for a group that has not begun."""
    session = turns.lock(session.pk)
    authorize(actor, Permission.CHAT_PLAN, session)
    if session.is_one_to_one:
        raise NotAPlan("A time for a talk of two stays as it was offered. Take it back and offer another one.")
    _check(starts_at, ends_at, host)
    fields = _fields(title, purpose, detail, for_whom, capacity, holds_all, holds_newcomers, host)
    turns.take(
        session,
        ChatPlanChanged(actor_id=actor.pk, session_id=session.pk),
        starts_at=starts_at,
        ends_at=ends_at,
        **fields,
    )
    return session


@transaction.atomic
def cancel(*, actor: Account, session: ChatSession, words: str = "") -> ChatSession:
    """A planned session does not take place. Whoever booked a talk of two hears of it, with the words."""
    session = turns.lock(session.pk)
    if session.state == SessionState.CANCELLED:
        return session
    authorize(actor, Permission.CHAT_PLAN, session)
    words, member = clean(words).strip(), session.member
    if member is not None:
        telling.tell_whoever_booked(session, member, words)
    turns.take(
        session,
        ChatCancelled(actor_id=actor.pk, session_id=session.pk),
        state=SessionState.CANCELLED,
        host_words=words,
        member=None,
    )
    return session


@transaction.atomic
def offer_support(*, actor: Account, starts_at: datetime, minutes: int, submission: UUID) -> ChatSession:
    """Offer a time for a talk of two, inside a confirmed shift of one's own."""
    authorize(actor, Permission.SUPPORT_OFFER, SITE)
    _one_at_a_time(actor)
    earlier = _earlier(actor, submission)
    if earlier:
        return earlier
    ends_at = starts_at + timedelta(minutes=max(SHORTEST_TALK, min(minutes, LONGEST_TALK)))
    _check(starts_at, ends_at, None)
    if not offers.on_shift(actor.pk, starts_at, ends_at):
        raise NotOnYourShift
    if offers.in_the_way(actor.pk, starts_at, ends_at):
        raise NeededElsewhere
    session = ChatSession.objects.create(
        kind=SessionKind.SUPPORT,
        title="A talk of two",
        purpose="Time for you and one person from the team who has been through something too.",
        detail=Detail.SOME,
        for_whom="Everybody",
        starts_at=starts_at,
        ends_at=ends_at,
        capacity=1,
        host=actor,
        planned_by=actor,
        holds_newcomers=False,
        submission=submission,
    )
    publish(ChatChanged(actor_id=actor.pk, session_id=session.pk))
    publish(SupportOffered(actor_id=actor.pk, session_id=session.pk))
    return session


def _one_at_a_time(actor: Account) -> None:
    """Of the same form sent twice at once the second waits and finds the first; and no two times touch."""
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)


def _earlier(actor: Account, submission: UUID) -> ChatSession | None:
    return ChatSession.objects.filter(planned_by=actor, submission=submission).first()


def _check(starts_at: datetime, ends_at: datetime, host: Account | None) -> None:
    if ends_at <= starts_at:
        raise NotAPlan("The session would end before it begins. Look at the two times again.")
    if ends_at - starts_at > LONGEST:
        raise NotAPlan("Four hours are the most for one session. After that everybody needs a rest.")
    if ends_at <= clock.now():
        raise NotAPlan("That time has passed. Choose one to come.")
    if host is not None and not _could_host(host):
        raise NotAPlan(
            gettext("{pseudonym} cannot hold a session yet. Choose somebody else, or leave it open for now.").format(
                pseudonym=host.pseudonym
            )
        )


def _could_host(host: Account) -> bool:
    return host.is_active and host.role == Role.MODERATOR and Stage(host.stage).rung >= Stage.PAIRED.rung


def _fields(
    title: str,
    purpose: str,
    detail: Detail,
    for_whom: str,
    capacity: int,
    holds_all: bool,
    holds_newcomers: bool,
    host: Account | None,
) -> dict[str, Any]:
    return {
        "title": clean(title).strip(),
        "purpose": clean(purpose).strip(),
        "detail": detail,
        "for_whom": clean(for_whom).strip() or "Everybody",
        "capacity": max(1, capacity or settings.CHAT["capacity"]),
        "holds_all": holds_all,
        "holds_newcomers": holds_newcomers,
        "host": host,
    }


def _weekly(start: datetime, weeks: int) -> list[datetime]:
    """The same time on the service's clock, week after week."""
    then = local(start)
    return [_at(start, then, week) for week in range(weeks)]


def _at(start: datetime, then: datetime, week: int) -> datetime:
    try:
        return instant(then.date() + timedelta(weeks=week), then.time()) if week else start
    except NoSuchTime:  # The hour that spring leaves out: by the stars instead of the clock.
        return start + timedelta(weeks=week)
