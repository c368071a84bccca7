"""What the steward does for check-ins: tells whose day has come, looks where somebody asked for it, forgets answers."""

from datetime import datetime, timedelta

from forum.checkins import services
from forum.core.chores import chore


@chore(every=timedelta(minutes=15))
def tell_who_is_due(now: datetime) -> int:
    return services.tell_due(now=now)


@chore(every=timedelta(minutes=15))
def look_where_it_is_silent(now: datetime) -> int:
    return services.look_for_silence(now=now)


@chore(every=timedelta(days=1))
def forget_old_answers(now: datetime) -> int:
    return services.forget_answers(now=now)
