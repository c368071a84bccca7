"""What lies on the desk."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, SENSITIVE, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField
from forum.rooms.models import Message, MessageState
from forum.threads.models import Post
from moderation.flags.about import About, one_of_them
from moderation.flags.copies import KeptMessage
from moderation.flags.models import Flag
from moderation.review.levels import CHOICES, Level

_UNTIL_DECIDED = "Until the team has decided. If the safeguarding team looks after it, their copy stays with the case."
_KEPT = f"{settings.RETENTION['flags'].days} days after it was decided, or after the case that came of it was closed."


class Decision(models.TextChoices):
    """How an item left the desk."""

    NO_ACTION = "no_action", "Leave the post as it is"
    HIDE = "hide", "Put the post out of sight"
    WARN = "warn", "Add a content warning"
    HANDED_ON = "handed_on", "Handed on to safeguarding"
    LET_THROUGH = "let_through", "Let everybody read the post"


# A post that was brought back and hidden again stays hidden by the later decision alone. A message can be brought back
# until those of its session are deleted.
_HIDDEN_POST = Q(post__withdrawn_at__isnull=True, post__hidden_at__lte=F("decided_at"))
_HIDDEN_MESSAGE = Q(message__state=MessageState.HIDDEN, message__session__emptied_at__isnull=True)
_HIDDEN_COPY = Q(copy__hidden_at__lte=F("decided_at"), copy__emptied_at__isnull=True)
_OUT_OF_SIGHT = Q(decision=Decision.HIDE) & (_HIDDEN_POST | _HIDDEN_MESSAGE | _HIDDEN_COPY)


class ItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, actor: Actor) -> Self:
        """For moderators on shift: what is open, what they dealt with themselves, and what any of them put out of sight
        and could bring back; but nothing of their own words."""
        if not allows(actor, Permission.DESK_OPEN, SITE):
            return self.none()
        mine_to_see = Q(decided_at__isnull=True) | Q(claimed_by_id=actor.id) | _OUT_OF_SIGHT
        own_words = Q(post__author_id=actor.id) | Q(message__author_id=actor.id) | Q(copy__author_id=actor.id)
        return self.filter(mine_to_see).exclude(own_words)

    def open(self) -> Self:
        return self.filter(decided_at__isnull=True)

    def out_of_sight(self) -> Self:
        """Those whose decision still keeps something out of sight, the newest first."""
        return self.filter(_OUT_OF_SIGHT).order_by("-decided_at", "pk")

    def claimed(self) -> Self:
        """Open, and somebody holds it."""
        return self.open().filter(claimed_by__isnull=False)

    def in_order(self) -> Self:
        """By level, then by when somebody should have looked."""
        rank = Case(*(When(level=level, then=Value(level.rank)) for level in Level), default=Value(len(Level)))
        return self.annotate(rank=rank).order_by("rank", "due_at", "pk")


class Item(Record):
    """One post or message on the desk, with everybody who asked about it while it lay there."""

    post = held(
        models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", null=True),
        PSEUDONYMOUS,
        why="Which post the team was asked to look at.",
        kept=_KEPT,
    )
    message = held(
        models.ForeignKey(Message, on_delete=models.SET_NULL, related_name="+", null=True),
        SENSITIVE,
        why="Which message of a chat the team was asked to look at.",
        kept="Until the messages of the session are deleted and it was decided.",
    )
    copy = held(
        models.ForeignKey(KeptMessage, on_delete=models.PROTECT, related_name="+", null=True),
        SENSITIVE,
        why="Which private message the team was asked to look at.",
        kept=_KEPT,
    )
    level = held(
        models.CharField(max_length=8, choices=CHOICES),
        SENSITIVE,
        why="How soon somebody should look.",
        kept=_KEPT,
    )
    is_first_look = held(
        models.BooleanField(default=False),
        PSEUDONYMOUS,
        why="Whether it is a post of somebody new that waits for a first look.",
        kept=_KEPT,
    )
    opened_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When it came to the team.", kept=_KEPT)
    due_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When somebody should have looked.", kept=_KEPT)
    claimed_by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True, blank=True),
        PSEUDONYMOUS,
        why="Which moderator looked at it, by duty name.",
        kept=_KEPT,
    )
    claimed_at = held(
        models.DateTimeField(null=True, blank=True), PSEUDONYMOUS, why="When they took it up.", kept=_KEPT
    )
    decided_at = held(models.DateTimeField(null=True, blank=True), PSEUDONYMOUS, why="When it was decided.", kept=_KEPT)
    decision = held(
        models.CharField(max_length=16, choices=Decision.choices, blank=True),
        SENSITIVE,
        why="What was decided.",
        kept=_KEPT,
    )
    handed_note = held(
        SealedTextField(blank=True),
        SEALED,
        why="What the moderator wanted the safeguarding team to know.",
        kept=_KEPT,
    )

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(decided_at__isnull=True), name="one_open_item_of_a_post"
            ),
            models.UniqueConstraint(
                fields=["message"], condition=Q(decided_at__isnull=True), name="one_open_item_of_a_message"
            ),
            models.UniqueConstraint(
                fields=["copy"], condition=Q(decided_at__isnull=True), name="one_open_item_of_a_copy"
            ),
            one_of_them("an_item_is_about_one_thing", but=Q(decided_at__isnull=False)),
            models.CheckConstraint(
                name="a_claim_says_who_and_when",
                condition=Q(claimed_by__isnull=True, claimed_at__isnull=True)
                | Q(claimed_by__isnull=False, claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_decided_item_says_what_and_by_whom",
                condition=Q(decided_at__isnull=True, decision="")
                | (Q(decided_at__isnull=False, claimed_by__isnull=False) & ~Q(decision="")),
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="item_open_by_due", condition=Q(decided_at__isnull=True))]

    @property
    def about(self) -> About:
        """What the team was asked to look at."""
        return About(self.post or self.message or self.copy)

    @property
    def is_open(self) -> bool:
        return self.decided_at is None

    @property
    def is_out_of_sight(self) -> bool:
        """Does this decision still keep the post or the message out of sight?"""
        if self.decision != Decision.HIDE or self.decided_at is None or self.about.is_withdrawn:
            return False
        if self.message is not None:
            return self.message.is_hidden and self.message.session.emptied_at is None
        if self.copy is not None and self.copy.emptied_at is not None:
            return False
        row = self.post or self.copy
        hidden_at = row.hidden_at if row else None
        return hidden_at is not None and hidden_at <= self.decided_at

    def is_held_by(self, actor: Actor) -> bool:
        """Does `actor` hold this item, undecided?"""
        return self.is_open and self.claimed_by_id is not None and self.claimed_by_id == actor.id

    def flags(self) -> models.QuerySet[Flag]:
        """Everybody's flags that brought it here, the first one first."""
        return Flag.objects.filter(on_desk__item=self).order_by("raised_at", "pk")


