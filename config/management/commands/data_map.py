"""`manage.py data_map`: write docs/data-map.md from what every field declares; `--check` says whether it is fresh."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from forum.core.held import Kind
from forum.support.pages import Row, data_map

PATH = settings.BASE_DIR / "docs" / "data-map.md"

_HEAD = """\
# Data map

Every field of every table: what it says about a person, why it is held, and for how long. Written by
`manage.py data_map` from the declarations beside the fields (`forum/core/held.py`); do not edit it by hand. The public
reads the personal part of it on the page "What we hold".

- **sealed**: encrypted where it lies (`forum/core/sealed.py`), opened only where it is read.
- **sensitive**: says something private about a person, or lets them in.
- **pseudonymous**: belongs to a person whose name nobody here knows.
- **nothing personal**: about the service, not about a person.

No field holds a network address, a browser, a device, a phone number or a real name of anybody who comes here, and an
e-mail address only, sealed, of whoever asked for a neutral hint. A file test holds that
(`tests/architecture/test_data_map.py`).
"""


class Command(BaseCommand):
    help = "Write docs/data-map.md: every field, what it says about a person, why we hold it and for how long."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; fail if the file is not up to date.")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        silent = [f"{row.table}.{row.field}" for row in data_map() if row.held is None]
        if silent:
            raise CommandError(f"These fields do not say what they hold: {', '.join(silent)}.")
        if not check:
            PATH.write_text(page(), encoding="utf-8")
        elif not PATH.exists() or PATH.read_text(encoding="utf-8") != page():
            raise CommandError("docs/data-map.md is not up to date. Run `manage.py data_map`.")


def page() -> str:
    """The whole file."""
    rows = list(data_map())
    return "\n".join([_HEAD, _counts(rows), *(_table(name, group) for name, group in groupby(rows, _name))])


def _name(row: Row) -> str:
    return row.table


def _counts(rows: list[Row]) -> str:
    held = [row.held.kind for row in rows if row.held]
    counts = ", ".join(f"{held.count(kind)} {kind}" for kind in reversed(Kind))
    return f"{len({row.table for row in rows})} tables, {len(rows)} fields: {counts}.\n"


def _table(name: str, rows: Any) -> str:
    lines = [f"## {name}", "", "| field | kind | why | kept |", "| --- | --- | --- | --- |"]
    lines += [f"| `{row.field}` | {_kind(row)} | {row.held.why} | {row.held.kept} |" for row in rows if row.held]
    return "\n".join(lines) + "\n"


def _kind(row: Row) -> str:
    kind = row.held.kind if row.held else None
    return f"**{kind}**" if kind in (Kind.SEALED, Kind.SENSITIVE) else str(kind)
