"""One session for somebody's own calendar, telling as little as a calendar can.

The entry has the neutral title and nothing else: no site, no place, no names, no purpose. Its mark comes of a keyed
hash of the session and the person, so it leads to no row of ours, and two people's entries have nothing in common.
"""

from datetime import UTC
from uuid import UUID

from django.conf import settings
from icalendar import Calendar, Event

from forum.accounts.models import Account
from forum.accounts.secrets import keyed_hash
from forum.rooms.models import ChatSession


def entry(account: Account, session: ChatSession) -> bytes:
    """The file that a calendar program takes in."""
    begins = session.starts_at.astimezone(UTC)
    event = Event()
    event.add("uid", str(UUID(keyed_hash("calendar", f"{account.pk}|{session.pk}")[:32])))
    # The day of the session itself: when somebody asked for the file is nobody's business.
    event.add("dtstamp", begins.replace(hour=0, minute=0, second=0, microsecond=0))
    event.add("dtstart", begins)
    event.add("dtend", session.ends_at.astimezone(UTC))
    event.add("summary", settings.CALENDAR_TITLE)
    event.add("class", "PRIVATE")
    calendar = Calendar()
    calendar.add("prodid", "-//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
