"""Lea supervises Mo and Tom supports him; a session that is to come, one that has begun, a group; two who leave."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from forum.core import clock
from forum.core.when import local
from moderation.supervision import services as supervision
from moderation.supervision.models import Kind
from moderation.welfare import services as welfare
from tests.architecture.world import As
from tests.factories.care import make_session


def build(world: Any) -> SimpleNamespace:
    mo, lea, tom, nia = (world.cast[who] for who in (As.MODERATOR, As.PRACTITIONER, As.OFF_CALL, As.MANAGER))
    now = clock.now()
    coming = make_session(nia, mo, lea)
    begun = make_session(nia, mo, lea, starts_at=now - timedelta(hours=1))
    supervision.write_note(actor=mo, session=coming, words="A calm hour.")
    group = supervision.plan_group(
        actor=lea, kind=Kind.GROUP, people=[mo, world.cast[As.OFF_SHIFT]], starts_at=now, minutes=90
    )
    supervision.write_note(actor=mo, session=group, words="A good talk.")
    last_day = local(now).date() + timedelta(days=30)
    welfare.choose_topics(actor=mo, keys=["kids.risk"])
    welfare.write_care_plan(actor=mo, words="A walk by the sea.")
    welfare.name_supporter(actor=nia, account=mo, supporter=tom)
    return SimpleNamespace(
        coming=coming,
        begun=begun,
        group=group,
        arrangement=mo.supervision,
        entry=supervision.write_entry(actor=mo, words="A long day.", submission=uuid4()),
        leaving=welfare.leave(actor=mo, last_day=last_day, wants_talk=True, talk_with=tom),
        open_leaving=welfare.leave(actor=lea, last_day=last_day, wants_talk=True),
        somebody=world.cast[As.OFF_SHIFT],
    )
