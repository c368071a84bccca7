"""The record of a case: its entries, and the colleagues who were asked."""

from typing import Any, NoReturn, Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, held
from forum.core.markup import render
from forum.core.models import Record
from forum.core.sealed import SealedTextField
from moderation.safeguarding.choices import EntryKind
from moderation.safeguarding.kept import WITH_THE_CASE
from moderation.safeguarding.models.cases import Case


class CaseEntryQuerySet(models.QuerySet["CaseEntry"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever may read the case reads its whole record."""
        return self.filter(case__in=Case.objects.visible_to(actor))

    def in_order(self) -> Self:
        return self.order_by("at", "pk")

    def advice_for(self, actor: Actor) -> Self:
        """In one case: what colleagues of `actor` advised since the level last changed. Before, they could not know
        how grave it would be."""
        changed = self.filter(kind=EntryKind.LEVEL).aggregate(last=models.Max("at"))["last"]
        advice = self.filter(kind=EntryKind.ADVICE).exclude(author_id=actor.id)
        return advice.filter(at__gt=changed) if changed else advice

    def update(self, **kwargs: Any) -> NoReturn:
        """Entries are never changed: a correction is another entry."""
        raise TypeError("An entry of the record is never changed.")

    def delete(self) -> NoReturn:
        """Entries go only with their whole case."""
        raise TypeError("An entry of the record is never deleted.")


class CaseEntry(Record):
    """One line of the record. It is added, never changed."""

    case = held(
        models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entries"),
        PSEUDONYMOUS,
        why="Which case the line belongs to.",
        kept=WITH_THE_CASE,
    )
    kind = held(
        models.CharField(max_length=10, choices=EntryKind),
        NOTHING_PERSONAL,
        why="What the line is: a note, a step, a decision.",
        kept=WITH_THE_CASE,
    )
    words = held(SealedTextField(), SEALED, why="What was done, said and decided, and why.", kept=WITH_THE_CASE)
    author = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="Which practitioner wrote it down, under their duty name.",
        kept=WITH_THE_CASE,
    )
    at = held(models.DateTimeField(), PSEUDONYMOUS, why="When it was written down.", kept=WITH_THE_CASE)
    submission = held(
        models.UUIDField(unique=True),
        NOTHING_PERSONAL,
        why="So that a form sent twice by accident makes one line.",
        kept=WITH_THE_CASE,
    )

    objects = CaseEntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "at", "id"], name="entry_in_order")]

    @property
    def html(self) -> str:
        """The words, safe to show."""
        return render(self.words)


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever may read the case."""
        return self.filter(case__in=Case.objects.visible_to(actor))

    def waiting(self) -> Self:
        """Those that nobody has answered, in cases that are still open."""
        return self.filter(advised_at__isnull=True, case__closed_at__isnull=True)

    def waiting_for(self, actor: Actor) -> Self:
        """Those that wait for this person's advice."""
        return self.waiting().filter(asked_id=actor.id)

    def in_order(self) -> Self:
        return self.order_by("asked_at", "pk")


class Consultation(Record):
    """A second practitioner is asked what they think. Nobody consults themselves."""

    case = held(
        models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consultations"),
        PSEUDONYMOUS,
        why="Which case it is about.",
        kept=WITH_THE_CASE,
    )
    asked_by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="Which practitioner asked, under their duty name.",
        kept=WITH_THE_CASE,
    )
    asked = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="Which practitioner was asked, under their duty name.",
        kept=WITH_THE_CASE,
    )
    question = held(SealedTextField(), SEALED, why="What they were asked.", kept=WITH_THE_CASE)
    advice = held(SealedTextField(blank=True, default=""), SEALED, why="What they advised.", kept=WITH_THE_CASE)
    asked_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When they were asked.", kept=WITH_THE_CASE)
    advised_at = held(models.DateTimeField(null=True), PSEUDONYMOUS, why="When they answered.", kept=WITH_THE_CASE)
    submission = held(
        models.UUIDField(unique=True),
        NOTHING_PERSONAL,
        why="So that a form sent twice by accident asks once.",
        kept=WITH_THE_CASE,
    )

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="nobody_consults_themselves", condition=~models.Q(asked=models.F("asked_by"))),
            models.UniqueConstraint(
                fields=["case", "asked"],
                condition=models.Q(advised_at__isnull=True),
                name="one_open_question_to_each_colleague",
            ),
        ]

    @property
    def is_answered(self) -> bool:
        return self.advised_at is not None

    @property
    def question_html(self) -> str:
        """The question, safe to show."""
        return render(self.question)

    @property
    def advice_html(self) -> str:
        """The advice, safe to show."""
        return render(self.advice)
