"""The rules that a manager may set aside with a reason, which the person reads too."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext

from forum.accounts.permissions import Stage
from forum.core.when import local, spelled
from moderation.rota import week
from moderation.rota.duties import CALLED, HERE
from moderation.rota.eligibility.shapes import Asked, Code, Person, Reason, Stint, has_come_to
from moderation.welfare.exposure import WEEK


def training(asked: Asked) -> Iterator[Reason]:
    """Modules that do not count on the day of the shift."""
    then, today = local(asked.shift.starts_at).date(), local(asked.now).date()
    for lapse in asked.person.lapses:
        ran_out = lapse.ran_out_on
        if ran_out is not None and ran_out >= then:
            continue
        name = gettext("The module “{title}”").format(title=lapse.title)
        if ran_out is None:
            words, of_them = (
                gettext("{name} is still to come. You find it with your modules.").format(name=name),
                gettext("{name} is still to come.").format(name=name),
            )
        elif ran_out < today:
            words = gettext("{name} ran out on {day}. You can do it again at any time.").format(
                name=name, day=day(ran_out, asked.now)
            )
            of_them = gettext("{name} ran out on {day}.").format(name=name, day=day(ran_out, asked.now))
        else:
            words = gettext("{name} runs out on {day}, before this shift. You can do it again now.").format(
                name=name, day=day(ran_out, asked.now)
            )
            of_them = gettext("{name} runs out on {day}, before this shift.").format(
                name=name, day=day(ran_out, asked.now)
            )
        yield Reason(Code.TRAINING, words, False, of_them)


def supervision(asked: Asked) -> Iterator[Reason]:
    """Nobody carries this alone for longer than was set: new shifts wait until they have met."""
    due = asked.person.supervision
    if due is not None and due.is_stopped(asked.now):
        since = (
            gettext("the last one was on {day}").format(day=day(due.last_at, asked.now))
            if due.last_at
            else "the first is still to come"
        )
        words = gettext("Your supervision is overdue: {since}. {ask_for_a_time}").format(
            since=since, ask_for_a_time=ask_for_a_time(asked.person)
        )
        yield Reason(
            Code.SUPERVISION, words, False, gettext("Their supervision is overdue: {since}.").format(since=since)
        )


def length(asked: Asked) -> Iterator[Reason]:
    longest, lasts = settings.ROTA["longest"], asked.shift.ends_at - asked.shift.starts_at
    if asked.is_at_the_desk and not asked.person.is_past_probation and lasts > longest:
        words = gettext("This shift takes {span}. Before the stage “{solo}” we keep to {span_2} at a time.").format(
            span=span(lasts), solo=Stage.SOLO, span_2=span(longest)
        )
        yield Reason(Code.LENGTH, words, False, words)


def hours(asked: Asked) -> Iterator[Reason]:
    """The week with this shift in it, each week that it touches."""
    if not asked.is_at_the_desk:
        return
    limit, mine = limit_of(asked.person), (asked.shift.starts_at, asked.shift.ends_at)
    for one in week.touched(*mine):
        planned = in_week(asked.person, one)
        total = planned + week.weighed_in(one, mine)
        if total > limit:
            to_them = gettext("Your week would come to {span}; {span_2} were agreed.").format(
                span=span(total), span_2=span(limit)
            )
            of_them = gettext("Their week would come to {span}; {span_2} were agreed.").format(
                span=span(total), span_2=span(limit)
            )
            heavier = " Hours of the night weigh more." if week.night(*mine) else ""
            yield Reason(Code.WEEK, to_them + heavier, False, of_them + heavier)
            return


def rest(asked: Asked) -> Iterator[Reason]:
    if not asked.is_at_the_desk:
        return
    keep, nearest = settings.ROTA["rest"], None
    for stint in at_the_desk(asked.person):
        before, after = asked.shift.starts_at - stint.ends_at, stint.starts_at - asked.shift.ends_at
        gap, when = (before, "before") if before >= timedelta(0) else (after, "after")
        if timedelta(0) <= gap < keep and (nearest is None or (gap, when) < nearest):
            nearest = gap, when
    if nearest is not None:
        left = gettext("{span} of rest").format(span=span(nearest[0])) if nearest[0] else "no rest"
        told = gettext("would have {left} {nearest} this shift; we keep {span}.").format(
            left=left, nearest=nearest[1], span=span(keep)
        )
        yield Reason(
            Code.REST, gettext("You {told}").format(told=told), False, gettext("They {told}").format(told=told)
        )


def exposure(asked: Asked) -> Iterator[Reason]:
    """Counted, and never told to anybody as a number."""
    since = asked.shift.starts_at - WEEK
    if sum(moment >= since for moment in asked.person.heavy_at) >= settings.CARE["exposure_week"]:
        words = (
            "You dealt with a lot that is heavy in these seven days. This one goes to somebody else, so you can rest."
        )
        yield Reason(Code.EXPOSURE, words, False, "They have carried enough that is heavy this week.")


def partner(asked: Asked) -> Iterator[Reason]:
    if not asked.is_here or asked.person.is_past_probation:
        return
    if not any(
        other.is_confirmed and other.duty in HERE and has_come_to(other.stage, Stage.SOLO) for other in asked.others
    ):
        words = "Needs a partner who is past probation. As soon as one is on this shift, the place opens to you."
        yield Reason(
            Code.PARTNER, words, False, "Needs a partner who is past probation, and none is on this shift yet."
        )


RULES: tuple[Callable[[Asked], Iterator[Reason]], ...] = (
    training, supervision, length, hours, rest, exposure, partner,
)  # fmt: skip


def limit_of(person: Person) -> timedelta:
    """How much of a week was agreed with somebody."""
    usual: timedelta = settings.ROTA["week"]
    return usual if person.weekly_minutes is None else timedelta(minutes=person.weekly_minutes)


def at_the_desk(person: Person) -> list[Stint]:
    return [stint for stint in person.stints if stint.duty not in CALLED]


def in_week(person: Person, one: week.Span) -> timedelta:
    """What somebody's places take of a week, night hours weighed."""
    return sum((week.weighed_in(one, (stint.starts_at, stint.ends_at)) for stint in at_the_desk(person)), timedelta(0))


def ask_for_a_time(person: Person) -> str:
    return gettext("Ask {it} for a time.").format(it=person.supervisor or "a manager")


def day(moment: datetime | date, now: datetime) -> str:
    """A day in words: "3 October", with its year if it is not this one."""
    then = local(moment).date() if isinstance(moment, datetime) else moment
    return f"{then.day} {spelled(then, '%B')}" + (f" {then.year}" if then.year != local(now).year else "")


def span(length: timedelta) -> str:
    """A length of time in words: "1 hour", "2 hours 30 minutes"."""
    minutes = round(length.total_seconds() / 60)
    parts = [(minutes // 60, "hour"), (minutes % 60, "minute")]
    told = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(told) or "no time"
