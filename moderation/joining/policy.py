"""Object rules for applications. Nobody on the team is told who wrote one."""

from django.utils.formats import date_format
from django.utils.translation import gettext

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import TEAM, Permission, Role, Stage, rule
from forum.confidentiality.policy import notice_first
from forum.core import clock
from forum.core.refusals import NotGranted, NotNow, Refusal
from forum.core.when import local
from moderation.joining.models import Application, Reading, Reference, State

READERS = 2


class OneAlready(NotNow):
    """This member has asked before and waits for the answer."""

    code = "one_already"
    status = 409
    message = "We have an application of yours already. You can follow it, or take it back and write a new one."


class NotYetAgain(NotNow):
    """Less time has gone by than we asked for."""

    code = "not_yet_again"


class AnsweredAlready(NotNow):
    """There is nothing left to do about this application."""

    code = "answered_already"
    status = 409
    message = "This application has been answered already."


class SaidAlready(NotNow):
    """A reader says what they think once."""

    code = "said_already"
    status = 409
    message = "You have said what you think already. If it has changed, tell the manager who asked you."


def why_not_now(actor: Account) -> Refusal | None:
    """Why somebody who may ask cannot do so at this moment."""
    mine = Application.objects.filter(applicant_id=actor.pk)
    if mine.filter(answered_on__isnull=True).exists():
        return OneAlready()
    if mine.filter(state=State.YES).exists():
        return OneAlready("We would love to have you: the answer to your application is waiting for you.")
    today = local(clock.now()).date()
    again = mine.filter(way_back_on__gt=today).order_by("-way_back_on").values_list("way_back_on", flat=True).first()
    if again:
        return NotYetAgain(
            gettext("You are welcome to ask again from {date_format}. We look forward to it.").format(
                date_format=date_format(again, "j F Y")
            )
        )
    return notice_first(actor)


def can_read_applications(account: Account) -> bool:
    """Leads, trained staff and managers are asked to read."""
    return (
        account.is_active and account.role in TEAM and (account.role != Role.MODERATOR or account.stage == Stage.LEAD)
    )


def _is_for(actor: Actor, application: Application) -> bool:
    """Is `actor` a reader, the person whose answers came along, or the one who supervises them?"""
    if actor.id is None:
        return False
    if application.readings.filter(reader_id=actor.id).exists() or application.duty_account_id == actor.id:
        return True
    return Application.objects.filter(pk=application.pk, duty_account__supervision__supervisor_id=actor.id).exists()


@rule(Permission.APPLICATION_READ, Application)
def ones_own_or_the_teams_part(actor: Actor, application: Application) -> Refusal | None:
    if actor.role == Role.MEMBER:
        return None if actor.id is not None and application.applicant_id == actor.id else NotGranted()
    return None if actor.role == Role.MANAGER or _is_for(actor, application) else NotGranted()


@rule(Permission.APPLICATION_READ, Reference)
def a_reference_one_named_or_any_for_managers(actor: Actor, reference: Reference) -> Refusal | None:
    if actor.role == Role.MANAGER:
        return None
    return None if actor.id is not None and reference.application.applicant_id == actor.id else NotGranted()


@rule(Permission.APPLICATION_READ, Reading)
def ones_own_part_or_any_for_managers(actor: Actor, reading: Reading) -> Refusal | None:
    return None if actor.role == Role.MANAGER or reading.reader_id == actor.id else NotGranted()


@rule(Permission.APPLICATION_SEND, Application)
@rule(Permission.APPLICATION_WITHDRAW, Application)
def ones_own_application(actor: Account, application: Application) -> Refusal | None:
    return None if application.applicant_id == actor.pk else NotGranted()


@rule(Permission.APPLICATION_ANSWER, Application)
def what_nobody_answered_yet(actor: Account, application: Application) -> Refusal | None:
    return None if application.is_open else AnsweredAlready()


@rule(Permission.APPLICATION_WEIGH, Reading)
def ones_own_part_while_it_is_open(actor: Account, reading: Reading) -> Refusal | None:
    if reading.reader_id != actor.pk:
        return NotGranted()
    if not reading.application.is_open:
        return AnsweredAlready()
    return SaidAlready() if reading.read_at else None


@rule(Permission.APPLICATION_WEIGH, Application)
def who_talks_with_the_person(actor: Account, application: Application) -> Refusal | None:
    """A manager or one of the two readers."""
    if actor.role != Role.MANAGER and not application.readings.filter(reader_id=actor.pk).exists():
        return NotGranted()
    return None if application.is_open else AnsweredAlready()
