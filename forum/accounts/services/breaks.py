"""Taking a break from this place, and coming back."""

from datetime import date, timedelta

from django.db import transaction

from forum.accounts.events import BreakBegun, BreakEnded
from forum.accounts.models import Account, PlannedReturn
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.core.when import local

LONGEST = timedelta(days=366)


class NotThatDay(Refusal):
    """A day that is over, or very far away."""

    code = "not_that_day"
    message = "Please choose a day from tomorrow on, and at most a year away. You can come back on any other day too."


@transaction.atomic
def take_break(*, actor: Account, on: date, note: str = "") -> None:
    """Stay away until one comes back, which is planned for the day `on`. Whoever calls this ends the sessions."""
    authorize(actor, Permission.RETURN_PLAN, SITE)
    today = local(clock.now()).date()
    if not today < on <= today + LONGEST:
        raise NotThatDay
    PlannedReturn.objects.update_or_create(account_id=actor.pk, defaults={"on": on, "note": note})
    publish(BreakBegun(actor_id=actor.pk, account_id=actor.pk, on=on))


@transaction.atomic
def come_back(*, actor: Account) -> None:
    """The break is over. Pressed twice, the second press finds nothing to do."""
    authorize(actor, Permission.RETURN_PLAN, SITE)
    if PlannedReturn.objects.filter(account_id=actor.pk).delete()[0]:
        publish(BreakEnded(actor_id=actor.pk, account_id=actor.pk))
