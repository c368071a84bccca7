"""Reads leak, not only writes: whoever answers a request starts from the rows that its sender may see."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT, at, layer_files, python_files, tree

MANAGERS = {"objects", "_default_manager", "_base_manager"}
ANSWERING = [*layer_files("views"), *python_files("realtime")]


def test_whoever_answers_reads_through_visible_to() -> None:
    assert [found for path in ANSWERING for found in reads_past_visible_to(tree(path), path)] == []


def test_whoever_answers_finds_rows_among_visible_ones() -> None:
    bare = [at(path, call) for path in ANSWERING for call in _calls(tree(path)) if _is_bare_get(call)]
    assert bare == []


def test_whoever_answers_writes_through_services() -> None:
    writes = {"save", "create", "bulk_create", "update_or_create", "get_or_create", "bulk_update", "select_for_update"}
    found = [
        at(path, call)
        for path in ANSWERING
        for call in _calls(tree(path))
        if isinstance(call.func, ast.Attribute) and call.func.attr in writes and not _is_the_session(call.func)
    ]
    assert found == []


def test_the_rule_finds_what_it_is_for() -> None:
    broken = ast.parse("Post.objects.filter(pk=1)\nPost.objects.visible_to(actor)\nrows = Post.objects\n")
    assert {line.rsplit(":", 1)[1] for line in reads_past_visible_to(broken, ROOT / "views.py")} == {"1", "3"}
    assert _is_bare_get(next(_calls(ast.parse("get_object_or_404(Post, pk=1)"))))
    assert _is_bare_get(next(_calls(ast.parse("get_object_or_404(models.Post.objects, pk=1)"))))


def reads_past_visible_to(module: ast.Module, path: Path) -> Iterator[str]:
    """Where a manager is touched other than as `Model.objects.visible_to(…)`."""
    fine = {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and node.attr == "visible_to" and isinstance(node.value, ast.Attribute)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and id(node) not in fine:
            yield at(path, node)


def _is_bare_get(call: ast.Call) -> bool:
    """`get_object_or_404` of a class or of its manager."""
    if ast.unparse(call.func).split(".")[-1] not in ("get_object_or_404", "get_list_or_404") or not call.args:
        return False
    source = ast.unparse(call.args[0]).split(".")[-1]
    return isinstance(call.args[0], ast.Name | ast.Attribute) and (source[:1].isupper() or source in MANAGERS)


def _calls(module: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module) if isinstance(node, ast.Call))


def _is_the_session(function: ast.Attribute) -> bool:
    return ast.unparse(function.value).endswith(".session")
