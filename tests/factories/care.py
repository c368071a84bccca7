"""Supervision and welfare for tests, through the real services."""

from datetime import datetime, timedelta

from forum.accounts.models import Account
from forum.core import clock
from moderation.supervision import services
from moderation.supervision.models import Arrangement, Session


def make_arrangement(manager: Account, account: Account, supervisor: Account | None) -> Arrangement:
    """`manager` says that `supervisor` supervises `account`."""
    return services.name_supervisor(actor=manager, account=account, supervisor=supervisor)


def make_session(
    manager: Account, account: Account, supervisor: Account, *, starts_at: datetime | None = None
) -> Session:
    """A session of the two, planned by the supervisor; without a time, tomorrow."""
    return services.plan_one_to_one(
        actor=supervisor,
        arrangement=make_arrangement(manager, account, supervisor),
        starts_at=starts_at or clock.now() + timedelta(days=1),
        minutes=60,
    )


def make_held_session(
    manager: Account, account: Account, supervisor: Account, *, starts_at: datetime | None = None
) -> Session:
    """One that took place; without a time, an hour ago."""
    begun = starts_at or clock.now() - timedelta(hours=1)
    session = make_session(manager, account, supervisor, starts_at=begun)
    return services.took_place(actor=supervisor, session=session)
