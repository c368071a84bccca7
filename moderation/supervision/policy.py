"""Object rules of supervision: managers say who supervises whom; what is said between two people stays with them."""

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows, rule
from forum.core.refusals import NotGranted, NotNow, Refusal
from moderation.supervision.models import Arrangement, LogEntry, Session, SessionNote, SessionState


class AlreadyOver(NotNow):
    """A session that was held or cancelled stays as it is."""

    code = "session_over"
    message = "This session took place or was cancelled, so its time stays as it is. You can plan another one."
    next_step = "supervision:home"


@rule(Permission.SUPERVISION_PLAN, Account)
def somebody_on_the_team(actor: Actor, account: Account) -> Refusal | None:
    return None if account.is_team and account.is_active else NotGranted()


@rule(Permission.SUPERVISION_READ, Arrangement)
@rule(Permission.SUPERVISION_HOLD, Arrangement)
def the_two_of_it_or_who_plans(actor: Actor, arrangement: Arrangement) -> Refusal | None:
    if allows(actor, Permission.SUPERVISION_PLAN, SITE):
        return None
    return None if actor.id in (arrangement.account_id, arrangement.supervisor_id) else NotGranted()


@rule(Permission.SUPERVISION_READ, Session)
def part_of_it_or_who_plans(actor: Actor, session: Session) -> Refusal | None:
    if allows(actor, Permission.SUPERVISION_PLAN, SITE):
        return None
    return None if session.is_part_of(actor) else NotGranted()


@rule(Permission.SUPERVISION_HOLD, Session)
def either_of_two_or_who_leads(actor: Actor, session: Session) -> Refusal | None:
    """Either of the two; whoever leads a group; whoever plans supervision."""
    refusal = part_of_it_or_who_plans(actor, session)
    if refusal:
        return refusal
    may = session.is_between_two or session.led_by_id == actor.id or allows(actor, Permission.SUPERVISION_PLAN, SITE)
    if not may:
        return NotNow("Whoever leads this session moves or cancels it. If you cannot come, tell them; nobody asks why.")
    return None if session.is_planned else AlreadyOver()


@rule(Permission.SUPERVISION_NOTE, Session)
def who_was_part_of_it(actor: Actor, session: Session) -> Refusal | None:
    """Nobody else, whoever they are."""
    if not session.is_part_of(actor):
        return NotGranted()
    if session.state == SessionState.CANCELLED:
        return NotNow("This session was cancelled, so there is nothing to note.")
    return None


@rule(Permission.SUPERVISION_READ, SessionNote)
def between_the_two_or_ones_own(actor: Actor, note: SessionNote) -> Refusal | None:
    if note.author_id == actor.id:
        return None
    return None if note.session.is_between_two and note.session.is_part_of(actor) else NotGranted()


@rule(Permission.LOG_READ, LogEntry)
@rule(Permission.LOG_WRITE, LogEntry)
def ones_own_log(actor: Actor, entry: LogEntry) -> Refusal | None:
    return None if entry.account_id == actor.id else NotGranted()
