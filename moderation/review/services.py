"""The verbs of the desk: take a flag in, read, claim, release, decide, hand on, bring back."""

from uuid import UUID

from django.db import IntegrityError, transaction

from forum.accounts.actors import SYSTEM, Actor
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.inbox.services import end_conversation, tell_step
from forum.threads.models import Post
from forum.threads.services import hide_post, hold_post, let_post_through, show_post
from moderation.flags.models import Flag
from moderation.flags.services import answer, mark_looking, mark_passed_on, mark_waiting
from moderation.review.events import (
    ItemBroughtBack,
    ItemClaimed,
    ItemDecided,
    ItemHandedOn,
    ItemOpened,
    ItemRead,
    ItemReleased,
)
from moderation.review.levels import Level, due_at, highest, level_of
from moderation.review.models import Decision, Item, ItemReason
from moderation.review.policy import SomebodyElseHoldsIt

OUTCOMES = {
    Decision.NO_ACTION: "We read the post and left it as it is.",
    Decision.HIDE: "We put the post out of sight and told its writer why.",
    Decision.LET_THROUGH: "We read the post, and everybody can read it.",
}


class NothingToHide(Refusal):
    """The post is out of sight already."""

    code = "nothing_to_hide"
    message = "This post is out of sight already. Choose to leave it as it is, or hand it on if you are worried."


class ReasonNeeded(Refusal):
    """Whoever is affected by a decision is told why."""

    code = "reason_needed"
    message = "Write the reason in kind words. The writer of the post reads it."


@transaction.atomic
def take_in(*, flag: Flag) -> Item:
    """A flag was raised: it joins the open item of its post, or opens one. The most urgent reason gives the level."""
    level = level_of(flag.reason)
    due = due_at(level, flag.raised_at)
    item = _open_item_of(flag.post_id)
    if item is None:
        item = _open(flag, level)
    ItemReason.objects.create(item=item, flag=flag)
    item.level = highest([Level(item.level), level])
    item.due_at = min(item.due_at, due)
    item.save(update_fields=["level", "due_at"])
    return item


@transaction.atomic
def take_in_for_a_first_look(*, post: Post) -> Item:
    """Somebody new wrote: the post waits, and lies on the desk until a moderator has read it."""
    hold_post(post=post)
    now = clock.now()
    due = due_at(Level.GREEN, now)
    item = Item.objects.create(post=post, level=Level.GREEN, is_first_look=True, opened_at=now, due_at=due)
    publish(ItemOpened(actor_id=None, item_id=item.pk))
    return item


@transaction.atomic
def drop_first_look(*, post_id: UUID) -> None:
    """The post was taken back before anybody took it up."""
    untouched = Item.objects.open().filter(post_id=post_id, is_first_look=True, claimed_by__isnull=True)
    untouched.filter(reasons__isnull=True).delete()


@transaction.atomic
def read_item(*, actor: Account, item: Item) -> None:
    """Somebody opens the page of an item. That they could read the words is written down."""
    authorize(actor, Permission.ITEM_READ, item)
    publish(ItemRead(actor_id=actor.pk, item_id=item.pk))


@transaction.atomic
def claim(*, actor: Account, item: Item) -> Item:
    """Take an item up. Of two who try at once one wins, and the other learns who."""
    authorize(actor, Permission.ITEM_CLAIM, item)
    unclaimed = Item.objects.open().filter(pk=item.pk, claimed_by__isnull=True)
    won = unclaimed.update(claimed_by=actor, claimed_at=clock.now())
    item = Item.objects.select_related("claimed_by").get(pk=item.pk)
    if not won:
        if item.is_held_by(actor):
            return item
        raise SomebodyElseHoldsIt(item.claimed_by.pseudonym if item.claimed_by else "Somebody")
    mark_looking(actor=actor, flags=item.flags())
    publish(ItemClaimed(actor_id=actor.pk, item_id=item.pk))
    return item


@transaction.atomic
def release(*, actor: Actor, item: Item) -> Item:
    """Let an item go, so that somebody else can take it up. Nobody has to say why."""
    authorize(actor, Permission.ITEM_RELEASE, item)
    held = Item.objects.open().filter(pk=item.pk, claimed_by=item.claimed_by)
    if held.update(claimed_by=None, claimed_at=None):
        mark_waiting(actor=actor, flags=item.flags())
        publish(ItemReleased(actor_id=actor.id, item_id=item.pk))
    return Item.objects.get(pk=item.pk)


