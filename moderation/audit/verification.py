"""Is the trail as we wrote it? Finds what was changed, moved, removed or put in, and a tail that was cut off.

Who can write to the database but does not hold SECRET_KEY cannot seal a line or a head. What a copy of the whole
database set back by a day could still hide is found by `--expect`, with a head that was written down elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain as joined
from itertools import islice

from django.db.models import Subquery
from django.utils.translation import gettext

from moderation.audit import chain
from moderation.audit.models import Entry, Head

# How many lost numbers are looked for one by one. Beyond that the trail is in ruins and a summary says so.
_MOST = 1_000


class Kind(StrEnum):
    """What can be wrong with a trail."""

    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"
    INSERTED = "inserted"
    SPLICED = "spliced"
    CUT = "cut"
    HEAD = "head"
    UNEXPECTED = "unexpected"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, at the entry numbered `sequence`."""

    kind: Kind
    sequence: int
    sentence: str


@dataclass(frozen=True)
class Verdict:
    """What a verification found."""

    first: int
    checked: int
    anchor: str
    findings: list[Finding]

    @property
    def is_whole(self) -> bool:
        """Is nothing wrong?"""
        return not self.findings


@dataclass
class _Walk:
    """What was met while reading the entries in their order."""

    next: int
    checked: int = 0
    last: Entry | None = None
    wrong: list[Entry] = field(default_factory=list)
    missing: list[range] = field(default_factory=list)
    spliced: list[int] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        if entry.sequence > self.next:
            self.missing.append(range(self.next, entry.sequence))
        self.next, self.checked = entry.sequence + 1, self.checked + 1
        if not chain.is_sealed(entry.line, entry.hash):
            self.wrong.append(entry)
            self.last = None
            return
        if self._follows_another(entry):
            self.spliced.append(entry.sequence)
        self.last = entry

    def _follows_another(self, entry: Entry) -> bool:
        """Ours, but written after a different line than the one that stands before it now."""
        if entry.sequence == 1:
            return entry.previous != ""
        known = self.last is not None and self.last.sequence == entry.sequence - 1
        return known and self.last is not None and entry.previous != self.last.hash


def verify(*, first: int = 1, expect: tuple[int, str] | None = None) -> Verdict:
    """Read the trail from entry `first` to its head and say what is wrong with it."""
    head = Head.objects.first()
    end = head.sequence if head else None
    walk = _Walk(next=first)
    entries = Entry.objects.filter(sequence__gte=first).order_by("sequence")
    for entry in (entries if end is None else entries.filter(sequence__lte=end)).iterator(chunk_size=2_000):
        walk.take(entry)
    surplus = list(_beyond_head()) if head else []
    findings = [
        *_lines(walk, surplus, end),
        *_head(head, walk, surplus),
        *_expected(expect),
    ]
    return Verdict(first, walk.checked, head.anchor if head else "0:-", findings)


def _beyond_head() -> Iterator[Entry]:
    """Entries after the head, asked in one question so that one appended meanwhile is not taken for a forgery."""
    ends = Subquery(Head.objects.values("sequence")[:1])
    return Entry.objects.filter(sequence__gt=ends).order_by("sequence")[:_MOST].iterator()


def _lines(walk: _Walk, surplus: list[Entry], end: int | None) -> Iterator[Finding]:
    """What is wrong with single entries."""
    strange = [entry for entry in surplus if not chain.is_sealed(entry.line, entry.hash)]
    if end is not None and walk.next <= end:
        walk.missing.append(range(walk.next, end + 1))
    lost = list(islice(joined((e.sequence for e in walk.wrong), joined.from_iterable(walk.missing)), _MOST))
    origin = _origins([*walk.wrong, *strange], lost)
    for entry in [*walk.wrong, *strange]:
        yield _misplaced(entry.sequence, origin, is_beyond=end is not None and entry.sequence > end)
    in_place = {entry.sequence for entry in walk.wrong} - origin.keys()
    yield from _removed(sorted(set(lost) - in_place - set(origin.values())), end)
    if sum(map(len, walk.missing)) > _MOST:
        yield Finding(Kind.REMOVED, walk.missing[0].start, "Many more entries are missing.")
    for sequence in walk.spliced:
        yield Finding(
            Kind.SPLICED,
            sequence,
            gettext("Entry {sequence} is ours but was not written after entry {it}.").format(
                sequence=sequence, it=sequence - 1
            ),
        )


