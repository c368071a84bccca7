"""A language that nobody speaks: every sentence of ours in Hebrew letters, written from right to left.

What still stands in Latin letters on a page was not translatable, or was written by a person.
"""

import re
from pathlib import Path

import polib
from django.utils import dates

from config.speaking.catalogue import messages, template_of

CODE = "qps"
_LETTERS = {ord(latin): chr(0x5D0 + place % 27) for place, latin in enumerate("abcdefghijklmnopqrstuvwxyz")}
_KEPT = re.compile(r"\{\d*\w*[^}]*\}|<[^>]*>|&\w+;|%\(\w+\)s|%s")


def turned(message: str) -> str:
    """`message` in the language that nobody speaks; its places and its markup stay."""
    parts, kept = _KEPT.split(message), _KEPT.findall(message)
    words = [part.lower().translate(_LETTERS) for part in parts]
    return "".join(word + mark for word, mark in zip(words, [*kept, ""], strict=True))


def write_catalogue(folder: Path) -> None:
    """A finished translation in `folder`, as an operator would have one."""
    catalogue = template_of(messages())
    for entry in catalogue:
        entry.msgstr = turned(entry.msgid)
    # Days and months are in Django's own catalogue of every language.
    for names in (dates.WEEKDAYS, dates.WEEKDAYS_ABBR, dates.MONTHS, dates.MONTHS_3):
        for name in map(str, names.values()):
            if catalogue.find(name) is None:
                catalogue.append(polib.POEntry(msgid=name, msgstr=turned(name)))
    for name in dates.MONTHS.values():
        catalogue.append(polib.POEntry(msgid=str(name), msgctxt="alt. month", msgstr=turned(str(name))))
    place = folder / CODE / "LC_MESSAGES"
    place.mkdir(parents=True)
    catalogue.save_as_mofile(str(place / "django.mo"))
