"""The verbs of supervision: name a supervisor; plan, move, cancel and hold sessions; write notes; remind."""

from moderation.supervision.services.arrangements import forget_person, name_supervisor
from moderation.supervision.services.notes import forget_entry, forget_note, write_entry, write_note
from moderation.supervision.services.reminders import remind
from moderation.supervision.services.sessions import cancel, move, plan_group, plan_one_to_one, took_place

__all__ = [
    "cancel",
    "forget_entry",
    "forget_note",
    "forget_person",
    "move",
    "name_supervisor",
    "plan_group",
    "plan_one_to_one",
    "remind",
    "took_place",
    "write_entry",
    "write_note",
]
