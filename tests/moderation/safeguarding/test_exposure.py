"""What a practitioner has in hand counts for them once, at the level it has."""

from uuid import uuid4

from forum.accounts.models import Account
from moderation.review.levels import Level
from moderation.safeguarding import services
from moderation.safeguarding.choices import ChildrenAtRisk
from moderation.welfare import exposure
from moderation.welfare.models import Exposure
from tests.conftest import FakeClock
from tests.factories.safeguarding import make_case, make_concern


def test_acknowledging_counts_once_and_at_the_gravest_level(
    ada: Account, ben: Account, mo: Account, lea: Account, clock: FakeClock
) -> None:
    case = make_case(make_concern(ada, ben, mo, level=Level.AMBER), lea)
    services.acknowledge(actor=lea, concern=case.concern)
    assert exposure.counted([lea.pk], clock()) == {lea.pk: 0}
    assert Exposure.objects.filter(account=lea).count() == 1
    services.change_level(
        actor=lea,
        case=case,
        level=Level.CRISIS,
        children_at_risk=ChildrenAtRisk.NO,
        reason="They wrote again.",
        submission=uuid4(),
    )
    assert exposure.counted([lea.pk], clock()) == {lea.pk: 1}
    assert Exposure.objects.filter(account=lea).count() == 1
