"""The verbs of the ladder: sign a stage off, step back by agreement, go back oneself."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, Role, Stage, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import NotNow, Refusal
from forum.core.when import local
from moderation.ladder import facts, requirements
from moderation.ladder.events import StageChanged
from moderation.ladder.models import Step
from moderation.ladder.policy import why_not_between
from moderation.nudges.services import tell
from moderation.rota.recheck import recheck


class StageMoved(Refusal):
    """Somebody was quicker, or the page was old."""

    code = "stage_moved"
    message = "Their stage has changed in the meantime. Please look at the page again before you sign anything off."


class ReasonNeeded(Refusal):
    """Signed off early, or stepped back, without a word."""

    code = "reason_needed"
    message = "Please write a few words, so that everybody can understand it later. The person reads them too."


class TheLastToSign(NotNow):
    """Going back would leave nobody who can sign stages off."""

    code = "the_last_to_sign"
    message = (
        "You are the only manager who can sign stages off, so nobody could bring you back later. Bring another "
        "manager to lead first. You can pause today, without asking anybody."
    )
    next_step = "rota:absences"


@transaction.atomic
def sign_off(*, actor: Account, account: Account, to: Stage, words: str = "") -> Step | None:
    """`actor` signs off that `account` comes to their next stage. Before every line is there, with a reason. None if
    they are there already."""
    authorize(actor, Permission.STAGE_CHANGE, account)
    locked = _lock(account)
    if locked.stage == to:
        return None
    if requirements.next_stage(locked.stage) != to:
        raise StageMoved
    _check(actor, locked, to)
    now = clock.now()
    missing = requirements.missing(facts.of([locked], now)[locked.pk], local(now).date(), settings.LADDER)
    if missing and not words:
        raise ReasonNeeded
    step = _move(actor, locked, to, words)
    _tell(
        step,
        gettext("{pseudonym} signed off your next stage: {to}. Your stage page says what it opens.").format(
            pseudonym=actor.pseudonym, to=to
        ),
    )
    publish(StageChanged(actor_id=actor.pk, step_id=step.pk, account_id=locked.pk))
    return step


@transaction.atomic
def step_back(*, actor: Account, account: Account, to: Stage, words: str) -> Step | None:
    """`actor` and the person agreed on a step back. None if they are there already."""
    authorize(actor, Permission.STAGE_CHANGE, account)
    locked = _lock(account)
    if locked.stage == to:
        return None
    if requirements.stage_before(locked.stage) != to:
        raise StageMoved
    _check(actor, locked, to)
    if not words:
        raise ReasonNeeded
    step = _move(actor, locked, to, words)
    _tell(
        step,
        gettext("As you agreed with {pseudonym}, your stage is {to} now. Nothing you did before is lost.").format(
            pseudonym=actor.pseudonym, to=to
        ),
    )
    publish(StageChanged(actor_id=actor.pk, step_id=step.pk, account_id=locked.pk))
    return step


@transaction.atomic
def go_back(*, actor: Account, to: Stage) -> Step | None:
    """Somebody goes back a stage by themselves: nobody asks why. Sent twice, it is one step."""
    authorize(actor, Permission.STAGE_GO_BACK, actor)
    # The managers in one order, so that the last two cannot both go back at the same moment.
    managers = Account.objects.filter(role=Role.MANAGER, is_active=True).order_by("pk")
    signing = [one.pk for one in managers.select_for_update(no_key=True) if one.stage == Stage.LEAD]
    locked = _lock(actor)
    if requirements.stage_before(locked.stage) != to:
        return None
    if signing == [locked.pk]:
        raise TheLastToSign
    step = _move(actor, locked, to, "")
    publish(StageChanged(actor_id=actor.pk, step_id=step.pk, account_id=locked.pk))
    return step


@transaction.atomic
def forget_steps(*, account_id: UUID) -> None:
    """Somebody left the team a year ago: their steps go."""
    Step.objects.filter(account_id=account_id).delete()


def _lock(account: Account) -> Account:
    return Account.objects.select_for_update(no_key=True).get(pk=account.pk)


def _check(actor: Account, account: Account, to: Stage) -> None:
    refusal = why_not_between(actor, Stage(account.stage), to)
    if refusal is not None:
        raise refusal


def _move(actor: Account, account: Account, to: Stage, words: str) -> Step:
    """The stage changes; coming places that it no longer allows wait for a manager."""
    now, before = clock.now(), account.stage
    account.stage = to
    account.save(update_fields=["stage"])
    step = Step.objects.create(account=account, before=before, after=to, signed_by=actor, at=now, words=words)
    recheck(account_ids=[account.pk], now=now)
    return step


def _tell(step: Step, words: str) -> None:
    tell(accounts=[step.account_id], key=f"stage:{step.pk}", words=words, href=reverse("ladder:mine"))
