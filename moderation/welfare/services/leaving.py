"""Leaving well: a last day, a conversation if one wants it, what one leaves for the team, thanks."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import NotGranted, Refusal
from forum.core.when import local, spelled
from moderation.nudges.services import tell
from moderation.welfare.events import LeavingArranged, LeavingTakenBack, LeavingTalked, LeavingThanked
from moderation.welfare.models import Leaving
from moderation.welfare.services.supporters import managers


class LastDayGone(Refusal):
    """A day that is over."""

    code = "last_day_gone"
    message = "That day is over. Choose today or a day that is still to come."


class TalkWithOneself(Refusal):
    """A conversation needs two."""

    code = "talk_with_oneself"
    message = "Choose somebody else to talk with."


@transaction.atomic
def leave(
    *, actor: Account, last_day: date, wants_talk: bool, talk_with: Account | None = None, hand_over: str = ""
) -> Leaving:
    """Say that one leaves, or change what one said. Nobody asks why."""
    authorize(actor, Permission.LEAVING_ARRANGE, SITE)
    now = clock.now()
    if last_day < local(now).date():
        raise LastDayGone
    if talk_with is not None and talk_with.pk == actor.pk:
        raise TalkWithOneself
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    leaving = Leaving.objects.select_for_update().filter(account=actor).first() or Leaving(account=actor, told_at=now)
    talked = leaving.talked_on is not None
    leaving.last_day, leaving.hand_over = last_day, hand_over
    if not talked:  # With whom somebody talked stays as it was: what was written down is for the two of them.
        leaving.wants_talk, leaving.talk_with = wants_talk, talk_with if wants_talk else None
    leaving.save()
    _tell_of(leaving)
    publish(LeavingArranged(actor_id=actor.pk, leaving_id=leaving.pk))
    return leaving


@transaction.atomic
def stay(*, actor: Account, leaving: Leaving) -> None:
    """Take it back: what was arranged is deleted, the conversation too."""
    authorize(actor, Permission.LEAVING_ARRANGE, leaving)
    for_key = leaving.pk
    leaving.delete()
    others = [pk for pk in managers() if pk != actor.pk]
    words, href = (
        gettext("{pseudonym} stays on the team after all.").format(pseudonym=actor.pseudonym),
        reverse("welfare:people"),
    )
    tell(accounts=others, key=f"leaving.taken_back:{for_key}", words=words, href=href)
    publish(LeavingTakenBack(actor_id=actor.pk, account_id=actor.pk))


@transaction.atomic
def take_talk(*, actor: Account, leaving: Leaving) -> None:
    """Somebody would like to talk with any manager: `actor` does it. Of two at once, one does."""
    authorize(actor, Permission.LEAVING_THANK, leaving)
    nobody_yet = Leaving.objects.filter(pk=leaving.pk, wants_talk=True, talk_with__isnull=True)
    if nobody_yet.update(talk_with=actor):
        words = gettext("{pseudonym} will talk with you before you go.").format(pseudonym=actor.pseudonym)
        key, href = f"leaving.taken:{leaving.pk}", reverse("welfare:leaving")
        tell(accounts=[leaving.account_id], key=key, words=words, href=href)
        publish(LeavingArranged(actor_id=actor.pk, leaving_id=leaving.pk))


@transaction.atomic
def record_talk(*, actor: Account, leaving: Leaving, talked_on: date, words: str = "") -> None:
    """The conversation took place. What is written down of it is for the two of them."""
    leaving = _locked(leaving)  # First: they may have chosen somebody else to talk with a moment ago.
    authorize(actor, Permission.LEAVING_TALK, leaving)
    leaving.talked_on, leaving.talk_words = talked_on, words
    leaving.save(update_fields=["talked_on", "talk_words"])
    publish(LeavingTalked(actor_id=actor.pk, leaving_id=leaving.pk))


@transaction.atomic
def thank(*, actor: Account, leaving: Leaving, words: str) -> None:
    """The team's thanks, for the person to read and to keep."""
    leaving = _locked(leaving)
    authorize(actor, Permission.LEAVING_THANK, leaving)
    leaving.thanks, leaving.thanked_by = words, actor
    leaving.save(update_fields=["thanks", "thanked_by"])
    key, href = f"leaving.thanked:{leaving.pk}", reverse("welfare:thanks")
    tell(accounts=[leaving.account_id], key=key, words="Somebody wrote something for you, to keep.", href=href)
    publish(LeavingThanked(actor_id=actor.pk, leaving_id=leaving.pk))


@transaction.atomic
def forget_leaving(*, account_id: UUID) -> None:
    """Somebody left the team a year ago: what was arranged, said and written when they went is deleted."""
    Leaving.objects.filter(account=account_id).delete()


@transaction.atomic
def remind_of_last_days(*, now: datetime) -> int:
    """Somebody's last day has come: the managers hear it, because closing the account is theirs to do."""
    here = Leaving.objects.filter(last_day__lte=local(now).date(), account__is_active=True).select_related("account")
    for leaving in here:
        day = f"{leaving.last_day.day} {spelled(leaving.last_day, '%B')}"
        tell(
            accounts=[pk for pk in managers() if pk != leaving.account_id],
            key=f"leaving.last_day:{leaving.pk}:{leaving.last_day}",
            words=gettext(
                "The last day of {pseudonym} has come: {day}. When they are ready, close their account."
            ).format(pseudonym=leaving.account.pseudonym, day=day),
            href=reverse("team:close", args=[leaving.account_id]),
        )
    return len(here)


def _locked(leaving: Leaving) -> Leaving:
    kept = Leaving.objects.select_for_update(of=("self",)).filter(pk=leaving.pk).first()
    if kept is None:
        raise NotGranted
    return kept


def _tell_of(leaving: Leaving) -> None:
    name, day = leaving.account.pseudonym, f"{leaving.last_day.day} {spelled(leaving.last_day, '%B')}"
    href = reverse("welfare:one_leaving", args=[leaving.pk])
    others = [pk for pk in managers() if pk != leaving.account_id]
    words = gettext("{name} leaves the team. Their last day is {day}.").format(name=name, day=day)
    tell(accounts=others, key=f"leaving.arranged:{leaving.pk}:{leaving.last_day}", words=words, href=href)
    if leaving.talk_with_id and leaving.talked_on is None:
        words = gettext("{name} leaves the team, and would like to talk with you before {day}.").format(
            name=name, day=day
        )
        key = f"leaving.talk:{leaving.pk}:{leaving.talk_with_id}:{leaving.last_day}"
        tell(accounts=[leaving.talk_with_id], key=key, words=words, href=href)
