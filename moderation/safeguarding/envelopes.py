"""What a practitioner sees of somebody's envelope and of who asked to open it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows, authorize
from forum.core import clock
from forum.envelope.reading import has_something, inside
from moderation.safeguarding.models import Case, EnvelopeRequest
from moderation.safeguarding.models.envelopes import AGREED_FOR


@dataclass(frozen=True)
class EnvelopePage:
    """The envelope of one case: whether something is in it, the newest request, and the words while they are open."""

    is_empty: bool
    request: EnvelopeRequest | None
    waits: bool
    may_open: bool
    may_ask: bool
    words: str
    minutes: int


def envelope_page(case: Case, actor: Account, now: datetime) -> EnvelopePage:
    """As `actor` sees it now. Only whoever asked and opened it reads the words, for as long as it is open."""
    found = newest(case)
    full = has_something(case.concern.about_id)
    waits, may_open = (found.waits(now), found.may_open(now)) if found else (False, False)
    mine = found is not None and found.asked_by_id == actor.pk
    is_open = found is not None and mine and found.is_open(now) and allows(actor, Permission.ENVELOPE_OPEN, case)
    left = found.opened_at + timedelta(minutes=15) - now if found and is_open and found.opened_at else timedelta()
    return EnvelopePage(
        is_empty=not full,
        request=found,
        waits=waits,
        may_open=may_open and mine,
        may_ask=full and not waits and not may_open and not is_open and allows(actor, Permission.ENVELOPE_OPEN, case),
        words=inside(case.concern.about_id) if is_open else "",
        minutes=max(1, int(left.total_seconds() // 60)) if is_open else 0,
    )


def newest(case: Case) -> EnvelopeRequest | None:
    """The last time somebody asked."""
    rows = EnvelopeRequest.objects.filter(case=case).select_related("asked_by", "agreed_by")
    return rows.order_by("-asked_at", "-pk").first()


def to_agree(actor: Actor) -> list[EnvelopeRequest]:
    """What colleagues ask to open, for somebody who may agree."""
    if not allows(actor, Permission.ENVELOPE_AGREE, SITE):
        return []
    fresh = EnvelopeRequest.objects.filter(agreed_at=None, asked_at__gt=clock.now() - AGREED_FOR)
    fresh = fresh.filter(case__closed_at=None).exclude(asked_by_id=actor.id)
    rows = fresh.select_related("asked_by", "case__concern__about", "case__concern__about_as")
    return list(rows.order_by("asked_at", "pk"))


def request_for(actor: Account, pk: UUID) -> EnvelopeRequest | None:
    """A colleague's request, for somebody who may agree to it or did."""
    authorize(actor, Permission.ENVELOPE_AGREE, SITE)
    rows = EnvelopeRequest.objects.exclude(asked_by_id=actor.pk)
    return (
        rows.select_related("asked_by", "agreed_by", "case__concern__about", "case__concern__about_as")
        .filter(pk=pk)
        .first()
    )
