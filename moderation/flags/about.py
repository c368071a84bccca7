"""What somebody asks the team to look at: a post on the boards, a message of a chat, or a private message.

A flag and an item hold one of the three, and everybody who deals with them reads it from here: what is the same of all
by one name, what differs said once. Messages go a day after their session; what was decided about one stays, and is
then about something that is gone. Of a private message the team holds a copy (`copies`) and never the talk.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext
from markupsafe import Markup, escape

from forum.accounts.models import Account
from forum.core.markup import render
from forum.names.models import OtherName
from forum.private.models import PrivateMessage, Talk
from forum.rooms.models import ChatSession, Message
from forum.threads.models import Post, Thread
from moderation.flags.copies import KeptMessage

PostOrMessage = Post | Message | KeptMessage


@dataclass(frozen=True)
class About:
    """One post or one message. Nothing of it is read from the database before it is asked for. While somebody asks, it
    may be the private message itself."""

    row: PostOrMessage | PrivateMessage | None

    @property
    def there(self) -> PostOrMessage:
        """The post or the message itself, where it cannot be gone: it stays while somebody has to deal with it."""
        if self.row is None or isinstance(self.row, PrivateMessage):
            raise LookupError("This is about a message that is gone.")
        return self.row

    @property
    def post(self) -> Post | None:
        return self.row if isinstance(self.row, Post) else None

    @property
    def message(self) -> Message | None:
        return self.row if isinstance(self.row, Message) else None

    @property
    def copy(self) -> KeptMessage | None:
        return self.row if isinstance(self.row, KeptMessage) else None

    @property
    def is_private(self) -> bool:
        """Was it written by one member to another?"""
        return isinstance(self.row, KeptMessage | PrivateMessage)

    @property
    def word(self) -> str:
        """What people call it."""
        return gettext("post") if isinstance(self.row, Post) else gettext("message")

    def say(self, words: str) -> str:
        """`words`, written about a post, as they are said of this."""
        return words if isinstance(self.row, Post) else words.replace("the post", "the message")

    @property
    def is_gone(self) -> bool:
        """Was it deleted with the other messages of its session?"""
        return self.row is None

    @property
    def author(self) -> Account | None:
        return self.row.author if self.row else None

    @property
    def author_id(self) -> UUID | None:
        return self.row.author_id if self.row else None

    @property
    def written_as_id(self) -> UUID | None:
        """The one-off or earlier name it stands under, if it is not the pseudonym."""
        return None if self.row is None or isinstance(self.row, PrivateMessage) else self.row.written_as_id

    @property
    def author_name(self) -> str:
        """The name it stands under. Whose that is nobody is shown, the team included."""
        return name_of(self.row) if self.row else "somebody"

    @property
    def words(self) -> str:
        return self.row.words if self.row else ""

    @property
    def edition(self) -> str:
        """A mark of the words as they are now, so that it shows when they changed meanwhile."""
        return sha256(self.words.encode()).hexdigest()[:16]

    @property
    def warnings(self) -> Sequence[str]:
        return self.row.warnings if self.row else []

    @property
    def html(self) -> Markup:
        """The words, ready to show."""
        if isinstance(self.row, Post):
            # Rendered and cleaned when it was written, through forum.core.markup.
            return Markup(self.row.html)  # noqa: S704
        if self.is_private:
            return Markup(render(self.words))  # noqa: S704  (cleaned there)
        return as_typed(self.words)

    @property
    def written_at(self) -> datetime | None:
        if isinstance(self.row, Post):
            return self.row.created_at
        return self.row.written_at if self.row else None

    @property
    def stands_in(self) -> Thread | ChatSession | None:
        """The thread or the session it is part of."""
        message, post = self.message, self.post
        session: ChatSession | None = message.session if message else None
        thread: Thread | None = post.thread if post else None
        return session or thread

    @property
    def hidden_reason(self) -> str:
        """Why it is out of sight, as its writer was told."""
        if isinstance(self.row, Message | KeptMessage):
            return self.row.reason
        return self.row.hidden_reason if self.row else ""

    @property
    def is_withdrawn(self) -> bool:
        return self.row is not None and self.row.is_withdrawn

    @property
    def is_hidden(self) -> bool:
        return self.row is not None and self.row.is_hidden

    @property
    def is_held(self) -> bool:
        return self.row is not None and self.row.is_held


def name_of(row: PostOrMessage | PrivateMessage) -> str:
    """The name beside a post or a message: the one-off or earlier name it was written under, or the pseudonym."""
    if isinstance(row, PrivateMessage):
        talk: Talk = row.talk
        return talk.shown_name(row.author)
    other: OtherName | None = row.written_as
    author: Account = row.author
    return other.name if other else author.pseudonym


def as_field(about: PostOrMessage) -> dict[str, Any]:
    """`about` as the field of a flag or an item that holds it."""
    if isinstance(about, KeptMessage):
        return {"copy": about}
    return {"post": about} if isinstance(about, Post) else {"message": about}


def one_of_them(name: str, *, but: models.Q) -> models.CheckConstraint:
    """A row is about a post, about a message or about the copy of one. `but` says when the message may be gone."""
    post = models.Q(post__isnull=False, message__isnull=True, copy__isnull=True)
    message = models.Q(post__isnull=True, message__isnull=False, copy__isnull=True)
    copy = models.Q(post__isnull=True, message__isnull=True, copy__isnull=False)
    gone = models.Q(post__isnull=True, message__isnull=True, copy__isnull=True) & but
    return models.CheckConstraint(name=name, condition=post | message | copy | gone)


def as_typed(words: str) -> Markup:
    """Plain words, ready to show: no markup in them means anything, and lines end where they ended."""
    lines = (escape(line) for line in words.split("\n"))
    return Markup("<p>{}</p>").format(Markup("<br>").join(lines))
