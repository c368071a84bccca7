"""The record of a case: what is written down, and who looks after it."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from moderation.review.levels import Level, highest
from moderation.review.measures import ReasonNeeded
from moderation.safeguarding.choices import ChildrenAtRisk, Consent, EntryKind, TellFirst
from moderation.safeguarding.events import (
    CaseConsentRecorded,
    CaseLevelChanged,
    CaseNoted,
    CaseTakenOver,
    CaseToldFirst,
)
from moderation.safeguarding.models import Case, CaseEntry
from moderation.safeguarding.steps import tell_new_owner

_WHY = "Please write why, in a few words. Whoever reads this later needs to understand it."


@transaction.atomic
def note(*, actor: Account, case: Case, words: str, submission: UUID) -> CaseEntry:
    """Write something down."""
    case = writable(actor, case, Permission.CASE_WRITE)
    entry, is_new = add_entry(case, EntryKind.NOTE, words, actor, submission)
    if is_new:
        publish(CaseNoted(actor_id=actor.pk, case_id=case.pk, entry_id=entry.pk))
    return entry


@transaction.atomic
def change_level(
    *, actor: Account, case: Case, level: Level, children_at_risk: ChildrenAtRisk, reason: str, submission: UUID
) -> CaseEntry:
    """Say how soon somebody must act, and whether a child is at risk."""
    case = writable(actor, case, Permission.CASE_WRITE)
    words = gettext("{level} → {value}. A child at risk: {label}.\n\n{reason}").format(
        level=case.level.capitalize(),
        value=level.value.capitalize(),
        label=ChildrenAtRisk(children_at_risk).label.lower(),
        reason=reason,
    )
    entry, is_new = add_entry(case, EntryKind.LEVEL, words, actor, submission)
    if is_new:
        case.level, case.children_at_risk = level.value, children_at_risk
        case.gravest_level = highest([Level(case.gravest_level), level]).value
        case.save(update_fields=["level", "gravest_level", "children_at_risk"])
        publish(CaseLevelChanged(actor_id=actor.pk, case_id=case.pk, entry_id=entry.pk))
    return entry


@transaction.atomic
def record_tell_first(*, actor: Account, case: Case, tell_first: TellFirst, reason: str, submission: UUID) -> CaseEntry:
    """Write down whether the person was told before anybody else; if not, why."""
    case = writable(actor, case, Permission.CASE_WRITE)
    if tell_first == TellFirst.COULD_NOT and not reason:
        raise ReasonNeeded(_WHY)
    words = _lines(TellFirst(tell_first).label, reason)
    entry, is_new = add_entry(case, EntryKind.TELL_FIRST, words, actor, submission)
    if is_new:
        case.tell_first, case.tell_first_reason = tell_first, reason
        case.save(update_fields=["tell_first", "tell_first_reason"])
        publish(CaseToldFirst(actor_id=actor.pk, case_id=case.pk, entry_id=entry.pk))
    return entry


@transaction.atomic
def record_consent(
    *, actor: Account, case: Case, consent: Consent, reason: str, wishes: str, submission: UUID
) -> CaseEntry:
    """Write down what the person agrees to and what they want, in their own words."""
    case = writable(actor, case, Permission.CASE_WRITE)
    if consent in (Consent.REFUSED, Consent.COULD_NOT_ASK) and not reason:
        raise ReasonNeeded(_WHY)
    words = _lines(
        Consent(consent).label, reason, gettext("In their words: {wishes}").format(wishes=wishes) if wishes else ""
    )
    entry, is_new = add_entry(case, EntryKind.CONSENT, words, actor, submission)
    if is_new:
        case.consent, case.consent_reason, case.wishes = consent, reason, wishes
        case.save(update_fields=["consent", "consent_reason", "wishes"])
        publish(CaseConsentRecorded(actor_id=actor.pk, case_id=case.pk, entry_id=entry.pk))
    return entry


@transaction.atomic
def take_over(*, actor: Account, case: Case, reason: str, submission: UUID) -> CaseEntry:
    """Whoever is on call takes a case over from its owner, so that a person in danger never waits for one of us."""
    earlier = CaseEntry.objects.filter(case=case, author=actor, submission=submission).first()
    if earlier:
        return earlier
    case = writable(actor, case, Permission.CASE_TAKE_OVER)
    words = gettext("{pseudonym} took the case over from {pseudonym_2}.\n\n{reason}").format(
        pseudonym=actor.pseudonym, pseudonym_2=case.owner.pseudonym, reason=reason
    )
    entry, _ = add_entry(case, EntryKind.STEP, words, actor, submission)
    case.owner = actor
    case.save(update_fields=["owner"])
    tell_new_owner(case)
    publish(CaseTakenOver(actor_id=actor.pk, case_id=case.pk, entry_id=entry.pk))
    return entry


def writable(actor: Account, case: Case, permission: Permission) -> Case:
    """`case` as it stands now, held until the end of the transaction, if `actor` may write in it."""
    fresh = (
        Case.objects.select_for_update(of=("self",))
        .select_related("concern__about", "concern__about_as", "owner", "conversation")
        .get(pk=case.pk)
    )
    authorize(actor, permission, fresh)
    return fresh


def add_entry(case: Case, kind: EntryKind, words: str, author: Account, submission: UUID) -> tuple[CaseEntry, bool]:
    """Add a line to the record. The same form sent twice adds one; the second answer is False then."""
    earlier = CaseEntry.objects.filter(author=author, submission=submission).first()
    if earlier:
        return earlier, False
    at = clock.now_after(case.entries.aggregate(last=Max("at"))["last"])
    entry = CaseEntry.objects.create(case=case, kind=kind, words=words, author=author, at=at, submission=submission)
    return entry, True


def _lines(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
