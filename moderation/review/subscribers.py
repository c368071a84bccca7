"""What the desk hears."""

from uuid import UUID

from forum.core import clock
from forum.core.events import within_transaction
from forum.threads.events import PostEdited, PostWithdrawing, PostWithdrawn, PostWritten
from forum.threads.models import Post
from moderation.flags.events import FlagRaised
from moderation.flags.models import Flag
from moderation.handover.services import ask_for_break, come_back
from moderation.review import services
from moderation.review.changed import keep_what_is_taken_back, keep_what_was_asked_about, was_read_as_it_is
from moderation.review.events import ItemClaimed, ItemDecided, ItemHandedOn, ItemReleased
from moderation.review.first_look import waits
from moderation.review.levels import Level
from moderation.review.models import Item
from moderation.welfare.services import note_exposure


@within_transaction(FlagRaised)
def bring_it_to_the_desk(event: FlagRaised) -> None:
    services.take_in(flag=Flag.objects.select_related("post", "message__session", "copy").get(pk=event.flag_id))


@within_transaction(ItemClaimed)
def end_the_break_of_whoever_took_it_up(event: ItemClaimed) -> None:
    if event.actor_id is not None:
        come_back(account_id=event.actor_id, at=clock.now())


@within_transaction(ItemClaimed)
def count_what_was_claimed(event: ItemClaimed) -> None:
    _count_for(event.actor_id, event.item_id)


@within_transaction(ItemHandedOn)
def count_at_the_level_it_was_handed_on_with(event: ItemHandedOn) -> None:
    _count_for(event.actor_id, event.item_id)


@within_transaction(ItemDecided)
def rest_after_deciding(event: ItemDecided) -> None:
    _rest_after_a_crisis(event.actor_id, event.item_id)


@within_transaction(ItemHandedOn)
def rest_after_handing_on(event: ItemHandedOn) -> None:
    _rest_after_a_crisis(event.actor_id, event.item_id)


@within_transaction(ItemReleased)
def rest_after_letting_go(event: ItemReleased) -> None:
    _rest_after_a_crisis(event.actor_id, event.item_id)


def _rest_after_a_crisis(account_id: UUID | None, item_id: UUID) -> None:
    """Once it left their hands, and not before: nobody is sent away from somebody in danger."""
    if account_id is not None and Item.objects.filter(pk=item_id, level=Level.CRISIS).exists():
        ask_for_break(account_id=account_id, at=clock.now())


@within_transaction(PostWritten)
def hold_what_needs_a_first_look(event: PostWritten) -> None:
    post = Post.objects.select_related("thread__board", "author").get(pk=event.post_id)
    if waits(post, clock.now()):
        services.take_in_for_a_first_look(post=post)


@within_transaction(PostEdited)
def look_at_what_was_changed(event: PostEdited) -> None:
    """What somebody asked about is kept for whoever decides. New words of somebody new are read first, like the first:
    otherwise a first look could be walked around."""
    post = Post.objects.select_related("thread__board", "author").get(pk=event.post_id)
    keep_what_was_asked_about(post)
    is_free = not (post.is_held or post.is_hidden or Item.objects.open().filter(post=post).exists())
    if is_free and not was_read_as_it_is(post) and waits(post, clock.now()):
        services.take_in_for_a_first_look(post=post)


@within_transaction(PostWithdrawing)
def keep_what_is_about_to_go(event: PostWithdrawing) -> None:
    """Somebody asked about it: the desk reads it to the end, sealed, though nobody else can any more."""
    keep_what_is_taken_back(Post.objects.get(pk=event.post_id))


@within_transaction(PostWithdrawn)
def clear_what_was_taken_back(event: PostWithdrawn) -> None:
    """There is nothing left to look at, unless somebody is looking already."""
    services.drop_first_look(post_id=event.post_id)


def _count_for(account_id: UUID | None, item_id: UUID) -> None:
    """What somebody took up counts for them, once, at the gravest level it had; which it was is not kept with it."""
    if account_id is not None:
        level = Item.objects.values_list("level", flat=True).get(pk=item_id)
        note_exposure(account_id=account_id, level=level, at=clock.now(), about=item_id)
