"""What somebody is on a shift as, who may be it, and how many of each a shift needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from forum.accounts.permissions import Role, Stage


class Duty(models.TextChoices):
    """What somebody is on a shift as."""

    HOST = "host", "Host"
    SECOND = "second", "Second"
    SHADOW = "shadow", "Shadow"
    ON_CALL = "on_call", "On call"
    DEPUTY = "deputy", "Deputy"


# Whose presence means that the team is here, and who answers when something is urgent. A shadow is neither.
HERE = (Duty.HOST, Duty.SECOND)
CALLED = (Duty.ON_CALL, Duty.DEPUTY)
ROLE_FOR: Mapping[Duty, Role] = {
    Duty.HOST: Role.MODERATOR,
    Duty.SECOND: Role.MODERATOR,
    Duty.SHADOW: Role.MODERATOR,
    Duty.ON_CALL: Role.PRACTITIONER,
    Duty.DEPUTY: Role.PRACTITIONER,
}
# From which stage on somebody may be it. A paired host or second needs a partner from solo on beside them.
STAGE_FOR: Mapping[Duty, Stage] = {
    Duty.HOST: Stage.PAIRED,
    Duty.SECOND: Stage.PAIRED,
    Duty.SHADOW: Stage.SHADOW,
    Duty.ON_CALL: Stage.SOLO,
    Duty.DEPUTY: Stage.PAIRED,
}
MOST = 9


@dataclass(frozen=True)
class Need:
    """How many people a duty needs at least, and how many would be good."""

    duty: Duty
    minimum: int
    ideal: int


# Two moderators so that nobody is alone, and somebody to reach: the least with which chat may open.
USUAL = (
    Need(Duty.HOST, 1, 1),
    Need(Duty.SECOND, 1, 1),
    Need(Duty.SHADOW, 0, 1),
    Need(Duty.ON_CALL, 1, 1),
    Need(Duty.DEPUTY, 0, 1),
)


def as_stored(needs: tuple[Need, ...]) -> dict[str, list[int]]:
    """`needs` as a shift keeps them."""
    return {need.duty.value: [need.minimum, need.ideal] for need in needs}


def usual_needs() -> dict[str, list[int]]:
    """What a shift needs unless somebody says otherwise."""
    return as_stored(USUAL)


def needs_of(stored: Mapping[str, Any]) -> tuple[Need, ...]:
    """What is stored with a shift or a pattern, duty by duty in their order. A duty that is missing needs nobody."""
    return tuple(Need(duty, *stored.get(duty.value, (0, 0))) for duty in Duty)
