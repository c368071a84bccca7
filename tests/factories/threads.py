"""Boards, threads and posts for tests."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from forum.accounts.models import Account
from forum.boards.models import Board, BoardState
from forum.confidentiality.models import Acknowledgement, Notice
from forum.core import clock
from forum.threads.models import Post, Thread
from forum.threads.services.writing import reply, start_thread


def make_board(name: str = "Being heard", **fields: Any) -> Board:
    return Board.objects.create(name=name, purpose="To say how things are.", **fields)


def make_notice(version: int = 1) -> Notice:
    return Notice.objects.create(version=version, words="Read me.", html="<p>Read me.</p>", published_at=clock.now())


def ready_to_write(account: Account) -> None:
    """Let `account` acknowledge the notice in force, making version 1 if there is none."""
    notice = Notice.objects.current() or make_notice()
    Acknowledgement.objects.get_or_create(account=account, notice=notice, defaults={"at": clock.now()})


def make_thread(
    author: Account,
    *,
    title: str = "A walk by the sea",
    words: str = "It was windy.",
    warnings: Sequence[str] = (),
) -> Thread:
    """A thread through the real service."""
    ready_to_write(author)
    board = Board.objects.filter(by_choice=False, state=BoardState.OPEN).first() or make_board()
    return start_thread(actor=author, board=board, title=title, words=words, warnings=warnings, submission=uuid4())


def make_post(author: Account, *, words: str = "It was windy.", warnings: Sequence[str] = ()) -> Post:
    """The first post of a new thread."""
    return make_thread(author, words=words, warnings=warnings).posts.get()


def make_reply(author: Account, thread: Thread, words: str = "I know that wind.") -> Post:
    ready_to_write(author)
    return reply(actor=author, thread=thread, words=words, warnings=[], submission=uuid4())
