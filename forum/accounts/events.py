from dataclasses import dataclass
from datetime import date
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
class SessionCovered(Event, name="session.covered", audited=False):
    """A session is covered: its pages hear nothing live until the pass phrase was given. It carries the session's mark,
    from which it cannot be found. Not in the trail: when somebody looks away from a page is nobody's business."""

    session_mark: str


@dataclass(frozen=True, kw_only=True)
class ChoicesSet(Event, name="choices.set", audited=False):
    """Somebody chose how this place behaves for them. Not in the trail: it is nobody else's business."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class PassPhraseChanged(Event, name="pass_phrase.changed", audited=False):
    """Somebody chose another pass phrase. Not in the trail, like everything that people do with their own account."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class SignInNameChanged(Event, name="sign_in_name.changed", audited=False):
    """Somebody signs in with another name from now on. Not in the trail: it is their own."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class SecondStepSet(Event, name="second_step.set", audited=False):
    """A member is asked for a code from now on. Not in the trail: it is their own choice."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class SecondStepEnded(Event, name="second_step.ended", audited=False):
    """A member is not asked for a code any more. Not in the trail: it is their own choice."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class KeyAdded(Event, name="key.added", audited=False):
    """Somebody can sign in with one more key. Not in the trail: it is their own."""

    account_id: UUID
    key_id: UUID


@dataclass(frozen=True, kw_only=True)
class KeyTakenAway(Event, name="key.taken_away", audited=False):
    """A key opens nothing any more. Not in the trail: it is its owner's."""

    account_id: UUID
    key_id: UUID


@dataclass(frozen=True, kw_only=True)
class BrowserNamed(Event, name="browser.named", audited=False):
    """Somebody gave a browser of theirs a name. Not in the trail: where people are signed in is nobody's business."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class BreakBegun(Event, name="break.planned", audited=False):
    """A member takes a break until a day they chose. Not in the trail: when members are here is nobody's business."""

    account_id: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class BreakEnded(Event, name="break.over", audited=False):
    """A member is back. Not in the trail: when members are here is nobody's business."""

    account_id: UUID
