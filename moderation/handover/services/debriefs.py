"""The debrief: write it, answer it, give it to somebody else when it waits too long."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.core.when import exact
from moderation.handover import support
from moderation.handover.events import DebriefAnswered, DebriefPassedOn, DebriefWritten
from moderation.handover.models import Debrief
from moderation.nudges.services import tell
from moderation.rota.models import Place


class GoesToSomebodyElse(Refusal):
    """Between reading the page and sending it, the supporter changed."""

    code = "goes_to_somebody_else"
    message = (
        "The person who reads this has changed since you opened the page. Below is who it goes to now. "
        "If that is right for you, please send it again."
    )


class NotTheirs(Refusal):
    """The person who wrote it, somebody who has it already, or somebody who is not here."""

    code = "not_theirs"
    message = "This debrief cannot go to that person. Please choose somebody else."


@transaction.atomic
def write_debrief(
    *,
    actor: Account,
    place: Place,
    to: UUID | None,
    strain: int,
    stays: str,
    alone: str,
    call_me: bool,
    may_be_passed_on: bool,
) -> Debrief:
    """How somebody leaves a shift, for `to`, whom the page had named. Sent twice, the first one stands."""
    place = Place.objects.select_for_update(of=("self",), no_key=True).select_related("shift").get(pk=place.pk)
    authorize(actor, Permission.DEBRIEF_WRITE, place)
    earlier = Debrief.objects.filter(place=place).first()
    if earlier:
        return earlier
    supporter = _still_right(actor, to)
    now = clock.now()
    debrief = Debrief.objects.create(
        place=place,
        strain=str(strain),
        stays=stays,
        alone=alone,
        call_me=call_me,
        may_be_passed_on=may_be_passed_on,
        written_at=now,
        supporter=supporter,
        due_at=now + settings.CARE["debrief_answer"],
    )
    if supporter is not None:
        _tell_holder(debrief, supporter.pk)
    publish(DebriefWritten(actor_id=actor.pk, debrief_id=debrief.pk))
    return debrief


@transaction.atomic
def answer_debrief(*, actor: Account, debrief: Debrief, words: str) -> Debrief:
    """Whoever it went to answers. Two who answer at once: the first one's words stand."""
    debrief = _locked(debrief)
    if debrief.is_answered and debrief.answered_by_id == actor.pk:
        return debrief
    authorize(actor, Permission.DEBRIEF_ANSWER, debrief)
    debrief.answered_at, debrief.answered_by, debrief.answer = clock.now(), actor, words
    debrief.save(update_fields=["answered_at", "answered_by", "answer"])
    tell(
        accounts=[debrief.place.account_id],
        key=f"debrief:{debrief.pk}:answered",
        words=gettext("{pseudonym} answered your debrief.").format(pseudonym=actor.pseudonym),
        href=reverse("handover:debrief", args=[debrief.place_id]),
    )
    publish(DebriefAnswered(actor_id=actor.pk, debrief_id=debrief.pk))
    return debrief


@transaction.atomic
def pass_on_debrief(*, actor: Account, debrief: Debrief, to: Account) -> Debrief:
    """It waited too long: a manager gives it to `to`, who reads its words only if the person agreed to that."""
    debrief = _locked(debrief)
    if debrief.passed_to_id == to.pk and not debrief.is_answered:
        return debrief
    authorize(actor, Permission.SUPPORTER_NAME, debrief)
    if not (to.is_active and to.is_team) or to.pk in (debrief.place.account_id, debrief.holder_id):
        raise NotTheirs
    # Back with the first supporter, it is simply theirs again.
    debrief.passed_to = None if to.pk == debrief.supporter_id else to
    debrief.due_at = clock.now() + settings.CARE["debrief_answer"]
    debrief.save(update_fields=["passed_to", "due_at"])
    _tell_holder(debrief, to.pk)
    may_read = debrief.may_be_passed_on or to.pk == debrief.supporter_id
    words = "They can read it now." if may_read else "They ask how you are; they cannot read what you wrote."
    tell(
        accounts=[debrief.place.account_id],
        key=f"debrief:{debrief.pk}:with:{to.pk}",
        words=gettext("Your debrief had no answer in time, so {pseudonym} looks after it. {words}").format(
            pseudonym=to.pseudonym, words=words
        ),
        href=reverse("handover:debrief", args=[debrief.place_id]),
    )
    publish(DebriefPassedOn(actor_id=actor.pk, debrief_id=debrief.pk, to_id=to.pk))
    return debrief


def _still_right(actor: Account, to: UUID | None) -> Account | None:
    """Whom the page had named, if they could still be named now."""
    if to is None:
        if support.supporter_of(actor) is not None:
            raise GoesToSomebodyElse
        return None
    chosen = Account.objects.filter(pk=to).first()
    if chosen is None or not support.may_receive(chosen, actor):
        raise GoesToSomebodyElse
    return chosen


def _tell_holder(debrief: Debrief, account_id: UUID) -> None:
    tell(
        accounts=[account_id],
        key=f"debrief:{debrief.pk}:{account_id}:{debrief.due_at:%Y%m%d%H}",
        words=gettext("A debrief waits for you. Please answer it by {exact}.").format(exact=exact(debrief.due_at)),
        href=reverse("handover:answer", args=[debrief.pk]),
    )


def _locked(debrief: Debrief) -> Debrief:
    rows = Debrief.objects.select_for_update(of=("self",)).select_related("place", "answered_by")
    return rows.get(pk=debrief.pk)
