"""What is left for the next shift, and debriefs, for tests."""

from typing import Any
from uuid import uuid4

from forum.accounts.models import Account
from moderation.handover.models import Debrief, Handover
from moderation.handover.services import write_debrief, write_handover
from moderation.handover.support import supporter_of
from moderation.rota.models import Duty, Place
from moderation.rota.services import sign_off
from moderation.welfare.models import Supporter
from tests.factories.rota import put_on_duty


def make_handover(author: Account, place: Place, words: str = "A quiet evening.") -> Handover:
    """`author`, who is on shift for `place`, writes for the next one."""
    return write_handover(actor=author, place=place, words=words, submission=uuid4())


def make_supporter(account: Account, supporter: Account) -> Supporter:
    return Supporter.objects.create(account=account, supporter=supporter)


def make_ended_shift(account: Account, duty: Duty = Duty.HOST) -> Place:
    """`account` was on a shift and ended it now."""
    return sign_off(actor=account, place=put_on_duty(account, duty))


def make_debrief(place: Place, **said: Any) -> Debrief:
    """The debrief of whoever has `place`, which is over, to whom it goes now."""
    to = supporter_of(place.account)
    fields: dict[str, Any] = {"strain": 2, "stays": "", "alone": "", "call_me": False, "may_be_passed_on": False} | said
    return write_debrief(actor=_verified(place.account), place=place, to=to.pk if to else None, **fields)


def _verified(account: Account) -> Account:
    from tests.factories.accounts import ShownFactor

    account.otp_device = account.otp_device or ShownFactor()
    return account
