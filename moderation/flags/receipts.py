"""How far a flag has got, as the person who raised it reads it."""

from datetime import datetime

from django.utils.translation import gettext

from forum.core.when import coarse
from moderation.flags.about import name_of
from moderation.flags.models import Flag, Status

Step = tuple[str, str, str]
"""The words, "done", "now" or "next", and a note."""


def steps(flag: Flag) -> list[Step]:
    """The way of one flag, what is behind it first."""
    way: list[Step] = [("Received", "done", _when(flag.raised_at))]
    if flag.passed_on_at:
        way.append((str(Status.PASSED_ON.label), "done" if flag.is_answered else "now", _when(flag.passed_on_at)))
    elif not flag.is_answered:
        way.append((str(Status.LOOKING.label), "now" if flag.status == Status.LOOKING else "next", ""))
    if flag.is_answered:
        return [*way, (in_words(flag.status, flag.outcome), "done", _when(flag.answered_at))]
    return [*way, ("You can read here what we did", "next", "")]


def about_of(flag: Flag) -> str:
    """What a flag is about: "post by Wren"."""
    post, message = flag.post, flag.message
    copy = flag.copy
    return name(name_of(post) if post else None, name_of(message) if message else None, name_of(copy) if copy else None)


def name(post_by: str | None, message_by: str | None, private_by: str | None = None) -> str:
    """The same from the name of its writer; of a message that is gone with its session, none is left."""
    if post_by is not None:
        return gettext("post by {post_by}").format(post_by=post_by)
    if private_by is not None:
        return gettext("private message by {private_by}").format(private_by=private_by)
    return (
        gettext("message by {message_by}").format(message_by=message_by)
        if message_by is not None
        else "message in a chat"
    )


def in_words(status: str, outcome: str) -> str:
    """A status in one line."""
    label = gettext(str(Status(status).label))
    return f"{label}: {gettext(outcome)}" if status == Status.ANSWERED and outcome else label


def _when(moment: datetime | None) -> str:
    told = coarse(moment) if moment else ""
    return told[:1].upper() + told[1:]
