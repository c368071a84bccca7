"""What stands on the board: concerns that wait, one's own cases, questions from colleagues. No words of members."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext

from forum.accounts.actors import Actor
from forum.core.when import exact, local
from forum.inbox.models import Kind, Letter
from moderation.flags.models import Flag
from moderation.review.desk import left, span, warning_names
from moderation.review.levels import Level
from moderation.rota.cover import Cover, cover_at
from moderation.safeguarding.envelopes import to_agree
from moderation.safeguarding.models import Case, Concern, Consultation, EnvelopeRequest


@dataclass(frozen=True)
class Waiting:
    """A concern that nobody has acknowledged."""

    id: UUID
    level: Level
    about: str
    came: str
    used: float
    clock_words: str
    alarm: str
    warning_names: Sequence[str]


@dataclass(frozen=True)
class Open:
    """An open case."""

    id: UUID
    level: Level
    about: str
    owner: str
    opened: str
    they_wrote_last: bool


@dataclass(frozen=True)
class Board:
    """Everything on the board of one practitioner."""

    concerns: Sequence[Waiting]
    mine: Sequence[Open]
    others: Sequence[Open]
    questions: Sequence[Consultation]
    again: Sequence[Case]
    envelopes: Sequence[EnvelopeRequest]
    cover: Cover


def board(actor: Actor, now: datetime) -> Board:
    """The board as `actor` sees it at `now`."""
    concerns = Concern.objects.visible_to(actor).waiting().in_order().select_related("about", "about_as")
    cases = _with_news(Case.objects.visible_to(actor).still_open().in_order())
    closed = (
        Case.objects.visible_to(actor)
        .to_look_at_again(local(now).date())
        .select_related("concern__about", "concern__about_as")
    )
    questions = Consultation.objects.visible_to(actor).waiting_for(actor).in_order()
    return Board(
        concerns=[waiting(one, now) for one in concerns.defer("words", "note")],
        mine=[_open(one) for one in cases if one.owner_id == actor.id],
        others=[_open(one) for one in cases if one.owner_id != actor.id],
        questions=list(questions.select_related("asked_by", "case__concern__about", "case__concern__about_as")),
        again=list(closed),
        envelopes=to_agree(actor),
        cover=cover_at(now),
    )


def _with_news(cases: QuerySet[Case]) -> Sequence[Case]:
    letters = Letter.objects.filter(conversation=OuterRef("conversation"), kind=Kind.MESSAGE)
    newest = letters.order_by("-written_at", "-pk").values("from_team")[:1]
    return list(
        cases.select_related("concern__about", "concern__about_as", "owner").annotate(last_from_team=Subquery(newest))
    )


def waiting(concern: Concern, now: datetime) -> Waiting:
    allowed, used = concern.due_at - concern.raised_at, now - concern.raised_at
    return Waiting(
        id=concern.pk,
        level=Level(concern.level),
        about=concern.about_name,
        came=exact(concern.raised_at),
        used=used / allowed if allowed else 1.0,
        clock_words=left(concern.due_at - now),
        alarm=_alarm(concern, now, span(used)),
        warning_names=warning_names(concern.warnings),
    )


def _alarm(concern: Concern, now: datetime, waited: str) -> str:
    """What the board says when a concern waits too long: from its times, so that it is true even if no alarm rang."""
    return (
        gettext("Nobody has acknowledged this. It has waited {waited}.").format(waited=waited)
        if concern.rungs_at(now)
        else ""
    )


def _open(case: Case) -> Open:
    return Open(
        id=case.pk,
        level=Level(case.level),
        about=case.concern.about_name,
        owner=case.owner.pseudonym,
        opened=exact(case.opened_at),
        they_wrote_last=getattr(case, "last_from_team", None) is False,
    )


def flags_behind(concern: Concern, actor: Actor) -> QuerySet[Flag]:
    """What the members who asked the team to look had to say, oldest first."""
    if concern.item_id is None:
        return Flag.objects.none()
    return Flag.objects.visible_to(actor).filter(on_desk__item=concern.item_id).order_by("raised_at", "pk")
