"""The rules that nobody sets aside."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext

from forum.core.when import exact
from moderation.rota.duties import ROLE_FOR, STAGE_FOR
from moderation.rota.eligibility.shapes import Asked, Code, Reason, has_come_to, role_label


def over(asked: Asked) -> Iterator[Reason]:
    if asked.shift.ends_at <= asked.now:
        yield Reason(Code.OVER, "This shift is over.", True)


def closed(asked: Asked) -> Iterator[Reason]:
    if not asked.person.is_open:
        yield Reason(Code.CLOSED, "This account is closed.", True)


def role(asked: Asked) -> Iterator[Reason]:
    needed = ROLE_FOR[asked.duty]
    if asked.person.role != needed:
        yield Reason(
            Code.ROLE,
            gettext("The duty “{label}” is for {role_label}.").format(
                label=asked.duty.label, role_label=role_label(needed)
            ),
            True,
        )


def stage(asked: Asked) -> Iterator[Reason]:
    needed = STAGE_FOR[asked.duty]
    if not has_come_to(asked.person.stage, needed):
        yield Reason(
            Code.STAGE,
            gettext(
                "“{label}” opens with the stage “{needed}”. Your page about your stage says what is "
                "still to come before that."
            ).format(label=asked.duty.label, needed=needed),
            True,
        )


def on_it(asked: Asked) -> Iterator[Reason]:
    if any(stint.shift_id == asked.shift.shift_id for stint in asked.person.stints):
        yield Reason(Code.ON_IT, "You have a place on this shift already.", True)


def elsewhere(asked: Asked) -> Iterator[Reason]:
    for stint in asked.person.stints:
        if stint.shift_id == asked.shift.shift_id:
            continue
        if stint.starts_at < asked.shift.ends_at and asked.shift.starts_at < stint.ends_at:
            words = gettext("You are on another shift at that time: it starts on {exact}.").format(
                exact=exact(stint.starts_at)
            )
            yield Reason(Code.ELSEWHERE, words, True)
            return


def away(asked: Asked) -> Iterator[Reason]:
    for span in asked.person.aways:
        if span.starts_at >= asked.shift.ends_at or (span.ends_at and span.ends_at <= asked.shift.starts_at):
            continue
        if span.ends_at is None:
            words = "You are on a pause. It is yours as long as you need it; shifts open again when you end it."
        else:
            words = gettext("You are away then, until {exact}. If that has changed, end your absence first.").format(
                exact=exact(span.ends_at)
            )
        yield Reason(Code.AWAY, words, True)
        return


def wish(asked: Asked) -> Iterator[Reason]:
    """The person who wished knows why. Nobody else is told anything that says more than no."""
    there = {other.account_id for other in asked.others}
    if there & asked.person.wished:
        yield Reason(Code.WISH, "You asked not to share a shift with somebody who is on this one.", True)
    elif there & asked.person.wished_by:
        yield Reason(Code.WISH, "This place is not open to you this time.", True, is_neutral=True)


RULES: tuple[Callable[[Asked], Iterator[Reason]], ...] = (over, closed, role, stage, on_it, elsewhere, away, wish)
