"""The site in another language: one that nobody speaks and that runs from right to left, so that what was not
translatable stands out."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import trans_real
from pytest_django import Settings

from tests.architecture.access import ROWS
from tests.architecture.access.row import Row
from tests.architecture.world import As, World, build
from tests.config import pseudo
from tests.conftest import FakeClock
from tests.factories.sessions import signed_in

_SKIPPED = ("script", "style", "svg", "code")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("locale")
    pseudo.write_catalogue(folder)
    return folder


@pytest.fixture
def _spoken(catalogue: Path, settings: Settings) -> Iterator[None]:
    """The site offers it."""
    settings.LOCALE_PATHS = [catalogue]
    settings.LANGUAGES = [*settings.LANGUAGES, (pseudo.CODE, "Pseudo")]
    settings.LANGUAGES_BIDI = [*settings.LANGUAGES_BIDI, pseudo.CODE]
    settings.TEMPLATES = [*settings.TEMPLATES]  # Django then builds them again, for a site with two languages.
    _forget()
    yield
    _forget()
    translation.activate("en-gb")


def _forget() -> None:
    """Django keeps the catalogues it opened."""
    vars(trans_real)["_translations"].clear()


class _Words(HTMLParser):
    """What a person reads on a page, each stretch of text by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.root: dict[str, str | None] = {}
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.root = dict(attrs)
        if tag in _SKIPPED:
            self._inside.append(tag)
        self.texts += [value for name, value in attrs if name in ("aria-label", "title", "alt") and value]

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside and data.strip():
            self.texts.append(" ".join(data.split()))


def test_a_reader_can_choose_and_go_back(client: Client, _spoken: None, db: None) -> None:
    begin = _read(client.get("/about/").content.decode())
    assert (begin.root["lang"], begin.root["dir"]) == ("en-gb", "ltr")
    assert client.post("/language/", {"language": pseudo.CODE, "back": "/about/"}).headers["Location"] == "/about/"
    there = _read(client.get("/about/").content.decode())
    assert (there.root["lang"], there.root["dir"]) == (pseudo.CODE, "rtl")
    assert pseudo.turned("Help now") in there.texts
    client.post("/language/", {"language": "en-gb", "back": "/about/"})
    assert _read(client.get("/about/").content.decode()).texts == begin.texts


def test_the_choice_ends_with_the_window_and_leads_nowhere_else(client: Client, _spoken: None, db: None) -> None:
    answer = client.post("/language/", {"language": pseudo.CODE, "back": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"
    assert not answer.cookies["language"]["max-age"]
    assert not answer.cookies["language"]["expires"]
    assert "language" not in client.post("/language/", {"language": "xx"}).cookies
    assert client.get("/leave/").cookies["language"].value == ""


def test_with_one_language_there_is_nothing_to_choose(client: Client, db: None) -> None:
    assert 'action="/language/"' not in client.get("/about/").content.decode()


def test_a_refusal_answers_in_the_readers_language(_spoken: None) -> None:
    from forum.core.refusals import NotGranted

    with translation.override(pseudo.CODE):
        assert str(NotGranted()) == pseudo.turned(NotGranted.message)


# Where something still is, and why. A line that is no longer needed may go.
_JOINED = "a sentence of the team's side that is put together from parts"
_SUGGESTED = "words that a letter of the team begins with"
NOT_YET = {
    "audit:trail": _JOINED,
    "core:style": "examples for whoever designs",
    "handover:debrief": _JOINED,
    "hosting:list": _JOINED,
    "hosting:pause": _JOINED,
    "joining:say_not_yet": _SUGGESTED,
    "joining:say_yes": _SUGGESTED,
    "ladder:everybody": _JOINED,
    "ladder:mine": _JOINED,
    "review:desk": _JOINED,
    "rota:fill": _JOINED,
    "safeguarding:case": _JOINED,
    "shaping:choices": "the words that a charity chooses among",
    "supervision:home": _JOINED,
    "support:held": "numbers of days that are put into sentences when the site starts",
    "threads:write": "a name that is suggested, and a warning whose name is one word",
    "training:desk": "made-up posts to practise on",
    "training:edit_module": "an example of how questions are written down",
    "training:mine": _JOINED,
}


def test_nothing_on_any_page_is_left_in_english(db: None, clock: FakeClock, _spoken: None) -> None:
    """What stands in Latin letters is what people wrote, what things are called, or numbers."""
    world = build()
    visitors: dict[As, Client] = {}
    read = {row.route: set(_read(_page(world, row, visitors)).texts) for row in ROWS if row.method == "GET"}
    written = _everything_written()
    left: dict[str, str] = {}
    for route, texts in read.items():
        for text in texts:
            if _is_english(text) and not _was_written(text, written):
                left.setdefault(text, route)
    strays = sorted(f"{route}: {text}" for text, route in left.items() if route not in NOT_YET)
    assert not strays, "\n".join(strays)


def _page(world: World, row: Row, visitors: dict[As, Client]) -> str:
    """The page as the first of the cast who may see it reads it; empty when nobody gets one."""
    for who, outcome in zip(As, row.outcomes, strict=True):
        if outcome != "ok":
            continue
        answer = _visitor(world, who, visitors).get(reverse(row.route, args=row.args(world)))
        return answer.content.decode() if answer.headers["Content-Type"].startswith("text/html") else ""
    return ""


def _visitor(world: World, who: As, visitors: dict[As, Client]) -> Client:
    """Somebody of the cast, signed in once for all the pages they look at."""
    if who not in visitors:
        client = signed_in(world.cast[who], verified=who != As.UNVERIFIED) if who in world.cast else Client()
        client.cookies["language"] = pseudo.CODE
        visitors[who] = client
    return visitors[who]


def _read(page: str) -> _Words:
    words = _Words()
    words.feed(page)
    return words


def _is_english(text: str) -> bool:
    return len(re.findall(r"[A-Za-z]{2,}", text)) >= 2


def _everything_written() -> str:
    """What stands in the database: words of people, and of the charity, the sealed ones too."""
    found: list[str] = []
    for model in apps.get_models():
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices
        ]
        for row in model._default_manager.all() if names else ():
            found += [" ".join(re.sub("<[^>]*>", " ", str(getattr(row, name))).split()) for name in names]
    return " \n ".join(found)


def _was_written(text: str, written: str) -> bool:
    """Is every part of it, between its punctuation, in what was written?"""
    parts = (part.strip(" -–") for part in re.findall(r"[A-Za-z][A-Za-z0-9’' –-]*", text))
    return all(part in written for part in parts if re.search("[A-Za-z]{3}", part))
