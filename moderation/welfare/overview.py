"""What the pages of welfare show. Of other people only that something is there, never what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows
from forum.core.when import exact, local, spelled
from moderation.supervision.models import Arrangement, Kind, Session
from moderation.team import roster
from moderation.training.models import Completion
from moderation.training.validity import missing
from moderation.welfare import bars, care_plan, exposure, topics
from moderation.welfare.models import Leaving, Supporter

LATELY = timedelta(hours=12)


@dataclass(frozen=True)
class Load:
    """What somebody dealt with, for them alone."""

    lately: int
    week: int
    limit_shift: int
    limit_week: int
    levels: Sequence[tuple[str, int]]
    days: Sequence[bars.Day]


@dataclass(frozen=True)
class Support:
    """One of the four supports, with its next date."""

    name: str
    next: str


@dataclass(frozen=True)
class Supported:
    """Somebody one supports: their name, and whether they have a plan."""

    name: str
    has_plan: bool


@dataclass(frozen=True)
class LookedAfter:
    """For managers: who looks after one person, in both ways."""

    account: Account
    supporter: str
    supervisor: str
    is_same: bool
    leaving: Leaving | None


def load(account: Account, now: datetime) -> Load:
    """What one dealt with in the last seven days."""
    limits = exposure.limits()
    levels = exposure.by_level(account.pk, now - exposure.WEEK)
    ids = [account.pk]
    return Load(
        lately=exposure.counted(ids, now - LATELY)[account.pk],
        week=exposure.counted(ids, now - exposure.WEEK)[account.pk],
        limit_shift=limits.shift,
        limit_week=limits.week,
        levels=[(level.capitalize(), levels[level]) for level in exposure.LEVELS],
        days=bars.week(exposure.by_day(account.pk, now)),
    )


def supports(actor: Account, now: datetime) -> list[Support]:
    """Supervision, coaching, group support and training, each with what comes next."""
    planned = Session.objects.visible_to(actor).part_of(actor).planned().filter(starts_at__gt=now)
    next_at: dict[str, datetime] = {}
    for kind, starts_at in planned.values_list("kind", "starts_at"):
        next_at.setdefault(kind, starts_at)
    kinds = [(Kind.ONE_TO_ONE, "Supervision"), (Kind.COACHING, "Coaching"), (Kind.GROUP, "Group support")]
    known = [Support(name, exact(next_at[kind]) if kind in next_at else "") for kind, name in kinds]
    return [*known, Support("Training", _training(actor, local(now).date()))]


def _training(actor: Account, today: date) -> str:
    waiting = missing([actor.pk], today).get(actor.pk, [])
    if waiting:
        return gettext("“{title}” waits for you").format(title=waiting[0].title)
    done = Completion.objects.filter(account=actor, awaits_talk=False, runs_out_on__gte=today)
    newest = done.values("module__title").annotate(until=Max("runs_out_on")).order_by("until").first()
    return (
        gettext("“{newest}” again by {newest_2}").format(
            newest=newest["module__title"], newest_2=spelled(newest["until"], "%d %B %Y")
        )
        if newest
        else ""
    )


def my_supporter(actor: Account) -> tuple[str, bool]:
    """Who supports one, and whether it is the person who supervises one too."""
    row = Supporter.objects.visible_to(actor).filter(account=actor).select_related("supporter").first()
    if row is None:
        return "", False
    return row.supporter.pseudonym, Arrangement.objects.filter(account=actor, supervisor=row.supporter).exists()


def those_i_support(actor: Account) -> list[Supported]:
    """The people one supports, by duty name: nothing of a plan but that there is one."""
    rows = Supporter.objects.visible_to(actor).filter(supporter_id=actor.pk, account__is_active=True)
    people = [row.account for row in rows.select_related("account").order_by("account__pseudonym")]
    planned = care_plan.exists([person.pk for person in people])
    return [Supported(person.pseudonym, person.pk in planned) for person in people]


def how_many_topics(actor: Account) -> int:
    """How many topics go to somebody else, for the person themselves."""
    return len(topics.of(actor))


def everybody(actor: Actor) -> list[LookedAfter]:
    """For whoever names supporters: everybody on the team, by duty name."""
    people = list(roster.visible_to(actor)) if allows(actor, Permission.SUPPORTER_NAME, SITE) else []
    ids: list[UUID] = [person.pk for person in people]
    supporters = {
        one.account_id: one.supporter for one in Supporter.objects.visible_to(actor).select_related("supporter")
    }
    arranged = Arrangement.objects.filter(account__in=ids, supervisor__isnull=False).select_related("supervisor")
    supervisors = {one.account_id: one.supervisor for one in arranged if one.supervisor}
    leaving = {one.account_id: one for one in Leaving.objects.visible_to(actor).defer("talk_words", "hand_over")}
    return [_looked_after(one, supporters.get(one.pk), supervisors.get(one.pk), leaving.get(one.pk)) for one in people]


def _looked_after(
    person: Account, supporter: Account | None, supervisor: Account | None, leaving: Leaving | None
) -> LookedAfter:
    return LookedAfter(
        account=person,
        supporter=supporter.pseudonym if supporter else "",
        supervisor=supervisor.pseudonym if supervisor else "",
        is_same=supporter is not None and supporter == supervisor,
        leaving=leaving,
    )
