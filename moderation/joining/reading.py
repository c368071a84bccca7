"""What somebody on the team sees of an application. Never the member behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from forum.core import clock
from forum.core.when import local
from moderation.joining.models import Application, Reading, Reference, State, Talk
from moderation.joining.policy import READERS
from moderation.joining.questions import in_order
from moderation.team import roster

LATELY = timedelta(days=60)


@dataclass(frozen=True)
class Line:
    """One application in the list."""

    application: Application
    waits_for: str
    is_due: bool


@dataclass(frozen=True)
class Page:
    """Everything on the page of an application that `actor` may see."""

    application: Application
    said: Sequence[tuple[str, str]]
    pseudonym: str
    is_managers: bool
    is_readers: bool
    came_along: str
    mine: Reading | None
    readings: Sequence[Reading]
    others_hidden: bool
    has_room: bool
    both_said: bool
    references: Sequence[Reference]
    talk: Talk | None


def applications(actor: Actor) -> dict[str, Any]:
    """Those that wait, due first, and those answered lately."""
    today = local(clock.now()).date()
    asked, said = Count("readings", distinct=True), Q(readings__read_at__isnull=False)
    rows = Application.objects.visible_to(actor).defer("answers", "answer", "plan", "plan_reply")
    rows = rows.annotate(asked=asked, weighed=Count("readings", filter=said, distinct=True))
    waiting = [Line(one, _waits_for(one), one.due_on <= today) for one in rows.waiting()]
    answered = rows.filter(answered_on__gte=today - LATELY).order_by("-answered_on", "pk")
    return {"waiting": waiting, "answered": [Line(one, "", False) for one in answered]}


def page_of(application: Application, actor: Actor) -> Page:
    """What `actor` sees: a reader not what the other thinks before both have said it, and only managers who can say a
    word for the person."""
    readings = list(application.readings.select_related("reader").order_by("asked_at", "pk"))
    mine = next((part for part in readings if part.reader_id == actor.id), None)
    is_managers, both = actor.role == Role.MANAGER, sum(1 for part in readings if part.read_at) == READERS
    takes_part = is_managers or mine is not None
    owner = application.duty_account
    return Page(
        application=application,
        said=in_order(application.said),
        pseudonym=application.pseudonym_shown if mine else "",
        is_managers=is_managers,
        is_readers=takes_part,
        came_along=owner.pseudonym if owner else "",
        mine=mine,
        readings=readings if takes_part else [],
        others_hidden=not both,
        has_room=len(readings) < READERS,
        both_said=both,
        references=list(Reference.objects.visible_to(actor).filter(application=application)) if is_managers else [],
        talk=Talk.objects.filter(application=application).select_related("held_with").first() if takes_part else None,
    )


def possible_readers(actor: Actor, application: Application) -> QuerySet[Account]:
    """Whom one can ask: leads, practitioners and managers who do not read it already."""
    some = roster.visible_to(actor).exclude(role=Role.MODERATOR, stage__in=[s for s in Stage if s != Stage.LEAD])
    return some.exclude(pk__in=application.readings.values("reader_id"))


def _waits_for(one: Any) -> str:
    if one.state == State.TALKING:
        return "A talk, then an answer"
    if one.asked < READERS:
        return "Somebody to read it" if one.asked == 0 else "A second person to read it"
    return "Both are reading" if one.weighed == 0 else "The second person to say what they think"
