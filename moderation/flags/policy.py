"""Object rules for flags."""

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, Role, rule
from forum.core import clock
from forum.core.refusals import NotGranted, NotNow, Refusal
from forum.private.models import PrivateMessage
from forum.rooms.models import Message
from forum.threads.models import Post
from moderation.flags.models import Flag
from moderation.rota.cover import is_on_duty


class OnesOwnWords(NotNow):
    """Nobody asks the team to look at their own words: there are nearer ways to be heard."""

    code = "ones_own_words"
    message = (
        "These are your own words. If you want us to know how you are, or need somebody now, "
        "Help now shows who is there for you. You can also take your words back whenever you like."
    )
    next_step = "support:help"


@rule(Permission.FLAG_RAISE, Post)
def not_ones_own_post(actor: Account, post: Post) -> Refusal | None:
    if post.is_withdrawn or post.is_hidden or (post.is_held and post.author_id != actor.pk):
        return NotGranted()
    return OnesOwnWords() if post.author_id == actor.pk else None


@rule(Permission.FLAG_RAISE, Message)
def a_message_of_somebody_else_that_one_can_read(actor: Account, message: Message) -> Refusal | None:
    if not Message.objects.visible_to(actor).filter(pk=message.pk).exists():
        return NotGranted()
    return OnesOwnWords() if message.author_id == actor.pk else None


@rule(Permission.FLAG_RAISE, PrivateMessage)
def a_private_message_to_oneself(actor: Account, message: PrivateMessage) -> Refusal | None:
    if not PrivateMessage.objects.visible_to(actor).filter(pk=message.pk).exists():
        return NotGranted()
    return OnesOwnWords() if message.author_id == actor.pk else None


@rule(Permission.FLAG_READ, Flag)
def ones_own_flag_or_the_teams_turn(actor: Actor, flag: Flag) -> Refusal | None:
    if actor.role == Role.MEMBER:
        return None if flag.raised_by_id == actor.id else NotGranted()
    return the_teams_turn(actor, flag)


@rule(Permission.FLAG_ANSWER, Flag)
def the_teams_turn(actor: Actor, flag: Flag) -> Refusal | None:
    """A moderator on shift while it waits, a practitioner once it was passed on, the service when a claim lapses."""
    if actor.role == Role.SYSTEM:
        return None if flag.is_waiting else NotGranted()
    if actor.role == Role.PRACTITIONER:
        return None if flag.passed_on_at else NotGranted()
    return None if flag.is_waiting and is_on_duty(actor, clock.now()) else NotGranted()
