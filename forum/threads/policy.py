"""Object rules for threads and posts. Hiding and showing belong to moderation, which registers their rules."""

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, rule
from forum.boards.models import Board
from forum.confidentiality.policy import notice_first
from forum.core.refusals import NotGranted, NotNow, Refusal
from forum.threads.models import Post, Thread


class PhraseFirst(NotNow):
    """The recovery phrase has not been kept yet."""

    code = "phrase_first"
    message = (
        "Before you write, please keep your recovery phrase somewhere safe. "
        "It is the only way back in if you forget your pass phrase."
    )
    next_step = "accounts:phrase"


def _ready_to_write(actor: Account) -> Refusal | None:
    return notice_first(actor) if actor.has_kept_phrase else PhraseFirst()


@rule(Permission.THREAD_WRITE, Board)
def whoever_read_the_notice_begins_threads(actor: Account, board: Board) -> Refusal | None:
    return _ready_to_write(actor)


@rule(Permission.POST_WRITE, Thread)
def whoever_read_the_notice_replies(actor: Account, thread: Thread) -> Refusal | None:
    return a_thread_with_something_to_read(actor, thread) or _ready_to_write(actor)


@rule(Permission.THREAD_READ, Thread)
def a_thread_with_something_to_read(actor: Actor, thread: Thread) -> Refusal | None:
    return NotGranted() if thread.is_empty or (thread.is_held and thread.author_id != actor.id) else None


@rule(Permission.POST_READ, Post)
def standing_posts_and_ones_own_out_of_sight(actor: Actor, post: Post) -> Refusal | None:
    if post.is_withdrawn or ((post.is_hidden or post.is_held) and post.author_id != actor.id):
        return NotGranted()
    return None


@rule(Permission.POST_WITHDRAW, Post)
def ones_own_post(actor: Account, post: Post) -> Refusal | None:
    return None if post.author_id == actor.pk and not post.is_withdrawn else NotGranted()
