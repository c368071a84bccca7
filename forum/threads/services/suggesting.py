"""Somebody kindly says that a post may need another content warning, and its author decides."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.core.throttle import spend
from forum.threads.events import SuggestionAnswered, SuggestionMade
from forum.threads.models import LeftWithout, Post, WarningSuggestion
from forum.threads.services.editing import change_warnings
from forum.threads.turns import one_at_a_time
from forum.warnings.taxonomy import BY_KEY

KEPT = timedelta(days=30)
A_DAY = 10
_AT_ONCE = 5


class NothingToSuggest(Refusal):
    """It carries them already, or none was chosen."""

    code = "nothing_to_suggest"
    message = "Choose a content warning that this post does not have yet."


@transaction.atomic
def suggest_warnings(*, actor: Account, post: Post, warnings: Sequence[str]) -> None:
    """Say that `post` may need these. Its author is asked, and never told by whom. What they decided about already is
    not asked again, and whoever suggests it does not learn of that either."""
    authorize(actor, Permission.SUGGESTION_MAKE, post)
    missing = [key for key in BY_KEY if key in set(warnings) and key not in post.warnings]
    if not missing:
        raise NothingToSuggest
    spend("suggest", str(actor.pk), limit=A_DAY, per=timedelta(days=1))
    one_at_a_time(post.thread_id)
    decided = set(LeftWithout.objects.filter(post=post).values_list("warning", flat=True))
    asked = set(WarningSuggestion.objects.filter(post=post).values_list("warning", flat=True))
    for key in missing[:_AT_ONCE]:
        if key not in decided | asked:
            WarningSuggestion.objects.create(post=post, suggested_by=actor, warning=key, at=clock.now())
            publish(SuggestionMade(actor_id=actor.pk, post_id=post.pk))


@transaction.atomic
def answer_suggestion(*, actor: Account, post: Post, warning: str, add: bool) -> None:
    """The author adds the warning, or leaves the post as it is. Answered twice, the first answer stands."""
    authorize(actor, Permission.SUGGESTION_ANSWER, post)
    one_at_a_time(post.thread_id)
    if not WarningSuggestion.objects.filter(post=post, warning=warning).delete()[0]:
        return
    if add:
        change_warnings(actor=actor, post=post, warnings=[*post.warnings, warning])
    else:
        LeftWithout.objects.get_or_create(post=post, warning=warning)
    publish(SuggestionAnswered(actor_id=actor.pk, post_id=post.pk))


@transaction.atomic
def forget_suggestions(*, post_id: UUID | None = None, account_id: UUID | None = None) -> None:
    """Of a post that is gone, or of somebody who left."""
    if post_id:
        WarningSuggestion.objects.filter(post_id=post_id).delete()
        LeftWithout.objects.filter(post_id=post_id).delete()
    if account_id:
        WarningSuggestion.objects.filter(suggested_by_id=account_id).delete()


def forget_old_suggestions(*, now: datetime) -> int:
    """Nobody is asked about the same post for longer than a month."""
    return WarningSuggestion.objects.filter(at__lte=now - KEPT).delete()[0]
