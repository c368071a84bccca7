"""What happens to check-ins, told by ids."""

from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CheckInSet(Event, name="check_in.set", audited=False):
    """A member set, paused or ended their rhythm. How somebody looks after themselves is no business of the team's."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class CheckInDue(Event, name="check_in.due", audited=False):
    """It is a day on which a member wanted to be asked how they are. Theirs alone."""

    check_in_id: UUID
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class CheckInAnswered(Event, name="check_in.answered", audited=False):
    """A member said how they are. Which answer it was, and when they give one, is theirs alone."""

    check_in_id: UUID
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class CheckInNotOk(Event, name="check_in.not_ok"):
    """A member said that they are not OK, knowing that it goes to the person on call."""

    check_in_id: UUID
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class CheckInSilent(Event, name="check_in.silent"):
    """A member did not answer for as long as they had chosen, and had asked us to look then."""

    check_in_id: UUID
    account_id: UUID
