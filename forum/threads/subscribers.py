"""What threads do when somebody leaves."""

from forum.accounts.events import AccountClosed, ChoicesSet
from forum.core.events import within_transaction
from forum.drafts.content import POST, place_of
from forum.drafts.services import forget_drafts_of
from forum.names.events import PseudonymChanged
from forum.threads.events import PostWithdrawn
from forum.threads.services.answering import forget_answers
from forum.threads.services.keeping import forget_bookmarks
from forum.threads.services.naming import keep_under
from forum.threads.services.places import forget_places, forget_unwanted_marks
from forum.threads.services.suggesting import forget_suggestions
from forum.threads.services.withdrawing import withdraw_all_of


@within_transaction(AccountClosed)
def take_back_everything(event: AccountClosed) -> None:
    """Whoever closes their account takes every word of theirs along."""
    withdraw_all_of(account_id=event.account_id)
    forget_answers(account_id=event.account_id)
    forget_bookmarks(account_id=event.account_id)
    forget_places(account_id=event.account_id)
    forget_suggestions(account_id=event.account_id)


@within_transaction(PostWithdrawn)
def forget_what_was_answered(event: PostWithdrawn) -> None:
    """What was said to a post, that somebody keeps it, and what its writer was changing it to go with it."""
    forget_answers(post_id=event.post_id)
    forget_bookmarks(post_id=event.post_id)
    forget_suggestions(post_id=event.post_id)
    forget_drafts_of(place=place_of(POST, event.post_id))


@within_transaction(ChoicesSet)
def forget_what_was_read(event: ChoicesSet) -> None:
    """Whoever does not want remembered what they read has it forgotten at once, wherever they said so."""
    forget_unwanted_marks(account_id=event.account_id)


@within_transaction(PseudonymChanged)
def leave_earlier_words_where_they_are(event: PseudonymChanged) -> None:
    """If they chose so, what they wrote until now stays under the name of then."""
    if event.former_id is not None:
        keep_under(account_id=event.account_id, former_id=event.former_id)
