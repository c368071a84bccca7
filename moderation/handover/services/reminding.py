"""What the steward says by the clock: that a debrief waits, that it waits too long, that one could still be written."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.when import exact
from moderation.handover.models import Debrief
from moderation.nudges.services import tell
from moderation.rota.models import Place

# A supporter hears again when three quarters of their time are over: after 18 of 24 hours.
_AGAIN_AFTER = 0.75
# "The next day", and for how long after a shift a reminder would still be kind.
_NEXT_DAY, _TOO_LATE = timedelta(hours=18), timedelta(days=3)


@transaction.atomic
def remind_of_debriefs(*, now: datetime) -> int:
    """Remind whoever has a debrief to answer; tell the managers that one waits too long, never what it says."""
    allowed = settings.CARE["debrief_answer"]
    waiting = list(
        Debrief.objects.unanswered()
        .filter(due_at__lte=now + allowed * (1 - _AGAIN_AFTER))
        .defer("strain", "stays", "alone", "answer")
        .select_related("place")
    )
    managers = _managers() if any(debrief.due_at <= now for debrief in waiting) else []
    for debrief in waiting:
        if debrief.due_at > now:
            _remind_holder(debrief)
        else:
            _tell_managers(debrief, managers)
    return len(waiting)


@transaction.atomic
def remind_of_missing(*, now: datetime) -> int:
    """One kind line, the day after, to whoever ended a shift and wrote no debrief. Nobody else hears of it."""
    ended = Place.objects.confirmed().filter(
        signed_off_at__gt=now - _TOO_LATE, signed_off_at__lte=now - _NEXT_DAY, debrief__isnull=True
    )
    rows = list(ended.filter(account__is_active=True).values_list("pk", "account_id"))
    for place_id, account_id in rows:
        tell(
            accounts=[account_id],
            key=f"debrief:{place_id}:missing",
            words="If you would like two minutes to look back at your last shift, the page is still there for you.",
            href=reverse("handover:debrief", args=[place_id]),
        )
    return len(rows)


def _remind_holder(debrief: Debrief) -> None:
    if debrief.holder_id is not None:
        tell(
            accounts=[debrief.holder_id],
            key=f"debrief:{debrief.pk}:{debrief.due_at:%Y%m%d%H}:again",
            words=gettext("A debrief still waits for you. Somebody hopes to hear from you by {exact}.").format(
                exact=exact(debrief.due_at)
            ),
            href=reverse("handover:answer", args=[debrief.pk]),
        )


def _tell_managers(debrief: Debrief, managers: list[UUID]) -> None:
    tell(
        accounts=[pk for pk in managers if pk != debrief.place.account_id],
        key=f"debrief:{debrief.pk}:{debrief.due_at:%Y%m%d%H}:overdue",
        words="A debrief has waited too long for an answer. Please find somebody else for it.",
        href=reverse("handover:pass_on", args=[debrief.pk]),
    )


def _managers() -> list[UUID]:
    return list(Account.objects.filter(role=Role.MANAGER, is_active=True).values_list("pk", flat=True))
