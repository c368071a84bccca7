"""What makes news: events of the forum. Moderation tells of receipts itself."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from forum.accounts.events import AccountClosed
from forum.blocks.models import Block, Mute
from forum.boards.models import PutAway
from forum.checkins.events import CheckInAnswered, CheckInDue
from forum.core import clock
from forum.core.events import after_commit, within_transaction
from forum.inbox.events import LetterSent, LettersRead
from forum.inbox.models import Letter
from forum.private.events import PrivateWritten, TalkAccepted, TalkAsked, TalkEnded
from forum.private.models import Talk
from forum.referrals.events import ReferralAnswered, ReferralClosed, ReferralForgotten, ReferralSent, ReferralTaken
from forum.threads.events import (
    PostHeld,
    PostHidden,
    PostLetThrough,
    PostWithdrawn,
    PostWritten,
    ReactionGiven,
    SuggestionMade,
)
from forum.threads.models import Post, ThreadPlace
from forum.updates.events import UpdateNoted
from forum.updates.kinds import UpdateKind
from forum.updates.reading import look_again
from forum.updates.services import noting


@within_transaction(PostWritten)
def tell_who_follows(event: PostWritten) -> None:
    _tell_followers(event.post_id)


@within_transaction(PostLetThrough)
def tell_who_follows_now(event: PostLetThrough) -> None:
    _tell_followers(event.post_id)


@within_transaction(PostHeld)
def say_nothing_of_what_waits(event: PostHeld) -> None:
    noting.forget_post(post_id=event.post_id)


@within_transaction(PostHidden)
def say_nothing_of_what_is_hidden(event: PostHidden) -> None:
    noting.forget_post(post_id=event.post_id)


@within_transaction(PostWithdrawn)
def say_nothing_of_what_is_gone(event: PostWithdrawn) -> None:
    noting.forget_post(post_id=event.post_id)


@within_transaction(ReactionGiven)
def tell_of_a_kind_sign(event: ReactionGiven) -> None:
    _tell_the_author(event.post_id, UpdateKind.REACTION)


@within_transaction(SuggestionMade)
def ask_about_a_warning(event: SuggestionMade) -> None:
    _tell_the_author(event.post_id, UpdateKind.SUGGESTION)


@within_transaction(LetterSent)
def tell_of_a_letter(event: LetterSent) -> None:
    if Letter.objects.filter(pk=event.letter_id, from_team=True).exists():
        noting.note(accounts=[event.member_id], kind=UpdateKind.LETTER, thing=event.conversation_id)


@within_transaction(LettersRead)
def see_that_it_was_read(event: LettersRead) -> None:
    noting.see_thing(account_id=event.member_id, kind=UpdateKind.LETTER, thing=event.conversation_id)


@within_transaction(TalkAsked)
def tell_whoever_is_asked(event: TalkAsked) -> None:
    """If it reaches them."""
    if Talk.objects.filter(pk=event.talk_id, reaches=True, declined_at__isnull=True).exists():
        noting.note(accounts=[event.asked_id], kind=UpdateKind.ASKED, thing=event.talk_id)


@within_transaction(TalkAccepted)
def tell_whoever_asked(event: TalkAccepted) -> None:
    noting.note(accounts=[event.asker_id], kind=UpdateKind.PRIVATE, thing=event.talk_id)


@within_transaction(PrivateWritten)
def tell_of_private_words(event: PrivateWritten) -> None:
    if event.reader_id is not None:
        noting.note(accounts=[event.reader_id], kind=UpdateKind.PRIVATE, thing=event.talk_id)


@within_transaction(TalkEnded)
def say_nothing_of_an_ended_talk(event: TalkEnded) -> None:
    noting.forget_thing(thing=event.talk_id)


@within_transaction(CheckInDue)
def tell_of_a_check_in(event: CheckInDue) -> None:
    noting.note(accounts=[event.account_id], kind=UpdateKind.CHECK_IN, thing=event.check_in_id)


@within_transaction(CheckInAnswered)
def say_nothing_of_an_answered_check_in(event: CheckInAnswered) -> None:
    noting.forget_thing(thing=event.check_in_id)


@within_transaction(ReferralForgotten)
def say_nothing_of_a_referral_that_is_gone(event: ReferralForgotten) -> None:
    noting.forget_thing(thing=event.referral_id)


def tell_of_a_referral(event: ReferralTaken | ReferralSent | ReferralAnswered | ReferralClosed) -> None:
    """Whoever looks after it did something."""
    noting.note(accounts=[event.member_id], kind=UpdateKind.REFERRAL, thing=event.referral_id)


_STEPS: tuple[type[Any], ...] = (ReferralTaken, ReferralSent, ReferralAnswered, ReferralClosed)
for _step in _STEPS:
    within_transaction(_step)(tell_of_a_referral)


@within_transaction(AccountClosed)
def forget_them_and_their_address(event: AccountClosed) -> None:
    noting.forget_person(account_id=event.account_id)


@after_commit(UpdateNoted)
def ask_again_whether_there_is_anything(event: UpdateNoted) -> None:
    look_again(event.account_id)


def _tell_the_author(post_id: UUID, kind: UpdateKind) -> None:
    post = Post.objects.get(pk=post_id)
    noting.note(accounts=[post.author_id], kind=kind, thing=post.pk, thread_id=post.thread_id, post_id=post.pk)


def _tell_followers(post_id: UUID) -> None:
    """Whoever follows the thread hears of a reply that they can meet: not across a block, not of a name they muted, not
    if they put the thread or its board away, or rest from it."""
    post = Post.objects.get(pk=post_id)
    if post.held_at is not None or post.hidden_at is not None or Post.first_of(post.thread_id) == post.pk:
        return
    apart = Q(account_id=OuterRef("account_id"), blocked_id=post.author_id)
    apart |= Q(account_id=post.author_id, blocked_id=OuterRef("account_id"))
    muted = Mute.objects.filter(
        account_id=OuterRef("account_id"), muted_id=post.author_id, muted_as_id=post.written_as_id
    )
    places = ThreadPlace.objects.filter(thread_id=post.thread_id, is_followed=True, is_muted=False)
    resting = Q(stepped_back_until__gt=clock.now())
    away = PutAway.objects.filter(board_id=post.thread.board_id).values("account_id")
    hearing = places.exclude(account_id__in=away)
    hearing = hearing.exclude(resting).exclude(account_id=post.author_id)
    hearing = hearing.filter(~Exists(Block.objects.filter(apart)), ~Exists(muted))
    noting.note(
        accounts=list(hearing.values_list("account_id", flat=True)),
        kind=UpdateKind.REPLY,
        thing=post.thread_id,
        thread_id=post.thread_id,
        post_id=post.pk,
    )
