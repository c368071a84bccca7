"""The verbs of safeguarding, a file for each part of the way: a concern, its record, what is written to the person, the
second opinion, the decision."""

from moderation.safeguarding.services.check_ins import raise_from_check_in
from moderation.safeguarding.services.concerns import acknowledge, keep_name, raise_concern, read_concern, ring
from moderation.safeguarding.services.consultations import advise, consult
from moderation.safeguarding.services.decisions import close, decide, expire, let_go_of_items, look_again
from moderation.safeguarding.services.envelopes import (
    agree_to_envelope,
    ask_for_envelope,
    open_envelope,
    tell_owners_of_envelopes,
)
from moderation.safeguarding.services.letters import heard_from, read_case, write
from moderation.safeguarding.services.record import (
    change_level,
    note,
    record_consent,
    record_tell_first,
    take_over,
)

__all__ = [
    "acknowledge",
    "advise",
    "agree_to_envelope",
    "ask_for_envelope",
    "change_level",
    "close",
    "consult",
    "decide",
    "expire",
    "heard_from",
    "keep_name",
    "let_go_of_items",
    "look_again",
    "note",
    "open_envelope",
    "raise_concern",
    "raise_from_check_in",
    "read_case",
    "read_concern",
    "record_consent",
    "record_tell_first",
    "ring",
    "take_over",
    "tell_owners_of_envelopes",
    "write",
]
