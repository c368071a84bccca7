"""Object rules for boards."""

from forum.accounts.actors import Actor
from forum.accounts.permissions import TEAM, Permission, rule
from forum.boards.models import Board, BoardMembership
from forum.core.refusals import NotGranted, NotNow, Refusal


class JoinFirst(NotNow):
    """What is written in a board that is joined by choice is for those who joined."""

    code = "join_first"
    message = "This board is for members who joined it. You can join on its own page, and leave again at any time."


class NothingNew(NotNow):
    """The board is there for reading, or retired."""

    code = "nothing_new"
    message = "Nothing new is written in this board any more. What is there stays, and you can still read it."


def reads_in(actor: Actor, board: Board) -> bool:
    """May `actor` read what is written in `board`? (`models.read_by` for many rows.)"""
    if not board.by_choice or actor.role in TEAM:
        return True
    return BoardMembership.objects.visible_to(actor).filter(board_id=board.pk).exists()


@rule(Permission.BOARD_READ, Board)
def every_board_is_known_to_those_signed_in(actor: Actor, board: Board) -> Refusal | None:
    return None


@rule(Permission.BOARD_JOIN, Board)
def a_board_that_is_joined_by_choice(actor: Actor, board: Board) -> Refusal | None:
    return None if board.by_choice else NotGranted()


@rule(Permission.BOARD_PUT_AWAY, Board)
def any_board_can_be_put_away(actor: Actor, board: Board) -> Refusal | None:
    return None


@rule(Permission.BOARD_SET, Board)
def any_board_can_be_set(actor: Actor, board: Board) -> Refusal | None:
    return None


@rule(Permission.BOARD_SHAPE, Board)
def any_board_can_be_shaped(actor: Actor, board: Board) -> Refusal | None:
    return None
