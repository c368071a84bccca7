"""Referrals at every point of their way: asked by the member, carried by the practitioner on call or a colleague."""

from types import SimpleNamespace
from typing import Any

from forum.core import clock
from forum.core.when import local
from forum.referrals import services
from forum.referrals.models import ReferralOutcome
from tests.architecture.world import As
from tests.factories.accounts import make_account
from tests.factories.referrals import make_line, make_referral, taken_up


def build(world: Any) -> SimpleNamespace:
    member, lea, sam = world.cast[As.MEMBER], world.cast[As.PRACTITIONER], world.colleague
    other = make_account("Wren")
    today = local(clock.now()).date()
    line = make_line("Somebody for everybody")
    theirs = taken_up(make_referral(other, make_line("A"), words="Mine"), lea)
    sent = taken_up(make_referral(member, make_line("B")), lea)
    services.note_sent(actor=lea, referral=sent, to_whom="Intake", words="All of it.", on=today)
    closed = taken_up(make_referral(member, make_line("C")), lea)
    services.close_referral(actor=lea, referral=closed, outcome=ReferralOutcome.NO_ANSWER, words="")
    gone = make_referral(other, make_line("D"))
    services.withdraw(actor=other, referral=gone)
    return SimpleNamespace(
        line=line,
        emergency=make_line("Danger", emergency=True),
        asked=make_referral(member, make_line("E")),
        theirs=theirs,
        of_colleague=taken_up(make_referral(other, make_line("F")), sam),
        sent=sent,
        closed=closed,
        gone=gone,
    )
