"""The trail hears every event inside its transaction: nothing happens that it could not record."""

from forum.core.events import Event, within_transaction
from moderation.audit import services


@within_transaction(Event)
def write_it_down(event: Event) -> None:
    if event.audited:
        services.append(event)
