"""What becomes of a post on the desk when its writer changes it or takes it back.

Whoever asked about it saw other words. The desk keeps those, sealed, until it has decided, and hands them on with the
post; what a post says now is always read from the post.
"""

from forum.threads.models import Post, PostVersion
from moderation.review.models import AskedWords, Item

_THEN = "\n\n(Its writer changed it after somebody asked about it. Now it says:)\n\n"
_GONE = "\n\n(Its writer took it back after somebody asked about it.)"


def keep_what_was_asked_about(post: Post) -> None:
    """The words that stood there when the item was opened, the first time that they are changed after that."""
    item = Item.objects.open().filter(post=post, reasons__isnull=False, asked__isnull=True).first()
    if item is None:
        return
    stood = PostVersion.objects.filter(post=post, at__gte=item.opened_at).order_by("at", "pk").first()
    if stood is not None:
        AskedWords(item=item, words=stood.words).save()


def keep_what_is_taken_back(post: Post) -> None:
    """The words that somebody asked about, or those that stand there now, before they are gone."""
    keep_what_was_asked_about(post)
    item = Item.objects.open().filter(post=post, reasons__isnull=False, asked__isnull=True).first()
    if item is not None and post.words:
        AskedWords(item=item, words=post.words).save()


def words_asked_about(item: Item) -> str:
    """The kept words; "" where nothing was changed."""
    asked = AskedWords.objects.filter(item=item).first()
    return asked.words if asked else ""


def words_to_hand_on(item: Item) -> str:
    """Everything somebody who looks after the writer should have before them."""
    asked = words_asked_about(item)
    if asked and item.about.is_withdrawn:
        return f"{asked}{_GONE}"
    return f"{asked}{_THEN}{item.about.words}" if asked else item.about.words


def let_go_of_what_was_asked_about(item: Item) -> None:
    """It was decided."""
    AskedWords.objects.filter(item=item).delete()


def was_read_as_it_is(post: Post) -> bool:
    """Has the team read these words, if it read any of this post before others did?"""
    changed = PostVersion.objects.filter(post=post).order_by("-at").values_list("at", flat=True).first()
    looked = Item.objects.filter(post=post, is_first_look=True, decided_at__isnull=False).order_by("-decided_at")
    decided = looked.values_list("decided_at", flat=True).first()
    return changed is None or (decided is not None and changed <= decided)
