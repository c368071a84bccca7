"""The verbs of check-ins: set a rhythm, pause it, end it, answer. Silence means nothing unless the member asked."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from forum.accounts.away import away_now
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.checkins.events import CheckInAnswered, CheckInDue, CheckInNotOk, CheckInSet, CheckInSilent
from forum.checkins.models import CheckIn, Mood, Rhythm, next_after
from forum.core import clock
from forum.core.events import publish
from forum.core.throttle import spend
from forum.core.when import local

ANSWERS_AN_HOUR = 20


@transaction.atomic
def set_rhythm(*, actor: Account, rhythm: Rhythm, weekdays: str = "", look_after: int | None = None) -> CheckIn:
    """From now on `actor` is asked at this rhythm. `look_after`: if they do not answer for so many days, somebody
    looks; None if silence is to mean nothing."""
    authorize(actor, Permission.CHECK_IN_SET, SITE)
    days = weekdays if rhythm == Rhythm.OWN_DAYS else ""
    chosen = {
        "rhythm": rhythm,
        "weekdays": days,
        "look_after": look_after,
        "next_on": next_after(_today(), rhythm, days),
        "paused_at": None,
        "told_for": None,
        "looked_for": None,
    }
    check_in, _ = CheckIn.objects.update_or_create(account=actor, defaults=chosen)
    publish(CheckInSet(actor_id=actor.pk, account_id=actor.pk))
    return check_in


@transaction.atomic
def pause(*, actor: Account, check_in: CheckIn) -> None:
    """Nobody asks, and nobody looks, until the member goes on."""
    authorize(actor, Permission.CHECK_IN_SET, check_in)
    CheckIn.objects.filter(pk=check_in.pk, paused_at__isnull=True).update(paused_at=clock.now())
    publish(CheckInSet(actor_id=actor.pk, account_id=actor.pk))


@transaction.atomic
def go_on(*, actor: Account, check_in: CheckIn) -> None:
    """Ask again, from the next day of the rhythm on."""
    authorize(actor, Permission.CHECK_IN_SET, check_in)
    following = next_after(_today(), check_in.rhythm, check_in.weekdays)
    CheckIn.objects.filter(pk=check_in.pk, paused_at__isnull=False).update(paused_at=None, next_on=following)
    publish(CheckInSet(actor_id=actor.pk, account_id=actor.pk))


@transaction.atomic
def never_look(*, actor: Account, check_in: CheckIn) -> None:
    """From now on silence means nothing."""
    authorize(actor, Permission.CHECK_IN_SET, check_in)
    CheckIn.objects.filter(pk=check_in.pk).update(look_after=None)
    publish(CheckInSet(actor_id=actor.pk, account_id=actor.pk))


@transaction.atomic
def stop(*, actor: Account, check_in: CheckIn) -> None:
    """No more check-ins: the rhythm and the last answer are deleted."""
    authorize(actor, Permission.CHECK_IN_SET, check_in)
    CheckIn.objects.filter(pk=check_in.pk).delete()
    publish(CheckInSet(actor_id=actor.pk, account_id=actor.pk))


@transaction.atomic
def answer(*, actor: Account, check_in: CheckIn, mood: Mood, words: str, submission: UUID) -> None:
    """Say how one is. It takes the place of the answer before; "not OK" goes to the person on call. Sent twice is
    said once."""
    check_in = CheckIn.objects.select_for_update().get(pk=check_in.pk)
    authorize(actor, Permission.CHECK_IN_ANSWER, check_in)
    if check_in.submission == submission:
        return
    spend("check-in", str(actor.pk), limit=ANSWERS_AN_HOUR, per=timedelta(hours=1))
    check_in.answer, check_in.answered_at = mood, clock.now()
    check_in.words = words or None  # type: ignore[assignment]
    check_in.submission = submission
    check_in.next_on = next_after(_today(), check_in.rhythm, check_in.weekdays)
    check_in.save(update_fields=["answer", "words", "answered_at", "submission", "next_on"])
    publish(CheckInAnswered(actor_id=actor.pk, check_in_id=check_in.pk, account_id=actor.pk))
    if mood == Mood.NOT_OK:
        publish(CheckInNotOk(actor_id=actor.pk, check_in_id=check_in.pk, account_id=actor.pk))


@transaction.atomic
def tell_due(*, now: datetime) -> int:
    """Tell everybody whose day has come, once for each day. Whoever is away is left in peace, and so is whoever comes
    back: they are asked from the next day of their rhythm on."""
    today = local(now).date()
    rows = CheckIn.objects.select_for_update(of=("self",)).due(today)
    for check_in in rows.filter(account_id__in=away_now()):
        check_in.next_on = next_after(today, check_in.rhythm, check_in.weekdays)
        check_in.save(update_fields=["next_on"])
    told = 0
    for check_in in rows.exclude(account_id__in=away_now()):
        if check_in.told_for == check_in.next_on:
            continue
        CheckIn.objects.filter(pk=check_in.pk).update(told_for=check_in.next_on)
        publish(CheckInDue(actor_id=None, check_in_id=check_in.pk, account_id=check_in.account_id))
        told += 1
    return told


def look_for_silence(*, now: datetime) -> int:
    """Say of whom silence was to mean something, once, when it has lasted as long as they chose."""
    today = local(now).date()
    rows = CheckIn.objects.due(today).filter(look_after__isnull=False).exclude(account_id__in=away_now())
    return sum(_look(check_in, today) for check_in in rows if check_in.is_silent(today))


@transaction.atomic
def _look(check_in: CheckIn, today: date) -> int:
    check_in = CheckIn.objects.select_for_update().get(pk=check_in.pk)
    if not check_in.is_silent(today):
        return 0
    CheckIn.objects.filter(pk=check_in.pk).update(looked_for=check_in.next_on)
    publish(CheckInSilent(actor_id=None, check_in_id=check_in.pk, account_id=check_in.account_id))
    return 1


def forget_answers(*, now: datetime) -> int:
    """Empty answers that are older than they are kept."""
    old = CheckIn.objects.filter(answered_at__lt=now - settings.RETENTION["check_ins"])
    return old.update(answer="", words=None, answered_at=None)


@transaction.atomic
def forget_check_in(*, account_id: UUID) -> None:
    """Somebody closed their account."""
    CheckIn.objects.filter(account_id=account_id).delete()


def _today() -> date:
    return local(clock.now()).date()
