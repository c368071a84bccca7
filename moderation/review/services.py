"""The verbs of the desk: take a flag in, read, claim, release, decide, hand on, bring back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from forum.accounts.actors import SYSTEM, Actor
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.rooms.models import ChatSession, Message
from forum.threads.models import Post
from forum.threads.services.hiding import hold_post
from moderation.flags.about import About, PostOrMessage, as_field
from moderation.flags.models import Flag
from moderation.flags.services import answer, mark_looking, mark_passed_on, mark_waiting
from moderation.review import measures
from moderation.review.changed import let_go_of_what_was_asked_about
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
from moderation.review.policy import ChangedMeanwhile, SomebodyElseHoldsIt

OUTCOMES = {
    Decision.NO_ACTION: "We read the post and left it as it is.",
    Decision.HIDE: "We put the post out of sight and told its writer why.",
    Decision.WARN: "We added a content warning to the post.",
    Decision.LET_THROUGH: "We read the post, and everybody can read it.",
}


@transaction.atomic
def take_in(*, flag: Flag) -> Item:
    """A flag was raised: it joins the open item of its post or message, or opens one. The most urgent reason gives the
    level; while a session goes on, somebody looks as soon as in the room."""
    level, row = level_of(flag.reason), flag.about.there
    due = due_at(level, flag.raised_at)
    if isinstance(row, Message) and row.session.is_running:
        due = min(due, flag.raised_at + settings.CHAT["answer"])
    item = _open_item_of(row) or _open(row, level, flag.raised_at, due)
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
    _taken_up(actor, item)
    return item


@transaction.atomic
def take_up_message(*, actor: Account, message: Message, level: Level) -> Item:
    """A host deals with a message of their session: the item of it, there already or not, is theirs. One that somebody
    else holds stays with them."""
    authorize(actor, Permission.MESSAGE_HAND_ON, message)
    _hold_session_of(message.pk)
    now = clock.now()
    item = _open_item_of(message) or _open(message, level, now, due_at(level, now))
    if item.is_held_by(actor):
        return item
    if item.claimed_by is not None:
        raise SomebodyElseHoldsIt(item.claimed_by.pseudonym)
    item.claimed_by, item.claimed_at = actor, now
    item.save(update_fields=["claimed_by", "claimed_at"])
    _taken_up(actor, item)
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
    for item in Item.objects.claimed().select_related("claimed_by", "post", "message", "copy"):
        try:
            release(actor=SYSTEM, item=item)
            left += 1
        except Refusal:
            continue
    return left


@transaction.atomic
def decide(
    *,
    actor: Account,
    item: Item,
    decision: Decision,
    reason: str = "",
    warnings: Sequence[str] = (),
    edition: str = "",
) -> Item:
    """Decide an item. Hiding tells the writer why, adding a warning which; whoever asked reads the outcome on their
    receipt. `edition` says which words the moderator had before them: nobody decides about others unread."""
    item = _as_it_is_now(item)
    if _is_repeat(actor, item, decision):
        return item
    authorize(actor, Permission.ITEM_DECIDE, item)
    if edition and edition != item.about.edition and not item.about.is_withdrawn:
        raise ChangedMeanwhile
    if decision == Decision.HIDE:
        measures.hide(actor=actor, about=item.about, reason=reason)
    elif decision == Decision.WARN:
        measures.warn(actor=actor, about=item.about, warnings=warnings)
        if item.is_first_look and item.post is not None:
            measures.let_through(actor=actor, post=item.post)
    elif item.is_first_look and item.post is not None:
        decision = Decision.LET_THROUGH
        measures.let_through(actor=actor, post=item.post)
    _close(item, decision)
    answer(actor=actor, flags=item.flags(), outcome=item.about.say(OUTCOMES[decision]))
    measures.let_go(about=item.about)
    let_go_of_what_was_asked_about(item)
    publish(ItemDecided(actor_id=actor.pk, item_id=item.pk))
    return item


@transaction.atomic
def warn_post(*, actor: Account, post: Post, warnings: Sequence[str]) -> None:
    """Somebody on shift reads a post and adds a content warning, though nobody asked for a look."""
    authorize(actor, Permission.POST_WARN, post)
    measures.warn(actor=actor, about=About(post), warnings=warnings)


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
    measures.let_go(about=item.about)  # Safeguarding has its copy by now.
    let_go_of_what_was_asked_about(item)
    if item.is_first_look and item.post is not None and item.post.is_held:
        # Safeguarding has the person in mind now. Whether others may read the words is still the desk's to say.
        take_in_for_a_first_look(post=item.post)
    return item


@transaction.atomic
def bring_back(*, actor: Account, item: Item, words: str = "") -> Item:
    """Somebody looked again: others can read it as before, and its writer is told."""
    item = _as_it_is_now(item)
    authorize(actor, Permission.ITEM_BRING_BACK, item)
    if measures.bring_back(actor=actor, about=item.about, words=words):
        publish(ItemBroughtBack(actor_id=actor.pk, item_id=item.pk))
    return item


def _open_item_of(row: PostOrMessage) -> Item | None:
    return Item.objects.select_for_update().open().filter(**as_field(row)).first()


def _open(row: PostOrMessage, level: Level, at: datetime, due: datetime) -> Item:
    try:
        with transaction.atomic():
            item = Item.objects.create(**as_field(row), level=level, opened_at=at, due_at=due)
    except IntegrityError:
        # Two people asked about it in the same moment, and the other one's item is there now.
        other = _open_item_of(row)
        if other is None:
            raise
        return other
    publish(ItemOpened(actor_id=None, item_id=item.pk))
    return item


def _taken_up(actor: Account, item: Item) -> None:
    mark_looking(actor=actor, flags=item.flags())
    measures.answer_calls(actor=actor, about=item.about)
    publish(ItemClaimed(actor_id=actor.pk, item_id=item.pk))


def _as_it_is_now(item: Item) -> Item:
    """The item as the database has it, held until this transaction ends: the same form may be here twice at once."""
    if item.message_id is not None:
        _hold_session_of(item.message_id)
    rows = Item.objects.select_for_update(of=("self",))
    return rows.select_related(
        "post__author", "post__written_as", "message__author", "message__session", "copy__author", "claimed_by"
    ).get(pk=item.pk)


def _hold_session_of(message_id: UUID) -> None:
    """Everybody who changes a message holds its session first, so that two never wait for each other crosswise."""
    of_message = Message.objects.filter(pk=message_id).values("session_id")
    list(ChatSession.objects.select_for_update(no_key=True).filter(pk__in=of_message))


def _is_repeat(actor: Account, item: Item, decision: Decision) -> bool:
    """Is this the same form sent twice?"""
    return not item.is_open and item.claimed_by_id == actor.pk and item.decision == decision


def _close(item: Item, decision: Decision) -> None:
    item.decided_at, item.decision = clock.now(), decision
    item.save(update_fields=["decided_at", "decision", "level", "handed_note"])
