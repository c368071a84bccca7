"""Debriefs as their pages show them: those that wait for me, one to read and answer, one to find somebody for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows
from moderation.handover.models import Debrief
from moderation.handover.strain import WORDS
from moderation.team import roster

ALONE = {"no": "No", "a_little": "A little", "yes": "Yes"}
_SEALED = ("strain", "stays", "alone", "answer")


@dataclass(frozen=True)
class Reading:
    """One debrief for one reader; without `may_read`, its words are not for them."""

    debrief: Debrief
    may_read: bool
    strain: str
    alone: str


def held_by(actor: Actor) -> QuerySet[Debrief]:
    """What came to `actor` as a supporter, with or without its words."""
    if actor.id is None or not allows(actor, Permission.DEBRIEF_ANSWER, SITE):
        return Debrief.objects.none()
    came = Debrief.objects.filter(Q(supporter_id=actor.id) | Q(passed_to_id=actor.id))
    return came.select_related("place__account", "place__shift", "supporter", "passed_to", "answered_by")


def waiting_for(actor: Actor) -> list[Debrief]:
    """What `actor` is to answer, the soonest due first."""
    return list(held_by(actor).unanswered().defer(*_SEALED).order_by("due_at"))  # type: ignore[attr-defined]


def answered_with(actor: Actor) -> list[Debrief]:
    """What came to `actor` and is answered, the newest first."""
    answered = held_by(actor).filter(answered_at__isnull=False).defer(*_SEALED)
    return list(answered.order_by("-answered_at")[:30])


def reading(actor: Actor, debrief: Debrief) -> Reading:
    """`debrief` as `actor` may read it."""
    if not allows(actor, Permission.DEBRIEF_READ, debrief):
        return Reading(debrief, may_read=False, strain="", alone="")
    number = int(debrief.strain)
    return Reading(debrief, may_read=True, strain=f"{number}: {WORDS[number]}", alone=ALONE.get(debrief.alone, ""))


def ones_own(account: Account, place_id: UUID) -> Debrief | None:
    """The debrief that `account` wrote for a place of theirs."""
    mine = Debrief.objects.visible_to(account).filter(place_id=place_id, place__account=account)
    return mine.select_related("place__account", "supporter", "passed_to", "answered_by").first()


def overdue(actor: Actor, now: datetime) -> QuerySet[Debrief]:
    """What waits too long, without a word of it, for a manager to find somebody; never their own."""
    if actor.id is None or not allows(actor, Permission.SUPPORTER_NAME, SITE):
        return Debrief.objects.none()
    late = Debrief.objects.overdue(now).exclude(place__account_id=actor.id).defer(*_SEALED)
    return late.select_related("place__account", "supporter", "passed_to")


def could_take(actor: Actor, debrief: Debrief) -> list[Account]:
    """Who on the team could look after it instead."""
    return [
        person for person in roster.visible_to(actor) if person.pk not in (debrief.place.account_id, debrief.holder_id)
    ]
