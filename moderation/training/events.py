from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ModulePublished(Event, name="module.published"):
    """A module was written, or written anew."""

    module_id: UUID


@dataclass(frozen=True, kw_only=True)
class ModuleCompleted(Event, name="module.completed"):
    """Somebody on the team completed a module; whether it still waits for a talk, its completion says."""

    completion_id: UUID


@dataclass(frozen=True, kw_only=True)
class CompletionConfirmed(Event, name="completion.confirmed"):
    """A named person talked a module over with somebody: it counts from now on."""

    completion_id: UUID
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class CompletionRecorded(Event, name="completion.recorded"):
    """A named person wrote down that somebody learned a module elsewhere."""

    completion_id: UUID
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class Practised(Event, name="practice.done", audited=False):
    """Somebody practised on the training desk. Nothing about it is real, so the trail does not count it."""

    practice_id: UUID
