"""What the steward does for safeguarding: rings while nobody has acknowledged a concern, and forgets old cases."""

from datetime import datetime, timedelta

from forum.core.chores import chore
from moderation.safeguarding import services


@chore(every=timedelta(minutes=1))
def ring_for_waiting_concerns(now: datetime) -> int:
    return services.ring(now=now)


@chore(every=timedelta(hours=1))
def tell_owners_of_envelopes(now: datetime) -> int:
    return services.tell_owners_of_envelopes(now=now)


@chore(every=timedelta(days=1))
def let_go_of_old_items(now: datetime) -> int:
    return services.let_go_of_items(now=now)


@chore(every=timedelta(days=1))
def forget_old_cases(now: datetime) -> int:
    return services.expire(now=now)
