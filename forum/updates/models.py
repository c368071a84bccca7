"""What is new for somebody, what they do not want to hear of, and where a neutral e-mail goes."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, SENSITIVE, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField
from forum.threads.models import Post, Thread
from forum.updates.kinds import UpdateKind

LIFE = timedelta(days=30)
_KEPT = f"{LIFE.days} days."
_CHOSEN = "Until you change it or close your account."
_ADDRESS = "Until you delete the address or close your account."


class UpdateQuerySet(models.QuerySet["Update"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(account_id=actor.id) if allows(actor, Permission.UPDATE_READ, SITE) else self.none()

    def unseen(self) -> Self:
        return self.filter(seen_at__isnull=True)


class Update(Record):
    """Something happened that a member asked to hear of. No words of anybody, no number, no name."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="For whom it is.",
        kept=_KEPT,
    )
    kind = held(
        models.CharField(max_length=12, choices=UpdateKind.choices), SENSITIVE, why="What happened.", kept=_KEPT
    )
    thing = held(
        models.UUIDField(), SENSITIVE, why="What it is about, so that it stands in your list once.", kept=_KEPT
    )
    thread = held(
        models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+", null=True),
        SENSITIVE,
        why="In which thread, if it is about one.",
        kept=_KEPT,
    )
    post = held(
        models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+", null=True),
        SENSITIVE,
        why="Which post comes first, if it is about one.",
        kept=_KEPT,
    )
    at = held(models.DateTimeField(), PSEUDONYMOUS, why="When. You see it only roughly.", kept=_KEPT)
    seen_at = held(
        models.DateTimeField(null=True), PSEUDONYMOUS, why="That you have seen it, so it is not new.", kept=_KEPT
    )

    objects = UpdateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind", "thing"], condition=Q(seen_at__isnull=True), name="one_open_update_of_each"
            ),
        ]
        indexes = [models.Index(fields=["account", "-at"], name="update_newest_of_a_member")]


class UnheardQuerySet(models.QuerySet["Unheard"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class Unheard(Record):
    """A kind of news that somebody does not want to hear of."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who does not want to hear of it.",
        kept=_CHOSEN,
    )
    kind = held(
        models.CharField(max_length=12, choices=UpdateKind.choices),
        NOTHING_PERSONAL,
        why="What you do not want to hear of.",
        kept=_CHOSEN,
    )

    objects = UnheardQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "kind"], name="each_kind_unheard_once")]


class Pause(models.TextChoices):
    """How often a mail may come."""

    HOUR = "hour", "At most one an hour"
    DAY = "day", "At most one a day"

    @property
    def length(self) -> timedelta:
        return timedelta(hours=1) if self is Pause.HOUR else timedelta(days=1)


class MailboxQuerySet(models.QuerySet["Mailbox"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own: neither the team nor anybody else can see who gave an address."""
        return self.filter(account_id=actor.id) if allows(actor, Permission.MAIL_SET, SITE) else self.none()


class Mailbox(Record):
    """Where a member wants to hear, neutrally, that there is something on the site."""

    account = held(
        models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+"),
        SENSITIVE,
        why="Whose address it is. Nobody but you can see that you gave one.",
        kept=_ADDRESS,
    )
    address = held(SealedTextField(), SEALED, why="The e-mail address you gave for neutral messages.", kept=_ADDRESS)
    code = held(
        SealedTextField(blank=True),
        SEALED,
        why="The number we sent to the address, to be sure that it is yours.",
        kept="An hour, or until you typed it in.",
    )
    code_until = held(
        models.DateTimeField(null=True), NOTHING_PERSONAL, why="How long the number counts.", kept=_ADDRESS
    )
    code_sent = held(
        models.BooleanField(default=False), NOTHING_PERSONAL, why="Whether the number was sent.", kept=_ADDRESS
    )
    tries = held(
        models.PositiveSmallIntegerField(default=0),
        NOTHING_PERSONAL,
        why="How often a number was typed in, or a mail could not be sent, so that neither goes on for ever.",
        kept=_ADDRESS,
    )
    confirmed_at = held(
        models.DateTimeField(null=True), PSEUDONYMOUS, why="When you showed that it is yours.", kept=_ADDRESS
    )
    kinds = held(models.JSONField(default=list), SENSITIVE, why="What you want an e-mail about.", kept=_ADDRESS)
    pause = held(
        models.CharField(max_length=4, choices=Pause.choices, default=Pause.DAY),
        NOTHING_PERSONAL,
        why="How often a mail may come.",
        kept=_ADDRESS,
    )
    quiet_from = held(
        models.PositiveSmallIntegerField(default=22),
        SENSITIVE,
        why="From which hour on no mail comes.",
        kept=_ADDRESS,
    )
    quiet_until = held(
        models.PositiveSmallIntegerField(default=8), SENSITIVE, why="Until which hour no mail comes.", kept=_ADDRESS
    )
    mailed_at = held(
        models.DateTimeField(null=True), PSEUDONYMOUS, why="When the last mail went, so that few do.", kept=_ADDRESS
    )
    unanswered = held(
        models.PositiveSmallIntegerField(default=0),
        PSEUDONYMOUS,
        why="How many mails went since you last looked at what is new, so that they stop by themselves.",
        kept=_ADDRESS,
    )

    objects = MailboxQuerySet.as_manager()

    @property
    def masked(self) -> str:
        """The address with most of it left out, for a screen that others can see: "t•••@e•••"."""
        name, _, domain = self.address.partition("@")
        return f"{name[:1]}•••@{domain[:1]}•••"

    def is_quiet(self, hour: int) -> bool:
        """Does this hour of the day belong to the quiet hours?"""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until
