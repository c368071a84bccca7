"""What the made-up members of the demo wrote on the boards, and said to each other's words, each with its moment."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from forum.accounts.models import Account
from forum.boards.models import Board
from forum.boards.services import join_board
from forum.threads.models import Feeling, Post, Thread
from forum.threads.services.answering import react
from forum.threads.services.editing import edit_post
from forum.threads.services.writing import reply, start_thread
from moderation.flags.services import raise_flag

Act = tuple[datetime, Callable[[], object]]
Row = Mapping[str, Any]


class Conversations:
    """The threads of one made-up community."""

    def __init__(self, community: Row, authors: Mapping[str, Account], *, now: datetime) -> None:
        self.community, self.authors, self.now = community, authors, now

    def story(self) -> Iterator[Act]:
        """Everything they did."""
        for row in self.community["threads"]:
            yield self._at(row), partial(self._begin, row)
            for line in row["replies"]:
                yield self._at(line), partial(self._answer, row["title"], line)
                if "before" in line:
                    changed = self.now - timedelta(hours=line["changed_hours_ago"])
                    yield changed, partial(self._change, row["title"], line)
        for row in self.community["reactions"]:
            yield self._at(row), partial(self._react, row)
        for row in self.community["flags"]:
            yield self._at(row), partial(self._flag, row)

    def _at(self, row: Row) -> datetime:
        return self.now - timedelta(hours=row["hours_ago"])

    def _begin(self, row: Row) -> None:
        start_thread(
            actor=self.authors[row["author"]],
            board=come_to(row["board"], self.authors[row["author"]]),
            title=row["title"],
            words=row["words"],
            warnings=row["warnings"],
            submission=uuid4(),
            one_off=row.get("one_off", ""),
            wish=row.get("wish", ""),
            tells_me=row.get("tells_me", False),
        )

    def _answer(self, title: str, row: Row) -> None:
        thread, quotes = thread_called(title), row.get("quotes")
        come_to(thread.board.name, self.authors[row["author"]])
        reply(
            actor=self.authors[row["author"]],
            thread=thread,
            words=row.get("before", row["words"]),
            warnings=row["warnings"],
            submission=uuid4(),
            quotes=post_of(title, quotes["post"]) if quotes else None,
            quoted_parts=quotes["parts"] if quotes else (),
        )

    def _change(self, title: str, row: Row) -> None:
        author = self.authors[row["author"]]
        post = Post.objects.filter(thread=thread_called(title), author=author).latest("created_at")
        edit_post(actor=author, post=post, words=row["words"], warnings=row["warnings"])

    def _react(self, row: Row) -> None:
        post = post_of(row["thread"], row["post"])
        react(actor=self.authors[row["by"]], post=post, feeling=Feeling(row["feeling"]))

    def _flag(self, row: Row) -> None:
        raise_flag(
            actor=self.authors[row["raised_by"]],
            about=post_of(row["thread"], row["post"]),
            reason=row["reason"],
            wish=row["wish"],
            note=row["note"],
            submission=uuid4(),
        )


def come_to(name: str, author: Account) -> Board:
    """The board of that name. Whoever writes in one that is joined by choice joined it before."""
    board = Board.objects.get(name=name)
    if board.by_choice:
        join_board(actor=author, board=board)
    return board


def thread_called(title: str) -> Thread:
    """The made-up thread with that title."""
    return Thread.objects.get(title=title)


def post_of(title: str, number: int) -> Post:
    """One of its posts; 0 is the one that began it."""
    return Post.objects.filter(thread__title=title).order_by("created_at", "id")[number]
