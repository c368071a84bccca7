"""The verbs of learning, by what they are about."""

from moderation.training.services.completions import (
    NotYet,
    complete,
    confirm_talk,
    forget_learning,
    keep_answers,
    record_elsewhere,
)
from moderation.training.services.modules import ChangedMeanwhile, begin_with_starter, rewrite_module, write_module
from moderation.training.services.practice import NoSuchItem, practise

__all__ = [
    "ChangedMeanwhile",
    "NoSuchItem",
    "NotYet",
    "begin_with_starter",
    "complete",
    "confirm_talk",
    "forget_learning",
    "keep_answers",
    "practise",
    "record_elsewhere",
    "rewrite_module",
    "write_module",
]
