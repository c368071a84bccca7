"""Several press at the same moment: a session takes one step at a time, and whoever came second learns it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from forum.accounts.models import Account
from forum.core.refusals import Refusal
from forum.rooms.models import Attendance, ChatSession, SessionState
from forum.rooms.services.writing import write_message
from moderation.audit.models import Entry
from moderation.hosting.services import hosts, keeping, moderating, people, planning, state
from moderation.nudges.models import Nudge
from moderation.review.levels import Level
from moderation.review.models import Item
from moderation.rota.models import Duty, Place
from moderation.rota.services import sign_off
from moderation.safeguarding.models import Concern
from tests.conftest import FakeClock
from tests.factories.hosting import planned
from tests.factories.rooms import attend, call, make_session, write
from tests.factories.rota import make_place, make_shift

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 6
Team = tuple[Account, Account]


def _audit_at(migration: str) -> None:
    call_command("migrate", "audit", migration, verbosity=0)


@pytest.fixture(autouse=True)
def _trail_gives_way(transactional_db: None) -> Iterator[None]:
    """What is really committed is emptied after the test, which the trail of the audit would refuse."""
    yield
    _audit_at("0001")


@pytest.fixture(autouse=True, scope="module")
def _trail_stands_again(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        _audit_at("0002")


@pytest.fixture(autouse=True)
def _trail_stands(_trail_gives_way: None) -> None:
    _audit_at("0002")


def _at_once(asking: list[Callable[[], Any]]) -> list[Any]:
    """Ask all of these at the same moment: what each answered, or the code of its refusal. SQLite in memory lives in
    one thread: there, one after the other."""

    def once(ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except Refusal as refusal:
            return refusal.code
        finally:
            if connection.vendor == "postgresql":
                connection.close()

    if connection.vendor != "postgresql":
        return [once(ask) for ask in asking]
    with ThreadPoolExecutor(len(asking)) as pool:
        return list(pool.map(once, asking))


def _trail(action: str) -> int:
    return Entry.objects.filter(action=action).count()


def test_opposite_buttons(team: Team, room: ChatSession) -> None:
    mo, sol = team
    answers = _at_once(
        [
            lambda: state.pause(actor=mo, session=room, seen=room.turn).state,
            lambda: state.begin_closing(actor=sol, session=room, seen=room.turn).state,
        ]
    )
    assert answers.count("something_changed") == 1
    (done,) = set(answers) - {"something_changed"}
    assert ChatSession.objects.get(pk=room.pk).state == done
    assert _trail("chat.paused") + _trail("chat.closing") == 1


def test_one_opens_and_the_other_learns_who(team: Team) -> None:
    mo, sol = team
    session = make_session(mo)
    for host in team:
        hosts.come_in(actor=host, session=session)
    answers = _at_once([partial(state.open_session, actor=host, session=session, seen=0) for host in (mo, sol) * 3])
    opened = [answer for answer in answers if isinstance(answer, ChatSession)]
    # Whoever opened it pressed three times.
    assert (len(opened), answers.count("something_changed")) == (3, 3)
    assert _trail("chat.opened") == 1


def test_cover_that_goes_while_somebody_opens_is_never_overlooked(team: Team) -> None:
    """Whichever of the two is first: refused, or short at once. Never open, and nobody knows."""
    mo, sol = team
    session = make_session(mo)
    for host in team:
        hosts.come_in(actor=host, session=session)
    place = Place.objects.get(account=sol)
    _at_once(
        [
            lambda: state.open_session(actor=mo, session=session, seen=0),
            lambda: sign_off(actor=sol, place=place),
        ]
    )
    session.refresh_from_db()
    assert session.state == SessionState.PLANNED or session.short_since is not None


def test_the_keeper_in_several_places_at_once(team: Team, room: ChatSession, lea: Account, clock: FakeClock) -> None:
    hosts.go_out(actor=team[1], session=room)
    ChatSession.objects.filter(pk=room.pk).update(short_since=None)
    Nudge.objects.all().delete()
    before = _trail("chat.short")
    now = clock()
    assert sum(_at_once([lambda: keeping.look_after(now=now)] * TIMES)) == 1
    assert _trail("chat.short") == before + 1
    assert Nudge.objects.filter(account=lea, key__startswith="chat:short:").count() == 1
    clock.advance(minutes=5)
    now = clock()
    assert sum(_at_once([lambda: keeping.look_after(now=now)] * TIMES)) == 1
    assert _trail("chat.closing") == 1
    clock.advance(minutes=5)
    now = clock()
    assert sum(_at_once([lambda: keeping.look_after(now=now)] * TIMES)) == 1
    assert _trail("chat.closed") == 1


def test_late_calls_ring_once(team: Team, room: ChatSession, ada: Account, lea: Account, clock: FakeClock) -> None:
    call(attend(room, ada))
    clock.advance(minutes=2)
    now = clock()
    assert sum(_at_once([lambda: keeping.ring_late(now=now)] * TIMES)) == 1
    assert _trail("call.overdue") == 1


def test_one_host_answers_a_call(team: Team, room: ChatSession, ada: Account) -> None:
    waits = call(attend(room, ada))
    answers = _at_once([partial(people.take_call, actor=host, call=waits) for host in team])
    assert waits in answers
    assert "call_taken" in answers
    assert _trail("call.taken") == 1


def test_acts_and_writing_at_once_each_have_a_number_of_their_own(
    team: Team, room: ChatSession, ada: Account, ben: Account
) -> None:
    mo, sol = team
    theirs = attend(room, ada)
    attend(room, ben)
    message = write(room, ada)
    answers = _at_once(
        [
            lambda: moderating.hide(actor=mo, message=message, reason="It names a street.").state,
            lambda: moderating.cover(actor=sol, message=message, reason="It is heavy.").is_covered,
            lambda: people.quiet(actor=sol, attendance=theirs, minutes=5, reason="Let us rest.").is_aside,
            lambda: write_message(actor=ben, session_id=room.pk, words="Hi.", warnings=[], submission=uuid4()).words,
            lambda: moderating.warn(actor=sol, message=message, warnings=["mind.body"]).warnings,
        ]
    )
    assert set(map(str, answers)) == {"hidden", "True", "Hi.", "['mind.body']"}
    message.refresh_from_db()
    assert (message.is_hidden, message.is_covered, message.warnings) == (True, True, ["mind.body"])
    numbers = sorted(room.messages.values_list("revision", flat=True))
    assert len(set(numbers)) == 5
    assert ChatSession.objects.get(pk=room.pk).revision == numbers[-1]


def test_handed_on_by_both_it_is_one_concern(team: Team, room: ChatSession, ada: Account) -> None:
    attend(room, ada)
    message = write(room, ada)
    answers = _at_once([partial(moderating.hand_on, actor=host, message=message, level=Level.RED) for host in team * 2])
    assert set(answers) == {Item.objects.get()}
    assert Concern.objects.count() == 1


def test_coming_and_going_while_the_keeper_looks(team: Team, room: ChatSession, clock: FakeClock) -> None:
    mo, sol = team
    now = clock()
    _at_once(
        [
            lambda: hosts.go_out(actor=sol, session=room),
            lambda: keeping.look_after(now=now),
            lambda: hosts.come_in(actor=mo, session=room),
            lambda: keeping.look_after(now=now),
        ]
    )
    room.refresh_from_db()
    assert not Attendance.objects.get(session=room, account=sol).is_in
    assert room.short_since == now


def test_two_times_that_touch_are_not_both_offered(mo: Account, clock: FakeClock) -> None:
    shift = make_shift()
    make_place(mo, Duty.HOST, shift)
    answers = _at_once(
        [
            lambda: planning.offer_support(actor=mo, starts_at=clock(), minutes=30, submission=uuid4()).state,
            lambda: planning.offer_support(actor=mo, starts_at=clock(), minutes=45, submission=uuid4()).state,
        ]
    )
    assert sorted(answers) == ["needed_elsewhere", "planned"]


def test_a_plan_sent_twice_at_once_is_planned_once(mo: Account, clock: FakeClock) -> None:
    token, start = uuid4(), clock()
    _at_once([lambda: planned(mo, start, start + timedelta(hours=1), submission=token, repeats=2).pk] * 4)
    assert ChatSession.objects.count() == 2
