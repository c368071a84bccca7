from dataclasses import dataclass

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class EnvelopeWritten(Event, name="envelope.written", audited=False):
    """Not in the trail: whether somebody has something in their envelope is their own business."""


@dataclass(frozen=True, kw_only=True)
class EnvelopeEmptied(Event, name="envelope.emptied", audited=False):
    """Not in the trail either."""


@dataclass(frozen=True, kw_only=True)
class EnvelopeMentioned(Event, name="envelope.mentioned", audited=False):
    """Somebody was told once that there is such a thing. Not in the trail: it is about nothing they did."""
