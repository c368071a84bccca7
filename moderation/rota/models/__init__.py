"""Patterns, shifts and places; offers, absences and wishes; the addresses of calendars; whether cover was there."""

from moderation.rota.duties import CALLED, HERE, ROLE_FOR, Duty
from moderation.rota.models.absences import Absence, Wish
from moderation.rota.models.calendars import Feed
from moderation.rota.models.cover import Watch
from moderation.rota.models.offers import Offer, OfferState
from moderation.rota.models.patterns import Holiday, Pattern, PatternException
from moderation.rota.models.shifts import GRACE, LONGEST, Override, Place, Shift, State

__all__ = [
    "CALLED",
    "GRACE",
    "HERE",
    "LONGEST",
    "ROLE_FOR",
    "Absence",
    "Duty",
    "Feed",
    "Holiday",
    "Offer",
    "OfferState",
    "Override",
    "Pattern",
    "PatternException",
    "Place",
    "Shift",
    "State",
    "Watch",
    "Wish",
]
