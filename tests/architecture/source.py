"""Our own code as the rules look at it: files, their syntax trees, and what stands in them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WINGS = ("forum", "moderation", "realtime", "config")
ASYNC_WINGS = ("realtime", "config")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*wings: str) -> list[Path]:
    """Every file of ours under `wings` (by default all of them), without migrations."""
    found = [path for wing in wings or WINGS for path in (ROOT / wing).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def named(path: Path) -> str:
    """`path` as one writes it: from the top of the checkout."""
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def module_name(path: Path) -> str:
    """What one imports a file as."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_layer(path: Path, layer: str) -> bool:
    """Is this file `layer`.py of an app, or part of its `layer` package?"""
    return path.stem == layer or layer in path.relative_to(ROOT).parts[:-1]


def layer_files(*layers: str) -> list[Path]:
    """The files of one layer or of several, in every wing."""
    return [path for path in python_files() if any(is_layer(path, layer) for layer in layers)]


def packages() -> list[Path]:
    """The `__init__.py` of every package that owns something. `management` folders are Django's custom."""
    files = [path for path in python_files() if path.name == "__init__.py"]
    return [path for path in files if "management" not in path.parts]


def app_packages() -> list[str]:
    """The folders that may be an app: the second level of the two wings that have apps."""
    return sorted(
        f"{wing}.{path.name}"
        for wing in ("forum", "moderation")
        for path in (ROOT / wing).iterdir()
        if (path / "__init__.py").exists()
    )


def functions(node: ast.AST) -> Iterator[Function]:
    """Every function and method in `node`."""
    for child in ast.walk(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child


def top_functions(path: Path) -> Iterator[Function]:
    """The public functions that a file defines at its top level."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node


def at(path: Path, node: ast.AST) -> str:
    """Where something stands, as one can click on it."""
    return f"{named(path)}:{getattr(node, 'lineno', 0)}"


def templates() -> list[Path]:
    """Every template."""
    return sorted((ROOT / "templates").rglob("*.html"))


def static_files() -> list[Path]:
    """Every file that browsers fetch."""
    return sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
