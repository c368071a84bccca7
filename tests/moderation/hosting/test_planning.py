from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage, StageNeeded
from forum.core.refusals import NotGranted
from forum.core.when import local
from forum.inbox.models import Letter
from forum.rooms.models import ChatSession, Detail, SessionKind, SessionState
from moderation.audit.models import Entry
from moderation.hosting.policy import AlreadyOver
from moderation.hosting.services import planning
from moderation.hosting.services.planning import NeededElsewhere, NotAPlan, NotOnYourShift
from moderation.rota.models import Duty, State
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.hosting import planned
from tests.factories.rooms import make_session, make_support
from tests.factories.rota import make_absence, make_place, make_shift

HOUR = timedelta(hours=1)


@pytest.fixture
def evening(clock: FakeClock) -> datetime:
    return clock() + timedelta(days=1)


def test_a_group_is_planned_once_however_often_the_form_is_sent(mo: Account, evening: datetime) -> None:
    token = uuid4()
    first = planned(mo, evening, evening + HOUR, submission=token, title="  An\u202e evening ")
    assert planned(mo, evening, evening + HOUR, submission=token) == first
    assert (first.title, first.state, first.host, first.kind) == (
        "An evening", SessionState.PLANNED, mo, SessionKind.GROUP
    )  # fmt: skip
    assert Entry.objects.filter(action="chat.planned").count() == 1


def test_week_after_week_at_the_same_time_on_the_clock(mo: Account, clock: FakeClock) -> None:
    # The clocks go forward between the two: 19:00 in London is 19:00 in London.
    start = datetime(2027, 3, 24, 19, tzinfo=UTC)
    planned(mo, start, start + HOUR, repeats=3)
    found = ChatSession.objects.order_by("starts_at")
    assert [f"{local(one.starts_at):%d.%m. %H:%M}" for one in found] == ["24.03. 19:00", "31.03. 19:00", "07.04. 19:00"]
    assert {one.ends_at - one.starts_at for one in found} == {HOUR}
    assert Entry.objects.filter(action="chat.planned").count() == 3


def test_an_hour_that_spring_leaves_out_is_no_obstacle(mo: Account, clock: FakeClock) -> None:
    start = datetime(2027, 3, 21, 1, 30, tzinfo=UTC)  # A week later there is no 01:30 in London.
    planned(mo, start, start + HOUR, repeats=2)
    assert ChatSession.objects.count() == 2


def test_not_more_than_a_season_at_once(mo: Account, evening: datetime) -> None:
    planned(mo, evening, evening + HOUR, repeats=500)
    assert ChatSession.objects.count() == 12


@pytest.mark.parametrize(("begins", "lasts"), [(0, 0), (0, -1), (0, 5), (-30, 1)], ids=str)
def test_times_that_do_not_fit(mo: Account, evening: datetime, begins: int, lasts: int) -> None:
    start = evening + begins * HOUR
    with pytest.raises(NotAPlan):
        planned(mo, start, start + lasts * HOUR)


def test_a_manager_plans_for_a_moderator_who_can_hold_it(
    mo: Account, nia: Account, lea: Account, evening: datetime
) -> None:
    assert planned(nia, evening, evening + HOUR, host=mo).host == mo
    trainee = make_account("Tia", Role.MODERATOR, stage=Stage.SHADOW)
    for other in (lea, nia, trainee, make_account("Kai", Role.MODERATOR, is_active=False)):
        with pytest.raises(NotAPlan):
            planned(nia, evening, evening + HOUR, host=other)


def test_who_plans(mo: Account, ada: Account, lea: Account, evening: datetime) -> None:
    for other in (ada, lea):
        with pytest.raises(NotGranted):
            planned(other, evening, evening + HOUR, host=None)
    paired = make_account("Pat", Role.MODERATOR, stage=Stage.PAIRED)
    with pytest.raises(StageNeeded):
        planned(paired, evening, evening + HOUR)


def test_another_plan_while_it_has_not_begun(mo: Account, nia: Account, evening: datetime) -> None:
    session = planned(mo, evening, evening + HOUR)
    said: dict[str, Any] = {
        "title": "A louder evening", "purpose": "To sing.", "detail": Detail.SOME, "for_whom": "", "capacity": 5,
        "holds_all": True, "holds_newcomers": False, "host": None,
    }  # fmt: skip
    later: dict[str, Any] = {"starts_at": evening + HOUR, "ends_at": evening + 2 * HOUR}
    changed = planning.change_plan(actor=nia, session=session, **later, **said)
    assert (changed.title, changed.for_whom, changed.capacity, changed.turn) == ("A louder evening", "Everybody", 5, 1)
    ChatSession.objects.filter(pk=session.pk).update(state=SessionState.OPEN)
    with pytest.raises(Exception, match="has begun"):
        planning.change_plan(actor=nia, session=session, **later, **said)


