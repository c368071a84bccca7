"""The made-up team at work, for the demo: evenings that come every day, and everything that hangs on them."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from uuid import uuid4

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from forum.boards.models import Board, Holds
from forum.boards.services import set_board
from forum.core.refusals import Refusal
from forum.core.when import local, zone
from moderation.handover.services import answer_debrief, write_debrief, write_handover
from moderation.hours.models import Kind as TimeKind
from moderation.hours.services import write_time
from moderation.joining.services import send
from moderation.rota.duties import USUAL, Duty
from moderation.rota.models import Place, Shift
from moderation.rota.services import plan_shift, sign_off, sign_on, take
from moderation.rota.services.offers import offer_place
from moderation.rota.services.patterns import Shape, make_pattern
from moderation.supervision.models import Arrangement, Kind, Session
from moderation.supervision.services import plan_group, plan_one_to_one, took_place, write_note
from moderation.team.services import change_standing
from moderation.welfare.services import choose_topics, leave

Act = tuple[datetime, Callable[[], object]]
EVENING = (time(18), time(22))


class Evenings:
    """One made-up team."""

    def __init__(self, team: list[Account], manager: Account, *, now: datetime) -> None:
        self.manager, self.now = manager, now
        hour = now.replace(minute=0, second=0, microsecond=0)
        self.last_night, self.tonight = hour - timedelta(hours=27), hour - timedelta(hours=1)
        able = [one for one in team if Stage(one.stage).rung >= Stage.SOLO.rung]
        self.hosts = [one for one in able if one.role == Role.MODERATOR]
        self.on_call = [one for one in able if one.role == Role.PRACTITIONER]
        self.shadows = [one for one in team if one.stage == Stage.SHADOW]

    def story(self, applicant: Account) -> Iterator[Act]:
        """Last night, tonight, and the weeks to come, each with its moment."""
        yield from self._last_night()
        yield from self._last_week()
        yield self.now - timedelta(days=2), self._somebody_leaves
        for act in (self._tonight, self._coming_weeks, self._talks, self._own_choices, lambda: _ask_to_join(applicant)):
            yield self.now, act

    def _last_night(self) -> Iterator[Act]:
        """A shift that is over: its handover, its debrief with an answer."""
        host, second = self.hosts[:2]
        start = self.last_night
        end = start + timedelta(hours=4)
        words = "It was a calm evening. The thread about long nights may need a kind eye tomorrow."

        yield start - timedelta(days=3), lambda: self._plan(start, end, host, second)
        for one in (host, second):
            yield start, partial(self._begin, one, start)
            yield end, partial(self._end, one, start)
        later = end + timedelta(minutes=1)
        yield later, lambda: write_handover(actor=second, place=_place(second, start), words=words, submission=uuid4())
        yield later, lambda: self._debrief(second, _place(second, start))

    def _begin(self, one: Account, start: datetime) -> None:
        sign_on(actor=one, place=_place(one, start))

    def _end(self, one: Account, start: datetime) -> None:
        sign_off(actor=one, place=_place(one, start))

    def _debrief(self, second: Account, place: Place) -> None:
        supporter = second.supported.supporter
        debrief = write_debrief(
            actor=second,
            place=place,
            to=supporter.pk,
            strain=3,
            stays="One post about a garden, in a good way.",
            alone="no",
            call_me=False,
            may_be_passed_on=True,
        )
        supporter.otp_device = second.otp_device
        answer_debrief(actor=supporter, debrief=debrief, words="Thank you. I am glad about the garden.")

    def _tonight(self) -> None:
        """A shift that began an hour ago: the second is here, the host has still to start."""
        host, second = self.hosts[:2]
        start = self.tonight
        shift = self._plan(start, start + timedelta(hours=4), host, second, shadow=True)
        sign_on(actor=second, place=shift.places.get(account=second))

    def _plan(self, start: datetime, end: datetime, host: Account, second: Account, *, shadow: bool = False) -> Shift:
        beside = [(Duty.SHADOW, one) for one in self.shadows[:1]] if shadow else []
        people = [(Duty.HOST, host), (Duty.SECOND, second), (Duty.ON_CALL, self.on_call[0]), *beside]
        people += [(Duty.DEPUTY, one) for one in self.on_call[1:2]]
        why = "A made-up evening, so that there is something to see."
        return plan_shift(actor=self.manager, starts_at=start, ends_at=end, places=people, reason=why)

    def _coming_weeks(self) -> None:
        """Evenings by a pattern. People signed up for some; others still wait for somebody."""
        tomorrow = local(self.now).date() + timedelta(days=2)
        shape = Shape("Evenings", "FREQ=DAILY", tomorrow, None, *EVENING, needs=USUAL)
        make_pattern(actor=self.manager, shape=shape)
        for number, shift in enumerate(Shift.objects.filter(pattern__isnull=False).order_by("starts_at")[:18]):
            if number % 4 != 3:
                self._ask(self.hosts[number % len(self.hosts)], shift, Duty.HOST)
            if number % 3 == 0:
                self._ask(self.hosts[(number + 1) % len(self.hosts)], shift, Duty.SECOND)
            if number % 2 == 0:
                self._ask(self.on_call[number // 2 % len(self.on_call)], shift, Duty.ON_CALL)
        mine = Place.objects.filter(account=self.hosts[0], signed_on_at__isnull=True, shift__pattern__isnull=False)
        place = mine.order_by("shift__starts_at").last()
        if place is not None:
            offer_place(actor=self.hosts[0], place=place)

    def _ask(self, one: Account, shift: Shift, duty: Duty) -> None:
        """Somebody signs up if the rules let them; the gap is part of the picture if not."""
        try:
            take(actor=one, shift=shift, duty=duty)
        except Refusal:
            return

    def _talks(self) -> None:
        """Supervision to come, a group, what is agreed, and an hour of learning written down."""
        day = local(self.now).date()
        arrangement = Arrangement.objects.get(account=self.hosts[0])
        plan_one_to_one(actor=self.manager, arrangement=arrangement, starts_at=_at(day, 3, 11), minutes=60)
        change_standing(
            actor=self.manager,
            account=self.hosts[0],
            is_paid=False,
            weekly_minutes=480,
            review_on=day + timedelta(days=90),
        )
        plan_group(actor=self.manager, kind=Kind.GROUP, people=self.hosts, starts_at=_at(day, 9, 17), minutes=90)
        write_time(
            actor=self.hosts[0],
            day=day,
            kind=TimeKind.TRAINING,
            minutes=60,
            words="Reading about boundaries",
            submission=uuid4(),
        )

    def _last_week(self) -> Iterator[Act]:
        """A supervision session that took place, with a word that the two of them share."""
        one, day = self.hosts[0], local(self.now).date()
        words = "We talked about leaving on time. Next week: how the new evenings feel."
        arrangement = partial(Arrangement.objects.get, account=one)
        start, held = _at(day, -6, 11), partial(Session.objects.get, led_by=self.manager, starts_at=_at(day, -6, 11))

        yield (
            start - timedelta(days=3),
            lambda: plan_one_to_one(actor=self.manager, arrangement=arrangement(), starts_at=start, minutes=60),
        )
        over = start + timedelta(hours=1)
        yield over, lambda: took_place(actor=self.manager, session=held())
        yield over, lambda: write_note(actor=one, session=held(), words=words)

    def _somebody_leaves(self) -> None:
        """One of the team goes in a month, and leaves a few words."""
        leave(
            actor=self.hosts[-1],
            last_day=local(self.now).date() + timedelta(days=28),
            wants_talk=True,
            hand_over="The garden thread likes a short good evening on Sundays. Thank you all for the company.",
        )

    def _own_choices(self) -> None:
        """Topics of one moderator; and a board whose first posts wait while nobody from the team is here."""
        choose_topics(actor=self.hosts[1], keys=["loss.pregnancy", "sys.police"])
        board = Board.objects.order_by("position").first()
        if board is not None:
            set_board(actor=self.manager, board=board, holds=Holds.AWAY)


def _place(one: Account, start: datetime) -> Place:
    return Place.objects.get(account=one, shift__starts_at=start)


def _ask_to_join(member: Account) -> None:
    send(actor=member, answers=_ANSWERS, submission=uuid4())


def _at(day: date, days: int, hour: int) -> datetime:
    return datetime.combine(day + timedelta(days=days), time(hour), tzinfo=zone()).astimezone(UTC)


_ANSWERS = {
    "care": "I walk by the river, I cook, and I tell my sister when a week was heavy.",
    "rescue": "I would say that being there is already a lot, and that nobody can do more than the next kind thing.",
    "support": "A friend I see every week, and a group that sings.",
    "why_now": "Somebody here wrote two lines to me last winter, and they carried me. I would like to learn that.",
    "distance": "My shoulders go up. Then I put the page away, make tea, and say to somebody that it was a lot.",
    "known": "My sister and one friend. I would be fine with the team guessing, and would not talk about it.",
    "times": "Two evenings a month until summer, and then I would like to look again.",
    "talk": "In writing first, please. On the phone after that, if it goes well.",
}
