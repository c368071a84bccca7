"""The verbs of the rota, a file for each part of it."""

from moderation.rota.services.presence import close_forgotten, sign_off, sign_on
from moderation.rota.services.shifts import change_places, free_places, plan_shift, remove_shift

__all__ = ["change_places", "close_forgotten", "free_places", "plan_shift", "remove_shift", "sign_off", "sign_on"]
