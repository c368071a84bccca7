"""Completing a module, talking it over, and having learned it elsewhere."""

from calendar import monthrange
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.core.when import local
from moderation.nudges.services import tell
from moderation.training.events import CompletionConfirmed, CompletionRecorded, ModuleCompleted
from moderation.training.models import Answer, Completion, Module, Practice, Question

# From when on reading a module again renews it.
RENEWS_FROM = timedelta(days=60)
Answers = Mapping[UUID, int | str]
"""By question: the place of the choice, or one's own words."""


class NotYet(Refusal):
    """A day that has not come."""

    code = "not_yet"
    message = "That day has not come yet. Please choose the day on which they learned it."


@transaction.atomic
def keep_answers(*, actor: Account, module: Module, answers: Answers) -> None:
    """What somebody answered so far stays, whether it is right or not."""
    authorize(actor, Permission.MODULE_COMPLETE, module)
    _lock(actor)
    _keep(actor, module, answers)


@transaction.atomic
def complete(
    *, actor: Account, module: Module, answers: Answers, talk_with: Account | None = None
) -> Completion | None:
    """Somebody read the module and answered its questions. None while a question wants another look; the answers stay
    then. It counts at once, or once a named person has talked it over with them."""
    authorize(actor, Permission.MODULE_COMPLETE, module)
    _lock(actor)
    _keep(actor, module, answers)
    if _wants_another_look(actor, module):
        return None
    # Nobody needs to know later which answer was chosen. One's own words stay one's own.
    Answer.objects.filter(account=actor, question__module=module, choice__isnull=False).delete()
    today = local(clock.now()).date()
    here = _still_good(actor, module, today)
    if here is not None:
        return here
    completion = Completion.objects.create(
        account=actor,
        module=module,
        completed_on=today,
        runs_out_on=_runs_out(module, today),
        awaits_talk=module.needs_talk,
        talk_with=talk_with if module.needs_talk else None,
    )
    if completion.awaits_talk and talk_with is not None:
        tell(
            accounts=[talk_with.pk],
            key=f"talk:{completion.pk}",
            words=gettext("{pseudonym} would like to talk the module “{title}” over with you.").format(
                pseudonym=actor.pseudonym, title=module.title
            ),
            href=reverse("training:talks"),
        )
    publish(ModuleCompleted(actor_id=actor.pk, completion_id=completion.pk))
    return completion


@transaction.atomic
def confirm_talk(*, actor: Account, completion: Completion) -> Completion:
    """`actor` talked it over with the person: it counts from today."""
    authorize(actor, Permission.MODULE_CONFIRM, completion)
    locked = Completion.objects.select_for_update(of=("self",)).select_related("module").get(pk=completion.pk)
    if not locked.awaits_talk:
        return locked
    locked.awaits_talk, locked.confirmed_by = False, actor
    locked.completed_on = local(clock.now()).date()
    locked.runs_out_on = _runs_out(locked.module, locked.completed_on)
    locked.save()
    tell(
        accounts=[locked.account_id],
        key=f"talked:{locked.pk}",
        words=gettext("{pseudonym} wrote down that you talked “{title}” over. It counts from today.").format(
            pseudonym=actor.pseudonym, title=locked.module.title
        ),
        href=reverse("training:mine"),
    )
    publish(CompletionConfirmed(actor_id=actor.pk, completion_id=locked.pk, account_id=locked.account_id))
    return locked


@transaction.atomic
def record_elsewhere(
    *, actor: Account, account: Account, modules: Collection[Module], completed_on: date
) -> list[Completion]:
    """`account` learned these modules elsewhere, and `actor` has seen that. Written twice, it stands there once."""
    authorize(actor, Permission.MODULE_CONFIRM, account)
    if completed_on > local(clock.now()).date():
        raise NotYet
    _lock(account)
    theirs = Completion.objects.filter(account=account, module__in=modules)
    theirs.filter(awaits_talk=True).delete()
    known = set(theirs.filter(completed_on=completed_on).values_list("module", flat=True))
    recorded = [
        Completion.objects.create(
            account=account,
            module=module,
            completed_on=completed_on,
            runs_out_on=_runs_out(module, completed_on),
            confirmed_by=actor,
            is_elsewhere=True,
        )
        for module in modules
        if module.pk not in known
    ]
    if recorded:
        tell(
            accounts=[account.pk],
            key=f"elsewhere:{recorded[0].pk}",
            words=gettext(
                "{pseudonym} wrote down what you have learned elsewhere. Your learning page shows it."
            ).format(pseudonym=actor.pseudonym),
            href=reverse("training:mine"),
        )
    for completion in recorded:
        publish(CompletionRecorded(actor_id=actor.pk, completion_id=completion.pk, account_id=account.pk))
    return recorded


@transaction.atomic
def forget_learning(*, account_id: UUID) -> None:
    """Somebody left the team a year ago: what they learned, wrote for themselves and practised goes."""
    for model in (Answer, Practice, Completion):
        model.objects.filter(account_id=account_id).delete()


def _lock(account: Account) -> None:
    """One at a time: of the same form sent twice at once, the second waits and finds the first."""
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)


def _keep(actor: Account, module: Module, answers: Answers) -> None:
    asked = {question.pk: question for question in module.questions.filter(is_open=True)}
    given = {one.question_id: one for one in Answer.objects.filter(account=actor, question__in=asked)}
    for pk, said in answers.items():
        question = asked.get(pk)
        if question is None:
            continue
        answer = given.get(pk) or Answer(account=actor, question=question)
        if isinstance(said, int):
            answer.choice = said
        else:
            answer.words = said
        if answer.choice is not None or answer.words:
            answer.save()
        elif pk in given:
            answer.delete()


def _wants_another_look(actor: Account, module: Module) -> bool:
    """Is a question with choices without its right answer?"""
    chosen = dict(Answer.objects.filter(account=actor, question__module=module).values_list("question", "choice"))
    checks = Question.objects.filter(module=module, is_open=True, right__isnull=False).values_list("pk", "right")
    return any(chosen.get(pk) != right for pk, right in checks)


def _still_good(actor: Account, module: Module, today: date) -> Completion | None:
    """What makes completing it again change nothing: one that waits for its talk, or counts for long enough."""
    mine = Completion.objects.filter(account=actor, module=module)
    waiting = mine.filter(awaits_talk=True).first()
    if waiting is not None:
        return waiting
    good = mine.counting_on(today)
    return good.filter(runs_out_on=None).first() or good.filter(runs_out_on__gt=today + RENEWS_FROM).first()


def _runs_out(module: Module, completed_on: date) -> date | None:
    """The last day on which it counts: the same day so many months later, or the last one of a shorter month."""
    if not module.renew_months:
        return None
    years, month = divmod(completed_on.month - 1 + module.renew_months, 12)
    year = completed_on.year + years
    return date(year, month + 1, min(completed_on.day, monthrange(year, month + 1)[1]))
