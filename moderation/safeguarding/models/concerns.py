"""Concerns, and the alarms that ring while nobody has acknowledged one."""

from datetime import datetime
from hashlib import sha256
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows
from forum.core import clock
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, SENSITIVE, held
from forum.core.markup import render
from forum.core.models import Record
from forum.core.sealed import SealedTextField
from forum.names.models import OtherName
from moderation.flags.about import as_typed
from moderation.review.levels import CHOICES, Level
from moderation.review.models import Item
from moderation.rota.cover import is_on_call
from moderation.safeguarding.choices import Origin, Rung
from moderation.safeguarding.kept import WITH_THE_CASE


def most_urgent_first(field: str) -> models.Case:
    """An expression that orders rows by the level in `field`, crisis first."""
    whens = [models.When(**{field: level.value}, then=level.rank) for level in Level]
    return models.Case(*whens, output_field=models.IntegerField())


class ConcernQuerySet(models.QuerySet["Concern"]):
    def waiting(self) -> Self:
        """Those that nobody has acknowledged."""
        return self.filter(acknowledged_at__isnull=True)

    def overdue(self, now: datetime) -> Self:
        """Those that nobody acknowledged in time."""
        return self.waiting().filter(due_at__lte=now)

    def in_order(self) -> Self:
        """The most urgent level first, and in it what is due first."""
        return self.order_by(most_urgent_first("level"), "due_at", "pk")

    def visible_to(self, actor: Actor) -> Self:
        """Waiting ones to whoever is on call, and to every practitioner once the time is over; after that, to whoever
        may read the case."""
        from moderation.safeguarding.models.cases import Case

        if not allows(actor, Permission.CONCERN_READ, SITE):
            return self.none()
        now = clock.now()
        waits = models.Q(acknowledged_at__isnull=True)
        if not is_on_call(actor, now):
            waits &= models.Q(due_at__lte=now)
        return self.filter(waits | models.Q(pk__in=Case.objects.visible_to(actor).values("concern")))


