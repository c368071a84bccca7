from forum.accounts.permissions import Permission
from moderation.safeguarding.events import (
    CaseAdvised,
    CaseAnswered,
    CaseClosed,
    CaseConsulted,
    CaseTakenOver,
    CaseWritten,
    ConcernAcknowledged,
    ConcernOverdue,
    ConcernRaised,
)
from realtime import groups
from realtime.consumer import Consumer

_OF_A_CONCERN = (ConcernRaised, ConcernAcknowledged, ConcernOverdue)
_OF_A_CASE = (CaseWritten, CaseAnswered, CaseConsulted, CaseAdvised, CaseTakenOver, CaseClosed)


class ConcernsConsumer(Consumer):
    """Tells practitioners that a concern came, was taken up or waits too long, and that a case has news."""

    requires = Permission.CONCERNS_OPEN
    hints = frozenset(event.name for event in (*_OF_A_CONCERN, *_OF_A_CASE))

    def room_name(self) -> str:
        return groups.concerns()
