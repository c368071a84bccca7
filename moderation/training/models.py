"""Modules with their questions and scenarios; who completed which; what people wrote for themselves."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField

_KEPT = "Until a manager removes the module."
_WHILE_HERE = "Until 1 year after the person left the team."


class ModuleQuerySet(models.QuerySet["Module"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody on the team reads the open modules; whoever publishes them reads all."""
        if not allows(actor, Permission.MODULE_READ, SITE):
            return self.none()
        return self if allows(actor, Permission.MODULE_PUBLISH, SITE) else self.filter(is_open=True)

    def in_order(self) -> Self:
        return self.order_by("position", "title")


class Module(Record):
    """Something to learn: text to read, questions to answer, scenarios to discuss."""

    key = held(models.SlugField(max_length=40, unique=True), NOTHING_PERSONAL, why="A short name.", kept=_KEPT)
    title = held(models.CharField(max_length=80), NOTHING_PERSONAL, why="What the module is called.", kept=_KEPT)
    words = held(models.TextField(), NOTHING_PERSONAL, why="What there is to read.", kept=_KEPT)
    position = held(models.PositiveSmallIntegerField(default=0), NOTHING_PERSONAL, why="Its order.", kept=_KEPT)
    required_for = held(
        models.JSONField(default=list, blank=True),
        NOTHING_PERSONAL,
        why="Which roles need it before they take a shift.",
        kept=_KEPT,
    )
    renew_months = held(
        models.PositiveSmallIntegerField(null=True),
        NOTHING_PERSONAL,
        why="After how many months it is read again, if ever.",
        kept=_KEPT,
    )
    needs_talk = held(
        models.BooleanField(default=False),
        NOTHING_PERSONAL,
        why="Whether its scenarios are talked over with a named person before it counts.",
        kept=_KEPT,
    )
    is_open = held(models.BooleanField(default=True), NOTHING_PERSONAL, why="Whether it can be read.", kept=_KEPT)

    objects = ModuleQuerySet.as_manager()


class Question(Record):
    """A question of a module. With choices it has a right answer and says why; without, it is for one's own
    thoughts."""

    module = held(
        models.ForeignKey(Module, on_delete=models.CASCADE, related_name="questions"),
        NOTHING_PERSONAL,
        why="Which module asks.",
        kept=_KEPT,
    )
    position = held(models.PositiveSmallIntegerField(default=0), NOTHING_PERSONAL, why="Its order.", kept=_KEPT)
    words = held(models.CharField(max_length=300), NOTHING_PERSONAL, why="The question.", kept=_KEPT)
    choices = held(models.JSONField(default=list, blank=True), NOTHING_PERSONAL, why="The answers offered.", kept=_KEPT)
    right = held(
        models.PositiveSmallIntegerField(null=True), NOTHING_PERSONAL, why="Which of them is right.", kept=_KEPT
    )
    because = held(models.TextField(blank=True), NOTHING_PERSONAL, why="Why it is right.", kept=_KEPT)
    is_open = held(
        models.BooleanField(default=True),
        NOTHING_PERSONAL,
        why="Whether it is still asked. What people wrote to it for themselves stays theirs.",
        kept=_KEPT,
    )

    objects = models.Manager()


class Scenario(Record):
    """A made-up situation of a module, to talk over."""

    module = held(
        models.ForeignKey(Module, on_delete=models.CASCADE, related_name="scenarios"),
        NOTHING_PERSONAL,
        why="Which module tells it.",
        kept=_KEPT,
    )
    position = held(models.PositiveSmallIntegerField(default=0), NOTHING_PERSONAL, why="Its order.", kept=_KEPT)
    words = held(models.TextField(), NOTHING_PERSONAL, why="What happens in it.", kept=_KEPT)
    talk_about = held(models.TextField(), NOTHING_PERSONAL, why="What to talk over.", kept=_KEPT)

    objects = models.Manager()


