"""Object rules for referrals: nothing is passed on before a person agreed, and nothing they took back ever is."""

from forum.accounts.actors import Actor
from forum.accounts.permissions import Permission, Role, rule
from forum.confidentiality.policy import notice_first
from forum.core.refusals import NotGranted, NotNow, Refusal
from forum.referrals.models import Referral, ReferralState, ReferralStep
from forum.support.models import Line


class NotThatLine(NotNow):
    """Nobody is put in touch with a line that was taken off the list, or with 999."""

    code = "not_that_line"
    message = "We cannot put you in touch with this one. Please choose another from “Help now”."
    next_step = "support:help"


class AskedAlready(NotNow):
    """The same member waits for the same service."""

    code = "asked_already"
    status = 409
    message = "You have asked us about this service already. You can follow it on your page, or take it back."
    next_step = "referrals:mine"


class PassedOnAlready(NotNow):
    """The service has it."""

    code = "passed_on_already"
    message = (
        "This has been passed on already, so we cannot take it back. You can tell the service itself that you changed "
        "your mind, or write to us."
    )


class NotInYourHands(NotNow):
    """A colleague looks after it."""

    code = "not_in_your_hands"
    message = "A colleague looks after this one. If they are away, take it over first."


class ReferralIsOver(NotNow):
    """It was closed or taken back."""

    code = "referral_is_over"
    message = "This one is over, so nothing more is added to it."


@rule(Permission.REFERRAL_ASK, Line)
def a_line_on_the_list_that_nobody_asked_about_yet(actor: Actor, line: Line) -> Refusal | None:
    refusal = notice_first(actor)
    if refusal:
        return refusal
    if line.emergency or not line.is_listed:
        return NotThatLine()
    waits = Referral.objects.still_open().filter(member_id=actor.id, line_id=line.pk).exists()
    return AskedAlready() if waits else None


@rule(Permission.REFERRAL_READ, Referral)
def ones_own_or_open_ones_for_practitioners(actor: Actor, referral: Referral) -> Refusal | None:
    if actor.role == Role.MEMBER:
        return None if referral.member_id == actor.id else NotGranted()
    if referral.is_open:
        return None
    theirs = referral.taken_by_id == actor.id and referral.state != ReferralState.WITHDRAWN
    return None if theirs else NotGranted()


@rule(Permission.REFERRAL_READ, ReferralStep)
def steps_of_readable_referrals(actor: Actor, step: ReferralStep) -> Refusal | None:
    return ones_own_or_open_ones_for_practitioners(actor, step.referral)


@rule(Permission.REFERRAL_WITHDRAW, Referral)
def ones_own_until_it_is_sent(actor: Actor, referral: Referral) -> Refusal | None:
    if referral.member_id != actor.id:
        return NotGranted()
    if not referral.is_open:
        return ReferralIsOver()
    return None if referral.can_be_withdrawn else PassedOnAlready()


@rule(Permission.REFERRAL_CARRY, Referral)
def whoever_looks_after_it(actor: Actor, referral: Referral) -> Refusal | None:
    refusal = ones_own_or_open_ones_for_practitioners(actor, referral)
    if refusal:
        return refusal
    if not referral.is_open:
        return ReferralIsOver()
    return None if referral.taken_by_id == actor.id else NotInYourHands()
