"""A practitioner carries it: each step is told to the member in plain words."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import Event, publish
from forum.core.when import spelled
from forum.inbox.services import forget_conversation, tell_step
from forum.referrals.events import (
    ReferralAnswered,
    ReferralClosed,
    ReferralForgotten,
    ReferralSent,
    ReferralTaken,
)
from forum.referrals.models import Referral, ReferralOutcome, ReferralState, ReferralStep

_MORE = "The page “Being put in touch” has the details."


@transaction.atomic
def take(*, actor: Account, referral: Referral) -> None:
    """Look after it from now on, also in a colleague's place. Its words open for whoever does."""
    authorize(actor, Permission.REFERRAL_CARRY, SITE)
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    authorize(actor, Permission.REFERRAL_READ, referral)
    if not referral.is_open or referral.taken_by_id == actor.pk:
        return
    is_first = referral.state == ReferralState.ASKED
    referral.taken_by = actor
    referral.state = ReferralState.TAKEN if is_first else referral.state
    referral.save(update_fields=["taken_by", "state"])
    told = gettext(
        "{pseudonym} from the team looks after what you asked us: being put in touch with a service."
    ).format(pseudonym=actor.pseudonym)
    _note(
        referral,
        actor,
        ReferralState.TAKEN,
        told=gettext("{told} Nothing has been passed on yet. {more}").format(told=told, more=_MORE)
        if is_first
        else f"{told} {_MORE}",
        event=ReferralTaken(actor_id=actor.pk, referral_id=referral.pk, member_id=referral.member_id),
    )


@transaction.atomic
def note_sent(*, actor: Account, referral: Referral, to_whom: str, words: str, on: date) -> None:
    """It was passed on: `words` say what, `to_whom` to whom at the service. From now on it cannot be taken back."""
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    authorize(actor, Permission.REFERRAL_CARRY, referral)
    if referral.state != ReferralState.TAKEN:
        return
    _go_on(referral, ReferralState.SENT)
    waits = (
        gettext(" They told us how long people usually wait: {wait}.").format(wait=referral.line.wait)
        if referral.line.wait
        else ""
    )
    _note(
        referral,
        actor,
        ReferralState.SENT,
        words=gettext("On {day} {on}. {words}").format(day=on.day, on=spelled(on, "%B %Y"), words=words),
        to_whom=to_whom,
        told=gettext("What you agreed to has been passed on to the service you chose.{waits} {more}").format(
            waits=waits, more=_MORE
        ),
        event=ReferralSent(actor_id=actor.pk, referral_id=referral.pk, member_id=referral.member_id),
    )


@transaction.atomic
def note_answer(*, actor: Account, referral: Referral, words: str) -> None:
    """The service answered, and the member reads what."""
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    authorize(actor, Permission.REFERRAL_CARRY, referral)
    if referral.state not in (ReferralState.SENT, ReferralState.ANSWERED):
        return
    _go_on(referral, ReferralState.ANSWERED)
    _note(
        referral,
        actor,
        ReferralState.ANSWERED,
        words=words,
        told=gettext("The service you asked to be put in touch with has answered us. {more}").format(more=_MORE),
        event=ReferralAnswered(actor_id=actor.pk, referral_id=referral.pk, member_id=referral.member_id),
    )


@transaction.atomic
def close_referral(*, actor: Account, referral: Referral, outcome: ReferralOutcome, words: str) -> None:
    """It is over. The member reads how it ended and what `words` add."""
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    authorize(actor, Permission.REFERRAL_CARRY, referral)
    referral.outcome, referral.ended_at = outcome, clock.now()
    referral.save(update_fields=["outcome", "ended_at"])
    _go_on(referral, ReferralState.CLOSED)
    _note(
        referral,
        actor,
        ReferralState.CLOSED,
        words=words,
        told=gettext("Being put in touch with a service is over: {label} {more}").format(
            label=ReferralOutcome(outcome).label, more=_MORE
        ),
        event=ReferralClosed(actor_id=actor.pk, referral_id=referral.pk, member_id=referral.member_id),
    )


def expire_referrals(*, now: datetime) -> int:
    """Delete every referral whose time is over, with what the member was told about it."""
    old = Referral.objects.filter(ended_at__lt=now - settings.RETENTION["referrals"])
    return sum(_forget(referral) for referral in old.select_related("conversation"))


@transaction.atomic
def _forget(referral: Referral) -> int:
    referral_id, conversation = referral.pk, referral.conversation
    Referral.objects.filter(pk=referral_id).delete()
    if conversation is not None:
        forget_conversation(conversation=conversation)
    publish(ReferralForgotten(actor_id=None, referral_id=referral_id))
    return 1


def _go_on(referral: Referral, state: ReferralState) -> None:
    referral.state = state
    referral.save(update_fields=["state"])


def _note(
    referral: Referral,
    actor: Account,
    kind: ReferralState,
    *,
    told: str,
    event: Event,
    words: str = "",
    to_whom: str = "",
) -> None:
    """Write the step down, and tell the member in their messages: neutrally, without the name of the service."""
    ReferralStep.objects.create(referral=referral, kind=kind, words=words, to_whom=to_whom, by=actor, at=clock.now())
    if referral.member.is_active:
        letter = tell_step(member=referral.member, words=told, conversation=referral.conversation)
        if referral.conversation_id is None:
            Referral.objects.filter(pk=referral.pk).update(conversation=letter.conversation)
            referral.conversation = letter.conversation
    publish(event)
