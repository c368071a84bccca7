"""Pages: nothing from elsewhere, nothing inline, nothing trusted unseen, nothing that tells what this site is about."""

import re
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.source import ROOT, named, python_files, static_files, templates

# What a page title, an address or a bookmark must not say.
TELLING = re.compile(
    r"rape|abuse|assault|victim|survivor|violence|sexual|trauma|suicid|self.?harm|safeguard|crisis|helpline|police",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"""(?:https?:)?//[\w.-]+\.\w+|\bhttps?:""", re.IGNORECASE)
NAMESPACE = re.compile(r"https?://www\.w3\.org/[\w/]+")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style\b|\sstyle\s*=|\son\w+\s*=\s*[\"'{]|javascript:|<base\b|<iframe|<object|<embed|<form[^>]+action=[\"']http",
    re.IGNORECASE,
)
UPLOAD = re.compile(r"type=[\"']file|multipart/form-data", re.IGNORECASE)
JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)

# Where text is taken for markup, and who cleaned it.
TRUSTED = {
    "templates/components/level.html": "shapes drawn in the template itself",
    "templates/core/style.html": "examples written in the template itself",
    "templates/forum/confidentiality/easy.html": "rendered through forum.core.markup when it was published",
    "templates/forum/confidentiality/limits.html": "rendered through forum.core.markup when it was published",
    "templates/forum/confidentiality/preview.html": "rendered through forum.core.markup for this look",
    "templates/forum/inbox/_letter.html": "rendered through forum.core.markup when it is read",
    "templates/moderation/safeguarding/advise.html": "rendered through forum.core.markup when it is read",
    "templates/moderation/safeguarding/case.html": "rendered through forum.core.markup when it is read",
    "templates/moderation/safeguarding/concern.html": "rendered through forum.core.markup when it is read",
    "forum/accounts/views/second_factor.py": "a picture drawn by the library from an address of our own",
    "config/speaking/extension.py": "sentences of our own templates and their translations",
    "forum/confidentiality/views.py": "rendered through forum.core.markup for this look",
    "forum/threads/parts.py": "paragraphs of what was rendered through forum.core.markup",
    "forum/threads/reading/posts.py": "rendered through forum.core.markup when it was written",
    "forum/threads/reading/preview.py": "the preview, rendered through forum.core.markup",
    "forum/threads/reading/versions.py": "rendered through forum.core.markup when it was written",
    "forum/private/reading.py": "rendered through forum.core.markup when it is read",
    "moderation/flags/about.py": "rendered through forum.core.markup",
    "moderation/review/reading.py": "rendered through forum.core.markup when it is read",
    "moderation/training/reading.py": "rendered through forum.core.markup",
    "moderation/training/views/desk.py": "our own made-up words, rendered through forum.core.markup",
}
TRUSTING = re.compile(
    r"\|\s*safe\b|\bMarkup\((?!\"\{\}\"|')|\bmark_safe\(|\|\s*attr\(|autoescape\s+false", re.IGNORECASE
)


def test_a_page_loads_nothing_from_elsewhere() -> None:
    texts = {path: _template(path) for path in templates()} | {path: _plain(path) for path in static_files()}
    loading = {named(path): ADDRESS.findall(NAMESPACE.sub("", text)) for path, text in texts.items()}
    assert {name: found for name, found in loading.items() if found} == {}


def test_a_template_holds_nothing_inline_and_takes_no_files() -> None:
    found = {named(path): INLINE.findall(_template(path)) + UPLOAD.findall(_template(path)) for path in templates()}
    assert {name: inline for name, inline in found.items() if inline} == {}


def test_a_page_title_tells_nothing() -> None:
    titles = [(named(path), title) for path in templates() for title in _titles(path)]
    assert [found for found in titles if TELLING.search(found[1])] == []
    # A member's words in a title would stand in the history of their browser.
    spoken = re.compile(r"\.(title|words|pseudonym|name)\b")
    assert [found for found in titles if spoken.search(found[1].replace("site.name", ""))] == []


def test_every_page_has_a_title_of_its_own() -> None:
    # A name that starts with an underscore, or a template without a layout, is a part of a page.
    pages = [path for path in templates() if re.search(r"\{%-?\s*extends", path.read_text())]
    nameless = [named(path) for path in pages if "layouts" not in path.parts and "block title" not in path.read_text()]
    assert nameless == []


def test_no_address_tells_what_the_site_is_about() -> None:
    assert [route for route in _routes(get_resolver()) if TELLING.search(route)] == []


def test_public_addresses_cannot_be_counted() -> None:
    # The versions of the public notice are counted on purpose.
    counted = [route for route in _routes(get_resolver()) if re.search(r"<int:(?!version>)|\(\?P", route)]
    assert counted == []


def test_text_is_taken_for_markup_in_known_places_only() -> None:
    files = [*templates(), *(path for path in python_files() if named(path) != "forum/core/markup.py")]
    trusting = {named(path) for path in files if TRUSTING.search(_template(path))}
    assert trusting - TRUSTED.keys() == set(), "Say in TRUSTED who cleaned it."
    assert TRUSTED.keys() - trusting == set(), "These no longer need to be trusted."


def test_scripts_never_write_markup() -> None:
    writing = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
    found = [
        f"{named(path)}: {match}" for path in (ROOT / "static").rglob("*.js") for match in writing.findall(_plain(path))
    ]
    assert found == []


def test_scripts_keep_nothing_in_the_browser() -> None:
    keeping = re.compile(r"(?:local|session)Storage|indexedDB|document\.cookie|caches\.")
    # Whether the keys of the desk are switched on, until the tab is closed; leaving deletes it too.
    known = {"static/desk.js": {"sessionStorage"}}
    scripts = {named(path): set(keeping.findall(_plain(path))) for path in (ROOT / "static").rglob("*.js")}
    assert {name: found for name, found in scripts.items() if found} == known


def _template(path: Path) -> str:
    return JINJA_COMMENT.sub("", path.read_text(encoding="utf-8"))


def _titles(path: Path) -> list[str]:
    """What a page puts into the title of the window; what is drawn names its parts with a <title> of its own."""
    text = re.sub(r"<(svg|g|circle)\b[\s\S]*?</\1>", "", path.read_text(encoding="utf-8"))
    blocks = re.findall(r"\{%-?\s*block title\s*-?%\}(.*?)\{%-?\s*endblock", text, re.DOTALL)
    return [*blocks, *re.findall(r"<title>(.*?)</title>", text, re.DOTALL)]


def _plain(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return re.sub(r"/\*[\s\S]*?\*/|^\s*//.*$|<!--[\s\S]*?-->", "", text, flags=re.MULTILINE)


def _routes(resolver: URLResolver, prefix: str = "") -> list[str]:
    routes: list[str] = []
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            routes.append(route)
        else:
            routes += _routes(entry, route)
    return routes
