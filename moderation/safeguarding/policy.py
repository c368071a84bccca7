"""Object rules for concerns, cases and consultations.

The owner of a case alone writes in it. Whoever was asked for advice shares in the decision and keeps reading it.
Whoever is on call reads every open case, because a person in danger cannot wait until its owner is back, and takes it
over before acting.
"""

from datetime import date

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, Role, Site, rule
from forum.core import clock
from forum.core.refusals import NotGranted, NotNow, Refusal
from forum.core.when import local
from moderation.rota.cover import is_on_call_now
from moderation.safeguarding.models import Alarm, Case, CaseEntry, Concern, Consultation, EnvelopeRequest


class NotOnCall(NotNow):
    """A practitioner who is not on call and has no case or question of their own."""

    code = "not_on_call"
    message = (
        "This opens when you are on call, when you look after a case, or when a colleague asks for your advice. "
        "The rota shows who is on call now."
    )
    next_step = "rota:shifts"


class CaseIsClosed(NotNow):
    """Nothing is added to a closed case."""

    code = "case_is_closed"
    message = "This case is closed, so nothing more is added to it."


class NotTheOwner(NotNow):
    """Somebody else looks after this case."""

    code = "not_the_owner"
    message = "A colleague looks after this case. If you are on call, you can take it over first."


class NotTheDay(NotNow):
    """A case is looked at again when it is closed and its day has come."""

    code = "not_the_day"
    message = "The day to look at this again has not come, or somebody has looked already."


class NothingToAgreeTo(NotNow):
    """Somebody else agreed, or the time is over."""

    code = "nothing_to_agree_to"
    message = "Somebody agreed to this already, or the time for it is over. There is nothing left to do."


class AlreadyAcknowledged(Refusal):
    """Somebody was quicker."""

    code = "already_acknowledged"
    message = "A colleague acknowledged this a moment ago and looks after it now."


class AlreadyAdvised(Refusal):
    """The advice was given before."""

    code = "already_advised"
    message = "You have answered this question already. Your colleague has your advice."


class YoursAlready(Refusal):
    """One does not take over one's own case."""

    code = "yours_already"
    message = "You look after this case already."


@rule(Permission.CONCERNS_OPEN, Site)
def whoever_is_on_call_or_has_work_here(actor: Actor, site: Site) -> Refusal | None:
    if is_on_call_now(actor):
        return None
    has_case = Case.objects.still_open().filter(owner_id=actor.id).exists()
    if has_case or Consultation.objects.waiting_for(actor).exists():
        return None
    if Case.objects.visible_to(actor).to_look_at_again(_today()).exists():
        return None
    # An alarm that nobody answered must reach somebody: then every practitioner may come.
    return None if Concern.objects.overdue(clock.now()).exists() else NotOnCall()


@rule(Permission.CONCERN_READ, Concern)
def waiting_concerns_and_those_of_readable_cases(actor: Actor, concern: Concern) -> Refusal | None:
    if concern.is_waiting:
        is_late = concern.due_at <= clock.now()
        return None if is_late or is_on_call_now(actor) else NotGranted()
    case = Case.objects.filter(concern_id=concern.pk).first()
    return owner_colleague_or_on_call(actor, case) if case else NotGranted()


@rule(Permission.CONCERN_READ, Alarm)
def alarms_of_readable_concerns(actor: Actor, alarm: Alarm) -> Refusal | None:
    return waiting_concerns_and_those_of_readable_cases(actor, alarm.concern)


@rule(Permission.CONCERN_ACKNOWLEDGE, Concern)
def nobody_else_has_it(actor: Actor, concern: Concern) -> Refusal | None:
    refusal = waiting_concerns_and_those_of_readable_cases(actor, concern)
    if refusal or concern.is_waiting:
        return refusal
    return AlreadyAcknowledged()


@rule(Permission.CASE_READ, Case)
def owner_colleague_or_on_call(actor: Actor, case: Case) -> Refusal | None:
    if case.owner_id == actor.id or case.consultations.filter(asked_id=actor.id).exists():
        return None
    return NotGranted() if case.is_closed or not is_on_call_now(actor) else None


@rule(Permission.CASE_READ, CaseEntry)
def entries_of_readable_cases(actor: Actor, entry: CaseEntry) -> Refusal | None:
    return owner_colleague_or_on_call(actor, entry.case)


@rule(Permission.CASE_READ, Consultation)
def consultations_of_readable_cases(actor: Actor, consultation: Consultation) -> Refusal | None:
    return owner_colleague_or_on_call(actor, consultation.case)


@rule(Permission.CASE_WRITE, Case)
@rule(Permission.CASE_CONSULT, Case)
@rule(Permission.CASE_DECIDE, Case)
@rule(Permission.CASE_CLOSE, Case)
@rule(Permission.ENVELOPE_OPEN, Case)
def the_owner_of_an_open_case(actor: Actor, case: Case) -> Refusal | None:
    refusal = owner_colleague_or_on_call(actor, case)
    if refusal:
        return refusal
    if case.is_closed:
        return CaseIsClosed()
    return None if case.owner_id == actor.id else NotTheOwner()


@rule(Permission.CASE_REVIEW, Case)
def owner_or_colleague_on_the_day(actor: Actor, case: Case) -> Refusal | None:
    refusal = owner_colleague_or_on_call(actor, case)
    if refusal:
        return refusal
    return None if case.is_to_look_at_again(_today()) else NotTheDay()


@rule(Permission.CASE_TAKE_OVER, Case)
def whoever_is_on_call_takes_over(actor: Actor, case: Case) -> Refusal | None:
    refusal = owner_colleague_or_on_call(actor, case)
    if refusal:
        return refusal
    if case.is_closed:
        return CaseIsClosed()
    if case.owner_id == actor.id:
        return YoursAlready()
    return None if is_on_call_now(actor) else NotOnCall()


@rule(Permission.CASE_CONSULT, Account)
def another_practitioner(actor: Actor, colleague: Account) -> Refusal | None:
    is_colleague = colleague.role == Role.PRACTITIONER and colleague.is_active and colleague.pk != actor.id
    return None if is_colleague else NotNow("Please choose another practitioner: nobody can advise themselves.")


@rule(Permission.CASE_ADVISE, Consultation)
def whoever_was_asked(actor: Actor, consultation: Consultation) -> Refusal | None:
    if consultation.asked_id != actor.id:
        return NotGranted()
    if consultation.case.is_closed:
        return CaseIsClosed()
    return AlreadyAdvised() if consultation.is_answered else None


@rule(Permission.ENVELOPE_AGREE, EnvelopeRequest)
def a_second_person_while_it_waits(actor: Actor, request: EnvelopeRequest) -> Refusal | None:
    if request.asked_by_id == actor.id:
        return NotGranted()
    return None if request.waits(clock.now()) and not request.case.is_closed else NothingToAgreeTo()


def _today() -> date:
    return local(clock.now()).date()
