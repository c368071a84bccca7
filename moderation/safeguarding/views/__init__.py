"""The pages of safeguarding: the board, a concern, a case, and what can be done in it."""

from moderation.safeguarding.views.actions import (
    advise,
    close,
    consent,
    consult,
    decide,
    level,
    look_again,
    note,
    take_over,
    told,
    write,
)
from moderation.safeguarding.views.cases import case, letters
from moderation.safeguarding.views.concerns import acknowledge, board, concern, live_board
from moderation.safeguarding.views.envelopes import agree, envelope

__all__ = [
    "acknowledge",
    "advise",
    "agree",
    "board",
    "case",
    "close",
    "concern",
    "consent",
    "consult",
    "decide",
    "envelope",
    "letters",
    "level",
    "live_board",
    "look_again",
    "note",
    "take_over",
    "told",
    "write",
]
