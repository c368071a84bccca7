"""The languages a site offers: English, and each one for which somebody made a translation."""

from pathlib import Path

from django.conf.locale import LANG_INFO

OWN = ("en-gb", "English")


def offered(places: list[Path]) -> list[tuple[str, str]]:
    """English first, then every language with a finished catalogue in one of `places`, as (code, its own name)."""
    found = {path.parents[1].name for place in places for path in place.glob("*/LC_MESSAGES/django.mo")}
    codes = sorted(code.replace("_", "-").lower() for code in found)
    return [OWN, *((code, _name(code)) for code in codes if code != OWN[0])]


def _name(code: str) -> str:
    known = LANG_INFO.get(code) or LANG_INFO.get(code.partition("-")[0]) or {}
    return str(known.get("name_local", code)).capitalize()
