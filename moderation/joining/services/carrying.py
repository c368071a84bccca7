"""What comes along to a duty account, only where the person themselves brings it."""

from datetime import timedelta

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.accounts.secrets import link_hash
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.core.throttle import spend
from moderation.joining.events import AnswersCarried
from moderation.joining.models import Application

TRIES_AN_HOUR = 10


class NoSuchCode(Refusal):
    """A code that was used, is too old or never was."""

    code = "no_such_code"
    message = "This code does not open anything. Please check it once more. If it is lost, your answers stay behind."


@transaction.atomic
def bring_answers(*, actor: Account, code: str) -> Application:
    """Somebody on the team brings the answers from their application along. The code works once."""
    authorize(actor, Permission.APPLICATION_CARRY, SITE)
    spend("carry", str(actor.pk), limit=TRIES_AN_HOUR, per=timedelta(hours=1))
    found = Application.objects.select_for_update().filter(carry_hash=link_hash(code), applicant__isnull=True).first()
    if found is None or not code:
        raise NoSuchCode
    found.duty_account, found.carry_hash = actor, ""
    found.save(update_fields=["duty_account", "carry_hash"])
    publish(AnswersCarried(actor_id=actor.pk, application_id=found.pk))
    return found
