"""Finding what a host's page is about, for whoever may know of it."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.rooms.models import Attendance, Call, ChatSession, Message


def a_session(request: HttpRequest, pk: UUID) -> ChatSession:
    """One session, for the team."""
    actor = account_of(request)
    authorize(actor, Permission.CHAT_LOG_OPEN, SITE)
    found = ChatSession.objects.visible_to(actor).select_related("host", "member")
    return get_object_or_404(found, pk=pk)


def a_message(request: HttpRequest, pk: UUID) -> Message:
    """One message of a session that whoever asks holds."""
    found = Message.objects.visible_to(_on_duty(request))
    return get_object_or_404(found.select_related("author", "session"), pk=pk)


def an_attendance(request: HttpRequest, pk: UUID) -> Attendance:
    """One member in a session that whoever asks holds."""
    found = Attendance.objects.visible_to(_on_duty(request)).of_members()
    return get_object_or_404(found.select_related("account", "session"), pk=pk)


def a_call(request: HttpRequest, pk: UUID) -> Call:
    """One call in a session that whoever asks holds."""
    found = Call.objects.visible_to(_on_duty(request))
    return get_object_or_404(found.select_related("attendance", "session"), pk=pk)


def _on_duty(request: HttpRequest) -> Account:
    actor = account_of(request)
    authorize(actor, Permission.CHAT_HOST, SITE)
    return actor
