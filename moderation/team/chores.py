"""What the steward does for the team."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.chores import chore
from forum.core.when import local, spelled
from moderation.nudges.services import tell
from moderation.team import services
from moderation.team.models import Invitation, Standing

AHEAD = timedelta(days=14)


@chore(every=timedelta(days=1))
def forget_old_invitations(now: datetime) -> int:
    before = now - timedelta(days=30)
    return Invitation.objects.filter(Q(used_at__lt=before) | Q(expires_at__lt=before)).delete()[0]


@chore(every=timedelta(days=1))
def forget_who_left_a_year_ago(now: datetime) -> int:
    return services.forget_who_left(before=local(now).date() - timedelta(days=365))


@chore(every=timedelta(days=1))
def nudge_before_reviews(now: datetime) -> int:
    """Two weeks ahead the person and the managers hear that they will look together at how the role fits."""
    today = local(now).date()
    due = Standing.objects.filter(review_on__range=(today, today + AHEAD), ended_on__isnull=True)
    facts = due.filter(account__is_active=True).values_list("account_id", "account__pseudonym", "review_on")
    rows = [(account_id, name, on) for account_id, name, on in facts if on]
    managers = set(Account.objects.filter(role=Role.MANAGER, is_active=True).values_list("pk", flat=True))
    for account_id, name, on in rows:
        day, key = f"{spelled(on, '%A')} {on.day} {spelled(on, '%B')}", f"role:{account_id}:{on}"
        words = gettext("On {day} you and a manager look together at how your role fits.").format(day=day)
        tell(accounts=[account_id], key=key, words=words, href=reverse("team:mine"))
        words = gettext("On {day} somebody looks with {name} at how the role fits.").format(day=day, name=name)
        tell(accounts=managers - {account_id}, key=key, words=words, href=reverse("team:person", args=[account_id]))
    return len(rows)
