"""Where the blocks of a picture of the rota lie. A block tells its level by its shape; colour comes last, and a table
beside the picture says the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from moderation.rota.overview.coverage import Level


@dataclass(frozen=True)
class Block:
    """One block: how well its time is covered, in words too, and where it leads."""

    x: int
    y: int
    width: int
    height: int
    level: Level
    words: str
    href: str = ""
    number: int = 0
    is_past: bool = False

    @property
    def kind(self) -> str:
        """The level, as the style sheet calls it."""
        return self.level.name.lower()

    @property
    def middle(self) -> tuple[int, int]:
        """Where its mark stands."""
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True)
class Label:
    """Some words in the picture; what `is_now` stands out."""

    x: int
    y: int
    words: str
    is_now: bool = False


@dataclass(frozen=True)
class Picture:
    """Blocks and labels on a sheet of `width` by `height`."""

    width: int
    height: int
    blocks: Sequence[Block]
    labels: Sequence[Label]


@dataclass(frozen=True)
class Grid:
    """Columns and rows of blocks of one size, with room for labels to the left and above."""

    column: int
    row: int
    left: int
    top: int
    gap: int = 4

    def place(self, column: int, row: int, *, down: int = 0) -> tuple[int, int, int, int]:
        """Left, top, width and height of a block; `down` moves it further down."""
        x, y = self.left + column * self.column, self.top + down + row * self.row
        return x, y, self.column - self.gap, self.row - self.gap
