"""What there is to translate, and translations made ready for use.

Messages come from two places: the sentences of the templates, and sentences in our Python (refusals, labels, the names
of choices), which are looked up where they are shown.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings
from django.template import engines

from config.speaking.extension import is_human

WINGS = ("forum", "moderation", "config", "realtime")
# Calls whose strings no person reads.
_UNREAD = frozenset(("log", "logger", "re", "path", "RuntimeError", "TypeError", "ValueError", "LookupError"))
# What goes into a sentence: "not begun yet".
_PHRASE = re.compile(r"[a-z][a-z’ ,-]* [a-z’ ,-]*[a-z]")
Place = tuple[str, int]


def messages() -> dict[str, list[Place]]:
    """Every message, with the places where it stands."""
    found: dict[str, list[Place]] = {}
    for message, place in [*_of_templates(), *_of_python()]:
        found.setdefault(message, []).append(place)
    return found


def template_of(found: dict[str, list[Place]]) -> polib.POFile:
    """The empty catalogue that a translation begins with."""
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Project-Id-Version": "Holdfast",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for message in sorted(found):
        where = sorted({name for name, _ in found[message]})
        catalogue.append(polib.POEntry(msgid=message, occurrences=[(name, "") for name in where]))
    return catalogue


def compile_all(places: list[Path]) -> list[str]:
    """Make every translation in `places` ready for use. Returns the names of the languages."""
    done = []
    for path in (path for place in places for path in sorted(place.glob("*/LC_MESSAGES/django.po"))):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
        done.append(path.parents[1].name)
    return done


def _of_templates() -> Iterator[tuple[str, Place]]:
    env = next(engine.env for engine in engines.all() if hasattr(engine, "env"))
    for name in sorted(env.list_templates(extensions=["html"])):
        if not (settings.BASE_DIR / "templates" / name).exists():
            continue  # A library's own.
        heard: dict[str, list[int]] = {}
        env.heard = heard
        env.compile(env.loader.get_source(env, name)[0], name, name)
        del env.heard
        yield from ((message, (f"templates/{name}", lines[0])) for message, lines in heard.items())


def _of_python() -> Iterator[tuple[str, Place]]:
    for wing in WINGS:
        for path in sorted((settings.BASE_DIR / wing).rglob("*.py")):
            if not {"migrations", "management", "speaking"} & set(path.parts):
                name = str(path.relative_to(settings.BASE_DIR))
                yield from ((text, (name, line)) for text, line in sentences_in(path.read_text(encoding="utf-8")))


def sentences_in(source: str) -> Iterator[tuple[str, int]]:
    """The strings of a Python file that a person may read: whole sentences and labels, not docstrings, not parts of
    strings that are put together."""
    tree = ast.parse(source)
    skipped = {id(node) for parent in ast.walk(tree) for node in _unread(parent)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("gettext", "gettext_lazy")
        ):
            yield from ((str(one.value), one.lineno) for one in node.args if isinstance(one, ast.Constant))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            text = node.value
            begins = re.match(r"[A-Z“0-9]", text) or _PHRASE.fullmatch(text)
            if begins and is_human(text) and text == text.strip():
                yield text, node.lineno
                if "the post" in text:  # What the team says of a post it says of a message too: `About.say`.
                    yield text.replace("the post", "the message"), node.lineno


def _unread(parent: ast.AST) -> Iterator[ast.AST]:
    if isinstance(parent, ast.JoinedStr):
        yield from ast.walk(parent)
    elif isinstance(parent, ast.Expr) and isinstance(parent.value, ast.Constant):
        yield parent.value
    elif isinstance(parent, ast.Call):
        name = parent.func
        root = name.value if isinstance(name, ast.Attribute) else name
        if isinstance(root, ast.Name) and root.id in _UNREAD:
            yield from (node for argument in parent.args for node in ast.walk(argument))
