"""The verbs of welfare: choose topics, note what somebody met, write a plan, name a supporter, leave well."""

from moderation.welfare.services.exposure import note_exposure
from moderation.welfare.services.leaving import (
    forget_leaving,
    leave,
    record_talk,
    remind_of_last_days,
    stay,
    take_talk,
    thank,
)
from moderation.welfare.services.own import choose_topics, forget_care_plan, forget_person, write_care_plan
from moderation.welfare.services.supporters import SamePerson, name_supporter, tell_of_same_person

__all__ = [
    "SamePerson",
    "choose_topics",
    "forget_care_plan",
    "forget_leaving",
    "forget_person",
    "leave",
    "name_supporter",
    "note_exposure",
    "record_talk",
    "remind_of_last_days",
    "stay",
    "take_talk",
    "tell_of_same_person",
    "thank",
    "write_care_plan",
]
