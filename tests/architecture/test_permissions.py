"""The table of permissions holds together: everything granted, every target ruled, the team's second factor asked."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from forum.accounts.actors import Nobody
from forum.accounts.permissions import (
    GRANTS,
    OPENED_AT,
    SITE,
    TEAM,
    Permission,
    Role,
    SecondFactorNeeded,
    Site,
    refusal_for,
    rules,
)
from forum.core.refusals import NotGranted
from tests.architecture.source import at, functions, module_name, python_files, tree

ASKING = [path for path in python_files("forum", "moderation") if path.parent.name != "permissions"]


def test_every_permission_is_granted_to_somebody() -> None:
    granted = set().union(*GRANTS.values())
    assert set(Permission) - granted == set()
    assert set(GRANTS) == set(Role)


def test_a_visitor_is_granted_nothing() -> None:
    assert GRANTS[Role.VISITOR] == frozenset()


def test_every_permission_is_asked_for_somewhere() -> None:
    asked = {name for path in python_files() if path.parent.name != "permissions" for name in _permissions_named(path)}
    assert {permission.name for permission in Permission} - asked == set()


@pytest.mark.parametrize("permission", Permission)
def test_the_team_shows_its_second_factor_before_anything(permission: Permission) -> None:
    targets = [target for asked, target in rules() if asked is permission] or [Site]
    for role in TEAM:
        if permission not in GRANTS[role]:
            continue
        for target in targets:
            row = SITE if target is Site else object.__new__(target)
            refusal = refusal_for(Nobody(role, verified=False), permission, row)
            assert isinstance(refusal, SecondFactorNeeded), f"{role} without a second factor: {refusal!r}"


@pytest.mark.parametrize("permission", Permission)
def test_a_closed_account_may_nothing(permission: Permission) -> None:
    for role in set(Role) - {Role.VISITOR, Role.SYSTEM}:
        refusal = refusal_for(Nobody(role, verified=True, is_active=False), permission, SITE)
        assert isinstance(refusal, NotGranted)


def test_every_question_has_its_rule() -> None:
    questions = [question for path in ASKING for question in _questions(path)]
    assert len(questions) > 40, "The search for questions finds too little to be right."
    missing = [
        f"{where}: {permission} of {target.__name__}"
        for where, permission, target in questions
        if target is not Site and (permission, target) not in rules()
    ]
    assert missing == []


def test_every_rule_is_in_a_policy_and_about_a_granted_permission() -> None:
    granted = set().union(*GRANTS.values())
    for (permission, target), rule in rules().items():
        assert rule.__module__.endswith(".policy"), f"{rule.__qualname__} stands in {rule.__module__}"
        assert permission in granted, f"{permission} of {target.__name__} has a rule and nobody has it"


def _questions(path: Path) -> Iterator[tuple[str, Permission, type]]:
    """Where a file asks `authorize(actor, Permission.X, target)`, with the class of its target as annotated."""
    for function in functions(tree(path)):
        for node in ast.walk(function):
            if not isinstance(node, ast.Call) or len(node.args) != 3:
                continue
            if ast.unparse(node.func).split(".")[-1] not in ("authorize", "allows", "refusal_for"):
                continue
            asked = ast.unparse(node.args[1])
            if not asked.startswith("Permission."):
                continue  # The permission was handed in; whoever hands it in is asked instead.
            target = _class_of(ast.unparse(node.args[2]), function.name, path)
            if target is not None:
                yield at(path, node), Permission[asked.removeprefix("Permission.")], target


def _class_of(expression: str, function: str, path: Path) -> type | None:
    """The class of an argument: SITE, or what the function's own signature says of it."""
    if expression == "SITE":
        return Site
    module: Any = importlib.import_module(module_name(path))
    found = inspect.unwrap(getattr(module, function, None) or (lambda: None))
    hinted = get_type_hints(found).get(expression)
    return hinted if isinstance(hinted, type) else None


def _permissions_named(path: Path) -> set[str]:
    return {
        node.attr
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("Permission", "_P")
    }


def test_nobody_acts_in_a_case_before_they_may_read_one() -> None:
    acting = {one for one in Permission if one.name.startswith("CASE_")} | {Permission.INBOX_SEND}
    too_soon = [one for one in acting if OPENED_AT[one].rung < OPENED_AT[Permission.CASE_READ].rung]
    assert too_soon == []
