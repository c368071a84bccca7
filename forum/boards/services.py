"""The verb of boards: choose whose posts wait for a first look."""

from django.db import transaction

from forum.accounts.actors import Actor
from forum.accounts.permissions import Permission, authorize
from forum.boards.events import BoardSet
from forum.boards.models import Board, Holds
from forum.core.events import publish


@transaction.atomic
def set_board(*, actor: Actor, board: Board, holds: Holds) -> None:
    """From now on; what waits already goes on waiting for somebody to read it. Chosen twice is chosen once."""
    authorize(actor, Permission.BOARD_SET, board)
    if Board.objects.filter(pk=board.pk).exclude(holds_newcomers=holds).update(holds_newcomers=holds):
        publish(BoardSet(actor_id=actor.id, board_id=board.pk))
