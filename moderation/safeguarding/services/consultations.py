"""The second opinion."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from moderation.safeguarding import steps
from moderation.safeguarding.choices import EntryKind
from moderation.safeguarding.events import CaseAdvised, CaseConsulted
from moderation.safeguarding.models import Case, Consultation
from moderation.safeguarding.services.record import add_entry, writable


class AlreadyAsked(Refusal):
    """This colleague has an open question about the case."""

    code = "already_asked"
    message = "This colleague has not answered your last question yet. You can ask another colleague as well."


@transaction.atomic
def consult(*, actor: Account, case: Case, colleague: Account, question: str, submission: UUID) -> Consultation:
    """Ask a second practitioner. From now on they may read the case."""
    case = writable(actor, case, Permission.CASE_CONSULT)
    authorize(actor, Permission.CASE_CONSULT, colleague)
    earlier = Consultation.objects.filter(asked_by=actor, submission=submission).first()
    if earlier:
        return earlier
    if case.consultations.waiting_for(colleague).exists():
        raise AlreadyAsked
    consultation = Consultation.objects.create(
        case=case,
        asked_by=actor,
        asked=colleague,
        question=question,
        asked_at=clock.now(),
        submission=submission,
    )
    add_entry(
        case,
        EntryKind.CONSULTED,
        gettext("Asked {pseudonym}:\n\n{question}").format(pseudonym=colleague.pseudonym, question=question),
        actor,
        submission,
    )
    steps.tell_consulted(case)
    publish(CaseConsulted(actor_id=actor.pk, case_id=case.pk, consultation_id=consultation.pk))
    return consultation


@transaction.atomic
def advise(*, actor: Account, consultation: Consultation, advice: str, submission: UUID) -> Consultation:
    """Answer a colleague's question. The advice stands in the record beside the decision."""
    row = (
        Consultation.objects.select_for_update(of=("self",))
        .select_related("case__concern__about", "case__concern__about_as", "case__conversation")
        .get(pk=consultation.pk)
    )
    if row.asked_id == actor.pk and row.is_answered and row.advice == advice:
        return row
    authorize(actor, Permission.CASE_ADVISE, row)
    row.advice, row.advised_at = advice, clock.now()
    row.save(update_fields=["advice", "advised_at"])
    add_entry(row.case, EntryKind.ADVICE, advice, actor, submission)
    steps.tell_advised(row.case)
    publish(CaseAdvised(actor_id=actor.pk, case_id=row.case_id, consultation_id=row.pk))
    return row
