"""What managers do: read, hear references, arrange and write down the talk, and answer kindly either way."""

from datetime import date

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.core.when import local
from moderation.joining.events import ApplicationAnswered, ApplicationRead, ReferenceHeard, TalkNoted, TalkPlanned
from moderation.joining.models import Application, Reference, State, Talk
from moderation.joining.services.rows import locked


class ReadFirst(Refusal):
    """Nobody is answered before two people have read what they wrote."""

    code = "read_first"
    message = "Two people read every application and say what they think before it is answered. That is not done yet."


class TalkFirst(Refusal):
    """Nobody joins before somebody talked with them."""

    code = "talk_first"
    message = "Before a yes, somebody talks with the person. Please write down how that went first."


@transaction.atomic
def read_application(*, actor: Account, application: Application) -> None:
    """Somebody on the team opens it. That they could read the words is written down."""
    authorize(actor, Permission.APPLICATION_READ, application)
    publish(ApplicationRead(actor_id=actor.pk, application_id=application.pk))


@transaction.atomic
def plan_talk(*, actor: Account, application: Application, words: str) -> None:
    """Suggest how and when to talk. The person reads it on their page and can answer there."""
    application = locked(application_id=application.pk)
    authorize(actor, Permission.APPLICATION_WEIGH, application)
    application.plan = words
    application.save(update_fields=["plan"])
    publish(TalkPlanned(actor_id=actor.pk, application_id=application.pk))


@transaction.atomic
def note_talk(*, actor: Account, application: Application, held_on: date, words: str) -> Talk:
    """Write down the conversation. Written again, it takes the place of what stood there."""
    application = locked(application_id=application.pk)
    authorize(actor, Permission.APPLICATION_WEIGH, application)
    talk = Talk.objects.filter(application=application).first() or Talk(application=application)
    talk.held_with, talk.held_on, talk.words = actor, held_on, words
    talk.save()
    publish(TalkNoted(actor_id=actor.pk, application_id=application.pk))
    return talk


@transaction.atomic
def hear_reference(*, actor: Account, reference: Reference, words: str) -> None:
    """Write down what somebody said for the person."""
    application = locked(application_id=reference.application_id)
    authorize(actor, Permission.APPLICATION_ANSWER, application)
    reference.words, reference.heard_on, reference.heard_by = words, local(clock.now()).date(), actor
    reference.save(update_fields=["words", "heard_on", "heard_by"])
    publish(ReferenceHeard(actor_id=actor.pk, reference_id=reference.pk))


@transaction.atomic
def answer(
    *, actor: Account, application: Application, welcome: bool, words: str, way_back_on: date | None = None
) -> Application:
    """Answer, kindly, either way. The same answer sent twice is one."""
    application = locked(application_id=application.pk)
    state = State.YES if welcome else State.NOT_YET
    if application.state == state and application.answer == words:
        return application
    authorize(actor, Permission.APPLICATION_ANSWER, application)
    if application.state != State.TALKING:
        raise ReadFirst
    if welcome and not Talk.objects.filter(application=application).exists():
        raise TalkFirst
    application.state, application.answer, application.answered_on = state, words, local(clock.now()).date()
    application.way_back_on = None if welcome else way_back_on
    application.pseudonym_shown = ""
    application.save(update_fields=["state", "answer", "answered_on", "way_back_on", "pseudonym_shown"])
    publish(ApplicationAnswered(actor_id=actor.pk, application_id=application.pk))
    return application
