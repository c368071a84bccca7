"""What the member does: ask, add, take back, and take the link when the answer is yes.

None of it stands in the trail, and none of it says at which hour it was done (docs/moderating/joining-the-team.md).
"""

import json
from collections.abc import Collection, Mapping
from uuid import UUID

from django.conf import settings
from django.db import transaction

from forum.accounts.actors import SYSTEM
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, Stage, authorize
from forum.accounts.secrets import link_hash, new_link_token
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.core.when import local
from moderation.joining.events import ApplicationSent, ApplicationWithdrawn
from moderation.joining.models import Application, Reference, State
from moderation.joining.policy import AnsweredAlready, why_not_now
from moderation.joining.services.rows import locked
from moderation.team.services import invite

REFERENCES = 2
Named = tuple[str, str]
"""Who can say a word, and how we may reach them."""


class EnoughReferences(Refusal):
    """Two people are named already."""

    code = "enough_references"
    message = "You have named two people already, and two are enough."


@transaction.atomic
def send(
    *,
    actor: Account,
    answers: Mapping[str, str],
    submission: UUID,
    references: Collection[Named] = (),
    shows_pseudonym: bool = False,
    carries_over: bool = False,
) -> Application:
    """Ask to join the team. The same form sent twice is one application."""
    authorize(actor, Permission.APPLICATION_SEND, SITE)
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    earlier = Application.objects.filter(applicant=actor, submission=submission).first()
    if earlier:
        return earlier
    refusal = why_not_now(actor)
    if refusal:
        raise refusal
    today = local(clock.now()).date()
    application = Application.objects.create(
        applicant=actor,
        answers=json.dumps({key: words for key, words in answers.items() if words}),
        pseudonym_shown=actor.pseudonym if shows_pseudonym else "",
        carries_over=carries_over,
        sent_on=today,
        due_on=today + settings.CARE["application_answer"],
        submission=submission,
    )
    for who, reach in references:
        Reference.objects.create(application=application, who=who, reach=reach)
    publish(ApplicationSent(actor_id=None, application_id=application.pk))
    return application


@transaction.atomic
def add_reference(*, actor: Account, application: Application, who: str, reach: str) -> Reference:
    """Name somebody who can say a word, also later. Named twice in the same words is once."""
    application = locked(application_id=application.pk)
    authorize(actor, Permission.APPLICATION_SEND, application)
    if not application.is_open:
        raise AnsweredAlready
    named = list(application.references.all())
    for reference in named:
        if (reference.who, reference.reach) == (who, reach):
            return reference
    if len(named) >= REFERENCES:
        raise EnoughReferences
    return Reference.objects.create(application=application, who=who, reach=reach)


@transaction.atomic
def reply_to_plan(*, actor: Account, application: Application, words: str) -> None:
    """Say whether the time we suggested for a talk fits."""
    application = locked(application_id=application.pk)
    authorize(actor, Permission.APPLICATION_SEND, application)
    if not application.is_open:
        raise AnsweredAlready
    application.plan_reply = words
    application.save(update_fields=["plan_reply"])


@transaction.atomic
def withdraw(*, actor: Account, application: Application) -> None:
    """Take it back: it is deleted at once, with all that was written about it."""
    authorize(actor, Permission.APPLICATION_WITHDRAW, application)
    Application.objects.filter(pk=application.pk).delete()
    publish(ApplicationWithdrawn(actor_id=None, application_id=application.pk))


@transaction.atomic
def take_link(*, actor: Account, application: Application) -> tuple[str, str]:
    """The answer was yes: the secret part of a link to a duty account, and the code for the answers ("" unless they
    asked for one). From here on nothing says which member the application came from."""
    application = locked(application_id=application.pk)
    authorize(actor, Permission.APPLICATION_SEND, application)
    if application.state != State.YES:
        raise Refusal("There is no link yet. Your page says how far we have got.")
    code = new_link_token() if application.carries_over else ""
    application.applicant = None
    application.pseudonym_shown = ""
    application.carry_hash = link_hash(code) if code else ""
    application.save(update_fields=["applicant", "pseudonym_shown", "carry_hash"])
    # In the service's own name: were it the manager's, the invitation would point at whom they had answered.
    _, token = invite(actor=SYSTEM, role=Role.MODERATOR, stage=Stage.TRAINEE)
    return token, code


@transaction.atomic
def forget_applications(*, account_id: UUID) -> None:
    """Delete the applications of somebody who closed their account."""
    Application.objects.filter(applicant_id=account_id).delete()
