"""The envelope, and the log of its openings."""

from typing import Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.core.held import PSEUDONYMOUS, SEALED, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField

_KEPT = "Until you empty it or close your account."
_LOG = "Until you close your account."


class EnvelopeQuerySet(models.QuerySet["Envelope"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own. The team opens one through safeguarding alone, two people together."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class Envelope(Record):
    """What one person wants the team to have if they are in danger. Whoever has no row has nothing in it."""

    account = held(
        models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Whose envelope it is.",
        kept=_KEPT,
    )
    words = held(
        SealedTextField(),
        SEALED,
        why="What you want the safeguarding team to have if you are in danger. Two of them must agree to open it.",
        kept=_KEPT,
    )
    changed_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When you last changed it.", kept=_KEPT)

    objects = EnvelopeQuerySet.as_manager()


class EnvelopeMention(Record):
    """Somebody was told once that there is an envelope, and is not told again."""

    account = held(
        models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="That we mentioned the envelope to you once, so that we never do again.",
        kept=_LOG,
    )


class EnvelopeOpeningQuerySet(models.QuerySet["EnvelopeOpening"]):
    def visible_to(self, actor: Actor) -> Self:
        """The openings of one's own envelope, once one was told: a week later at the latest."""
        return self.filter(account_id=actor.id, told_at__isnull=False) if actor.id else self.none()


class EnvelopeOpening(Record):
    """One opening of somebody's envelope, as its owner reads it."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Whose envelope was opened.",
        kept=_LOG,
    )
    opened_by = held(
        models.CharField(max_length=30), PSEUDONYMOUS, why="Who opened it, by their name on the team.", kept=_LOG
    )
    agreed_by = held(
        models.CharField(max_length=30), PSEUDONYMOUS, why="Who agreed to it, by their name on the team.", kept=_LOG
    )
    reason = held(SealedTextField(), SEALED, why="Why it was opened.", kept=_LOG)
    opened_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When. You see it only roughly.", kept=_LOG)
    told_at = held(
        models.DateTimeField(null=True),
        PSEUDONYMOUS,
        why="When we told you: at once, or within a week if telling you at once could have put you in danger.",
        kept=_LOG,
    )

    objects = EnvelopeOpeningQuerySet.as_manager()
