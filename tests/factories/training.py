"""Modules for tests."""

from datetime import date
from typing import Any

from forum.accounts.actors import SYSTEM
from forum.accounts.models import Account
from moderation.training.material import Asked, Material, Told
from moderation.training.models import Completion, Module
from moderation.training.services import write_module

QUESTIONS = (
    Asked("May you give a member your number?", ("Yes", "No", "At Christmas"), 1, "Nobody here asks for a number."),
    Asked("Where is a line hard to hold for you?"),
)


def make_module(title: str = "Boundaries", **fields: Any) -> Module:
    """A module with one question with answers, one for one's own thoughts, and one situation; for moderators."""
    given = {
        "words": "Say it early.\n\n## The hours\n\nYou are here *on shift*.",
        "required_for": ("moderator",),
        "questions": QUESTIONS,
        "scenarios": (Told("Jo waits for your shifts.", "What is good about it?"),),
        **fields,
    }
    return write_module(actor=SYSTEM, material=Material(title=title, **given))


def make_completion(account: Account, module: Module, on: date, until: date | None = None, **fields: Any) -> Completion:
    """`account` completed `module` on a day."""
    return Completion.objects.create(account=account, module=module, completed_on=on, runs_out_on=until, **fields)