class ItemReasonQuerySet(models.QuerySet["ItemReason"]):
    def visible_to(self, actor: Actor) -> Self:
        """As the item is."""
        return self.filter(item__in=Item.objects.visible_to(actor))


class ItemReason(Record):
    """Why an item lies on the desk: one flag."""

    item = held(
        models.ForeignKey(Item, on_delete=models.CASCADE, related_name="reasons"),
        NOTHING_PERSONAL,
        why="Which item it belongs to.",
        kept=_KEPT,
    )
    flag = held(
        models.OneToOneField(Flag, on_delete=models.CASCADE, related_name="on_desk"),
        PSEUDONYMOUS,
        why="Which flag brought it to the desk.",
        kept=_KEPT,
    )

    objects = ItemReasonQuerySet.as_manager()


class AskedWords(Record):
    """What a post said when somebody asked about it, because its writer changed it, or took it back, while it lay on
    the desk. It is part of its item, and read there."""

    item = held(
        models.OneToOneField(Item, on_delete=models.CASCADE, related_name="asked"),
        NOTHING_PERSONAL,
        why="Which item it belongs to.",
        kept=_UNTIL_DECIDED,
    )
    words = held(
        SealedTextField(),
        SEALED,
        why="What your post said before you changed it or took it back, while somebody had asked us to look at it.",
        kept=_UNTIL_DECIDED,
    )