class Concern(Record):
    """Somebody's words that moderation handed on, as they stood at that moment."""

    item = held(
        # While it points there the item stays, and with it whoever is to be answered when the case is closed.
        models.OneToOneField(Item, on_delete=models.PROTECT, related_name="+", null=True),
        NOTHING_PERSONAL,
        why="What the moderators looked at before they handed it on.",
        kept=f"{settings.RETENTION['flags'].days} days after the case was closed.",
    )
    about = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="Whose words they are, so that we can write to them.",
        kept=WITH_THE_CASE,
    )
    about_as = held(
        models.ForeignKey(OtherName, on_delete=models.SET_NULL, related_name="+", null=True),
        SENSITIVE,
        why="The one-off or earlier name under which you wrote them: whoever looks after it knows you by that name.",
        kept=WITH_THE_CASE,
    )
    level = held(
        models.CharField(max_length=8, choices=CHOICES),
        SENSITIVE,
        why="How soon somebody has to look.",
        kept=WITH_THE_CASE,
    )
    words = held(
        SealedTextField(),
        SEALED,
        why="A copy of the exact words, so that a decision stands on what was really said.",
        kept=WITH_THE_CASE,
    )
    words_sha256 = held(
        models.CharField(max_length=64),
        SENSITIVE,
        why="A check number of the words, so that nobody can change the copy unseen.",
        kept=WITH_THE_CASE,
    )
    warnings = held(
        models.JSONField(default=list),
        SENSITIVE,
        why="The content warnings of the words, so that whoever opens them is ready.",
        kept=WITH_THE_CASE,
    )
    is_from_chat = held(
        models.BooleanField(default=False),
        SENSITIVE,
        why="Whether the words were written in a chat, so that they are shown as they were typed.",
        kept=WITH_THE_CASE,
    )
    origin = held(
        models.CharField(max_length=10, choices=Origin, default=Origin.DESK),
        SENSITIVE,
        why="How it came here: from the desk, or from your own check-in.",
        kept=WITH_THE_CASE,
    )
    note = held(
        SealedTextField(blank=True, default=""),
        SEALED,
        why="What the moderator wrote when they handed it on.",
        kept=WITH_THE_CASE,
    )
    raised_by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True),
        PSEUDONYMOUS,
        why="Which moderator handed it on, under their duty name. Empty when it came from a check-in.",
        kept=WITH_THE_CASE,
    )
    raised_at = held(
        models.DateTimeField(),
        PSEUDONYMOUS,
        why="When it was handed on, because the time to look starts then.",
        kept=WITH_THE_CASE,
    )
    due_at = held(
        models.DateTimeField(),
        NOTHING_PERSONAL,
        why="By when somebody has to have looked.",
        kept=WITH_THE_CASE,
    )
    acknowledged_by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True),
        PSEUDONYMOUS,
        why="Which practitioner took it on, under their duty name.",
        kept=WITH_THE_CASE,
    )
    acknowledged_at = held(
        models.DateTimeField(null=True),
        PSEUDONYMOUS,
        why="When a practitioner took it on.",
        kept=WITH_THE_CASE,
    )

    objects = ConcernQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_acknowledged_concern_says_by_whom",
                condition=models.Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | models.Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["acknowledged_at", "due_at"], name="concern_waiting")]

    @property
    def about_name(self) -> str:
        """The name the words stood under: all that the team knows of whose they are."""
        return str(self.about_as.name if self.about_as else self.about.pseudonym)

    @property
    def came(self) -> str:
        """How it came here, in a sentence without its end."""
        return (
            gettext("Handed on by {pseudonym}").format(pseudonym=self.raised_by.pseudonym)
            if self.raised_by
            else Origin(self.origin).label
        )

    @property
    def no_words(self) -> str:
        """Why there are no words, if there are none."""
        if self.origin == Origin.SILENCE:
            return "There are no words: they did not answer, and that is all we know."
        if self.origin == Origin.CHECK_IN:
            return "They wrote nothing with it."
        return "They took their words back before they could be copied."

    @property
    def is_waiting(self) -> bool:
        """Has nobody acknowledged it?"""
        return self.acknowledged_at is None

    @property
    def html(self) -> str:
        """The copied words, safe to show."""
        is_typed = self.is_from_chat or self.origin != Origin.DESK
        return as_typed(self.words) if is_typed else render(self.words)

    @property
    def is_unchanged(self) -> bool:
        """Does the copy still say what its check number says?"""
        return sha256(self.words.encode()).hexdigest() == self.words_sha256

    @property
    def minutes(self) -> int:
        """About how long it takes to read."""
        return max(1, round(len(self.words.split()) / 200))

    def half_at(self) -> datetime:
        """When half of its time is used."""
        return self.raised_at + (self.due_at - self.raised_at) / 2

    def rungs_at(self, now: datetime) -> list[Rung]:
        """The rungs that have rung at `now`, while nobody acknowledged it."""
        reached = {Rung.HALF: self.half_at(), Rung.FULL: self.due_at}
        return [rung for rung, moment in reached.items() if moment <= now]


class AlarmQuerySet(models.QuerySet["Alarm"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever may read the concern."""
        return self.filter(concern__in=Concern.objects.visible_to(actor))


class Alarm(Record):
    """An alarm that rang because nobody had acknowledged a concern."""

    concern = held(
        models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="alarms"),
        NOTHING_PERSONAL,
        why="Which concern nobody had taken on.",
        kept=WITH_THE_CASE,
    )
    rung = held(
        models.CharField(max_length=4, choices=Rung),
        NOTHING_PERSONAL,
        why="How much of its time was used.",
        kept=WITH_THE_CASE,
    )
    rang_at = held(
        models.DateTimeField(),
        NOTHING_PERSONAL,
        why="When the alarm rang, so that we learn where we are too slow.",
        kept=WITH_THE_CASE,
    )

    objects = AlarmQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concern", "rung"], name="each_rung_rings_once")]
