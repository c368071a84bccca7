"""Time written down, a shift that is over, and expenses at every point of their way."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from forum.core import clock
from moderation.hours.models import Kind
from moderation.hours.services import decide_expense
from moderation.rota.models import Duty, Place
from tests.architecture.world import As
from tests.factories.hours import make_entry, make_expense
from tests.factories.rota import make_place, make_shift


def build(world: Any) -> SimpleNamespace:
    moderator, manager = world.cast[As.MODERATOR], world.cast[As.MANAGER]
    shift = make_shift(starts_at=clock.now() - timedelta(days=11))
    place = make_place(moderator, Duty.HOST, shift, signed_on=True)
    Place.objects.filter(pk=place.pk).update(signed_off_at=shift.ends_at)
    agreed = make_expense(moderator, 700)
    decide_expense(actor=manager, expense=agreed, agreed=True, answer="Thank you.")
    return SimpleNamespace(
        person=moderator,
        entry=make_entry(moderator),
        of_the_manager=make_entry(manager, 30, kind=Kind.MEETING),
        place=place,
        asked=make_expense(moderator),
        agreed=agreed,
    )