def _origins(strange: list[Entry], lost: list[int]) -> dict[int, int]:
    """Where entries that stand in the wrong place were written: number now → number then."""
    found: dict[int, int] = {}
    shift = 0
    for entry in strange:
        likely = entry.sequence + shift  # Entries that were moved together moved by the same distance.
        for number in (likely, *lost):
            if number != entry.sequence and chain.is_sealed(entry.line.renumbered(number), entry.hash):
                found[entry.sequence], shift = number, number - entry.sequence
                break
    return found


def _misplaced(sequence: int, origin: dict[int, int], *, is_beyond: bool) -> Finding:
    if sequence in origin:
        return Finding(
            Kind.MOVED,
            sequence,
            gettext("Entry {sequence} was moved: it was written as entry {origin}.").format(
                sequence=sequence, origin=origin[sequence]
            ),
        )
    if is_beyond or sequence in origin.values():
        return Finding(
            Kind.INSERTED,
            sequence,
            gettext("Entry {sequence} was put in: we did not write it.").format(sequence=sequence),
        )
    return Finding(
        Kind.CHANGED, sequence, gettext("Entry {sequence} was changed after it was written.").format(sequence=sequence)
    )


def _removed(numbers: list[int], end: int | None) -> Iterator[Finding]:
    """Numbers that are gone, told as runs; the run that reaches the head is a tail cut off."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    for start, stop in runs:
        what = (
            gettext("Entry {start} is").format(start=start)
            if start == stop
            else gettext("Entries {start} to {stop} are").format(start=start, stop=stop)
        )
        if stop == end:
            yield Finding(
                Kind.CUT, start, gettext("{what} missing: the end of the trail was cut off.").format(what=what)
            )
        else:
            yield Finding(Kind.REMOVED, start, f"{what} missing.")


def _head(head: Head | None, walk: _Walk, surplus: list[Entry]) -> Iterator[Finding]:
    """What is wrong with the row that says where the trail ends."""
    if head is None:
        yield Finding(Kind.HEAD, 0, "The row that says where the trail ends is gone.")
        return
    if not chain.is_head_sealed(head.sequence, head.hash, head.seal):
        yield Finding(Kind.HEAD, head.sequence, "The row that says where the trail ends was changed.")
    elif walk.last and walk.last.sequence == head.sequence and walk.last.hash != head.hash:
        yield Finding(Kind.HEAD, head.sequence, "The trail ends with another entry than its head says.")
    ours = [entry.sequence for entry in surplus if chain.is_sealed(entry.line, entry.hash)]
    if ours:
        yield Finding(
            Kind.HEAD,
            head.sequence,
            gettext("The head was set back: entry {ours} is ours and comes after it.").format(ours=ours[-1]),
        )


def _expected(expect: tuple[int, str] | None) -> Iterator[Finding]:
    """Does the trail still hold the head that somebody wrote down?"""
    if expect is None or expect == (0, "-"):
        return
    sequence, written = expect
    entry = Entry.objects.filter(sequence=sequence).first()
    if entry is None or entry.hash != written:
        yield Finding(
            Kind.UNEXPECTED,
            sequence,
            gettext("The trail does not hold the entry {sequence} that was written down elsewhere.").format(
                sequence=sequence
            ),
        )


def verify_newest(most: int = 2_000) -> Verdict:
    """Check the newest `most` entries: quick enough for a page. The command `verify_audit` reads them all."""
    head = Head.objects.first()
    return verify(first=max(1, head.sequence - most + 1) if head else 1)
