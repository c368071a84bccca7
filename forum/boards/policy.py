"""Object rules for boards."""

from forum.accounts.actors import Actor
from forum.accounts.permissions import Permission, rule
from forum.boards.models import Board
from forum.core.refusals import Refusal


@rule(Permission.BOARD_READ, Board)
def every_board_is_open_to_those_signed_in(actor: Actor, board: Board) -> Refusal | None:
    return None


@rule(Permission.BOARD_SET, Board)
def any_board_can_be_set(actor: Actor, board: Board) -> Refusal | None:
    return None
