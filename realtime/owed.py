"""How much a reader was sent and has not read yet.

What the server cannot hand to the network it keeps in memory, for as long as somebody does not read. So a socket is
never owed more than `OWED_LIMIT`: the browser says in its pings how far it has read, and whoever falls behind is closed
and comes back for the rest.
"""

OWED_LIMIT = 48 * 1024


class Owed:
    """Two sums: everything, and what was sent since the mark. When the mark is read, the second is what is left."""

    __slots__ = ("_last", "_mark", "_since", "total")

    def __init__(self) -> None:
        self.total = self._since = self._mark = self._last = 0

    def add(self, length: int, revision: int) -> bool:
        """Count a frame; False if that is more than anybody is owed."""
        self.total += length
        self._since += length
        self._last = max(self._last, revision)
        return self.total <= OWED_LIMIT

    def acknowledge(self, after: int | None) -> None:
        """The browser read up to `after`; where nothing is numbered, whatever it was sent before its ping."""
        if self._last == 0:
            self.total = self._since = 0
        elif after is not None and after >= self._mark:
            self.total, self._mark, self._since = self._since, self._last, 0
