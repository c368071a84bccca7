"""The verbs of the rota, a file for each part of it."""

from moderation.rota.services.filling import clear, fill
from moderation.rota.services.presence import close_forgotten, sign_off, sign_off_for, sign_on
from moderation.rota.services.shifts import change_shift, free_places, plan_shift, remove_shift
from moderation.rota.services.taking import approve, decline, drop, take

__all__ = [
    "approve",
    "change_shift",
    "clear",
    "close_forgotten",
    "decline",
    "drop",
    "fill",
    "free_places",
    "plan_shift",
    "remove_shift",
    "sign_off",
    "sign_off_for",
    "sign_on",
    "take",
]
