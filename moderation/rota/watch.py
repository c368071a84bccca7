"""Somebody keeps an eye on cover: when it is lost or found it is an event, once, and whoever can help hears of it.

Whoever can help are the practitioners who are called now and the managers. Moderators who are off shift are left in
peace, always: they cannot be reached, and that is meant.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.core.events import publish
from forum.core.when import exact
from moderation.nudges.services import tell
from moderation.rota.cover import Cover, fresh_cover
from moderation.rota.duties import CALLED, HERE, Duty
from moderation.rota.events import CoverFound, CoverLost
from moderation.rota.freeing import managers
from moderation.rota.models import Place, Shift, Watch
from moderation.rota.overview.coverage import Stretch
from moderation.rota.overview.span import stretches
from moderation.rota.walltime import hour

_ONLY = UUID(int=1)
# So long before a shift begins somebody can still do something; so long before its end it is not worth a call.
_SOON = timedelta(minutes=30)
_NEARLY_OVER = timedelta(minutes=15)
_LATE = timedelta(minutes=10)


def look(now: datetime) -> bool:
    """Compare cover with what was known of it, tell of a change, and of shifts that will have nobody. True if cover
    changed. Done after every change of the rota, and by the clock: it may run twice or late without harm."""
    cover = fresh_cover(now)
    changed = _known() != (cover.is_staffed, cover.chat_allowed) and _tell_the_change(now)
    _tell_of_empty_shifts(now, cover)
    return changed


def _known() -> tuple[bool, bool]:
    row = Watch.objects.filter(pk=_ONLY).values_list("is_staffed", "chat_allowed").first()
    return row or (False, False)


@transaction.atomic
def _tell_the_change(now: datetime) -> bool:
    """The row is locked, so that of two who notice a change only one tells it."""
    Watch.objects.get_or_create(pk=_ONLY, defaults={"changed_at": now})
    watch = Watch.objects.select_for_update().get(pk=_ONLY)
    cover = fresh_cover(now)
    before = (watch.is_staffed, watch.chat_allowed)
    after = (cover.is_staffed, cover.chat_allowed)
    if before == after:
        return False
    watch.is_staffed, watch.chat_allowed, watch.changed_at = *after, now
    watch.save(update_fields=["is_staffed", "chat_allowed", "changed_at"])
    lost = [was and not still for was, still in zip(before, after, strict=True)]
    found = [still and not was for was, still in zip(before, after, strict=True)]
    if any(lost):
        _tell_of_the_loss(now, cover, staffing=lost[0])
        publish(CoverLost(actor_id=None, staffing=lost[0], chat=lost[1]))
    if any(found):
        publish(CoverFound(actor_id=None, staffing=found[0], chat=found[1]))
    return True


def _tell_of_the_loss(now: datetime, cover: Cover, *, staffing: bool) -> None:
    """Only while a shift is meant to go on: its end is no loss."""
    running = [each for each in _around(now) if each.runs_at(now)]
    if not running:
        return
    until = hour(max(each.ends_at for each in running))
    words = (
        gettext("Nobody from the team is here any more, though we planned to be here until {until}.").format(
            until=until
        )
        if staffing
        else gettext(
            "Fewer people are here, or on call, than a safe chat needs. The shift goes on until {until}."
        ).format(until=until)
    )
    _tell(cover, running, key=f"cover:lost:{now:%Y%m%d%H%M}", words=words, href="rota:wall")


def _tell_of_empty_shifts(now: datetime, cover: Cover) -> None:
    """Shifts that begin in a moment, or run, with nobody; and shifts that nobody has started."""
    for each in _around(now):
        when = f"{exact(each.starts_at)} to {hour(each.ends_at)}"
        if _wants(each, *HERE) and not _covered(each, now, *HERE):
            words = gettext("Nobody is planned to be here: {when}. Please look whether somebody can be found.").format(
                when=when
            )
            _tell(cover, [each], key=f"cover:nobody:{each.shift_id}", words=words, href="rota:gaps")
        elif _wants(each, *HERE) and not cover.is_staffed and _is_late(each, now):
            words = gettext("Nobody has started this shift yet: {when}.").format(when=when)
            _tell(cover, [each], key=f"cover:late:{each.shift_id}", words=words, href="rota:wall")
        if _wants(each, Duty.ON_CALL) and not _covered(each, now, Duty.ON_CALL):
            words = gettext(
                "Nobody is on call: {when}. Until somebody is, alarms reach only a deputy, if there is one."
            ).format(when=when)
            _tell(cover, [each], key=f"cover:uncalled:{each.shift_id}", words=words, href="rota:gaps")


def _around(now: datetime) -> list[Stretch]:
    """Shifts that run or are about to, and are not nearly over."""
    near = stretches(Shift.objects.all(), now, now + _SOON)
    return [each for each in near if each.ends_at - now >= _NEARLY_OVER]


def _wants(each: Stretch, *duties: Duty) -> bool:
    return any(need.minimum for need in each.needs if need.duty in duties)


def _covered(each: Stretch, now: datetime, *duties: Duty) -> bool:
    moment = max(now, each.starts_at)
    return any(person.duty in duties and person.covers(moment) for person in each.people)


def _is_late(each: Stretch, now: datetime) -> bool:
    """Should somebody have signed on for it by now, and nobody ever did?"""
    if now < each.starts_at + _LATE:
        return False
    return not Place.objects.filter(shift=each.shift_id, duty__in=HERE, signed_on_at__isnull=False).exists()


def _tell(cover: Cover, shifts: Iterable[Stretch], *, key: str, words: str, href: str) -> None:
    called = {
        person.account_id
        for each in shifts
        for person in each.people
        if person.duty in CALLED and person.covers(max(cover.looked_at, each.starts_at))
    }
    tell(accounts=managers() | called | cover.on_call_ids, key=key, words=words, href=reverse(href))
