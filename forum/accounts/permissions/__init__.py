"""Who may what: the one table.

`allows` is yes only if the actor's account is open, the role is granted the permission, a team role has shown its
second factor and has come to the stage that opens it, and the rule for the target agrees. A target without a rule is a
mistake in the program, never a yes.
"""

from forum.accounts.permissions.rules import (
    SITE,
    Actor,
    Rule,
    SecondFactorNeeded,
    Site,
    StageNeeded,
    allows,
    authorize,
    is_granted,
    refusal_for,
    rule,
    rules,
)
from forum.accounts.permissions.table import GRANTS, OPENED_AT
from forum.accounts.permissions.words import TEAM, Permission, Role, Stage

__all__ = [
    "GRANTS",
    "OPENED_AT",
    "SITE",
    "TEAM",
    "Actor",
    "Permission",
    "Role",
    "Rule",
    "SecondFactorNeeded",
    "Site",
    "Stage",
    "StageNeeded",
    "allows",
    "authorize",
    "is_granted",
    "refusal_for",
    "rule",
    "rules",
]
