"""Object rules for threads and posts. Hiding and showing belong to moderation, which registers their rules."""

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, allows, rule
from forum.boards.models import Board
from forum.boards.policy import JoinFirst, NothingNew, reads_in
from forum.confidentiality.policy import notice_first
from forum.core.refusals import NotGranted, NotNow, Refusal
from forum.threads.models import Post, PostVersion, Thread, WarningSuggestion, Wish


class PhraseFirst(NotNow):
    """The recovery phrase has not been kept yet."""

    code = "phrase_first"
    message = (
        "Before you write, please keep your recovery phrase somewhere safe. "
        "It is the only way back in if you forget your pass phrase."
    )
    next_step = "accounts:phrase"


class NoRepliesWished(NotNow):
    """Whoever began the thread would like no replies. They may still add to it themselves."""

    code = "no_replies_wished"
    message = (
        "Whoever began this thread would like no replies to it. That is nothing about you. "
        "You can begin a thread of your own, and say there what you would like back."
    )


class OutOfSightNow(NotNow):
    """The team put it out of sight, and its writer can talk with them about it."""

    code = "out_of_sight"
    message = "The team has put this post out of sight, so it cannot be changed for now. You can still take it back."


def _ready_to_write(actor: Account) -> Refusal | None:
    return notice_first(actor) if actor.has_kept_phrase else PhraseFirst()


def _open_to(actor: Actor, board: Board) -> Refusal | None:
    if not reads_in(actor, board):
        return JoinFirst()
    return None if board.is_open else NothingNew()


@rule(Permission.THREAD_WRITE, Board)
def whoever_read_the_notice_begins_threads(actor: Account, board: Board) -> Refusal | None:
    return _open_to(actor, board) or _ready_to_write(actor)


@rule(Permission.THREAD_WRITE, Thread)
def what_one_began(actor: Account, thread: Thread) -> Refusal | None:
    return None if thread.author_id == actor.pk and not thread.is_empty else NotGranted()


@rule(Permission.POST_WRITE, Thread)
def whoever_read_the_notice_replies(actor: Account, thread: Thread) -> Refusal | None:
    refusal = a_thread_with_something_to_read(actor, thread) or _open_to(actor, thread.board)
    if refusal is None and thread.wish == Wish.NONE and thread.author_id != actor.pk:
        return NoRepliesWished()
    return refusal or _ready_to_write(actor)


@rule(Permission.THREAD_READ, Thread)
def a_thread_with_something_to_read(actor: Actor, thread: Thread) -> Refusal | None:
    if thread.is_empty:
        return NotGranted()
    if thread.author_id == actor.id:
        return None
    return NotGranted() if thread.is_held or not reads_in(actor, thread.board) else None


@rule(Permission.POST_READ, Post)
def standing_posts_and_ones_own_out_of_sight(actor: Actor, post: Post) -> Refusal | None:
    if post.is_withdrawn:
        return NotGranted()
    if post.author_id == actor.id:
        return None
    return NotGranted() if post.is_hidden or post.is_held or not reads_in(actor, post.thread.board) else None


@rule(Permission.POST_READ, PostVersion)
def as_the_post_is(actor: Actor, version: PostVersion) -> Refusal | None:
    return standing_posts_and_ones_own_out_of_sight(actor, version.post)


@rule(Permission.POST_EDIT, Post)
def ones_own_post_in_sight(actor: Account, post: Post) -> Refusal | None:
    return ones_own_post(actor, post) or (OutOfSightNow() if post.is_hidden else None)


@rule(Permission.POST_REACT, Post)
def a_standing_post_of_somebody_else(actor: Account, post: Post) -> Refusal | None:
    out_of_sight = post.is_withdrawn or post.is_hidden or post.is_held
    return NotGranted() if out_of_sight or post.author_id == actor.pk else None


@rule(Permission.BOOKMARK_KEEP, Post)
def any_post_one_may_read_is_kept(actor: Account, post: Post) -> Refusal | None:
    return standing_posts_and_ones_own_out_of_sight(actor, post)


@rule(Permission.THREAD_KEEP_PLACE, Thread)
def any_thread_one_may_read_has_a_place(actor: Account, thread: Thread) -> Refusal | None:
    return a_thread_with_something_to_read(actor, thread)


def may_quote(actor: Actor, post: Post, thread: Thread) -> bool:
    """Can `post` stand above a reply of `actor` in `thread`? Only what stands there for everybody."""
    in_sight = post.thread_id == thread.pk and not (post.is_hidden or post.is_held)
    return in_sight and allows(actor, Permission.POST_READ, post)


@rule(Permission.POST_WITHDRAW, Post)
def ones_own_post(actor: Account, post: Post) -> Refusal | None:
    return None if post.author_id == actor.pk and not post.is_withdrawn else NotGranted()


@rule(Permission.SUGGESTION_MAKE, Post)
def a_post_of_somebody_else_that_one_reads(actor: Account, post: Post) -> Refusal | None:
    return standing_posts_and_ones_own_out_of_sight(actor, post) or (
        NotGranted() if post.author_id == actor.pk else None
    )


@rule(Permission.SUGGESTION_ANSWER, Post)
def whoever_wrote_it_decides(actor: Account, post: Post) -> Refusal | None:
    return ones_own_post(actor, post)


@rule(Permission.SUGGESTION_READ, WarningSuggestion)
def whoever_suggested_it_or_is_asked(actor: Account, suggestion: WarningSuggestion) -> Refusal | None:
    return None if actor.pk in (suggestion.suggested_by_id, suggestion.post.author_id) else NotGranted()
