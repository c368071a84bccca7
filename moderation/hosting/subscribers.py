"""What hosting hears: whatever changes who of the team is here, and who left it."""

from forum.core import clock
from forum.core.events import after_commit, within_transaction
from forum.rooms.services.attending import admit_waiting
from moderation.hosting.events import ChatOpened, MemberRemoved
from moderation.hosting.services import keeping
from moderation.rota.events import CoverFound, CoverLost, PlaceGivenUp, ShiftSignedOff, ShiftSignedOn
from moderation.team.events import DutyAccountClosed


@after_commit(CoverLost)
def look_because_cover_was_lost(event: CoverLost) -> None:
    keeping.look_after(now=clock.now())


@after_commit(CoverFound)
def look_because_cover_was_found(event: CoverFound) -> None:
    keeping.look_after(now=clock.now())


@after_commit(ShiftSignedOn)
def look_because_somebody_came(event: ShiftSignedOn) -> None:
    keeping.look_after(now=clock.now())


@after_commit(ShiftSignedOff)
def look_because_somebody_went(event: ShiftSignedOff) -> None:
    keeping.look_after(now=clock.now())


@after_commit(PlaceGivenUp)
def look_because_somebody_cannot_come(event: PlaceGivenUp) -> None:
    keeping.check_offers(now=clock.now())


@after_commit(ChatOpened)
def look_again_at_what_was_opened(event: ChatOpened) -> None:
    """Cover may have gone in the very moment of opening, unseen by either side: once both are real, it is seen."""
    keeping.look_at(session_id=event.session_id, now=clock.now())


@after_commit(MemberRemoved)
def give_their_place_to_whoever_waits(event: MemberRemoved) -> None:
    admit_waiting(session_id=event.session_id, now=clock.now())


@within_transaction(DutyAccountClosed)
def free_their_sessions(event: DutyAccountClosed) -> None:
    keeping.forget_host(account_id=event.account_id)
