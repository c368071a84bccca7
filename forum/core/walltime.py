"""From the clock on the wall to an instant, and back. Some wall times never come: the hour skipped in spring."""

from datetime import UTC, date, datetime, time

from forum.core.when import local, zone


class NoSuchTime(ValueError):  # noqa: N818
    """The clock goes forward over this time."""


def instant(day: date, wall: time) -> datetime:
    """When the service's clock shows `wall` on `day`; the first time, where it does so twice. Raises NoSuchTime."""
    local = datetime.combine(day, wall, tzinfo=zone())
    moment = local.astimezone(UTC)
    if moment.astimezone(zone()).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime
    return moment


def place_name() -> str:
    """Whose clock it is, in a word: "London"."""
    return zone().key.rpartition("/")[2].replace("_", " ")


def hour(moment: datetime) -> str:
    """What the service's clock shows at `moment`: "18:00"."""
    return f"{local(moment):%H:%M}"
