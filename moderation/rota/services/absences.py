"""Being away: for some days, or for as long as somebody needs. Nobody asks why, and it costs nothing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from moderation.rota import freeing, placing
from moderation.rota.cover import forget_cover
from moderation.rota.events import AbsenceDeclared, AbsenceEnded
from moderation.rota.models import Absence, Place


class AbsenceUnclear(Refusal):
    """Times that are not a time away."""

    code = "absence_unclear"
    message = "A time away ends after it begins, and not in the past. Please look at the days again."


@transaction.atomic
def declare_absence(*, actor: Account, starts_at: datetime, ends_at: datetime) -> Absence:
    """`actor` is away from then until then. Their places in that time become gaps, and managers hear of the gaps."""
    authorize(actor, Permission.ABSENCE_DECLARE, SITE)
    now = clock.now()
    starts_at = max(starts_at, now)
    if ends_at <= starts_at:
        raise AbsenceUnclear
    placing.lock(actor.pk)
    known = Absence.objects.filter(account=actor, starts_at__lte=starts_at, ends_at__gte=ends_at).first()
    return known or _away(actor, starts_at, ends_at, now)


@transaction.atomic
def begin_pause(*, actor: Account) -> Absence:
    """`actor` needs a pause, from now until they come back. Asked for twice, it is one pause."""
    authorize(actor, Permission.ABSENCE_DECLARE, SITE)
    placing.lock(actor.pk)
    known = Absence.objects.filter(account=actor, ends_at__isnull=True).first()
    now = clock.now()
    return known or _away(actor, now, None, now)


@transaction.atomic
def end_absence(*, actor: Account, absence: Absence) -> None:
    """`actor` is back, or will not be away after all. What became a gap stays one until they take it again."""
    authorize(actor, Permission.ABSENCE_END, absence)
    placing.lock(actor.pk)
    kept, now = Absence.objects.select_for_update().filter(pk=absence.pk).first(), clock.now()
    if kept is None or (kept.ends_at is not None and kept.ends_at <= now):
        return
    if kept.starts_at >= now:
        kept.delete()
    else:
        kept.ends_at = now
        kept.save(update_fields=["ends_at"])
    publish(AbsenceEnded(actor_id=actor.pk, absence_id=absence.pk))
    forget_cover()


@transaction.atomic
def close_absences(*, account_id: UUID, now: datetime) -> None:
    """Somebody left the team: a pause of theirs is over, so that it is forgotten like any other time away."""
    theirs = Absence.objects.filter(account=account_id)
    theirs.filter(starts_at__gte=now).delete()
    theirs.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now)).update(ends_at=now)


def _away(actor: Account, starts_at: datetime, ends_at: datetime | None, now: datetime) -> Absence:
    absence = Absence.objects.create(account=actor, starts_at=starts_at, ends_at=ends_at)
    places = Place.objects.select_for_update(of=("self",), no_key=True).filter(
        account=actor,
        signed_off_at__isnull=True,
        shift__ends_at__gt=starts_at,
        **({"shift__starts_at__lt": ends_at} if ends_at else {}),
    )
    found = list(places.select_related("shift").order_by("pk"))
    freeing.lock_offers(found)
    for place in found:
        freeing.free(place, now=now, by=actor)
    publish(AbsenceDeclared(actor_id=actor.pk, absence_id=absence.pk))
    forget_cover()
    return absence
