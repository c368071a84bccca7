"""What the desk does to a post or a message, and how its writer hears of it. Whether somebody may was asked before
(`services`)."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.inbox.services import end_conversation, tell_step
from forum.private.services import hide_message, show_message, warn_message
from forum.rooms.events import ChatChanged
from forum.rooms.ledger import change
from forum.rooms.models import Call, CallKind, Message, MessageState
from forum.threads.models import Post
from forum.threads.services.hiding import hide_post, let_post_through, show_post
from forum.threads.services.warning import add_warnings
from forum.warnings.taxonomy import BY_KEY
from moderation.flags import copies
from moderation.flags.about import About
from moderation.flags.copies import KeptMessage
from moderation.nudges.services import tell as nudge


class NothingToHide(Refusal):
    """It is out of sight already."""

    code = "nothing_to_hide"
    message = "This one is out of sight already. Choose to leave it as it is, or hand it on if you are worried."


class NothingToWarn(Refusal):
    """It carries them already, or none was chosen."""

    code = "nothing_to_warn"
    message = "Choose a content warning that this one does not have yet."


class ReasonNeeded(Refusal):
    """Whoever is affected by a decision is told why."""

    code = "reason_needed"
    message = "Write the reason in kind words. The writer reads it."


def hide(*, actor: Account, about: About, reason: str) -> None:
    """Put it out of sight for others, and tell its writer why."""
    if about.is_withdrawn or about.is_hidden:
        raise NothingToHide
    if not reason:
        raise ReasonNeeded
    if about.message is not None:
        change(about.message, actor_id=actor.pk, state=MessageState.HIDDEN, reason=reason)
    elif about.post is not None:
        hide_post(actor=actor, post=about.post, reason=reason)
    elif about.copy is not None:
        hide_message(message_id=about.copy.origin, reason=reason)
        _mark(about.copy, hidden_at=clock.now(), reason=reason)
    others = "whoever you wrote it to" if about.is_private else "the other members"
    again = "You can write a new post" if about.post else "You can write again"
    _tell(
        about,
        gettext(
            "We read one of your {word}s and put it out of sight for {others}. You can still see it, "
            "and you are welcome here as before.\n\nThe reason, from the moderator who read it: "
            "{reason}\n\n{again}, or ask the charity that runs this place (see About) to have somebody "
            "else look."
        ).format(word=about.word, others=others, reason=reason, again=again),
    )


def warn(*, actor: Account, about: About, warnings: Sequence[str]) -> None:
    """Add content warnings without touching a word, and tell its writer which."""
    added = _warn_message(actor, about.message, warnings) if about.message else []
    if about.post is not None:
        added = add_warnings(actor=actor, post=about.post, warnings=warnings)
    elif about.copy is not None:
        added = warn_message(message_id=about.copy.origin, warnings=warnings)
    if not added:
        raise NothingToWarn
    names = ", ".join(f"“{BY_KEY[key].name}”" for key in added)
    _tell(
        about,
        gettext(
            "We read one of your {word}s and added {names} to it, so that others can choose how to "
            "meet it. Your words are as you wrote them, and everybody who could read them still "
            "can.\n\nIf you think it does not fit, ask the charity that runs this place (see About) to "
            "have somebody else look."
        ).format(word=about.word, names=names),
    )


def bring_back(*, actor: Account, about: About, words: str) -> bool:
    """Others can read it as before, and its writer is told. Asked for twice at once, the second answer is False."""
    if about.copy is not None:
        back = _bring_copy_back(about.copy)
    elif about.message is not None:
        back = _bring_message_back(actor, about.message)
    else:
        back = _bring_post_back(actor, about.post)
    if not back:
        return False
    said = gettext("\n\nFrom the moderator who looked again: {words}").format(words=words) if words else ""
    whoever = "Everybody here" if about.post else "Whoever it was for" if about.is_private else "Whoever was there"
    _tell(
        about,
        gettext("We looked again at one of your {word}s. {whoever} can read it as before.{said}").format(
            word=about.word, whoever=whoever, said=said
        ),
    )
    return True


def let_through(*, actor: Account, post: Post) -> None:
    """Everybody can read what waited for a first look, and its writer is told."""
    if let_post_through(actor=actor, post=post):
        _tell(About(post), "We have read what you wrote, and now everybody here can. Thank you for writing.")


def answer_calls(*, actor: Account, about: About) -> None:
    """The hosts of the session were called for a message: somebody has it in hand now."""
    message = about.message
    if message is None:
        return
    calls = Call.objects.filter(message=message, kind=CallKind.FLAG, taken_at__isnull=True)
    if calls.update(taken_by=actor, taken_at=clock.now()):
        publish(ChatChanged(actor_id=actor.pk, session_id=message.session_id))


def let_go(*, about: About) -> None:
    """It was dealt with. A message goes with the others of its session again; if its writer took it back, the copy that
    was kept for the team goes now. Nothing that members see changes, so no browser is told."""
    if about.copy is not None and not about.copy.is_hidden:
        copies.empty([about.copy])  # The team has no more need of private words.
    message = about.message
    if message is None:
        return
    message.is_flagged = False
    if message.is_withdrawn:
        message.words, message.warnings = "", []
    message.save(update_fields=["is_flagged", "words", "warnings"])


def _warn_message(actor: Account, message: Message, warnings: Sequence[str]) -> list[str]:
    added = [key for key in BY_KEY if key in set(warnings) and key not in message.warnings]
    if added:
        wanted = {*message.warnings, *added}
        change(message, actor_id=actor.pk, warnings=[key for key in BY_KEY if key in wanted])
    return added


def _bring_message_back(actor: Account, message: Message) -> bool:
    if not message.is_hidden:
        return False
    change(message, actor_id=actor.pk, state=MessageState.SHOWN, reason="")
    return True


def _bring_copy_back(copy: KeptMessage) -> bool:
    if not copy.is_hidden:
        return False
    show_message(message_id=copy.origin)
    _mark(copy, hidden_at=None, reason="")
    copies.empty([copy])
    return True


def _mark(copy: KeptMessage, *, hidden_at: datetime | None, reason: str) -> None:
    copy.hidden_at, copy.reason = hidden_at, reason
    copy.save(update_fields=["hidden_at", "reason"])


def _bring_post_back(actor: Account, post: Post | None) -> bool:
    return post is not None and show_post(actor=actor, post=post)


def _tell(about: About, words: str) -> None:
    """A message that nobody waits for an answer to. Somebody on the team, who has no inbox, is told where to ask."""
    author = about.author
    if author is None:
        return
    if not author.is_team:
        end_conversation(conversation=tell_step(member=author, words=words).conversation)
        return
    row = about.row
    line = "A colleague looked at words of yours. Whoever leads the shift can tell you more."
    nudge(accounts=[author.pk], key=f"words:{row.pk if row else ''}", words=line, href=reverse("handover:shift"))