def test_cancelling_says_why_and_frees_whoever_booked(
    mo: Account, ada: Account, nia: Account, clock: FakeClock
) -> None:
    group = make_session(mo, starts_at=clock() + HOUR)
    group = planning.cancel(actor=mo, session=group, words="We need a rest this week.")
    assert (group.state, group.host_words) == (SessionState.CANCELLED, "We need a rest this week.")
    assert planning.cancel(actor=mo, session=group) == group
    assert not Letter.objects.exists()
    talk = make_support(mo, starts_at=clock() + HOUR, member=ada)
    talk = planning.cancel(actor=nia, session=talk, words="Mo is not well.")
    assert (talk.state, talk.member) == (SessionState.CANCELLED, None)
    assert "Mo is not well." in Letter.objects.get(conversation__member=ada).words
    assert Entry.objects.filter(action="chat.cancelled").count() == 2


def test_what_is_over_stays_as_it_was(mo: Account, clock: FakeClock) -> None:
    over = make_session(mo, state=SessionState.CLOSED, closed_at=clock(), closed_for="round")
    with pytest.raises(AlreadyOver):
        planning.cancel(actor=mo, session=over)


def test_somebody_elses_talk_of_two_is_theirs(mo: Account, clock: FakeClock) -> None:
    talk = make_support(mo, starts_at=clock() + HOUR)
    with pytest.raises(NotGranted):
        planning.cancel(actor=make_account("Sol", Role.MODERATOR), session=talk)


def test_a_talk_of_two_is_offered_inside_ones_own_confirmed_shift(mo: Account, evening: datetime) -> None:
    make_place(mo, Duty.SECOND, make_shift(starts_at=evening, hours=4))
    token = uuid4()
    talk = planning.offer_support(actor=mo, starts_at=evening + HOUR, minutes=30, submission=token)
    assert (talk.kind, talk.host, talk.ends_at - talk.starts_at) == (SessionKind.SUPPORT, mo, HOUR / 2)
    assert planning.offer_support(actor=mo, starts_at=evening + HOUR, minutes=30, submission=token) == talk
    assert Entry.objects.filter(action="support.offered").count() == 1
    # Beside the shift, or reaching over its end.
    for start in (evening - HOUR, evening + timedelta(hours=3, minutes=45)):
        with pytest.raises(NotOnYourShift):
            planning.offer_support(actor=mo, starts_at=start, minutes=30, submission=uuid4())


def test_a_place_that_waits_or_somebody_away_offers_nothing(mo: Account, evening: datetime) -> None:
    place = make_place(mo, Duty.SECOND, make_shift(starts_at=evening), state=State.ASKED)
    with pytest.raises(NotOnYourShift):
        planning.offer_support(actor=mo, starts_at=evening, minutes=30, submission=uuid4())
    place.state = State.CONFIRMED
    place.save(update_fields=["state"])
    make_absence(mo, starts_at=evening)
    with pytest.raises(NotOnYourShift):
        planning.offer_support(actor=mo, starts_at=evening, minutes=30, submission=uuid4())


def test_nobody_is_in_two_sessions_at_once(mo: Account, evening: datetime) -> None:
    make_place(mo, Duty.SECOND, make_shift(starts_at=evening, hours=4))
    planning.offer_support(actor=mo, starts_at=evening, minutes=30, submission=uuid4())
    with pytest.raises(NeededElsewhere):
        planning.offer_support(actor=mo, starts_at=evening + timedelta(minutes=29), minutes=30, submission=uuid4())
    planning.offer_support(actor=mo, starts_at=evening + timedelta(minutes=30), minutes=30, submission=uuid4())
    # A group takes both of the team.
    make_session(make_account("Sol", Role.MODERATOR), starts_at=evening + 2 * HOUR)
    with pytest.raises(NeededElsewhere):
        planning.offer_support(actor=mo, starts_at=evening + 2 * HOUR, minutes=30, submission=uuid4())


def test_offering_asks_for_somebody_past_probation(ada: Account, nia: Account, evening: datetime) -> None:
    paired = make_account("Pat", Role.MODERATOR, stage=Stage.PAIRED)
    make_place(paired, Duty.SECOND, make_shift(starts_at=evening))
    with pytest.raises(StageNeeded):
        planning.offer_support(actor=paired, starts_at=evening, minutes=30, submission=uuid4())
    for other in (ada, nia):
        with pytest.raises(NotGranted):
            planning.offer_support(actor=other, starts_at=evening, minutes=30, submission=uuid4())
