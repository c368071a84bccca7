"""Applications for tests, through the real services."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from forum.accounts.models import Account
from forum.core import clock
from forum.core.when import local
from moderation.joining import services
from moderation.joining.models import Application, View
from moderation.joining.questions import QUESTIONS
from tests.factories.threads import ready_to_write

WHY = "I have read here for two years."


def answers(**others: str) -> dict[str, str]:
    """An answer to every question."""
    return {question.key: f"About {question.key}." for question in QUESTIONS} | {"why_now": WHY} | others


def make_application(member: Account, **fields: Any) -> Application:
    """`member` asks to join the team."""
    ready_to_write(member)
    return services.send(actor=member, answers=answers(), submission=uuid4(), **fields)


def make_read(application: Application, manager: Account, readers: Sequence[Account]) -> Application:
    """`manager` asked `readers`, and each said that they would like to talk."""
    for reader in readers:
        part = services.ask_reader(actor=manager, application=application, reader=reader)
        services.say_view(actor=reader, reading=part, view=View.TALK, words="Steady and warm.")
    return Application.objects.get(pk=application.pk)


def make_answered(
    member: Account, manager: Account, readers: Sequence[Account], *, welcome: bool = True, **fields: Any
) -> Application:
    """The whole way, to an answer."""
    application = make_read(make_application(member, **fields), manager, readers)
    services.note_talk(actor=manager, application=application, held_on=local(clock.now()).date(), words="We talked.")
    return services.answer(actor=manager, application=application, welcome=welcome, words="Thank you.")
