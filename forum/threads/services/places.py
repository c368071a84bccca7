"""How close somebody wants to be to a thread, and how far they have read it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from forum.accounts.choices import choices_of
from forum.accounts.models import Account, AccountChoices
from forum.accounts.permissions import SITE, Permission, authorize
from forum.accounts.services.choosing import set_choices
from forum.core import clock
from forum.threads.models import Thread, ThreadPlace

RESTS = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}


@transaction.atomic
def follow(*, actor: Account, thread: Thread) -> None:
    """Hear about replies in `thread`. One that was put away comes back: nobody hears of what they put away."""
    authorize(actor, Permission.THREAD_KEEP_PLACE, thread)
    _set(actor, thread, is_followed=True, is_muted=False)


@transaction.atomic
def unfollow(*, actor: Account, thread: Thread) -> None:
    """Hear nothing more about replies in `thread`."""
    authorize(actor, Permission.THREAD_KEEP_PLACE, thread)
    _set(actor, thread, is_followed=False)


@transaction.atomic
def mute(*, actor: Account, thread: Thread) -> None:
    """Put `thread` away: out of one's lists, and nothing is heard of it. Whether one followed it is remembered."""
    authorize(actor, Permission.THREAD_KEEP_PLACE, thread)
    _set(actor, thread, is_muted=True)


@transaction.atomic
def unmute(*, actor: Account, thread: Thread) -> None:
    """Bring `thread` back into one's lists."""
    authorize(actor, Permission.THREAD_KEEP_PLACE, thread)
    _set(actor, thread, is_muted=False)


@transaction.atomic
def step_back(*, actor: Account, thread: Thread, rest: str) -> None:
    """Close `thread` for oneself for as long as `rest` (a key of RESTS) says. It opens by itself afterwards."""
    authorize(actor, Permission.THREAD_KEEP_PLACE, thread)
    _set(actor, thread, stepped_back_until=clock.now() + RESTS[rest])


@transaction.atomic
def come_back(*, actor: Account, thread: Thread) -> None:
    """Open `thread` again before the time is over."""
    authorize(actor, Permission.THREAD_KEEP_PLACE, thread)
    _set(actor, thread, stepped_back_until=None)


@transaction.atomic
def mark_read(*, actor: Account, thread: Thread, until: datetime) -> None:
    """Remember that `actor` has read `thread` as far as `until`, for whoever wants that remembered."""
    authorize(actor, Permission.THREAD_KEEP_PLACE, thread)
    if choices_of(actor).keeps_place:
        _set(actor, thread, read_until=until)


@transaction.atomic
def keep_places(*, actor: Account, keeps: bool) -> None:
    """Whether marks of what one has read are kept from now on; without, those there are go at once."""
    authorize(actor, Permission.THREAD_KEEP_PLACE, SITE)
    set_choices(actor=actor, keeps_place=keeps)


@transaction.atomic
def offer_answers(*, actor: Account, offers: bool) -> None:
    """Whether threads that nobody has answered yet are shown to one first."""
    authorize(actor, Permission.POST_WRITE, SITE)
    set_choices(actor=actor, offers_answers=offers)


@transaction.atomic
def forget_unwanted_marks(*, account_id: UUID) -> None:
    """Delete what somebody has read who does not want it remembered. Threads they follow or put away stay."""
    if not AccountChoices.objects.filter(account_id=account_id, keeps_place=False).exists():
        return
    places = ThreadPlace.objects.filter(account_id=account_id)
    places.filter(is_followed=False, is_muted=False, stepped_back_until=None).delete()
    places.update(read_until=None)


@transaction.atomic
def forget_places(*, account_id: UUID) -> None:
    """Those of somebody who left."""
    ThreadPlace.objects.filter(account_id=account_id).delete()


def _set(actor: Account, thread: Thread, **known: object) -> None:
    """One question whether there is a place or not."""
    place = ThreadPlace(account=actor, thread=thread, **known)
    ThreadPlace.objects.bulk_create(
        [place], update_conflicts=True, unique_fields=["account", "thread"], update_fields=list(known)
    )
