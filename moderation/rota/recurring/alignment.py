"""What a pattern asks for beside the shifts that stand: which to make, to move, to keep by themselves, to take away.

It decides and changes nothing, so a manager can be shown what a change would do. A shift that has begun, or that
somebody changed by hand, is left as it is; so is a coming one that its pattern would put into the past. Nobody loses a
place by it: a shift with people on it is moved along with them, or stands by itself from then on.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings

from forum.core.when import local
from moderation.rota.models import Holiday, Pattern, PatternException, Place, Shift, State
from moderation.rota.models.patterns import OnHoliday
from moderation.rota.recurring.patterns import Occurrence, expand

Times = tuple[datetime, datetime]


@dataclass
class Difference:
    """What there is to do. `adopt` and `move` name the shift and what is asked of it."""

    make: list[Occurrence] = field(default_factory=list)
    adopt: list[tuple[Shift, Occurrence]] = field(default_factory=list)
    move: list[tuple[Shift, Occurrence]] = field(default_factory=list)
    fit: list[Shift] = field(default_factory=list)
    let_go: list[Shift] = field(default_factory=list)
    remove: list[Shift] = field(default_factory=list)

    @property
    def touched(self) -> set[UUID]:
        """The shifts that stand already and would not be the same afterwards."""
        pairs = [shift for shift, _ in (*self.adopt, *self.move)]
        return {shift.pk for shift in (*pairs, *self.fit, *self.let_go, *self.remove)}

    @property
    def is_nothing(self) -> bool:
        return not self.make and not self.touched

    def within(self, known: Collection[UUID]) -> "Difference":
        """Only what is about these shifts, or makes new ones."""
        return Difference(
            make=self.make,
            adopt=[pair for pair in self.adopt if pair[0].pk in known],
            move=[pair for pair in self.move if pair[0].pk in known],
            fit=[shift for shift in self.fit if shift.pk in known],
            let_go=[shift for shift in self.let_go if shift.pk in known],
            remove=[shift for shift in self.remove if shift.pk in known],
        )


def people_on(shift: Shift) -> list[Place]:
    """Everybody on a shift who has not given their place up."""
    return [place for place in shift.places.all() if place.state != State.GIVEN_UP]


def has_begun(shift: Shift, now: datetime) -> bool:
    """Is it running or over, or is somebody here for it already?"""
    return shift.starts_at <= now or any(place.signed_on_at is not None for place in shift.places.all())


def fits(shift: Shift, pattern: Pattern) -> bool:
    """Does a shift need what its pattern asks for?"""
    ours = (pattern.needs, pattern.needs_approval, pattern.lead_rotates)
    return (shift.needs, shift.needs_approval, shift.lead_rotates) == ours


def difference(
    pattern: Pattern,
    asked: Sequence[Occurrence],
    standing: Sequence[Shift],
    there: Mapping[Times, Shift],
    *,
    until: date,
    now: datetime,
) -> Difference:
    """What to do so that the `standing` shifts of `pattern` are the ones `asked` for. `there` are shifts that are not
    the pattern's, by their times; new ones are made up to the day `until`."""
    found = Difference()
    wanted = {one.day: one for one in asked}
    for shift in standing:
        if not shift.is_by_hand and not has_begun(shift, now):
            _compare(found, pattern, shift, wanted.get(shift.pattern_day) if shift.pattern_day else None, there, now)
    taken = {shift.pattern_day for shift in standing}
    for one in asked:
        if one.day not in taken and one.day <= until and one.starts_at > now:
            _ask_for(found, one, there)
    return found


def look(pattern: Pattern, now: datetime) -> Difference:
    """`difference` with what the database holds, in six questions at most."""
    today = local(now).date()
    until = today + timedelta(weeks=settings.ROTA["weeks_ahead"])
    # What began yesterday evening may still be running.
    standing = list(
        Shift.objects.filter(pattern_id=pattern.pk, pattern_day__gte=today - timedelta(days=1))
        .prefetch_related("places")
        .order_by("starts_at")
    )
    last = max([until, *(shift.pattern_day for shift in standing if shift.pattern_day)])
    asked = expand(pattern, left_out(pattern), holidays(pattern), today - timedelta(days=1), last)
    others = Shift.objects.filter(starts_at__in=[one.starts_at for one in asked]).exclude(pattern_id=pattern.pk)
    there = {(shift.starts_at, shift.ends_at): shift for shift in others.prefetch_related("places")}
    return difference(pattern, asked, standing, there, until=until, now=now)


def left_out(pattern: Pattern) -> set[date]:
    """The days that a manager left out."""
    return set(PatternException.objects.filter(pattern_id=pattern.pk).values_list("day", flat=True))


def holidays(pattern: Pattern) -> set[date]:
    """The bank holidays, if they make a difference."""
    return set(Holiday.objects.values_list("day", flat=True)) if pattern.on_holidays == OnHoliday.SKIP else set()


def _compare(
    found: Difference,
    pattern: Pattern,
    shift: Shift,
    one: Occurrence | None,
    there: Mapping[Times, Shift],
    now: datetime,
) -> None:
    """One coming shift of the pattern, and what the pattern now asks for on its day."""
    if one is None:
        _let_go(found, shift)
    elif one.starts_at <= now:
        return
    elif (shift.starts_at, shift.ends_at) == (one.starts_at, one.ends_at):
        if not fits(shift, pattern):
            found.fit.append(shift)
    elif (one.starts_at, one.ends_at) in there:
        _let_go(found, shift)
        _ask_for(found, one, there)
    else:
        found.move.append((shift, one))


def _let_go(found: Difference, shift: Shift) -> None:
    (found.let_go if people_on(shift) else found.remove).append(shift)


def _ask_for(found: Difference, one: Occurrence, there: Mapping[Times, Shift]) -> None:
    """Two patterns that ask for the same times share one shift, and it stays with the first."""
    same = there.get((one.starts_at, one.ends_at))
    if same is None:
        found.make.append(one)
    elif same.pattern_id is None:
        found.adopt.append((same, one))
