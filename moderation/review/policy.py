"""Object rules of the desk: it opens to moderators on shift, and an item is dealt with by whoever claimed it."""

from datetime import datetime

from django.utils.translation import gettext

from forum.accounts.actors import Actor
from forum.accounts.permissions import SITE, Permission, Role, Site, rule
from forum.core import clock
from forum.core.refusals import NotGranted, NotNow, Refusal
from forum.core.when import local
from forum.threads.models import Post
from moderation.handover.breaks import must_rest
from moderation.review.models import Item, ItemReason
from moderation.rota.cover import is_on_duty


class OffShift(NotNow):
    """A moderator whose shift has not begun, or is over."""

    code = "off_shift"
    message = (
        "You are not on shift, so the desk is closed to you for now. Whoever is on duty looks after it. "
        "It opens when you sign on to your next shift."
    )
    next_step = "rota:shifts"


class AlreadyDecided(NotNow):
    """The item has left the desk."""

    code = "already_decided"
    message = "This one has been dealt with already, so there is nothing left to do."
    next_step = "review:desk"


class NothingToBringBack(NotNow):
    """It is not out of sight, or not through this decision."""

    code = "nothing_to_bring_back"
    message = "This one is not out of sight any more, so there is nothing left to do."
    next_step = "review:desk"


class ClaimFirst(NotNow):
    """Deciding belongs to whoever holds the item."""

    code = "claim_first"
    message = "Claim this item first, so that nobody else works on it at the same time."
    next_step = "review:desk"


class RestFirst(NotNow):
    """Something heavy went through this person's hands, and somebody else is there."""

    code = "rest_first"
    next_step = "handover:shift"

    def __init__(self, until: datetime) -> None:
        super().__init__(
            gettext(
                "That was heavy, so a break is yours now: until {local}, if you start it at once. "
                "Somebody else is here and takes what comes in. You can still finish what you hold."
            ).format(local=f"{local(until):%H:%M}")
        )


class ChangedMeanwhile(NotNow):
    """The writer changed the words after this moderator had read them."""

    code = "changed_meanwhile"
    status = 409
    message = "Its writer changed this after you opened the page. Please read it as it is now, and decide again."


class SomebodyElseHoldsIt(NotNow):
    """Another moderator claimed it."""

    code = "already_held"
    status = 409
    next_step = "review:desk"

    def __init__(self, holder: str = "Somebody") -> None:
        super().__init__(
            gettext("{holder} is looking at this one already, so you do not need to.").format(holder=holder)
        )


@rule(Permission.DESK_OPEN, Site)
def the_desk_opens_on_shift(actor: Actor, site: Site) -> Refusal | None:
    return None if is_on_duty(actor, clock.now()) else OffShift()


@rule(Permission.ITEM_READ, Item)
def what_is_open_or_was_ones_own_to_decide(actor: Actor, item: Item) -> Refusal | None:
    """And what is out of sight, which anybody on shift may look at again."""
    if not item.about.is_gone and item.about.author_id == actor.id:
        return NotGranted()
    if not item.is_open and item.claimed_by_id != actor.id and not item.is_out_of_sight:
        return NotGranted()
    return the_desk_opens_on_shift(actor, SITE)


@rule(Permission.ITEM_READ, ItemReason)
def as_its_item(actor: Actor, reason: ItemReason) -> Refusal | None:
    return what_is_open_or_was_ones_own_to_decide(actor, reason.item)


def what_is_still_open(actor: Actor, item: Item) -> Refusal | None:
    if not item.is_open:
        return AlreadyDecided()
    return what_is_open_or_was_ones_own_to_decide(actor, item)


@rule(Permission.ITEM_CLAIM, Item)
def what_is_still_open_to_somebody_rested(actor: Actor, item: Item) -> Refusal | None:
    """After something heavy comes a break, as long as somebody else is there (`handover.breaks`)."""
    refusal = what_is_still_open(actor, item)
    if refusal or item.is_held_by(actor):
        return refusal
    return rest_first(actor)


def rest_first(actor: Actor) -> RestFirst | None:
    """Why the desk hands `actor` nothing new; None if it does."""
    until = must_rest(actor, clock.now())
    return RestFirst(until) if until else None


@rule(Permission.ITEM_DECIDE, Item)
@rule(Permission.ITEM_HAND_ON, Item)
def what_one_holds(actor: Actor, item: Item) -> Refusal | None:
    refusal = what_is_still_open(actor, item)
    if refusal or item.is_held_by(actor):
        return refusal
    return SomebodyElseHoldsIt(item.claimed_by.pseudonym) if item.claimed_by else ClaimFirst()


@rule(Permission.ITEM_RELEASE, Item)
def what_one_holds_or_was_left_behind(actor: Actor, item: Item) -> Refusal | None:
    """The service itself releases what somebody still held when their shift ended."""
    if actor.role != Role.SYSTEM:
        return what_one_holds(actor, item)
    left = item.is_open and item.claimed_by and not is_on_duty(item.claimed_by, clock.now())
    return None if left else NotNow("Somebody on shift is looking at this one.")


@rule(Permission.POST_HIDE, Post)
def the_post_of_an_item_one_holds(actor: Actor, post: Post) -> Refusal | None:
    off = the_desk_opens_on_shift(actor, SITE)
    held = Item.objects.open().filter(post_id=post.pk, claimed_by_id=actor.id).exists()
    return off or (None if held else ClaimFirst())


@rule(Permission.POST_WARN, Post)
def another_persons_post_while_on_shift(actor: Actor, post: Post) -> Refusal | None:
    if post.is_withdrawn or post.author_id == actor.id:
        return NotGranted()
    return the_desk_opens_on_shift(actor, SITE)


@rule(Permission.ITEM_BRING_BACK, Item)
def what_is_out_of_sight(actor: Actor, item: Item) -> Refusal | None:
    """Anybody on shift may, whoever decided: a second look is worth as much as the first."""
    refusal = what_is_open_or_was_ones_own_to_decide(actor, item)
    return refusal or (None if item.is_out_of_sight else NothingToBringBack())


@rule(Permission.POST_SHOW, Post)
def a_post_that_a_decision_hid_or_that_waits(actor: Actor, post: Post) -> Refusal | None:
    if post.is_held and not post.is_hidden:
        return the_post_of_an_item_one_holds(actor, post)
    item = Item.objects.out_of_sight().filter(post_id=post.pk).first()
    return what_is_out_of_sight(actor, item) if item else the_desk_opens_on_shift(actor, SITE) or NothingToBringBack()
