"""One's own filter profile: choices, own words, stricter for a while."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.warnings import hint
from forum.warnings.events import ProfileSet
from forum.warnings.models import FilterChoice, FilterSheet
from forum.warnings.taxonomy import BY_KEY, View
from forum.warnings.words import LONGEST, MOST, Entry, as_text, is_too_short


class TooManyWords(Refusal):
    """More of one's own words than a page can ask for."""

    code = "too_many_words"
    message = f"We can keep {MOST} words and phrases. Take some out, then try again. Nothing is lost."


class WordUnclear(Refusal):
    """It would match nearly everything, or is longer than a phrase."""

    code = "word_unclear"
    message = (
        f"A word needs at least two letters, three before a star, and a phrase can be {LONGEST} characters long. "
        "What you wrote is still below."
    )


class NotAComingTime(Refusal):
    code = "not_a_coming_time"
    message = "That time has gone by today. Choose a later one, or leave it empty for the end of the day."


@transaction.atomic
def set_profile(*, actor: Account, choices: Mapping[str, View]) -> None:
    """Keep how `actor` wants to meet each warning. Only what differs from the defaults is stored."""
    authorize(actor, Permission.PROFILE_SET, SITE)
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)  # Two pages of one reader take turns.
    FilterChoice.objects.filter(account=actor).delete()
    FilterChoice.objects.bulk_create(
        FilterChoice(account=actor, warning=key, view=view)
        for key, view in choices.items()
        if key in BY_KEY and view != BY_KEY[key].default
    )
    _changed(actor)


@transaction.atomic
def begin_with(*, actor: Account, choices: Mapping[str, View] | None) -> None:
    """Somebody new was asked how they want to read. None is "not now": the defaults hold, and nobody asks again."""
    authorize(actor, Permission.PROFILE_SET, SITE)
    _sheet(actor)
    if choices is not None:
        set_profile(actor=actor, choices=choices)


@transaction.atomic
def set_own_words(*, actor: Account, entries: Sequence[Entry]) -> None:
    """Keep the words and phrases that `actor` would rather not meet, sealed. The same one twice counts once, with its
    last view."""
    authorize(actor, Permission.PROFILE_SET, SITE)
    kept = {" ".join(phrase.split()): view for phrase, view in entries}
    if len(kept) > MOST:
        raise TooManyWords
    if any(len(phrase) > LONGEST or is_too_short(phrase) for phrase in kept):
        raise WordUnclear
    sheet = _sheet(actor)
    sheet.own_words = as_text(kept.items())
    sheet.save(update_fields=["own_words"])
    _changed(actor)


@transaction.atomic
def be_stricter(*, actor: Account, until: datetime) -> None:
    """Everything one step stricter until then. It ends by itself."""
    authorize(actor, Permission.PROFILE_SET, SITE)
    if until <= clock.now():
        raise NotAComingTime
    _set_stricter(actor, until)


@transaction.atomic
def end_stricter(*, actor: Account) -> None:
    """Back to how it is on other days."""
    authorize(actor, Permission.PROFILE_SET, SITE)
    _set_stricter(actor, None)


@transaction.atomic
def forget_profile(*, account_id: UUID) -> None:
    """Delete the choices and the own words of somebody who closed their account."""
    FilterChoice.objects.filter(account_id=account_id).delete()
    FilterSheet.objects.filter(account_id=account_id).delete()


def _set_stricter(actor: Account, until: datetime | None) -> None:
    sheet = _sheet(actor)
    sheet.stricter_until = until
    sheet.save(update_fields=["stricter_until"])
    hint.tell(actor, until)
    _changed(actor)


def _sheet(actor: Account) -> FilterSheet:
    return FilterSheet.objects.get_or_create(account=actor)[0]


def _changed(actor: Account) -> None:
    publish(ProfileSet(actor_id=actor.pk, account_id=actor.pk))
