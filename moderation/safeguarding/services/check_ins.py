"""A concern that comes from a member's own check-in: they are not OK, or asked us to look if they are silent."""

from hashlib import sha256

from django.db import transaction

from forum.accounts.models import Account
from forum.core import clock
from forum.core.events import publish
from forum.inbox.services import tell_step
from moderation.review.levels import Level, due_at
from moderation.safeguarding.choices import Origin
from moderation.safeguarding.events import ConcernRaised
from moderation.safeguarding.models import Concern

_LEVELS = {Origin.CHECK_IN: Level.RED, Origin.SILENCE: Level.AMBER}
_TOLD = (
    "You asked us to look if you did not answer your check-in, and you have not answered for as long as you chose. "
    "Somebody from the safeguarding team can see that now, and may write to you here. You can change this on the page "
    "“Check-ins”."
)


@transaction.atomic
def raise_from_check_in(*, member: Account, origin: Origin, words: str) -> Concern:
    """The clock starts for whoever is on call. What the member said a moment ago in the same words, and what nobody has
    acknowledged yet, is not raised twice."""
    digest = sha256(words.encode()).hexdigest()
    same = Concern.objects.waiting().filter(about=member, origin=origin, words_sha256=digest).first()
    if same is not None:
        return same
    now, level = clock.now(), _LEVELS[origin]
    concern = Concern.objects.create(
        about=member,
        level=level,
        words=words,
        words_sha256=digest,
        origin=origin,
        raised_at=now,
        due_at=due_at(level, now),
    )
    publish(ConcernRaised(actor_id=None, concern_id=concern.pk))
    if origin == Origin.SILENCE:
        tell_step(member=member, words=_TOLD)
    return concern
