"""The member asks, and may take it back."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.throttle import spend
from forum.referrals.consent import NEWEST
from forum.referrals.events import ReferralAsked, ReferralForgotten, ReferralWithdrawn
from forum.referrals.models import Referral, ReferralState, ReferralStep
from forum.support.models import Line

ASKED_A_DAY = 5


@transaction.atomic
def ask(*, actor: Account, line: Line, words: str, reach: str, submission: UUID) -> Referral:
    """`actor` agrees that `words` and `reach` are passed on to the service behind `line`. Sent twice is asked once."""
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)  # Sent twice at once, the second waits.
    earlier = Referral.objects.filter(member=actor, submission=submission).first()
    if earlier:
        return earlier
    authorize(actor, Permission.REFERRAL_ASK, line)
    spend("referral", str(actor.pk), limit=ASKED_A_DAY, per=timedelta(days=1))
    now = clock.now()
    referral = Referral.objects.create(
        member=actor,
        line=line,
        words=words,
        reach=reach,
        consent_version=NEWEST,
        consent_at=now,
        submission=submission,
    )
    ReferralStep.objects.create(referral=referral, kind=ReferralState.ASKED, words="", to_whom="", by=actor, at=now)
    publish(ReferralAsked(actor_id=actor.pk, referral_id=referral.pk, member_id=actor.pk, consent_version=NEWEST))
    return referral


@transaction.atomic
def withdraw(*, actor: Account, referral: Referral) -> None:
    """Take it back: the words are deleted at once. Of a press here and one that passes it on, one wins."""
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    authorize(actor, Permission.REFERRAL_WITHDRAW, referral)
    now = clock.now()
    referral.words = referral.reach = None  # type: ignore[assignment]
    referral.state, referral.ended_at = ReferralState.WITHDRAWN, now
    referral.save(update_fields=["words", "reach", "state", "ended_at"])
    ReferralStep.objects.create(referral=referral, kind=ReferralState.WITHDRAWN, words="", to_whom="", by=actor, at=now)
    publish(ReferralWithdrawn(actor_id=actor.pk, referral_id=referral.pk, member_id=actor.pk))


@transaction.atomic
def forget_referrals(*, account_id: UUID) -> None:
    """Somebody closed their account: what they asked for goes with them, whether or not it was passed on."""
    for referral_id in list(Referral.objects.filter(member_id=account_id).values_list("pk", flat=True)):
        Referral.objects.filter(pk=referral_id).delete()
        publish(ReferralForgotten(actor_id=None, referral_id=referral_id))
