"""The verbs of boards: join and leave, put away; and, for managers, shape them."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.boards.events import BoardJoined, BoardLeft, BoardPutAway, BoardSet, BoardShaped
from forum.boards.models import Board, BoardMembership, BoardState, DetailLevel, Holds, PutAway
from forum.core.events import publish
from forum.core.refusals import Refusal


class NameTaken(Refusal):
    """Two boards of one name would be mixed up."""

    code = "board_name_taken"
    message = "There is a board of that name already. Give this one another name."


@dataclass(frozen=True)
class Shape:
    """What a manager decides about a board."""

    name: str
    purpose: str
    audience: str
    ground_rules: str
    detail: DetailLevel
    by_choice: bool
    holds_newcomers: Holds
    position: int
    state: BoardState


@transaction.atomic
def set_board(*, actor: Actor, board: Board, holds: Holds) -> None:
    """From now on; what waits already goes on waiting for somebody to read it. Chosen twice is chosen once."""
    authorize(actor, Permission.BOARD_SET, board)
    if Board.objects.filter(pk=board.pk).exclude(holds_newcomers=holds).update(holds_newcomers=holds):
        publish(BoardSet(actor_id=actor.id, board_id=board.pk))


@transaction.atomic
def add_board(*, actor: Account, shape: Shape) -> Board:
    """A new board, open from now on."""
    authorize(actor, Permission.BOARD_SHAPE, SITE)
    _refuse_a_taken_name(shape)
    board = Board.objects.create(**asdict(shape))
    publish(BoardShaped(actor_id=actor.pk, board_id=board.pk))
    return board


@transaction.atomic
def shape_board(*, actor: Account, board: Board, shape: Shape) -> None:
    """Change what a board is. Nothing that was written there goes; what nobody can read without joining now is still
    there for whoever wrote it, and for those who join."""
    authorize(actor, Permission.BOARD_SHAPE, board)
    _refuse_a_taken_name(shape, but=board)
    Board.objects.filter(pk=board.pk).update(**asdict(shape))
    publish(BoardShaped(actor_id=actor.pk, board_id=board.pk))


@transaction.atomic
def join_board(*, actor: Account, board: Board) -> None:
    """Read and write in a board that is joined by choice. Nobody is asked to prove anything, and nobody is told."""
    authorize(actor, Permission.BOARD_JOIN, board)
    if BoardMembership.objects.get_or_create(account=actor, board=board)[1]:
        publish(BoardJoined(actor_id=actor.pk, account_id=actor.pk, board_id=board.pk))


@transaction.atomic
def leave_board(*, actor: Account, board: Board) -> None:
    """What one wrote there stays one's own, and can still be taken back."""
    authorize(actor, Permission.BOARD_JOIN, board)
    if BoardMembership.objects.filter(account=actor, board=board).delete()[0]:
        publish(BoardLeft(actor_id=actor.pk, account_id=actor.pk, board_id=board.pk))


@transaction.atomic
def put_board_away(*, actor: Account, board: Board, away: bool) -> None:
    """Out of one's list, or back into it."""
    authorize(actor, Permission.BOARD_PUT_AWAY, board)
    if away:
        changed = PutAway.objects.get_or_create(account=actor, board=board)[1]
    else:
        changed = bool(PutAway.objects.filter(account=actor, board=board).delete()[0])
    if changed:
        publish(BoardPutAway(actor_id=actor.pk, account_id=actor.pk, board_id=board.pk))


@transaction.atomic
def forget_boards(*, account_id: UUID) -> None:
    """Delete which boards somebody joined or put away who closed their account."""
    BoardMembership.objects.filter(account_id=account_id).delete()
    PutAway.objects.filter(account_id=account_id).delete()


def _refuse_a_taken_name(shape: Shape, but: Board | None = None) -> None:
    others = Board.objects.exclude(pk=but.pk) if but else Board.objects.all()
    if others.filter(name__iexact=shape.name).exists():
        raise NameTaken
