"""Planning by patterns: make one, change, end or delete it, leave out a day. Shifts follow."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import NotGranted, Refusal
from moderation.rota import placing
from moderation.rota.duties import MOST, Need, as_stored
from moderation.rota.events import (
    DayLeftOut,
    DayPutBack,
    PatternChanged,
    PatternEnded,
    PatternMade,
    PatternRemoved,
)
from moderation.rota.models import LONGEST, Pattern, PatternException, Shift
from moderation.rota.models.patterns import OnHoliday
from moderation.rota.recurring import alignment, recurrence
from moderation.rota.recurring.following import Outcome, follow, take_away
from moderation.rota.recurring.patterns import wall_length


class PatternUnclear(Refusal):
    """What was asked for makes no shifts."""

    code = "pattern_unclear"
    message = (
        "That does not make a shift. A shift lasts at most 12 hours, and a pattern ends on or after its first day."
    )


class PatternGone(NotGranted):
    """Somebody else deleted it meanwhile."""


@dataclass(frozen=True)
class Shape:
    """What a manager says of a pattern."""

    name: str
    rule: str
    first_day: date
    last_day: date | None
    starts: time
    ends: time
    needs: tuple[Need, ...]
    needs_approval: bool = False
    lead_rotates: bool = False
    on_holidays: OnHoliday = OnHoliday.KEEP

    def on(self, pattern: Pattern) -> Pattern:
        """`pattern` with this shape, not saved."""
        pattern.name, pattern.rule = self.name, self.rule
        pattern.first_day, pattern.last_day = self.first_day, self.last_day
        pattern.starts, pattern.ends, pattern.needs = self.starts, self.ends, as_stored(self.needs)
        pattern.needs_approval, pattern.lead_rotates = self.needs_approval, self.lead_rotates
        pattern.on_holidays = self.on_holidays
        return pattern

    def check(self) -> None:
        """Raises PatternUnclear."""
        try:
            recurrence.read(self.rule)
        except recurrence.NoSuchRule as error:
            raise PatternUnclear from error
        odd = [need for need in self.needs if not 0 <= need.minimum <= need.ideal <= MOST]
        ends_before = self.last_day is not None and self.last_day < self.first_day
        if odd or ends_before or wall_length(self.starts, self.ends) > LONGEST:
            raise PatternUnclear


@transaction.atomic
def make_pattern(*, actor: Account, shape: Shape) -> tuple[Pattern, Outcome]:
    """A pattern, and its shifts of the coming weeks. The same one sent twice is one."""
    authorize(actor, Permission.PATTERN_WRITE, SITE)
    shape.check()
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    pattern = shape.on(Pattern())
    earlier = _same(pattern)
    if earlier is not None:
        return earlier, Outcome()
    pattern.save(force_insert=True)
    outcome = follow(pattern, now=clock.now(), by=actor.pk)
    publish(PatternMade(actor_id=actor.pk, pattern_id=pattern.pk))
    outcome.publish()
    return pattern, outcome


@transaction.atomic
def change_pattern(*, actor: Account, pattern: Pattern, shape: Shape) -> Outcome:
    """The shifts that have not begun follow, with whoever is on them, and everybody whose times change is told."""
    pattern = _locked(pattern)
    authorize(actor, Permission.PATTERN_WRITE, pattern)
    shape.check()
    shape.on(pattern).save()
    outcome = follow(pattern, now=clock.now(), by=actor.pk)
    publish(PatternChanged(actor_id=actor.pk, pattern_id=pattern.pk))
    outcome.publish()
    return outcome


@transaction.atomic
def end_pattern(*, actor: Account, pattern: Pattern, last_day: date) -> Outcome:
    """The last shift begins on `last_day` at the latest. Later ones with people on them stand by themselves."""
    pattern = _locked(pattern)
    authorize(actor, Permission.PATTERN_WRITE, pattern)
    if last_day < pattern.first_day:
        raise PatternUnclear("A pattern ends on or after its first day. If it should never begin, delete it.")
    pattern.last_day = last_day
    pattern.save(update_fields=["last_day"])
    outcome = follow(pattern, now=clock.now(), by=actor.pk)
    publish(PatternEnded(actor_id=actor.pk, pattern_id=pattern.pk, last_day=last_day))
    outcome.publish()
    return outcome


@transaction.atomic
def remove_pattern(*, actor: Account, pattern: Pattern, with_people: bool = False) -> Outcome:
    """The pattern is gone, and so are its empty shifts. Those with people on them, or changed by hand, stand by
    themselves; `with_people` takes them away too, and everybody on them is told. What has begun stays."""
    pattern = _locked(pattern)
    authorize(actor, Permission.PATTERN_WRITE, pattern)
    now, outcome = clock.now(), Outcome()
    keys = set(pattern.shifts.coming(now).values_list("pk", flat=True))
    placing.lock(shifts=keys)
    going: list[Shift] = []
    staying: list[Shift] = []
    for shift in Shift.objects.filter(pk__in=keys).prefetch_related("places").order_by("pk"):
        kept = bool(alignment.people_on(shift)) or shift.is_by_hand
        stays = alignment.has_begun(shift, now) or (kept and not with_people)
        (staying if stays else going).append(shift)
    take_away(going, outcome, by=actor.pk)
    outcome.let_go = sum(not alignment.has_begun(shift, now) for shift in staying)
    event = PatternRemoved(actor_id=actor.pk, pattern_id=pattern.pk, with_people=with_people)
    pattern.delete()
    publish(event)
    outcome.publish()
    return outcome


@transaction.atomic
def leave_out_day(*, actor: Account, pattern: Pattern, day: date) -> Outcome:
    """The pattern makes no shift on `day`. One with people on it stands by itself."""
    pattern = _locked(pattern)
    authorize(actor, Permission.PATTERN_WRITE, pattern)
    _, is_new = PatternException.objects.get_or_create(pattern=pattern, day=day)
    outcome = follow(pattern, now=clock.now(), by=actor.pk)
    if is_new:
        publish(DayLeftOut(actor_id=actor.pk, pattern_id=pattern.pk, day=day))
    outcome.publish()
    return outcome


@transaction.atomic
def put_day_back(*, actor: Account, pattern: Pattern, day: date) -> Outcome:
    """The pattern makes its shift on `day` after all. One that stands there already is taken up again."""
    pattern = _locked(pattern)
    authorize(actor, Permission.PATTERN_WRITE, pattern)
    was_out = PatternException.objects.filter(pattern=pattern, day=day).delete()[0]
    outcome = follow(pattern, now=clock.now(), by=actor.pk)
    if was_out:
        publish(DayPutBack(actor_id=actor.pk, pattern_id=pattern.pk, day=day))
    outcome.publish()
    return outcome


def generate(*, actor: Actor, now: datetime) -> int:
    """Make the shifts of the coming weeks from every pattern, each in one short transaction, so that nobody waits for
    all of them. Done again, it changes nothing. Returns how many shifts are not as they were."""
    authorize(actor, Permission.PATTERN_WRITE, SITE)
    changed = 0
    for key in Pattern.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            pattern = Pattern.objects.select_for_update(no_key=True).filter(pk=key).first()
            if pattern is not None:
                outcome = follow(pattern, now=now, by=actor.id)
                outcome.publish()
                changed += outcome.changed
    return changed


def _locked(pattern: Pattern) -> Pattern:
    """The pattern as it is now; whoever else changes it waits. Raises PatternGone."""
    found = Pattern.objects.select_for_update(no_key=True).filter(pk=pattern.pk).first()
    if found is None:
        raise PatternGone
    return found


def _same(pattern: Pattern) -> Pattern | None:
    """A pattern that says exactly the same, such as the one that the same form made a moment ago."""
    names = [field.name for field in Pattern._meta.concrete_fields if field.name not in ("id", "needs")]
    for earlier in Pattern.objects.filter(**{name: getattr(pattern, name) for name in names}):
        if earlier.needs == pattern.needs:
            return earlier
    return None
