from dataclasses import dataclass

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class AuditRead(Event, name="audit.read"):
    """Somebody looked at the trail."""
