"""Somebody's shifts for a calendar program that is not ours, telling as little as a calendar can.

Every entry has the same neutral title and nothing else: no duty, no names, no place, no site. Its mark comes of a keyed
hash that is new with every calendar, so it leads to no row of ours, and two people's calendars have none in common.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from icalendar import Calendar, Event

from forum.accounts.secrets import keyed_hash, link_hash
from moderation.rota.models import Absence, Feed, Place, Shift

_BACK = timedelta(days=30)
_ASK_AGAIN = timedelta(hours=1)


@dataclass(frozen=True)
class Sheet:
    """A calendar as it is sent, and the mark by which a program knows that it has it already."""

    content: bytes
    mark: str


def find(token: str) -> Feed | None:
    """Whose calendar an address opens; None for an address that is not, or no longer, one of ours."""
    found = Feed.objects.filter(token_hash=link_hash(token)).select_related("account").first()
    return found if found is not None and found.account.is_active and found.account.is_team else None


def sheet(feed: Feed, now: datetime) -> Sheet:
    """The confirmed shifts of the last weeks and of all weeks to come; nothing while the person pauses."""
    content = _written(feed, _shifts(feed, now))
    return Sheet(content, sha256(content).hexdigest()[:32])


def _shifts(feed: Feed, now: datetime) -> list[Shift]:
    if Absence.objects.filter(account=feed.account_id, ends_at__isnull=True, starts_at__lte=now).exists():
        return []
    mine = Place.objects.confirmed().filter(account=feed.account_id, shift__ends_at__gt=now - _BACK)
    return [place.shift for place in mine.select_related("shift").order_by("shift__starts_at", "pk")]


def _written(feed: Feed, shifts: Iterable[Shift]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Calendar//EN")
    calendar.add("version", "2.0")
    # Without a name of its own, programs show the address, which names the site.
    calendar.add("x-wr-calname", settings.CALENDAR_TITLE)
    calendar.add("refresh-interval", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
    # The day on which the calendar was made: the time of a sign-up is nobody's business, and what does not change
    # between two answers keeps their mark the same.
    stamp = feed.made_at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for shift in shifts:
        event = Event()
        event.add("uid", str(UUID(keyed_hash("calendar", f"{feed.pk}|{shift.pk}")[:32])))
        event.add("dtstamp", stamp)
        event.add("dtstart", shift.starts_at.astimezone(UTC))
        event.add("dtend", shift.ends_at.astimezone(UTC))
        event.add("summary", settings.CALENDAR_TITLE)
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
