"""A span of the rota with its shifts, the people on them and who is away: three questions, however long it is."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, QuerySet

from moderation.rota.counted import COUNTED
from moderation.rota.duties import Duty, needs_of
from moderation.rota.models import LONGEST, Absence, Place, Shift, State
from moderation.rota.overview.coverage import Away, Standing, Stretch


def stretches(
    shifts: QuerySet[Shift], start: datetime, end: datetime, *, seen_at: datetime | None = None
) -> list[Stretch]:
    """Those of `shifts` that touch the time from `start` to `end`, by when they begin: as they were planned or, with
    `seen_at`, as they are then: whoever went early is missing for the rest of a shift that goes on."""
    # The lower bound on the start tells nothing new, but lets the index skip the years before.
    touching = shifts.filter(starts_at__gt=start - 2 * LONGEST, starts_at__lt=end, ends_at__gt=start)
    rows = list(touching.order_by("starts_at", "ends_at").values_list("pk", "starts_at", "ends_at", "needs"))
    people = _people(touching, start, end, seen_at)
    return [Stretch(pk, begin, over, needs_of(needs), tuple(people[pk])) for pk, begin, over, needs in rows]


def _people(
    shifts: QuerySet[Shift], start: datetime, end: datetime, seen_at: datetime | None
) -> dict[UUID, list[Standing]]:
    away: dict[UUID, list[Away]] = defaultdict(list)
    spans = Absence.objects.touching(start - 2 * LONGEST, end + 2 * LONGEST)
    for account_id, begin, over in spans.values_list("account_id", "starts_at", "ends_at"):
        away[account_id].append(Away(begin, over))
    kept = Place.objects.exclude(state=State.GIVEN_UP).filter(shift__in=shifts.values("pk"))
    rows = kept.annotate(is_counted=ExpressionWrapper(COUNTED, output_field=BooleanField())).order_by(
        "account__pseudonym"
    )
    found: dict[UUID, list[Standing]] = defaultdict(list)
    for shift_id, duty, account_id, name, counted, left_at, over in rows.values_list(
        "shift_id", "duty", "account_id", "account__pseudonym", "is_counted", "signed_off_at", "shift__ends_at"
    ):
        gone = [Away(left_at, over)] if seen_at and left_at and left_at < over and over > seen_at else []
        found[shift_id].append(Standing(Duty(duty), account_id, name, bool(counted), (*away[account_id], *gone)))
    return found
