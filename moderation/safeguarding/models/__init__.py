"""Concerns, cases, and the record of a case."""

from moderation.safeguarding.models.cases import Case
from moderation.safeguarding.models.concerns import Alarm, Concern
from moderation.safeguarding.models.envelopes import EnvelopeRequest
from moderation.safeguarding.models.record import CaseEntry, Consultation

__all__ = ["Alarm", "Case", "CaseEntry", "Concern", "Consultation", "EnvelopeRequest"]
