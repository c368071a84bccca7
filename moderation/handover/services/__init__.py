"""The verbs of a shift, a file for each part of it."""

from moderation.handover.services.breaks import (
    StillResting,
    ask_for_break,
    close_breaks,
    come_back,
    end_break,
    start_break,
)
from moderation.handover.services.debriefs import NotTheirs, answer_debrief, pass_on_debrief, write_debrief
from moderation.handover.services.handovers import read_handovers, write_handover
from moderation.handover.services.reminding import remind_of_debriefs, remind_of_missing

__all__ = [
    "NotTheirs",
    "StillResting",
    "answer_debrief",
    "ask_for_break",
    "close_breaks",
    "come_back",
    "end_break",
    "pass_on_debrief",
    "read_handovers",
    "remind_of_debriefs",
    "remind_of_missing",
    "start_break",
    "write_debrief",
    "write_handover",
]
