"""What happens in welfare, told by ids. Choosing topics and writing a self-care plan are nobody else's to know, so the
trail does not keep them."""

from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class TopicsChosen(Event, name="topics.chosen", audited=False):
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class CarePlanWritten(Event, name="care_plan.written", audited=False):
    """Written, changed or deleted."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class SupporterNamed(Event, name="supporter.named"):
    """A manager said whom somebody's debriefs go to."""

    account_id: UUID
    supporter_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class LeavingArranged(Event, name="leaving.arranged"):
    """Somebody on the team said that they leave, or changed what they had said."""

    leaving_id: UUID


@dataclass(frozen=True, kw_only=True)
class LeavingTakenBack(Event, name="leaving.taken_back"):
    """They stay."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class LeavingTalked(Event, name="leaving.talked"):
    """The conversation on leaving took place."""

    leaving_id: UUID


@dataclass(frozen=True, kw_only=True)
class LeavingThanked(Event, name="leaving.thanked"):
    leaving_id: UUID
