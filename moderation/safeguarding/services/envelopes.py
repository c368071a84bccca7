"""The envelope of whoever a case is about: one asks, a second agrees, the first opens it, its owner is told."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import OPENED_AT, Permission, Role, Stage, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import NotNow, Refusal
from forum.envelope.reading import has_something
from forum.envelope.services import NothingInside, note_opening, show_opening
from forum.inbox.services import end_conversation, tell_step
from moderation.nudges.services import tell as nudge
from moderation.safeguarding.choices import EntryKind
from moderation.safeguarding.events import EnvelopeAgreed, EnvelopeAsked, EnvelopeOpened, EnvelopeOwnerTold
from moderation.safeguarding.models import Case, EnvelopeRequest
from moderation.safeguarding.models.envelopes import TOLD_WITHIN
from moderation.safeguarding.services.record import add_entry, writable


class AskedAlready(Refusal):
    """Somebody asked, and a second person may still agree."""

    code = "envelope_asked_already"
    message = "This was asked already. As soon as a second person has agreed, it can be opened."


class NotAgreed(NotNow):
    """Nobody agreed, or that was too long ago, or it was opened and closed again."""

    code = "envelope_not_agreed"
    message = "It cannot be opened now: a second person has to agree first, and that holds for one day."


@transaction.atomic
def ask_for_envelope(*, actor: Account, case: Case, reason: str, tell_later: str, submission: UUID) -> EnvelopeRequest:
    """Ask to open the envelope of whoever the case is about, and say why. An empty one cannot be asked for."""
    case = writable(actor, case, Permission.ENVELOPE_OPEN)
    earlier = EnvelopeRequest.objects.filter(asked_by=actor, submission=submission).first()
    if earlier:
        return earlier
    if not has_something(case.concern.about_id):
        raise NothingInside
    now = clock.now()
    if any(one.waits(now) or one.may_open(now) for one in EnvelopeRequest.objects.filter(case=case)):
        raise AskedAlready
    row = EnvelopeRequest.objects.create(
        case=case, asked_by=actor, asked_at=now, reason=reason, tell_later=tell_later, submission=submission
    )
    add_entry(
        case,
        EntryKind.STEP,
        gettext("{pseudonym} asked to open the envelope:\n\n{reason}").format(pseudonym=actor.pseudonym, reason=reason),
        actor,
        submission,
    )
    line = "A colleague needs a second person to agree to something that cannot wait."
    nudge(accounts=_who_may_agree(actor), key=f"envelope:{row.pk}", words=line, href=f"/envelopes/{row.pk}/")
    publish(EnvelopeAsked(actor_id=actor.pk, case_id=case.pk, request_id=row.pk))
    return row


@transaction.atomic
def agree_to_envelope(*, actor: Account, request: EnvelopeRequest, submission: UUID) -> EnvelopeRequest:
    """The second person agrees. From now on whoever asked can open it, for a day."""
    row = _held(request)
    if row.agreed_by_id == actor.pk:
        return row
    authorize(actor, Permission.ENVELOPE_AGREE, row)
    row.agreed_by, row.agreed_at = actor, clock.now()
    row.save(update_fields=["agreed_by", "agreed_at"])
    add_entry(
        row.case,
        EntryKind.STEP,
        gettext("{pseudonym} agreed that the envelope is opened.").format(pseudonym=actor.pseudonym),
        actor,
        submission,
    )
    nudge(
        accounts=[row.asked_by_id],
        key=f"envelope-agreed:{row.pk}",
        words="A colleague agreed to what you asked.",
        href=f"/cases/{row.case_id}/envelope/",
    )
    publish(EnvelopeAgreed(actor_id=actor.pk, case_id=row.case_id, request_id=row.pk))
    return row


@transaction.atomic
def open_envelope(*, actor: Account, case: Case, submission: UUID) -> EnvelopeRequest:
    """Open it, for a quarter of an hour, for whoever asked and nobody else. Its owner is told at once, or within a week
    if telling them now could put them in danger."""
    case = writable(actor, case, Permission.ENVELOPE_OPEN)
    row = EnvelopeRequest.objects.filter(case=case, asked_by=actor).order_by("-asked_at", "-pk").first()
    now = clock.now()
    if row is not None and row.is_open(now):
        return row
    if row is None or row.agreed_by is None or not row.may_open(now):
        raise NotAgreed
    later = bool(row.tell_later)
    row.opening = note_opening(
        account=case.concern.about, opened_by=actor, agreed_by=row.agreed_by, reason=row.reason, tells=not later
    )
    row.opened_at = now
    row.save(update_fields=["opening", "opened_at"])
    add_entry(
        case,
        EntryKind.STEP,
        gettext("{pseudonym} opened the envelope.").format(pseudonym=actor.pseudonym),
        actor,
        submission,
    )
    publish(EnvelopeOpened(actor_id=actor.pk, case_id=case.pk, request_id=row.pk))
    if not later:
        _tell(row)
    return row


def tell_owners_of_envelopes(*, now: datetime) -> int:
    """Tell everybody whose envelope was opened a week ago and who was not told then."""
    due = EnvelopeRequest.objects.filter(opened_at__lte=now - TOLD_WITHIN, told_at=None)
    return sum(_tell_late(pk) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _tell_late(pk: UUID) -> int:
    row = EnvelopeRequest.objects.select_for_update(of=("self",)).select_related("case__concern__about").get(pk=pk)
    if row.told_at is not None:
        return 0
    if row.opening is not None:
        show_opening(opening_id=row.opening)
    _tell(row)
    return 1


def _tell(row: EnvelopeRequest) -> None:
    owner = row.case.concern.about
    row.told_at = clock.now()
    row.save(update_fields=["told_at"])
    if not owner.is_active:
        return
    letter = tell_step(
        member=owner,
        words="Two people from the safeguarding team were worried about you, and one of them opened your envelope. "
        "Who it was and why stands on the page of your envelope.",
    )
    end_conversation(conversation=letter.conversation)
    publish(EnvelopeOwnerTold(actor_id=None, case_id=row.case_id, request_id=row.pk))


def _held(request: EnvelopeRequest) -> EnvelopeRequest:
    rows = EnvelopeRequest.objects.select_for_update(of=("self",)).select_related("case", "asked_by")
    return rows.get(pk=request.pk)


def _who_may_agree(actor: Account) -> list[UUID]:
    needed = OPENED_AT[Permission.ENVELOPE_AGREE]
    stages = [stage for stage in Stage if stage.rung >= needed.rung]
    rows = Account.objects.filter(role=Role.PRACTITIONER, is_active=True, stage__in=stages).exclude(pk=actor.pk)
    return list(rows.values_list("pk", flat=True))
