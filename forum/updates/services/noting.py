"""Tell somebody that there is something new, once; see it; choose what to hear of."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from forum.accounts.away import away_now
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.updates.events import UpdateNoted
from forum.updates.kinds import UpdateKind
from forum.updates.models import LIFE, Mailbox, Unheard, Update

# These are found on coming back, and no mail tells of them before. Everything else is silent during a break.
_WAITS = {UpdateKind.LETTER, UpdateKind.RECEIPT, UpdateKind.REFERRAL}
# However many react to a post: somebody hears of it once a day.
_ONCE_A_DAY = {UpdateKind.REACTION: timedelta(days=1)}


@transaction.atomic
def note(
    *,
    accounts: Collection[UUID],
    kind: UpdateKind,
    thing: UUID,
    thread_id: UUID | None = None,
    post_id: UUID | None = None,
) -> None:
    """There is something new for each of `accounts`, in their lists once until they saw it. Not for whoever does not
    want to hear of this kind, or takes a break; they find it where it stands when they look."""
    now = clock.now()
    known = Update.objects.filter(kind=kind, thing=thing, account__in=accounts)
    lately = known.filter(at__gt=now - _ONCE_A_DAY[kind]) if kind in _ONCE_A_DAY else known.unseen()
    wanting = (
        Account.objects.filter(pk__in=accounts, is_active=True, role="member")
        .exclude(pk__in=Unheard.objects.filter(kind=kind).values("account_id"))
        .exclude(pk__in=lately.values("account_id"))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    if kind not in _WAITS:
        wanting = wanting.exclude(pk__in=away_now())
    new = [
        Update(account_id=pk, kind=kind, thing=thing, thread_id=thread_id, post_id=post_id, at=now) for pk in wanting
    ]
    Update.objects.bulk_create(new, ignore_conflicts=True)
    for update in new:
        publish(UpdateNoted(actor_id=None, account_id=update.account_id))


@transaction.atomic
def see(*, actor: Account, update: Update) -> None:
    """The member looks at it: it is not new any more."""
    authorize(actor, Permission.UPDATE_READ, update)
    Update.objects.filter(pk=update.pk).unseen().update(seen_at=clock.now())
    _looked(actor)


@transaction.atomic
def see_thing(*, account_id: UUID, kind: UpdateKind, thing: UUID) -> None:
    """They read it where it stands, without coming from here: it is not new any more."""
    mine = Update.objects.filter(account_id=account_id, kind=kind, thing=thing)
    if mine.unseen().update(seen_at=clock.now()):
        publish(UpdateNoted(actor_id=account_id, account_id=account_id))


@transaction.atomic
def see_all(*, actor: Account) -> None:
    """Nothing is new any more."""
    authorize(actor, Permission.UPDATE_READ, SITE)
    Update.objects.filter(account=actor).unseen().update(seen_at=clock.now())
    _looked(actor)


@transaction.atomic
def look(*, actor: Account) -> None:
    """The member opens their list: mails begin to count again."""
    authorize(actor, Permission.UPDATE_READ, SITE)
    Mailbox.objects.filter(account=actor, unanswered__gt=0).update(unanswered=0)


@transaction.atomic
def choose(*, actor: Account, kinds: Collection[UpdateKind]) -> None:
    """From now on `actor` hears of `kinds` and of nothing else."""
    authorize(actor, Permission.UPDATE_READ, SITE)
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)  # Two pages of one member take turns.
    Unheard.objects.filter(account=actor).delete()
    Unheard.objects.bulk_create([Unheard(account=actor, kind=kind) for kind in UpdateKind if kind not in kinds])


@transaction.atomic
def forget_person(*, account_id: UUID) -> None:
    """Everything here of somebody who closed their account, the address first."""
    for model in (Mailbox, Update, Unheard):
        model._default_manager.filter(account_id=account_id).delete()


@transaction.atomic
def forget_thing(*, thing: UUID) -> None:
    """It is gone, so there is nothing new about it."""
    Update.objects.filter(thing=thing).delete()


@transaction.atomic
def forget_post(*, post_id: UUID) -> None:
    """Others cannot read it now, so nobody is led there."""
    Update.objects.filter(post_id=post_id, kind=UpdateKind.REPLY).delete()


def forget_old(*, now: datetime) -> int:
    """What is new is not new for ever."""
    return Update.objects.filter(at__lt=now - LIFE).delete()[0]


def _looked(actor: Account) -> None:
    Mailbox.objects.filter(account=actor, unanswered__gt=0).update(unanswered=0)
    publish(UpdateNoted(actor_id=actor.pk, account_id=actor.pk))
