"""A shift that was, with what it left and how somebody left it."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from forum.accounts.permissions import Role
from forum.core import clock
from moderation.handover.models import Debrief
from moderation.rota.models import Duty, Place
from moderation.welfare.models import Supporter
from tests.factories.accounts import make_account
from tests.factories.handover import make_debrief, make_handover
from tests.factories.rota import make_place, make_shift


def build(world: Any) -> SimpleNamespace:
    """The moderator on shift wrote for the next one. Earlier they wrote a debrief to the one off shift, and have one
    more to write; one of a colleague waits too long, with the practitioner on call."""
    moderator, off_shift = world.cast["moderator on shift"], world.cast["moderator off shift"]
    make_handover(moderator, world.place)
    Supporter.objects.update_or_create(account=moderator, defaults={"supporter": off_shift})
    told, open_ = (_ended(moderator, days) for days in (2, 1))
    colleague = make_account("Rue", Role.MODERATOR)
    Supporter.objects.create(account=colleague, supporter=world.cast["practitioner on call"])
    late = make_debrief(_ended(colleague, 3))
    Debrief.objects.filter(pk=late.pk).update(due_at=clock.now())
    return SimpleNamespace(debrief=make_debrief(told), open_place=open_, overdue=late)


def _ended(account: Any, days: int) -> Place:
    """A place of `account` on a shift that ended `days` ago, so short that it fills nobody's week."""
    shift = make_shift(starts_at=clock.now() - timedelta(days=days, hours=1), hours=0.1)
    place = make_place(account, Duty.HOST, shift)
    Place.objects.filter(pk=place.pk).update(signed_on_at=shift.starts_at, signed_off_at=shift.ends_at)
    return Place.objects.select_related("shift", "account").get(pk=place.pk)
