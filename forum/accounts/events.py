from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class AccountJoined(Event, name="account.joined"):
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class PhraseKept(Event, name="phrase.kept"):
    """Somebody proved that they have their recovery phrase."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccountRecovered(Event, name="account.recovered"):
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccountClosing(Event, name="account.closing", audited=False):
    """Somebody is closing their account: whatever they take part in at this moment ends first. Not in the trail: the
    closing itself is."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccountClosed(Event, name="account.closed"):
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class DutyAccountOpened(Event, name="duty_account.opened"):
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class SecondFactorSet(Event, name="second_factor.set"):
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class SessionEnded(Event, name="session.ended", audited=False):
    """A session is over; its sockets close. Not in the trail: when members come and go is nobody's business."""

    session_mark: str


@dataclass(frozen=True, kw_only=True)
class ChoicesSet(Event, name="choices.set", audited=False):
    """Somebody chose how this place behaves for them. Not in the trail: it is nobody else's business."""

    account_id: UUID
