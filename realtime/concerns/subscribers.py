from typing import Any

from forum.core.events import after_commit
from moderation.safeguarding.events import CaseClosed, ConcernAcknowledged, ConcernOverdue, ConcernRaised
from realtime import broadcast, groups

_OF_A_CONCERN: tuple[type[Any], ...] = (ConcernRaised, ConcernAcknowledged, ConcernOverdue)


def tell_of_a_concern(event: ConcernRaised | ConcernAcknowledged | ConcernOverdue) -> None:
    broadcast.hint(groups.concerns(), event, concern=event.concern_id)


for _event in _OF_A_CONCERN:
    after_commit(_event)(tell_of_a_concern)


@after_commit(CaseClosed)
def tell_of_a_case(event: CaseClosed) -> None:
    broadcast.hint(groups.concerns(), event, case=event.case_id)