def release_what_was_left() -> int:
    """Release every item whose holder is no longer on shift, so that nothing waits for somebody who went home."""
    left = 0
    for item in Item.objects.claimed().select_related("claimed_by", "post"):
        try:
            release(actor=SYSTEM, item=item)
            left += 1
        except Refusal:
            continue
    return left


@transaction.atomic
def decide(*, actor: Account, item: Item, decision: Decision, reason: str = "") -> Item:
    """Decide an item. Hiding tells the writer why; whoever asked reads the outcome on their receipt."""
    item = _as_it_is_now(item)
    if _is_repeat(actor, item, decision):
        return item
    authorize(actor, Permission.ITEM_DECIDE, item)
    if decision == Decision.HIDE:
        _hide(actor, item.post, reason)
    elif item.is_first_look:
        decision = Decision.LET_THROUGH
        _let_through(actor, item.post)
    _close(item, decision)
    answer(actor=actor, flags=item.flags(), outcome=OUTCOMES[decision])
    publish(ItemDecided(actor_id=actor.pk, item_id=item.pk))
    return item


@transaction.atomic
def hand_on(*, actor: Account, item: Item, level: Level, note: str = "") -> Item:
    """Hand an item on to safeguarding in one step: from here on it is theirs."""
    item = _as_it_is_now(item)
    if _is_repeat(actor, item, Decision.HANDED_ON):
        return item
    authorize(actor, Permission.ITEM_HAND_ON, item)
    item.level, item.handed_note = level, note
    _close(item, Decision.HANDED_ON)
    mark_passed_on(actor=actor, flags=item.flags())
    publish(ItemHandedOn(actor_id=actor.pk, item_id=item.pk))
    if item.is_first_look and item.post.is_held:
        # Safeguarding has the person in mind now. Whether others may read the words is still the desk's to say.
        take_in_for_a_first_look(post=item.post)
    return item


@transaction.atomic
def bring_back(*, actor: Account, item: Item, words: str = "") -> Item:
    """Somebody looked again: the post can be read by everybody as before, and its writer is told."""
    item = _as_it_is_now(item)
    authorize(actor, Permission.ITEM_BRING_BACK, item)
    if show_post(actor=actor, post=item.post):
        said = f"\n\nFrom the moderator who looked again: {words}" if words else ""
        _tell(item.post.author, f"We looked again at one of your posts. Everybody here can read it as before.{said}")
        publish(ItemBroughtBack(actor_id=actor.pk, item_id=item.pk))
    return item


def _open_item_of(post_id: UUID) -> Item | None:
    return Item.objects.select_for_update().open().filter(post_id=post_id).first()


def _open(flag: Flag, level: Level) -> Item:
    due = due_at(level, flag.raised_at)
    try:
        with transaction.atomic():
            item = Item.objects.create(post=flag.post, level=level, opened_at=flag.raised_at, due_at=due)
    except IntegrityError:
        # Two people asked about the post in the same moment, and the other one's item is there now.
        other = _open_item_of(flag.post_id)
        if other is None:
            raise
        return other
    publish(ItemOpened(actor_id=None, item_id=item.pk))
    return item


def _as_it_is_now(item: Item) -> Item:
    """The item as the database has it, held until this transaction ends: the same form may be here twice at once."""
    rows = Item.objects.select_for_update(of=("self",)).select_related("post__author", "claimed_by")
    return rows.get(pk=item.pk)


def _is_repeat(actor: Account, item: Item, decision: Decision) -> bool:
    """Is this the same form sent twice?"""
    return not item.is_open and item.claimed_by_id == actor.pk and item.decision == decision


def _close(item: Item, decision: Decision) -> None:
    item.decided_at, item.decision = clock.now(), decision
    item.save(update_fields=["decided_at", "decision", "level", "handed_note"])


def _hide(actor: Account, post: Post, reason: str) -> None:
    if post.is_withdrawn or post.is_hidden:
        raise NothingToHide
    if not reason:
        raise ReasonNeeded
    hide_post(actor=actor, post=post, reason=reason)
    _tell(
        post.author,
        "We read one of your posts and put it out of sight for the other members. You can still see it, and "
        f"you are welcome here as before.\n\nThe reason, from the moderator who read it: {reason}\n\n"
        "You can write a new post, or ask the charity that runs this place (see About) to have somebody else look.",
    )


def _let_through(actor: Account, post: Post) -> None:
    if let_post_through(actor=actor, post=post):
        _tell(post.author, "We have read what you wrote, and now everybody here can. Thank you for writing.")


def _tell(member: Account, words: str) -> None:
    """A message that nobody waits for an answer to."""
    end_conversation(conversation=tell_step(member=member, words=words).conversation)
