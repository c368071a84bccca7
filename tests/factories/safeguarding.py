"""Concerns and cases for tests, through the real services."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from forum.accounts.models import Account
from forum.core import clock
from forum.core.when import local
from forum.threads.models import Post
from moderation.flags.models import Flag, Reason
from moderation.flags.services import raise_flag
from moderation.review.levels import Level
from moderation.review.models import Item
from moderation.review.services import claim, hand_on
from moderation.rota.cover import is_on_duty
from moderation.safeguarding import services
from moderation.safeguarding.choices import Decision
from moderation.safeguarding.models import Case, Concern, Consultation
from tests.factories.rota import put_on_call, put_on_duty
from tests.factories.threads import make_post, ready_to_write

NOTE = "They sound very alone tonight."
WORRY = "They usually write more than this."


def make_concern(
    author: Account,
    worried: Account,
    moderator: Account,
    *,
    level: Level = Level.RED,
    words: str = "It was windy.",
    warnings: Sequence[str] = ("mind.flashback",),
    post: Post | None = None,
) -> Concern:
    """`worried` flags a post of `author`, and `moderator`, on shift, hands it on."""
    post = post or make_post(author, words=words, warnings=warnings)
    ready_to_write(worried)
    flag = raise_flag(actor=worried, about=post, reason=Reason.WORRIED, note=WORRY, submission=uuid4())
    if not is_on_duty(moderator, clock.now()):
        put_on_duty(moderator)
    item = claim(actor=moderator, item=Item.objects.get(reasons__flag=flag))
    hand_on(actor=moderator, item=item, level=level, note=NOTE)
    return Concern.objects.get(item=item)


def flags_of(concern: Concern) -> list[Flag]:
    """The flags that began it."""
    assert concern.item is not None
    return list(concern.item.flags())


def make_case(concern: Concern, practitioner: Account) -> Case:
    """`practitioner`, on call, acknowledges `concern`."""
    put_on_call(practitioner)
    return services.acknowledge(actor=practitioner, concern=concern)


def make_consultation(owner: Account, case: Case, colleague: Account, *, advice: str = "") -> Consultation:
    """`owner` asks `colleague`, who has answered if there is `advice`."""
    asked = services.consult(
        actor=owner, case=case, colleague=colleague, question="What would you do?", submission=uuid4()
    )
    if advice:
        services.advise(actor=colleague, consultation=asked, advice=advice, submission=uuid4())
    return asked


def decide(owner: Account, case: Case, decision: Decision = Decision.SUPPORT_HERE) -> None:
    """`owner` decides, in words the person can read."""
    services.decide(
        actor=owner,
        case=case,
        decision=decision,
        rationale="They feel safe with their sister.",
        told_member="We stay in touch with you here.",
        submission=uuid4(),
    )


def close(owner: Account, case: Case, *, days: int = 14) -> None:
    """`owner` closes the case, to look again in `days`."""
    review_on = local(clock.now()).date() + timedelta(days=days)
    services.close(actor=owner, case=case, review_on=review_on, words="", submission=uuid4())
