"""The verbs of joining: what the member does, what the team does, and what comes along."""

from moderation.joining.services.answering import (
    TalkFirst,
    answer,
    hear_reference,
    note_talk,
    plan_talk,
    read_application,
)
from moderation.joining.services.asking import (
    add_reference,
    forget_applications,
    reply_to_plan,
    send,
    take_link,
    withdraw,
)
from moderation.joining.services.carrying import NoSuchCode, bring_answers
from moderation.joining.services.weighing import ask_reader, let_go, release_readings, say_view

__all__ = [
    "NoSuchCode",
    "TalkFirst",
    "add_reference",
    "answer",
    "ask_reader",
    "bring_answers",
    "forget_applications",
    "hear_reference",
    "let_go",
    "note_talk",
    "plan_talk",
    "read_application",
    "release_readings",
    "reply_to_plan",
    "say_view",
    "send",
    "take_link",
    "withdraw",
]
