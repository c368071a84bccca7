"""Whatever hosts press, whoever comes and goes, and whenever the keeper looks: a session only takes steps that it may
take, is never open for long with too few of the team, and what is over stays over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as of_hypothesis
from hypothesis import strategies as some

from forum.accounts.models import Account
from forum.core.refusals import Refusal
from forum.rooms.models import ChatSession, SessionState
from forum.rooms.models.sessions import RUNNING
from moderation.hosting import safety
from moderation.hosting.services import hosts, keeping, state
from moderation.rota.cover import forget_cover
from moderation.rota.models import Place
from tests.conftest import FakeClock
from tests.factories.hosting import seen_now
from tests.factories.rooms import attend, make_session

Team = tuple[Account, Account]
S = SessionState
STEPS = {
    S.PLANNED: {S.OPEN, S.CLOSED},
    S.OPEN: {S.PAUSED, S.CLOSING, S.CLOSED},
    S.PAUSED: {S.OPEN, S.CLOSING, S.CLOSED},
    S.CLOSING: {S.CLOSED},
    S.CLOSED: set(),
}
PACE: dict[str, Any] = {"is_listen_only": True, "slow_seconds": 30, "holds_all": False, "holds_newcomers": True}
PRESSES: dict[str, Callable[..., object]] = {
    "open": state.open_session,
    "pause": state.pause,
    "resume": state.resume,
    "pace": lambda **press: state.set_pace(**press, **PACE),
    "closing": state.begin_closing,
    "close": state.close,
}
presses = some.tuples(some.sampled_from(sorted(PRESSES)), some.integers(0, 1), some.sampled_from([0, 0, 0, 1]))
moves = some.tuples(some.sampled_from(["come in", "go out", "sign off", "sign on", "seen"]), some.integers(0, 1))
times = some.tuples(some.just("wait"), some.sampled_from([10, 50, 200, 400, 3_000]))
looks = some.tuples(some.just("look"))


class Evening:
    """One session, and what may happen around it."""

    def __init__(self, team: Team, clock: FakeClock, ada: Account) -> None:
        self.team, self.clock = team, clock
        self.pk = make_session(team[0]).pk
        attend(self.session, ada)
        for host in team:
            hosts.come_in(actor=host, session=self.session)

    @property
    def session(self) -> ChatSession:
        return ChatSession.objects.get(pk=self.pk)

    def do(self, what: tuple[Any, ...]) -> None:
        """One thing happens. What is refused changes nothing."""
        try:
            with transaction.atomic():
                self._do(*what)
        except Refusal:
            pass

    def _do(self, name: str, number: int = 0, late: int = 0) -> None:
        if name in PRESSES:
            session = self.session
            PRESSES[name](actor=self.team[number], session=session, seen=session.turn - late)
        elif name == "wait":
            self.clock.advance(seconds=number)
        elif name == "look":
            keeping.look_after(now=self.clock())
        else:
            self._move(name, self.team[number])

    def _move(self, name: str, host: Account) -> None:
        if name == "come in":
            hosts.come_in(actor=host, session=self.session)
        elif name == "go out":
            hosts.go_out(actor=host, session=self.session)
        elif name == "seen":
            seen_now(self.session, host)
        else:
            off = self.clock() if name == "sign off" else None
            Place.objects.filter(account=host).update(signed_off_at=off)
            forget_cover()


def _holds(before: ChatSession, after: ChatSession, what: tuple[Any, ...], clock: FakeClock) -> None:
    was, now_is = S(before.state), S(after.state)
    assert now_is == was or now_is in STEPS[was], f"{was} → {now_is} by {what}"
    # One look may take two steps where time jumped: a breathing space begins, and is over.
    assert now_is == was or after.turn > before.turn
    assert after.turn >= before.turn
    assert (after.closing_until is not None) == (now_is == S.CLOSING)
    assert (after.closed_at is not None) == (now_is == S.CLOSED)
    assert bool(after.closed_for) == (now_is in (S.CLOSING, S.CLOSED))
    assert (after.opened_at is None) or now_is != S.PLANNED
    if now_is == S.OPEN and was == S.PLANNED:
        assert safety.now_missing(after, clock()) == ()
    if what == ("look",):
        _holds_after_a_look(after, clock)


def _holds_after_a_look(session: ChatSession, clock: FakeClock) -> None:
    now = clock()
    if session.state == S.PLANNED:
        assert session.ends_at > now
    if session.state in RUNNING:
        # Whoever just began the closing round looks at the team the next time.
        just_began = session.state == S.CLOSING and session.short_since is None
        assert (session.short_since is not None) == bool(safety.now_missing(session, now)) or just_began
    if session.state in (S.OPEN, S.PAUSED):
        assert session.ends_at > now
        assert session.short_since is None or now < session.short_since + settings.CHAT["grace"]
    if session.closing_until is not None:
        assert now < session.closing_until <= now + timedelta(minutes=15)


@of_hypothesis(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(happening=some.lists(presses | presses | moves | times | looks, min_size=4, max_size=16))
def test_only_steps_that_a_session_may_take(
    team: Team, ada: Account, clock: FakeClock, happening: list[tuple[Any, ...]]
) -> None:
    begun = clock()
    with transaction.atomic():
        evening = Evening(team, clock, ada)
        evening.do(("open", 0))
        for what in happening:
            before = evening.session
            evening.do(what)
            _holds(before, evening.session, what, clock)
        transaction.set_rollback(True)
    clock.set(begun)
    forget_cover()
