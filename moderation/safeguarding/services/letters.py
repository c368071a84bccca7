"""Writing to the person, hearing from them, and reading the case."""

from datetime import timedelta
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core.events import publish
from forum.inbox.models import Letter
from forum.inbox.services import write_to_member
from moderation.safeguarding import steps
from moderation.safeguarding.choices import EntryKind
from moderation.safeguarding.events import CaseAnswered, CaseRead, CaseWritten
from moderation.safeguarding.models import Case
from moderation.safeguarding.services.record import add_entry, writable

# A page that stays open asks again and again; the trail keeps that somebody is reading, not every tick.
_STILL_READING = timedelta(minutes=15)


@transaction.atomic
def write(*, actor: Account, case: Case, words: str, submission: UUID) -> Letter:
    """Write to the person the case is about. The first letter opens the conversation."""
    case = writable(actor, case, Permission.CASE_WRITE)
    earlier = Letter.objects.filter(writer=actor, submission=submission).first()
    if earlier:
        return earlier
    conversation = case.conversation or steps.begin(case, actor)
    letter = write_to_member(
        actor=actor, member=case.concern.about, words=words, submission=submission, conversation=conversation
    )
    add_entry(
        case,
        EntryKind.STEP,
        gettext("{pseudonym} wrote to the person.").format(pseudonym=actor.pseudonym),
        actor,
        submission,
    )
    publish(CaseWritten(actor_id=actor.pk, case_id=case.pk, letter_id=letter.pk))
    return letter


@transaction.atomic
def heard_from(*, letter: Letter) -> None:
    """The person wrote back: tell whoever looks after the case."""
    case = Case.objects.filter(conversation_id=letter.conversation_id).first()
    if case and not letter.from_team:
        publish(CaseAnswered(actor_id=letter.writer_id, case_id=case.pk, letter_id=letter.pk))


@transaction.atomic
def read_case(*, actor: Account, case: Case, again: bool = False) -> None:
    """Somebody opens a case: the trail keeps it. `again` is a page already open that looks for news: it is kept once
    in a quarter of an hour."""
    authorize(actor, Permission.CASE_READ, case)
    is_first = cache.add(f"case-read:{case.pk}:{actor.pk}", 1, timeout=int(_STILL_READING.total_seconds()))
    if is_first or not again:
        publish(CaseRead(actor_id=actor.pk, case_id=case.pk))
