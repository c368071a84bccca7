"""Boards that are joined by choice, one that the member joined; one for reading only; a draft, and a post that was
changed."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from forum.boards.models import BoardState
from forum.boards.services import join_board, put_board_away
from forum.drafts.content import SPACE, Content, place_of
from forum.drafts.services import keep_draft
from forum.threads.models import Post
from forum.threads.services.editing import edit_post
from forum.threads.services.writing import start_thread
from tests.factories.accounts import make_account
from tests.factories.threads import make_board, make_post, ready_to_write


def build(world: Any) -> SimpleNamespace:
    """Somebody else joined both, and wrote in each."""
    member, writer = world.cast["member"], make_account("Ivy")
    ready_to_write(writer)
    corner = make_board("A corner", by_choice=True, position=5)
    joined = make_board("Another corner", by_choice=True, position=6)
    written = []
    for board in (corner, joined):
        join_board(actor=writer, board=board)
        thread = start_thread(
            actor=writer, board=board, title="Low tide", words="It was quiet.", warnings=[], submission=uuid4()
        )
        written.append(Post.objects.get(thread=thread))
    edit_post(actor=writer, post=written[0], words="It was very quiet.", warnings=[])
    join_board(actor=member, board=joined)
    put_board_away(actor=member, board=corner, away=True)
    keep_draft(actor=member, place=place_of(SPACE, corner.pk), content=Content(words="Not yet."))
    edited = make_post(member)
    edit_post(actor=member, post=edited, words="It was calm.", warnings=[])
    return SimpleNamespace(
        corner=corner,
        joined=joined,
        in_corner=written[0],
        in_joined=written[1],
        closed=make_board("An old board", state=BoardState.READING, position=7),
        edited=edited,
    )
