"""Two people read an application, each without seeing what the other thinks until both have said it."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from moderation.joining.events import ApplicationWeighed, ReaderAsked, ReaderLetGo
from moderation.joining.models import Application, Reading, State, View
from moderation.joining.policy import READERS, can_read_applications
from moderation.joining.services.rows import locked
from moderation.nudges.services import tell


class EnoughReaders(Refusal):
    """Two people were asked."""

    code = "enough_readers"
    message = "Two people are reading this one already. Let one of them go first if somebody else should read it."


class CannotRead(Refusal):
    """Applications are read by leads, trained staff and managers."""

    code = "cannot_read"
    message = "Applications are read by leads, practitioners and managers. Please choose one of them."


@transaction.atomic
def ask_reader(*, actor: Account, application: Application, reader: Account) -> Reading:
    """A manager asks somebody to read. Asked twice is once."""
    application = locked(application_id=application.pk)
    authorize(actor, Permission.APPLICATION_ANSWER, application)
    known = application.readings.filter(reader=reader).first()
    if known:
        return known
    if application.readings.count() >= READERS:
        raise EnoughReaders
    if not can_read_applications(reader):
        raise CannotRead
    reading = Reading.objects.create(application=application, reader=reader, asked_at=clock.now())
    tell(
        accounts=[reader.pk],
        key=f"reading:{reading.pk}",
        words="Somebody would like to join the team. You were asked to read what they wrote.",
        href=reverse("joining:application", args=[application.pk]),
    )
    publish(ReaderAsked(actor_id=actor.pk, application_id=application.pk, account_id=reader.pk))
    return reading


@transaction.atomic
def let_go(*, actor: Account, reading: Reading) -> None:
    """Somebody else should read it: a manager says so, or the reader. Nobody says why. What was said stays."""
    application = locked(application_id=reading.application_id)
    if reading.reader_id == actor.pk:
        authorize(actor, Permission.APPLICATION_WEIGH, reading)
    else:
        authorize(actor, Permission.APPLICATION_ANSWER, application)
    gone, _ = Reading.objects.filter(pk=reading.pk, read_at__isnull=True).delete()
    if gone:
        publish(ReaderLetGo(actor_id=actor.pk, application_id=application.pk, account_id=reading.reader_id))


@transaction.atomic
def say_view(*, actor: Account, reading: Reading, view: View, words: str) -> None:
    """A reader says what they think, once. When both have, each sees the other's view."""
    application = locked(application_id=reading.application_id)
    reading = Reading.objects.select_related("application").get(pk=reading.pk)
    if reading.read_at and (reading.reader_id, reading.view, reading.words) == (actor.pk, view, words):
        return
    authorize(actor, Permission.APPLICATION_WEIGH, reading)
    reading.read_at, reading.view, reading.words = clock.now(), view, words
    reading.save(update_fields=["read_at", "view", "words"])
    if application.readings.filter(read_at__isnull=False).count() == READERS:
        application.state = State.TALKING
        application.save(update_fields=["state"])
    publish(ApplicationWeighed(actor_id=actor.pk, application_id=application.pk))


@transaction.atomic
def release_readings(*, account_id: UUID) -> None:
    """Somebody left the team: what they had not read yet can be given to somebody else."""
    Reading.objects.filter(reader_id=account_id, read_at__isnull=True).delete()
