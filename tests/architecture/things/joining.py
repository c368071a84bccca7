"""Applications at every point of their way. The member of the cast has one that is open."""

from types import SimpleNamespace
from typing import Any

from moderation.joining import services
from moderation.joining.models import Reading, Reference
from tests.architecture.world import As
from tests.factories.accounts import make_account
from tests.factories.joining import make_answered, make_application, make_read


def build(world: Any) -> SimpleNamespace:
    manager, reader = world.cast[As.MANAGER], world.cast[As.OFF_CALL]
    fresh = make_application(make_account("Finch"))
    services.ask_reader(actor=manager, application=fresh, reader=reader)
    make_application(world.cast[As.MEMBER], references=[("Jo", "at the hall")])
    brought = make_answered(make_account("Lark"), manager, [reader, world.cast[As.PRACTITIONER]], carries_over=True)
    _, code = services.take_link(actor=brought.applicant, application=brought)
    services.bring_answers(actor=world.cast[As.OFF_SHIFT], code=code)
    read = make_read(make_application(make_account("Teal")), manager, [reader, world.colleague])
    return SimpleNamespace(
        fresh=fresh, read=read, part=Reading.objects.get(application=fresh), reference=Reference.objects.get()
    )
