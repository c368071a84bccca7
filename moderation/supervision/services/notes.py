"""What people write: notes of a session, for the two of it; one's own log, for nobody else. The trail does not keep
that somebody wrote, because that too is theirs."""

from uuid import UUID

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from moderation.supervision.events import LogWritten, SessionNoted
from moderation.supervision.models import LogEntry, Session, SessionNote


@transaction.atomic
def write_note(*, actor: Account, session: Session, words: str) -> SessionNote:
    """One's own note of a session; written again it is changed. Of a one-to-one both read each other's."""
    authorize(actor, Permission.SUPERVISION_NOTE, session)
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    note = SessionNote.objects.filter(session=session, author=actor).first() or SessionNote(
        session=session, author=actor
    )
    note.words, note.written_at = words, clock.now()
    note.save()
    publish(SessionNoted(actor_id=actor.pk, supervision_session_id=session.pk))
    return note


@transaction.atomic
def forget_note(*, actor: Account, session: Session) -> None:
    """Delete one's own note of a session."""
    authorize(actor, Permission.SUPERVISION_NOTE, session)
    SessionNote.objects.filter(session=session, author=actor).delete()
    publish(SessionNoted(actor_id=actor.pk, supervision_session_id=session.pk))


@transaction.atomic
def write_entry(*, actor: Account, words: str, submission: UUID) -> LogEntry:
    """A line in one's own log. The same form sent twice is one line."""
    authorize(actor, Permission.LOG_WRITE, SITE)
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    earlier = LogEntry.objects.filter(account=actor, submission=submission).first()
    if earlier:
        return earlier
    entry = LogEntry.objects.create(account=actor, words=words, written_at=clock.now(), submission=submission)
    publish(LogWritten(actor_id=actor.pk, account_id=actor.pk))
    return entry


@transaction.atomic
def forget_entry(*, actor: Account, entry: LogEntry) -> None:
    """Delete a line of one's own log; it is gone at once."""
    authorize(actor, Permission.LOG_WRITE, entry)
    entry.delete()
    publish(LogWritten(actor_id=actor.pk, account_id=actor.pk))
