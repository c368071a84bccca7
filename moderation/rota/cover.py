"""Is the team here? The facts behind the sentence on every page, and behind who may open the desk and hear alarms.

Cover at an instant follows from the places around it and from who is away then, and from nothing else: `cover_of`.
Only a confirmed place counts, of an open account with the role and the stage its duty asks for, while its person is
not away (`counted`). Hosts and seconds count as here once they signed on; a shadow never does. Practitioners are on
call by the rota alone: an alarm must reach them although they are not at the desk.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID, uuid4

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext

from forum.accounts.permissions import Actor
from forum.core import clock
from forum.core.when import local, spelled
from moderation.rota.counted import PROVEN, away_at, counts, is_around
from moderation.rota.models import CALLED, HERE, Duty, Place, Shift
from moderation.rota.windows import Window, by_day, count_told, next_times, upcoming

__all__ = [
    "Cover", "Window", "by_day", "cover_at", "cover_of", "forget_cover", "fresh_cover", "is_on_call", "is_on_call_now",
    "is_on_duty", "renew_cover", "upcoming",
]  # fmt: skip

# What is kept holds for one turn: whoever looked before a change cannot keep what they saw beyond it.
_KEY, _TURN = "rota:cover:2", "rota:cover:turn"
_FRESH = timedelta(seconds=20)
_LATE = timedelta(minutes=30)
_A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Cover:
    """Who is here at one moment. Names are duty names; members are only ever told how many."""

    looked_at: datetime
    hosts: tuple[str, ...]
    seconds: tuple[str, ...]
    is_acting: bool
    on_call: tuple[str, ...]
    deputy: tuple[str, ...]
    until: datetime | None
    all_until: datetime | None
    late_since: datetime | None
    next_at: datetime | None
    chat_allowed: bool
    chat_next_at: datetime | None
    host_ids: frozenset[UUID]
    second_ids: frozenset[UUID]
    practitioner_ids: frozenset[UUID]
    on_duty_ids: frozenset[UUID]
    on_call_ids: frozenset[UUID]

    @property
    def moderators(self) -> tuple[str, ...]:
        """The duty names of everybody who is here."""
        return tuple(sorted({*self.hosts, *self.seconds}))

    @property
    def is_staffed(self) -> bool:
        """Is a moderator here?"""
        return bool(self.host_ids or self.second_ids)

    @property
    def sentence(self) -> str:
        """What every page says about it."""
        if self.until is None:
            return gettext("Nobody from the team is here right now. {back}").format(back=self._back)
        return gettext("{who} here until {local}.").format(who=self._who, local=f"{local(self.until):%H:%M}")

    @property
    def _who(self) -> str:
        count = len(self.host_ids | self.second_ids)
        if count > 1 and self.all_until != self.until:
            return gettext("Somebody from the team is")  # Not everybody stays until the last one leaves.
        return (gettext("{count} of the team is") if count == 1 else gettext("{count} of the team are")).format(
            count=count_told(count)
        )

    @property
    def _back(self) -> str:
        if self.late_since is not None:
            return gettext("We had planned to be here from {local} and may be running late.").format(
                local=f"{local(self.late_since):%H:%M}"
            )
        if self.next_at is None:
            return gettext("We have not planned the next time yet.")
        return gettext("We are back {told}.").format(told=_told(self.next_at, self.looked_at))


def cover_of(
    places: Iterable[Place],
    absent_ids: Collection[UUID],
    now: datetime,
    next_at: datetime | None,
    chat_next_at: datetime | None = None,
) -> Cover:
    """Who is here at `now`, by the places around it and whoever is away then. Asks no database."""
    near = (place for place in places if is_around(place, now))
    counted = [place for place in near if counts(place) and place.account_id not in absent_ids]
    running = [place for place in counted if place.shift.starts_at <= now < place.shift.ends_at]
    # Whoever came early is here too.
    here = [place for place in counted if place.duty in HERE and place.is_signed_on and now < place.shift.ends_at]
    hosts, is_acting = _leading(here)
    seconds = [place for place in here if place.account_id not in _ids(hosts)]
    called = [place for place in running if place.duty == Duty.ON_CALL]
    ends = sorted(place.shift.ends_at for place in here)
    # Whoever ended their shift is not late for it.
    waited_for = [place.shift.starts_at for place in running if place.duty in HERE and place.signed_off_at is None]
    starts = [start for start in waited_for if now - start < _LATE]
    return Cover(
        looked_at=now,
        hosts=_names(hosts),
        seconds=_names(seconds),
        is_acting=is_acting,
        on_call=_names(called),
        deputy=_names(place for place in running if place.duty == Duty.DEPUTY),
        until=ends[-1] if ends else None,
        all_until=ends[0] if ends else None,
        late_since=min(starts) if starts and not here else None,
        next_at=next_at,
        chat_allowed=bool(called and hosts and _is_safe_together(here)),
        chat_next_at=chat_next_at,
        host_ids=_ids(hosts),
        second_ids=_ids(seconds),
        practitioner_ids=_ids(called),
        on_duty_ids=_ids(place for place in counted if place.is_signed_on and place.duty != Duty.ON_CALL),
        on_call_ids=_ids(place for place in counted if place.duty in CALLED),
    )


def cover_at(now: datetime) -> Cover:
    """Who is here at `now`: at most two questions to the database, and none if somebody asked a moment ago."""
    found = cache.get_many([_KEY, _TURN])
    turn = found.get(_TURN)
    kept_in, known = found.get(_KEY, (None, None))
    if known is not None and kept_in == turn and timedelta(0) <= now - known.looked_at < _FRESH:
        return cast(Cover, known)
    return _kept(fresh_cover(now), turn)


def renew_cover(now: datetime) -> Cover:
    """Who is here at `now`, asked anew and kept for whoever asks next. Open sockets need it: what changed in another
    process is not always heard of here."""
    turn = cache.get(_TURN)
    return _kept(fresh_cover(now), turn)


def fresh_cover(now: datetime) -> Cover:
    """Who is here at `now`, by the database as it is."""
    around = Place.objects.filter(shift__in=Shift.objects.around(now))
    places = list(around.select_related("shift", "account").annotate(is_away=away_at(now)))
    absent = {place.account_id for place in places if place.is_away}  # type: ignore[attr-defined]
    return cover_of(places, absent, now, *next_times(now))


def forget_cover() -> None:
    """The rota changed: look again, now and once the change is real."""
    _turn()
    transaction.on_commit(_look_again, robust=True)


def is_on_duty(account: Actor, now: datetime) -> bool:
    """Has this person signed on for a shift that is running (with a little grace before and after)?"""
    return account.id in cover_at(now).on_duty_ids


def is_on_call(account: Actor, now: datetime) -> bool:
    """Is this person the practitioner, or a deputy, whom the rota names now (with a little grace)?"""
    return account.id in cover_at(now).on_call_ids


def is_on_call_now(account: Actor) -> bool:
    """`is_on_call`, at this moment."""
    return is_on_call(account, clock.now())


def _leading(here: list[Place]) -> tuple[list[Place], bool]:
    """Whoever hosts, and whether they only stand in. When the host is missing and two seconds are here, they need not
    break off: the one past probation who has been here longest hosts."""
    hosts = [place for place in here if place.duty == Duty.HOST]
    if hosts or len(_ids(here)) < 2:
        return hosts, False
    able = [place for place in here if place.account.stage in PROVEN]
    able.sort(key=lambda place: (place.signed_on_at or place.shift.starts_at, place.account.pseudonym))
    return able[:1], bool(able)


def _is_safe_together(here: list[Place]) -> bool:
    """Two people, at least one of them past probation."""
    return len(_ids(here)) > 1 and any(place.account.stage in PROVEN for place in here)


def _ids(places: Iterable[Place]) -> frozenset[UUID]:
    return frozenset(place.account_id for place in places)


def _names(places: Iterable[Place]) -> tuple[str, ...]:
    return tuple(sorted({place.account.pseudonym for place in places}))


def _told(moment: datetime, now: datetime) -> str:
    """A coming moment in words: "at 18:00", "tomorrow at 18:00", "on Tuesday at 18:00"."""
    then = local(moment)
    days = (then.date() - local(now).date()).days
    hour = f"{then:%H:%M}"
    if days <= 1:
        return (gettext("tomorrow at {hour}") if days == 1 else gettext("at {hour}")).format(hour=hour)
    return gettext("on {day} at {hour}").format(day=spelled(then, "%A" if days < 7 else "%A %-d %B"), hour=hour)


def _kept(cover: Cover, turn: str | None) -> Cover:
    cache.set(_KEY, (turn, cover), timeout=int(_FRESH.total_seconds()))
    return cover


def _turn() -> None:
    cache.set(_TURN, uuid4().hex, timeout=_A_DAY)


def _look_again() -> None:
    from moderation.rota import watch  # It asks this module, so it is found only when there is something to tell.

    _turn()
    watch.look(clock.now())
