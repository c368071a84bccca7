"""What is open on a shift and to whom: one shift for one reader, every shift somebody could take, and whom a manager
could ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from forum.accounts.models import Account
from forum.accounts.permissions import Actor, Permission, allows
from forum.core.paging import Page, page
from moderation.rota import eligibility, facts, freeing, placing, week
from moderation.rota.duties import ROLE_FOR, Duty, Need
from moderation.rota.eligibility import Person, soft
from moderation.rota.models import Place, Shift, State
from moderation.team import roster

# So many coming shifts are looked at for one page: all of them in a small service, a few days of a large one.
A_PAGE = 60


@dataclass(frozen=True)
class Seated:
    """Somebody on a shift, as a reader sees it. `aside` are rules set aside, with the reason for who may read it."""

    place: Place
    name: str
    is_mine: bool
    waits: bool
    aside: list[str]
    reason: str


@dataclass(frozen=True)
class Part:
    """One duty of a shift: who has it, how many are missing, and whether the reader may take it or why not."""

    need: Need
    seated: list[Seated]
    left: int
    can_take: bool
    words: list[str]

    @property
    def duty(self) -> Duty:
        return self.need.duty

    @property
    def short(self) -> int:
        """How many are missing from the least that is needed."""
        return max(0, self.need.minimum - sum(not one.waits for one in self.seated))


@dataclass(frozen=True)
class Sheet:
    """One shift for one reader."""

    shift: Shift
    parts: list[Part]
    mine: Seated | None
    is_near: bool
    why_it_waits: list[str]
    gave_up: Place | None

    @property
    def open_to_me(self) -> list[Part]:
        return [part for part in self.parts if part.can_take]

    @property
    def closed_to_me(self) -> list[Part]:
        """What is open and not to the reader, where there is something to say about it."""
        return [part for part in self.parts if part.left and part.words]

    @property
    def said_once(self) -> list[str]:
        """What holds for everything the reader could otherwise take, so that it is said once."""
        asked = [part.words for part in self.parts if part.can_take or part.words]
        return [words for words in asked[0] if all(words in others for others in asked)] if len(asked) > 1 else []

    def words_for(self, part: Part) -> list[str]:
        """What there is to say about one duty alone."""
        return [words for words in part.words if words not in self.said_once]


@dataclass(frozen=True)
class Candidate:
    """Somebody a manager could put on a shift. `words` are the soft rules that say no."""

    account_id: str
    name: str
    words: list[str]
    planned: str


@dataclass(frozen=True)
class Candidates:
    """Everybody of the role for one duty: who can, who could with a reason, and who cannot, without saying why."""

    duty: Duty
    can: list[Candidate]
    could: list[Candidate]
    cannot: list[str]


def one(actor: Account, shift: Shift, now: datetime) -> Sheet:
    """`shift` as `actor` sees it."""
    shift = _as_it_is(actor, shift)
    me = facts.people([actor.pk], start=shift.starts_at, end=shift.ends_at, now=now)[actor.pk]
    return _sheet(actor, shift, me, now)


def coming(actor: Account, now: datetime, after: str = "") -> tuple[Person, Page[Sheet]]:
    """The shifts of the coming weeks with something open in the role of `actor`, as they see it, in a bounded number
    of questions; the first `A_PAGE` shifts are looked at, or those after the cursor `after`."""
    end = now + timedelta(weeks=settings.ROTA["weeks_ahead"])
    shifts = _with_people(Shift.objects.visible_to(actor).coming(now).filter(starts_at__lt=end))
    me = facts.people([actor.pk], start=now, end=end, now=now)[actor.pk]
    found = page(shifts, by="starts_at", after=after, size=A_PAGE)
    sheets = [_sheet(actor, shift, me, now) for shift in found.rows]
    told = [sheet for sheet in sheets if sheet.mine is None and (sheet.open_to_me or sheet.closed_to_me)]
    return me, Page(told, found.next)


def candidates(actor: Account, shift: Shift, now: datetime) -> list[Candidates]:
    """For every duty with a place left: whom a manager could put there."""
    shift = _as_it_is(actor, shift)
    team = list(roster.visible_to(actor))
    people = facts.people([one.pk for one in team], start=shift.starts_at, end=shift.ends_at, now=now)
    there = {place.account_id for place in shift.places.all() if place.state != State.GIVEN_UP}
    rest = [people[one.pk] for one in team if one.pk not in there]
    looked_at = facts.shift(shift)
    return [
        _candidates(part.duty, [person for person in rest if person.role == ROLE_FOR[part.duty]], looked_at, now)
        for part in _parts(actor, shift, None, now)
        if part.left
    ]


def waiting(actor: Account, shift: Shift, now: datetime) -> list[tuple[Place, list[str], bool]]:
    """Every place of a shift that waits for a manager: what the rules say of it, and whether a reason is needed."""
    shift = _as_it_is(actor, shift)
    places = [place for place in shift.places.all() if place.state == State.ASKED]
    people = facts.people([place.account_id for place in places], start=shift.starts_at, end=shift.ends_at, now=now)
    rows = []
    for place in places:
        found = eligibility.reasons(
            people[place.account_id].without([place.pk]),
            Duty(place.duty),
            facts.shift(shift, leaving=[place.pk]),
            now=now,
        )
        new = [reason for reason in found if reason.is_hard or reason.code not in place.overridden]
        rows.append((place, eligibility.to_a_manager(new), bool(new)))
    return rows


def _candidates(duty: Duty, people: Iterable[Person], shift: eligibility.ShiftFacts, now: datetime) -> Candidates:
    found = Candidates(duty, [], [], [])
    this_week = week.of(shift.starts_at)
    for person in people:
        reasons = eligibility.reasons(person, duty, shift, now=now)
        if any(reason.is_hard for reason in reasons):
            found.cannot.append(person.name)
            continue
        planned = soft.span(soft.in_week(person, this_week))
        row = Candidate(str(person.account_id), person.name, eligibility.to_a_manager(reasons), planned)
        (found.could if reasons else found.can).append(row)
    return found


def _sheet(actor: Account, shift: Shift, me: Person, now: datetime) -> Sheet:
    parts = _parts(actor, shift, me, now)
    mine = next((one for part in parts for one in part.seated if one.is_mine), None)
    why = []
    if mine is not None and mine.waits:
        asked = facts.shift(shift, leaving=[mine.place.pk])
        found = eligibility.reasons(me.without([mine.place.pk]), Duty(mine.place.duty), asked, now=now)
        why = eligibility.to_the_person([reason for reason in found if reason.code not in mine.place.overridden])
    is_near = mine is not None and freeing.is_near(mine.place, now)
    gave_up = (place for place in shift.places.all() if place.account_id == actor.pk and place.state == State.GIVEN_UP)
    return Sheet(shift, parts, mine, is_near, why, next(gave_up, None))


def _parts(actor: Account, shift: Shift, me: Person | None, now: datetime) -> list[Part]:
    plans = allows(actor, Permission.SHIFT_PLAN, shift)
    looked_at = facts.shift(shift)
    parts = []
    for need in shift.wanted:
        places = [place for place in shift.places.all() if place.duty == need.duty and place.state != State.GIVEN_UP]
        confirmed = sum(place.state == State.CONFIRMED for place in places)
        left = max(0, need.ideal - confirmed)
        asks = me is not None and left > 0 and me.role == ROLE_FOR[need.duty] and not shift.is_over(now)
        found = eligibility.reasons(me, need.duty, looked_at, now=now) if me is not None and asks else ()
        on_it = any(reason.code == eligibility.Code.ON_IT for reason in found)
        parts.append(
            Part(
                need=need,
                seated=[_seated(actor, place, plans) for place in places],
                left=left,
                can_take=asks and not found,
                words=[] if on_it else eligibility.to_the_person(found),
            )
        )
    return [part for part in parts if part.need.ideal or part.seated]


def _seated(actor: Actor, place: Place, plans: bool) -> Seated:
    is_mine = place.account_id == actor.id
    override = getattr(place, "override", None) if is_mine or plans else None
    return Seated(
        place=place,
        name=place.account.pseudonym,
        is_mine=is_mine,
        waits=place.state == State.ASKED,
        aside=eligibility.set_aside(place.overridden) if is_mine or plans else [],
        reason=override.reason if override else "",
    )


def _as_it_is(actor: Actor, shift: Shift) -> Shift:
    """The shift with its people, read anew. Raises ShiftGone if it was taken out of the plan a moment ago."""
    found = _with_people(Shift.objects.visible_to(actor)).filter(pk=shift.pk).first()
    if found is None:
        raise placing.ShiftGone
    return found


def _with_people(shifts: QuerySet[Shift]) -> QuerySet[Shift]:
    places = Place.objects.select_related("account", "override").order_by("taken_at", "pk")
    return shifts.prefetch_related(Prefetch("places", places))
