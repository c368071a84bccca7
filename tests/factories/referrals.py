"""Referrals for tests."""

from uuid import uuid4

from forum.accounts.models import Account
from forum.referrals import services
from forum.referrals.models import Referral
from forum.support.models import Line
from tests.factories.threads import ready_to_write


def make_line(name: str = "Harbour line", **facts: object) -> Line:
    return Line.objects.create(**{"name": name, "region": "UK", "phone": "0808 000 0000", "needs": ["talk"]} | facts)


def make_referral(
    member: Account, line: Line | None = None, *, words: str = "I would like to talk.", reach: str = "Here, please."
) -> Referral:
    """Asked through the real service."""
    ready_to_write(member)
    return services.ask(actor=member, line=line or make_line(), words=words, reach=reach, submission=uuid4())


def taken_up(referral: Referral, by: Account) -> Referral:
    services.take(actor=by, referral=referral)
    referral.refresh_from_db()
    return referral
