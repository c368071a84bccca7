"""Object rules for private messages."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, Role, rule
from forum.blocks.models import Block
from forum.confidentiality.policy import notice_first
from forum.core import clock
from forum.core.refusals import NotGranted, NotNow, Refusal
from forum.core.when import local
from forum.private import hours
from forum.private.models import PrivateDoor, PrivateMessage, Talk
from forum.shaping.reading import shaped
from forum.threads.models import Post


class PrivateOff(NotNow):
    """Nobody writes in private here."""

    code = "private_off"
    message = "Private messages are switched off in this place. What you have can still be read and ended."
    next_step = "private:list"


class OnlyWithTeam(NotNow):
    """The charity keeps private messages to the hours of its team."""

    code = "only_with_team"
    message = (
        "Private messages are open only while somebody from the team is here, and nobody is right now. "
        "You can read what you have. If you need somebody now, these lines are open."
    )
    next_step = "support:help"


class TooNew(NotNow):
    """Somebody joined a short while ago."""

    code = "too_new"

    def __init__(self) -> None:
        days = settings.NEWCOMERS["days"].days
        super().__init__(
            gettext(
                "Private messages open when you have been here for {days} days, the same for everybody. "
                "Until then you can write on the boards."
            ).format(days=days)
        )


class OpenYourDoorFirst(NotNow):
    """Both sides choose, so whoever asks has chosen too."""

    code = "open_your_door_first"
    message = (
        "Before you ask somebody, say that others may ask you. Then it is the same for both. "
        "You can switch it off again at any time."
    )
    next_step = "private:list"


class NotAcceptedYet(NotNow):
    """Whoever was asked has not answered, and never has to."""

    code = "not_accepted_yet"
    message = "You can write here once they accept. They never have to, and there can be many reasons."


def is_new(account: Account, now: datetime) -> bool:
    """Did this member join less than a newcomer's time ago? Posts do not make it shorter: what is private has fewer
    eyes on it than the boards."""
    joined = account.joined_on
    return joined is None or local(now).date() - joined < settings.NEWCOMERS["days"]


def closed_to(actor: Account) -> Refusal | None:
    """Why private words cannot be written here by `actor` at all right now."""
    if not shaped().private_messages:
        return PrivateOff()
    if not hours.is_open_now():
        return OnlyWithTeam()
    return notice_first(actor)


def can_be_asked_about(post: Post) -> bool:
    """Does the page of `post` offer to write to its writer in private? The same for every member's post under their own
    pseudonym, whatever its writer chose, so that it tells nothing; never for a one-off or earlier name."""
    return shaped().private_messages and post.written_as_id is None and post.author.role == Role.MEMBER


@rule(Permission.PRIVATE_ASK, Post)
def whoever_opened_their_own_door(actor: Account, post: Post) -> Refusal | None:
    if post.is_withdrawn or post.is_hidden or post.is_held or post.author_id == actor.pk:
        return NotGranted()
    if post.written_as_id is not None:
        return NotGranted()  # Before anything else: no page may name whoever writes under another name.
    if not can_be_asked_about(post):
        return NotGranted() if shaped().private_messages else PrivateOff()
    if is_new(actor, clock.now()):
        return TooNew()
    closed = closed_to(actor)
    if closed:
        return closed
    return None if PrivateDoor.objects.filter(account_id=actor.pk).exists() else OpenYourDoorFirst()


@rule(Permission.PRIVATE_READ, Talk)
def one_of_the_two(actor: Actor, talk: Talk) -> Refusal | None:
    reached = talk.is_open or (talk.reaches and talk.declined_at is None)
    theirs = talk.asker_id == actor.id or (talk.asked_id == actor.id and reached)
    return None if theirs and talk.left_by_id != actor.id else NotGranted()


@rule(Permission.PRIVATE_READ, PrivateMessage)
def words_of_ones_own_talk(actor: Actor, message: PrivateMessage) -> Refusal | None:
    if message.author_id != actor.id and (message.is_hidden or _came_after_a_block(actor, message)):
        return NotGranted()
    return one_of_the_two(actor, message.talk)


def _came_after_a_block(actor: Actor, message: PrivateMessage) -> bool:
    if actor.id is None:
        return False
    return Block.objects.between(message.author_id, actor.id).filter(at__lt=message.written_at).exists()


@rule(Permission.PRIVATE_END, Talk)
def either_of_the_two_ends_it(actor: Account, talk: Talk) -> Refusal | None:
    return one_of_the_two(actor, talk)


@rule(Permission.PRIVATE_WRITE, Talk)
def what_was_accepted(actor: Account, talk: Talk) -> Refusal | None:
    stranger = one_of_the_two(actor, talk)
    if stranger:
        return stranger
    return closed_to(actor) if talk.is_open else NotAcceptedYet()
