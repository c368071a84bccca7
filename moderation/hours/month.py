"""A month of the service's own calendar, between two instants."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from forum.core.when import local, spelled, zone


@dataclass(frozen=True)
class Month:
    """One month: what happened belongs to the month in which it began."""

    year: int
    number: int

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def next(self) -> "Month":
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def previous(self) -> "Month":
        return Month(self.year - (self.number == 1), (self.number - 2) % 12 + 1)

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.first_day, time(), tzinfo=zone()).astimezone(UTC)

    @property
    def ends_at(self) -> datetime:
        return self.next.starts_at

    @property
    def code(self) -> str:
        """As an address carries it: "2026-11"."""
        return f"{self.year:04}-{self.number:02}"

    @property
    def told(self) -> str:
        """ "November 2026"."""
        return spelled(self.first_day, "%B %Y")


def of(moment: datetime) -> Month:
    """The month in which `moment` lies."""
    day = local(moment).date()
    return Month(day.year, day.month)


def read(code: str, now: datetime) -> Month:
    """The month that an address names; this one if it names none that we could have."""
    try:
        day = date.fromisoformat(f"{code}-01")
    except ValueError:
        return of(now)
    return Month(day.year, day.month) if 2020 <= day.year <= local(now).year + 1 else of(now)
