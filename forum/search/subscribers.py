"""The index follows what happens to a post, inside the same transaction."""

from forum.core.events import after_commit, within_transaction
from forum.search.services import forget_post, index_post, sweep_index
from forum.threads.events import PostEdited, PostHeld, PostHidden, PostLetThrough, PostShown, PostWithdrawn, PostWritten


@within_transaction(PostWritten)
def take_in(event: PostWritten) -> None:
    index_post(post_id=event.post_id)


@within_transaction(PostEdited)
def take_in_as_it_reads_now(event: PostEdited) -> None:
    index_post(post_id=event.post_id)


@within_transaction(PostLetThrough)
def take_in_what_was_held(event: PostLetThrough) -> None:
    index_post(post_id=event.post_id)


@within_transaction(PostShown)
def take_in_what_was_hidden(event: PostShown) -> None:
    index_post(post_id=event.post_id)


@within_transaction(PostHeld)
def leave_out_what_waits(event: PostHeld) -> None:
    forget_post(post_id=event.post_id)


@within_transaction(PostHidden)
def leave_out_what_is_hidden(event: PostHidden) -> None:
    forget_post(post_id=event.post_id)


@within_transaction(PostWithdrawn)
def leave_out_what_is_gone(event: PostWithdrawn) -> None:
    forget_post(post_id=event.post_id)


@after_commit(PostEdited)
def clear_out_what_it_said(event: PostEdited) -> None:
    sweep_index()


@after_commit(PostWithdrawn)
def clear_out_the_words(event: PostWithdrawn) -> None:
    """At once, and not only when the steward comes by."""
    sweep_index()
