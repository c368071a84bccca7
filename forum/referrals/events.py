"""What happens to a referral, told by ids."""

from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ReferralAsked(Event, name="referral.asked"):
    """A member asked the team to put them in touch with a service, and agreed to what is passed on."""

    referral_id: UUID
    member_id: UUID
    consent_version: int


@dataclass(frozen=True, kw_only=True)
class ReferralWithdrawn(Event, name="referral.withdrawn"):
    """The member took it back before anything was passed on; their words are deleted."""

    referral_id: UUID
    member_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReferralTaken(Event, name="referral.taken"):
    """A practitioner looks after it from now on, and may read the words."""

    referral_id: UUID
    member_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReferralSent(Event, name="referral.sent"):
    """A practitioner passed on what was agreed."""

    referral_id: UUID
    member_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReferralAnswered(Event, name="referral.answered"):
    """The service answered."""

    referral_id: UUID
    member_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReferralClosed(Event, name="referral.closed"):
    """It is over, with an outcome that the member was told."""

    referral_id: UUID
    member_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReferralForgotten(Event, name="referral.forgotten"):
    """Its time was over, or the member left: it was deleted with everything in it."""

    referral_id: UUID
