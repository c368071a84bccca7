"""Which warnings a post carries, and where graphic detail belongs."""

from collections.abc import Sequence

from django.utils.translation import gettext

from forum.boards.models import Board, BoardState, DetailLevel
from forum.core.refusals import Refusal
from forum.warnings.taxonomy import BY_KEY

GRAPHIC = "form.graphic"


class DetailElsewhere(Refusal):
    """Graphic detail belongs where people chose to meet it."""

    code = "detail_elsewhere"
    message = "In this board people leave graphic detail out. You can leave it out here, or write without that warning."


def known(warnings: Sequence[str]) -> list[str]:
    """Those of `warnings` that there are, in the order of the list."""
    return [key for key in BY_KEY if key in set(warnings)]


def keep_detail_where_it_belongs(board: Board, warnings: Sequence[str]) -> None:
    """Say kindly which boards take graphic detail, where this one does not."""
    if GRAPHIC not in warnings or board.detail == DetailLevel.OPEN:
        return
    fitting = Board.objects.filter(detail=DetailLevel.OPEN, state=BoardState.OPEN).in_order()
    names = " or ".join(f"“{name}”" for name in fitting.values_list("name", flat=True)[:3])
    elsewhere = (
        gettext(" It has its place in {names}, which you can join whenever you like.").format(names=names)
        if names
        else ""
    )
    raise DetailElsewhere(
        gettext(
            "In “{name}” people leave graphic detail out, so that everybody can read "
            "here.{elsewhere} You can also leave the detail out and say only what it is about, "
            "without the warning for graphic detail."
        ).format(name=board.name, elsewhere=elsewhere)
    )
