"""Words under another name, for tests."""

from uuid import uuid4

from forum.accounts.models import Account
from forum.boards.models import Board
from forum.threads.models import Post
from forum.threads.services.writing import start_thread
from tests.factories.threads import make_board, ready_to_write


def make_one_off_post(author: Account, name: str = "Quiet Heron", words: str = "It was windy.") -> Post:
    """The first post of a thread that `author` begins under `name`."""
    ready_to_write(author)
    board = Board.objects.first() or make_board()
    thread = start_thread(
        actor=author, board=board, title="A walk", words=words, warnings=[], submission=uuid4(), one_off=name
    )
    return Post.objects.select_related("author", "written_as", "thread").get(thread=thread)
