"""The shape of the house: what each package says of itself, how long things may be, what nobody writes."""

import ast
import subprocess
from collections import Counter
from pathlib import Path

from django.apps import apps
from django.db.models import Model

from tests.architecture.source import (
    ASYNC_WINGS,
    ROOT,
    app_packages,
    at,
    functions,
    is_layer,
    named,
    packages,
    python_files,
    static_files,
    templates,
    tree,
)

FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES, SCRIPT_LINES = 300, 40, 120, 200
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}


def test_every_package_says_what_it_owns() -> None:
    assert [named(path) for path in packages() if len(ast.get_docstring(tree(path)) or "") < 20] == []


def test_every_app_is_installed_and_its_label_is_its_own() -> None:
    installed = {config.name: config.label for config in apps.get_app_configs()}
    assert not set(app_packages()) - installed.keys()
    ours = {name: label for name, label in installed.items() if name.split(".")[0] in ("forum", "moderation")}
    assert all(label == name.rsplit(".", 1)[-1] for name, label in ours.items())
    assert [label for label, count in Counter(installed.values()).items() if count > 1] == []


def test_nothing_has_a_name_that_says_nothing() -> None:
    vague = [named(path) for path in python_files() if VAGUE & {path.stem, *path.parent.parts}]
    assert vague == []


def test_files_functions_templates_and_scripts_stay_short() -> None:
    long = [named(path) for path in python_files() if _lines(path) > FILE_LINES]
    long += [
        f"{at(path, function)} {function.name}"
        for path in python_files()
        for function in functions(tree(path))
        if (function.end_lineno or 0) - function.lineno + 1 > FUNCTION_LINES
    ]
    long += [named(path) for path in templates() if _lines(path) > TEMPLATE_LINES]
    long += [named(path) for path in static_files() if path.suffix == ".js" and _lines(path) > SCRIPT_LINES]
    assert long == []


def test_only_delivery_and_composition_are_asynchronous() -> None:
    asynchronous = [
        at(path, node)
        for path in python_files()
        if path.relative_to(ROOT).parts[0] not in ASYNC_WINGS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.AsyncFor | ast.AsyncWith)
    ]
    assert asynchronous == []


def test_delivery_owns_no_tables_and_no_rules() -> None:
    stray = [
        named(path)
        for path in (ROOT / "realtime").rglob("*.py")
        if "migrations" in path.parts or any(is_layer(path, layer) for layer in ("models", "policy", "services"))
    ]
    assert stray == []
    assert [model for model in apps.get_models() if model.__module__.split(".")[0] in ASYNC_WINGS] == []


def test_nothing_happens_behind_a_save() -> None:
    hidden = []
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and _is_model(node):
                hidden += [at(path, body) for body in functions(node) if body.name in ("save", "delete", "asave")]
            if isinstance(node, ast.Name | ast.Attribute):
                name = node.id if isinstance(node, ast.Name) else node.attr
                if name in ("post_save", "pre_save", "post_delete", "pre_delete", "m2m_changed"):
                    hidden += [] if _is_a_fields_own(path, node) else [at(path, node)]
    assert hidden == []


def test_no_table_has_an_order_of_its_own() -> None:
    assert [model._meta.label for model in _our_models() if model._meta.ordering] == []


def test_committed_files_tell_nothing_of_the_machine_they_were_made_on() -> None:
    telling = (
        "/ho" + "me/",
        "/ro" + "ot/",
        "/wo" + "rk/",
        "/tm" + "p/brief",
        "pypi" + ".org",
        "pythonho" + "sted",
        "npm" + "js",
    )
    found = [
        f"{named(path)}: {word}"
        for path in _committed()
        for text in [path.read_bytes()]
        for word in telling
        if word.encode() in text
    ]
    assert found == []


def _committed() -> list[Path]:
    # Other people's licences and libraries say what they say.
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    paths = [ROOT / name for name in listed.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and "vendor" not in path.parts]


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in ("forum", "moderation")]


def _is_model(node: ast.ClassDef) -> bool:
    bases = {ast.unparse(base).split(".")[-1] for base in node.bases}
    return bool(bases & {"Model", "Record", "AbstractBaseUser", "Device"})


def _is_a_fields_own(path: Path, node: ast.AST) -> bool:
    """`pre_save` is also what Django calls the hook of a model field."""
    return named(path) == "forum/core/sealed.py" and not isinstance(node, ast.Name)
