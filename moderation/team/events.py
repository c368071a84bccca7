from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class TeamInvited(Event, name="team.invited"):
    """A link was made with which one person can join the team."""

    invitation_id: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(Event, name="invitation.accepted"):
    invitation_id: UUID
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(Event, name="invitation.withdrawn"):
    invitation_id: UUID


@dataclass(frozen=True, kw_only=True)
class SecondFactorTakenAway(Event, name="second_factor.taken_away"):
    """Somebody lost their second factor: a manager took it away, and they set up a new one when they sign in."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class DutyAccountClosed(Event, name="duty_account.closed"):
    """Somebody left the team: their sign-in, second factor and coming shifts end."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class StandingForgotten(Event, name="standing.forgotten"):
    """Somebody left the team a year ago: what the rooms of the team still hold about them goes now."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class StandingChanged(Event, name="standing.changed"):
    """What is agreed with somebody was written down anew."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class LegalNameRead(Event, name="legal_name.read"):
    """Somebody opened the legal name of a person on the team."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class LegalNameWritten(Event, name="legal_name.written"):
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class RoleCardPublished(Event, name="role_card.published"):
    card_id: UUID
