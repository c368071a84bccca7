"""Concerns, cases, and the record of a case."""

from moderation.safeguarding.models.cases import Case
from moderation.safeguarding.models.concerns import Alarm, Concern
from moderation.safeguarding.models.record import Consultation, Entry

__all__ = ["Alarm", "Case", "Concern", "Consultation", "Entry"]
