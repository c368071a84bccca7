"""My shift at this moment, for the strip at the head of the team's pages: at most two questions, and none if somebody
asked a moment ago."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows
from moderation.handover.breaks import NextBreak, Rest, next_break
from moderation.handover.models import Break
from moderation.rota.models import GRACE, HERE, Duty, Place
from moderation.rota.walltime import hour

_FRESH = timedelta(seconds=20)


@dataclass(frozen=True)
class ShiftNow:
    """Where I am on, until when, who is with me, and my break."""

    place_id: UUID
    duty: Duty
    until: datetime
    partners: tuple[str, ...]
    rest: NextBreak
    looked_at: datetime

    @property
    def sentence(self) -> str:
        """All of it, in a line."""
        alone = gettext(". Nobody else is signed on yet")
        company = gettext(" with {partners}").format(partners=_and(self.partners)) if self.partners else alone
        return (
            gettext("On until {hour}{company}. {break_words}")
            .format(hour=hour(self.until), company=company, break_words=self.break_words)
            .rstrip()
        )

    @property
    def break_words(self) -> str:
        """My break, in a sentence; nothing if the shift is over before it."""
        rest, now = self.rest, self.looked_at
        if rest.is_now:
            return (
                gettext("You are on a break until {hour}.").format(hour=hour(rest.until))
                if now < rest.until
                else gettext("Your break is over.")
            )
        if rest.is_insisted_on:
            return gettext("Please take your break now.")
        if rest.due_at >= self.until:
            return ""
        return (
            gettext("Your break is due.")
            if rest.is_due(now)
            else gettext("Your break is at {hour}.").format(hour=hour(rest.due_at))
        )


def of(account: Account, now: datetime) -> ShiftNow | None:
    """The shift that `account` is signed on for at `now`."""
    if not account.is_team or not allows(account, Permission.SHIFT_READ, SITE):
        return None
    known: tuple[datetime, ShiftNow | None] | None = cache.get(_key(account.pk))
    if known is not None and timedelta(0) <= now - known[0] < _FRESH:
        return known[1]
    found = _look(account, now)
    cache.set(_key(account.pk), (now, found), timeout=int(_FRESH.total_seconds()))
    return found


def forget(account_id: UUID) -> None:
    """Something about this person's shift changed: look again, now and once the change is real."""
    cache.delete(_key(account_id))
    transaction.on_commit(lambda: _forget_now(account_id))


def rest_of(place: Place, now: datetime) -> NextBreak:
    """The break of the person at `place`, or their next one."""
    rows = list(Break.objects.filter(place=place).order_by("started_at"))
    taken = [Rest(row.started_at, row.ended_at) for row in rows if row.started_at is not None]
    asked = next((row.asked_at for row in rows if row.asked_at is not None and row.ended_at is None), None)
    return next_break(place.signed_on_at or now, taken, asked, now)


def _look(account: Account, now: datetime) -> ShiftNow | None:
    here = Place.objects.around(now).confirmed().filter(signed_on_at__isnull=False, signed_off_at__isnull=True)
    here = here.filter(account__is_active=True)
    places = list(here.select_related("shift", "account").order_by("shift__starts_at"))
    # Between two shifts that follow each other, the one that goes on later is the one that counts.
    mine = next((place for place in reversed(places) if place.account_id == account.pk), None)
    if mine is None:
        return None
    others = [place for place in places if place.account_id != account.pk and now < place.shift.ends_at + GRACE]
    return ShiftNow(
        place_id=mine.pk,
        duty=Duty(mine.duty),
        until=mine.shift.ends_at,
        partners=tuple(sorted({place.account.pseudonym for place in others if place.duty in (*HERE, Duty.SHADOW)})),
        rest=rest_of(mine, now),
        looked_at=now,
    )


def _key(account_id: UUID) -> str:
    return f"handover:now:{account_id}"


def _forget_now(account_id: UUID) -> None:
    cache.delete(_key(account_id))


def _and(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