class CompletionQuerySet(models.QuerySet["Completion"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own; whoever confirms modules or plans shifts sees everybody's."""
        if allows(actor, Permission.MODULE_CONFIRM, SITE) or allows(actor, Permission.SHIFT_PLAN, SITE):
            return self
        return self.filter(account_id=actor.id) if allows(actor, Permission.COMPLETION_READ, SITE) else self.none()

    def counting_on(self, day: date) -> Self:
        """Done, talked over where that was asked for, and not run out on `day`."""
        lasts = Q(runs_out_on__isnull=True) | Q(runs_out_on__gte=day)
        return self.filter(lasts, completed_on__lte=day, awaits_talk=False)


class Completion(Record):
    """Somebody completed a module on a day. The newest counts."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="completions"),
        PSEUDONYMOUS,
        why="Who completed it.",
        kept=_WHILE_HERE,
    )
    module = held(
        models.ForeignKey(Module, on_delete=models.CASCADE, related_name="completions"),
        PSEUDONYMOUS,
        why="Which module was completed.",
        kept=_WHILE_HERE,
    )
    completed_on = held(models.DateField(), PSEUDONYMOUS, why="On which day.", kept=_WHILE_HERE)
    runs_out_on = held(
        models.DateField(null=True), PSEUDONYMOUS, why="The last day on which it counts, if any.", kept=_WHILE_HERE
    )
    confirmed_by = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="Who talked its scenarios over with the person, or saw that they learned this elsewhere.",
        kept=_WHILE_HERE,
    )
    awaits_talk = held(
        models.BooleanField(default=False),
        PSEUDONYMOUS,
        why="Whether its scenarios are still to be talked over before it counts.",
        kept=_WHILE_HERE,
    )
    talk_with = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="With whom the person would like to talk its scenarios over.",
        kept=_WHILE_HERE,
    )
    is_elsewhere = held(
        models.BooleanField(default=False), PSEUDONYMOUS, why="Whether it was learned elsewhere.", kept=_WHILE_HERE
    )

    objects = CompletionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_talk_at_a_time", fields=["account", "module"], condition=Q(awaits_talk=True)
            ),
        ]


class _OwnQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(account_id=actor.id) if allows(actor, Permission.MODULE_COMPLETE, SITE) else self.none()


class Answer(Record):
    """What somebody wrote to a question of a module. It is theirs alone."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who answered.",
        kept=_WHILE_HERE,
    )
    question = held(
        models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+"),
        NOTHING_PERSONAL,
        why="Which question was answered.",
        kept=_WHILE_HERE,
    )
    words = held(
        SealedTextField(blank=True, default=""),
        SEALED,
        why="What somebody on the team answered in a module. Only they can read it.",
        kept=_WHILE_HERE,
    )
    choice = held(
        models.PositiveSmallIntegerField(null=True), PSEUDONYMOUS, why="Which answer they chose.", kept=_WHILE_HERE
    )

    objects = _OwnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="answer_once", fields=["account", "question"])]


class PracticeQuerySet(models.QuerySet["Practice"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own; whoever confirms modules may look at it with the person."""
        if allows(actor, Permission.MODULE_CONFIRM, SITE):
            return self
        return self.filter(account_id=actor.id) if allows(actor, Permission.PRACTICE_READ, SITE) else self.none()


class Practice(Record):
    """What somebody decided about a made-up item of the training desk, and why."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who practised.",
        kept=_WHILE_HERE,
    )
    item = held(models.CharField(max_length=40), NOTHING_PERSONAL, why="Which made-up item.", kept=_WHILE_HERE)
    decision = held(models.CharField(max_length=20), PSEUDONYMOUS, why="What they would do.", kept=_WHILE_HERE)
    level = held(models.CharField(max_length=6), PSEUDONYMOUS, why="How soon they would do it.", kept=_WHILE_HERE)
    words = held(SealedTextField(blank=True, default=""), SEALED, why="Why they would.", kept=_WHILE_HERE)
    practised_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When they practised.", kept=_WHILE_HERE)
    submission = held(
        models.UUIDField(unique=True),
        NOTHING_PERSONAL,
        why="So that a form sent twice by accident counts once.",
        kept=_WHILE_HERE,
    )

    objects = PracticeQuerySet.as_manager()
