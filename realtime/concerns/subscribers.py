from typing import Any

from forum.core.events import after_commit
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
from realtime import broadcast, groups

_OF_A_CONCERN: tuple[type[Any], ...] = (ConcernRaised, ConcernAcknowledged, ConcernOverdue)
_OF_A_CASE: tuple[type[Any], ...] = (
    CaseWritten,
    CaseAnswered,
    CaseConsulted,
    CaseAdvised,
    CaseTakenOver,
    CaseClosed,
)


def tell_of_a_concern(event: ConcernRaised | ConcernAcknowledged | ConcernOverdue) -> None:
    broadcast.hint(groups.concerns(), event, concern=event.concern_id)


for _event in _OF_A_CONCERN:
    after_commit(_event)(tell_of_a_concern)


def tell_of_a_case(
    event: CaseWritten | CaseAnswered | CaseConsulted | CaseAdvised | CaseTakenOver | CaseClosed,
) -> None:
    broadcast.hint(groups.concerns(), event, case=event.case_id)


for _event in _OF_A_CASE:
    after_commit(_event)(tell_of_a_case)
